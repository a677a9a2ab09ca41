"""Terms and names in a translation: paired, hidden from other checks, put right, reported."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from presscli.check import PLAIN, Wording, check_segment, choose, hold, segment
from presscli.check.reword import mend, reword
from presscli.check.wording import agree
from presscli.document import Hypothesis, Severity
from presscli.glossary import Case, Glossary, Term, find_surnames

WORDING = Wording(
    Glossary(
        (
            Term("sportello unico", "one-stop shop"),
            Term("Mosca", keep=True),
            Term("bando", "call for tenders"),
            Term("Milleproroghe", "Thousand Extensions"),
            Term("legge 104", "Act No. 104"),
            Term("Salute", "Health Department", Case.EXACT),
            Term("tavolo", "round table", Case.EXACT),
        )
    )
)


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("Lo sportello unico apre", "The One-Stop Shop opens"),
        ("colloqui a Mosca", "talks in Mosca"),
        ("il bando e un altro bando", "the call for tenders and another call for tenders"),
        ("il Milleproroghe è legge", "Thousand Extensions is law"),
        ("secondo la legge 104", "under Act No. 104"),
        ("la Salute informa", "the Health Department's notice"),
        ("Tavolo aperto", "A table is open"),
        ("il tavolo si apre", "Round table opens"),
        ("ha detto Franco Bianchi", "said Franco Bianchi"),
        ("il presidente Giuseppe Zelenskij", "President Giuseppe Zelensky"),
        ("la Banca d'Italia", "the Bank of Italy"),
        ("la Banca d'Italia", "the Banca d’Italia"),
        ("papa Giovanni Paolo II", "Pope John Paul II"),
        ("i Verdi e i Bianchi", "the Greens and the Whites"),
        ("i porti del Mar Nero", "the ports of the Black Sea"),
        ("nel mar Mediterraneo", "in the Mediterranean"),
        ("le migrazioni dal Medio Oriente", "migration from the Middle Eastern countries"),
        ("lo Stretto di Messina", "the Straits of Messina"),
    ],
)
def test_what_agrees_is_no_finding(source: str, target: str) -> None:
    assert [
        f for f in check_segment(source, target, wording=WORDING) if f.code != "W-RESIDUE"
    ] == []


@pytest.mark.parametrize(
    ("source", "target", "code", "said"),
    [
        ("Lo sportello unico apre", "The single shop opens", "W-GLOSSARY", "single shop"),
        ("colloqui a Mosca", "talks in Moscow", "W-GLOSSARY", "Moscow"),
        ("un bando e un altro bando", "a call for tenders, another notice", "W-GLOSSARY", "notice"),
        ("la Salute informa", "the health department says", "W-GLOSSARY", "health department"),
        ("lo sportello unico", "the desk", "W-GLOSSARY", ""),
        ("ha detto Franco Bianchi", "said Frank White", "W-NAME", "Frank White"),
        ("ha detto Rosa Verdi", "said Pink Greens", "W-NAME", "Pink Greens"),
        ("ha detto Franco Bianchi", "said Franco White", "W-NAME", "Franco White"),
        ("ha detto Franco Bianchi", "said the man", "W-NAME", ""),
        ("le Acque Chiare S.p.A.", "the Clear Waters S.p.A.", "W-NAME", "Clear Waters"),
    ],
)  # fmt: skip
def test_what_does_not_is_a_warning_with_both_spans(
    source: str, target: str, code: str, said: str
) -> None:
    (finding,) = agree(WORDING, source, target).findings(3)
    assert (finding.code, finding.severity, finding.segment) == (code, Severity.WARNING, 3)
    assert finding.source_span is not None
    assert source[slice(*finding.source_span)] == finding.source_value
    assert finding.target_value == said
    assert finding.target_span is None or target[slice(*finding.target_span)] == said
    assert (finding.target_span is None) is (not said)


def test_the_message_names_what_is_wanted() -> None:
    (finding,) = agree(WORDING, "Lo sportello unico", "The single shop").findings()
    assert finding.message == (
        "'single shop' stands for 'sportello unico', which the glossary wants as 'one-stop shop'"
    )


@pytest.mark.parametrize(
    ("source", "target", "expected"),
    [
        ("Lo sportello unico apre", "The single shop opens", "The one-stop shop opens"),
        ("colloqui a Mosca", "talks in Moscow", "talks in Mosca"),
        ("c'è un bando", "there is a notice", "there is a call for tenders"),
        ("ha detto Franco Bianchi", "said Frank White", "said Franco Bianchi"),
        ("Rosa Verdi ha vinto", "Pink Greens has won", "Rosa Verdi has won"),
        ("un bando e un bando", "a notice, a notice", "a call for tenders, a call for tenders"),
        ("la Salute", "the health department", "the Health Department"),
        ("un bando o un avviso", "a notice or a notice", "a notice or a notice"),
        ("il bando e l'avviso", "the notice", "the notice"),
        ("casa", "house", "house"),
    ],
    ids=[
        "two words",
        "kept",
        "article",
        "person",
        "first",
        "pairs",
        "capitals",
        "twice",
        "another's",
        "none",
    ],
)
def test_a_plain_place_is_put_right(source: str, target: str, expected: str) -> None:
    assert reword(source, target, WORDING) == expected


OTHER = st.text(alphabet="xyz ,.;0", max_size=20)


@given(OTHER, OTHER)
def test_text_outside_a_term_is_untouched(before: str, after: str) -> None:
    source, target = f"{before}: un bando {after}", f"{before}: any notice {after}"
    assert reword(source, target, WORDING) == f"{before}: any call for tenders {after}"


def test_other_repairs_leave_a_term_alone() -> None:
    assert mend("1.274 treni a Mosca", "1.274 trains to Mosca", WORDING) == "1,274 trains to Mosca"
    assert mend("1.274 treni a Mosca", "1.274 trains to Mosca", PLAIN) == "1,274 trains to Moscow"


@given(st.text(max_size=60), st.text(max_size=60))
def test_without_terms_nothing_is_reworded(source: str, target: str) -> None:
    if not PLAIN.find(source):
        assert reword(source, target, PLAIN) == target


@given(st.sampled_from(["single shop", "notice", "Moscow", "shop"]), st.text(max_size=20))
def test_hiding_moves_nothing(word: str, rest: str) -> None:
    source, target = f"{rest} sportello unico a Mosca", f"{rest} one-stop shop in {word}"
    hidden = agree(WORDING, source, target).hidden
    assert [len(text) for text in hidden] == [len(source), len(target)]


def test_the_hypothesis_with_the_term_wins() -> None:
    hypotheses = [
        Hypothesis("The office for all opens on 3 May.", -0.1),
        Hypothesis("The one-stop shop opens on 3 May.", -0.9),
    ]
    source = "Lo sportello unico apre il 3 maggio."
    assert choose(source, hypotheses, wording=WORDING).text == hypotheses[1].text


def test_but_not_against_a_fact() -> None:
    hypotheses = [
        Hypothesis("The office for all opens on 3 May.", -0.1),
        Hypothesis("The one-stop shop opens on 4 May.", -0.2),
    ]
    choice = choose("Lo sportello unico apre il 3 maggio.", hypotheses, wording=WORDING)
    assert choice.text == hypotheses[0].text
    assert [f.code for f in choice.findings] == ["W-GLOSSARY"]


def test_a_surname_alone_stays_where_the_release_names_the_person() -> None:
    wording = Wording(surnames=find_surnames(["Parla Rosa Verdi."]))
    assert reword("ha detto Verdi", "said Greens", wording) == "said Verdi"
    assert reword("ha detto Verdi", "he said", wording) == "he said"
    assert reword("ha detto Verdi", "said Greens", PLAIN) == "said Greens"


def test_what_is_held_for_a_retry() -> None:
    source = "L'1,5% a Franco Bianchi il 3 maggio: bando su www.a.example, sportello unico"
    target = "2% to Mr. in June: call for tenders"
    findings = check_segment(source, target, wording=WORDING)
    held = hold(source, findings, wording=WORDING)
    assert [(source[h.start : h.end], h.english) for h in held] == [
        ("1,5", "1.5"),
        ("Franco Bianchi", "Franco Bianchi"),
        ("3 maggio", "3 May"),
        ("bando", "call for tenders"),
        ("www.a.example", "www.a.example"),
        ("sportello unico", "one-stop shop"),
    ]


def test_nothing_is_held_where_nothing_is_wrong() -> None:
    assert hold("Lo sportello unico", (), wording=WORDING) == ()


@pytest.mark.parametrize("target", ["The ports of the Nero.", "The ports of the Black."])
def test_a_place_that_was_taken_apart_is_held_for_a_retry(target: str) -> None:
    source = "I porti del Mar Nero."
    (finding,) = [f for f in check_segment(source, target) if f.source_value]
    assert (finding.code, finding.source_value) == ("W-NAME", "Mar Nero")
    (held,) = hold(source, [finding])
    assert (held.english, held.needs_article) == ("Black Sea", True)


def test_a_place_left_in_italian_is_put_into_english() -> None:
    assert mend("Il Mar Nero è calmo.", "Mar Nero is calm.", PLAIN) == "Black Sea is calm."


@pytest.mark.issue(7)
def test_a_pair_is_checked_once_for_a_window_and_its_release() -> None:
    source, target = "Franco Bianchi ha visto 71 sindaci a Como", "Franco Bianchi saw 71 mayors"
    own = Wording(surnames=find_surnames([source]))
    window = Wording.joined([own, Wording(surnames=find_surnames(["Ha parlato Rosa Verdi."]))])
    before = segment._check.cache_info()
    assert check_segment(source, target, wording=window) == check_segment(
        source, target, wording=own
    )
    after = segment._check.cache_info()
    assert (after.misses - before.misses, after.hits - before.hits) == (1, 1)


@pytest.mark.issue(7)
def test_a_pair_is_checked_again_where_other_names_count() -> None:
    source, target = "Lo ha detto Verdi", "The Greens said so"
    known = Wording(surnames=find_surnames(["Parla Rosa Verdi."]))
    assert check_segment(source, target) != check_segment(source, target, wording=known)
