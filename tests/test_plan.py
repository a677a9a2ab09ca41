"""Plans are lossless, and say the right origin for every paragraph."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from presscli.document import Dateline, Origin, Paragraph, ParagraphKind, PressRelease
from presscli.plan import Limits, PlannedParagraph, fill, plan_release
from presscli.release_names import known_names
from presscli.translate import Attempt

LIMITS = Limits(count_tokens=lambda text: len(text.split()), max_source_tokens=8)


def plan(*paragraphs: Paragraph, languages: tuple[str, ...] = ()) -> list[PlannedParagraph]:
    release = PressRelease(paragraphs)
    return plan_release(release, languages or ("it",) * len(paragraphs), "it", LIMITS)


def sources(planned: PlannedParagraph) -> str:
    return "".join(s.source + s.separator for s in planned.segments)


def test_prose_goes_to_the_model_sentence_by_sentence() -> None:
    (planned,) = plan(Paragraph("La prima frase è qui. La seconda è là."))
    assert [s.model_input for s in planned.segments] == [
        "La prima frase è qui.",
        "La seconda è là.",
    ]


def test_nothing_longer_than_the_limit_is_planned() -> None:
    text = "uno due tre quattro cinque, sei sette otto nove dieci; undici dodici"
    (planned,) = plan(Paragraph(text))
    assert sources(planned) == text
    assert all(LIMITS.count_tokens(s.model_input) <= 8 for s in planned.segments)


def test_an_english_paragraph_is_copied() -> None:
    (planned,) = plan(Paragraph("We are glad. It works."), languages=("en",))
    assert {s.origin for s in planned.segments} == {Origin.COPIED}


def test_a_paragraph_without_a_model_is_kept_and_marked() -> None:
    planned = plan(Paragraph("Nous sommes heureux de cet accord."), languages=("fr",))
    (paragraph,) = fill(planned, [], lambda source, target, index: ())
    assert paragraph.text == "Nous sommes heureux de cet accord."
    assert [f.code for s in paragraph.segments for f in s.findings] == ["W-LANGUAGE"]


def test_attribution_is_rendered_by_rule() -> None:
    (planned,) = plan(Paragraph("(Fonte: kremlin.ru)", ParagraphKind.ATTRIBUTION))
    assert planned.segments[0].origin is Origin.RULE
    assert planned.segments[0].target == "(Source: kremlin.ru)"


def test_a_headline_in_capitals_is_cased_before_and_after() -> None:
    planned = plan(
        Paragraph("IL MINISTRO ROSSI VISITA TORINO", ParagraphKind.HEADLINE),
        Paragraph("Il ministro Rossi ha visitato Torino."),
    )
    assert planned[0].segments[0].model_input == "Il ministro Rossi visita Torino"
    attempts = [Attempt("Minister Rossi visits Turin", -0.1), Attempt("x", -0.1)]
    filled = fill(planned, attempts, lambda source, target, index: ())
    assert filled[0].text == "Minister Rossi Visits Turin"


def test_contact_lines_keep_their_breaks_and_addresses() -> None:
    text = "Per informazioni:\nTel. 06 1234567\npress@ente.example"
    (planned,) = plan(Paragraph(text, ParagraphKind.CONTACTS))
    (filled,) = fill([planned], [], lambda source, target, index: ())
    assert filled.text.splitlines()[1:] == ["Tel. 06 1234567", "press@ente.example"]


def test_segment_indices_count_the_whole_release() -> None:
    planned = plan(Paragraph("Una frase qui. Due frasi qui."), Paragraph("Tre frasi sono qui."))
    attempts = [Attempt("x", -0.1)] * 3
    filled = fill(planned, attempts, lambda source, target, index: ())
    assert [s.index for p in filled for s in p.segments] == [0, 1, 2]


def test_names_come_from_running_text_only() -> None:
    release = PressRelease(
        (Paragraph("TUTTO MAIUSCOLO QUI"), Paragraph("Oggi Marta Colleoni parla a Piacenza."))
    )
    assert known_names(release) == {"Marta", "Colleoni", "Piacenza"}


def test_names_come_from_datelines_openings_and_people_in_capitals() -> None:
    dateline = Dateline("VALDURNA, 3 MAG - ", "VALDURNA")
    release = PressRelease(
        (
            Paragraph("PREZIOSI LASCIA IL PARTITO", ParagraphKind.HEADLINE),
            Paragraph("VALDURNA, 3 MAG - LO HA DETTO GIANNI PREZIOSI", dateline=dateline),
            Paragraph("Tarnowicz ha risposto. Nessuno ha parlato."),
        )
    )
    assert known_names(release) == {"Valdurna", "Preziosi", "Tarnowicz"}


def test_no_names_are_looked_for_without_capitals() -> None:
    assert known_names(PressRelease((Paragraph("Oggi Marta parla a Piacenza."),))) == set()


@given(st.text(alphabet=st.sampled_from("abcèA .,;:!?\"«»'1\n"), min_size=1, max_size=120))
@pytest.mark.parametrize("kind", [ParagraphKind.BODY, ParagraphKind.CONTACTS])
def test_a_plan_loses_nothing(kind: ParagraphKind, text: str) -> None:
    (planned,) = plan(Paragraph(text, kind))
    assert sources(planned) == text
