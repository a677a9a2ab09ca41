"""Renderers against golden files; ``--update-golden`` rewrites them."""

from __future__ import annotations

import datetime
import json
from dataclasses import replace
from pathlib import Path

import pytest

from presscli.document import (
    Attribution,
    Dateline,
    Detection,
    Embargo,
    Finding,
    Origin,
    Paragraph,
    ParagraphKind,
    PressRelease,
    Result,
    Severity,
    SourceText,
    Summary,
    SummarySentence,
    TranslatedParagraph,
    TranslatedSegment,
)
from presscli.render import Format, render
from presscli.render.common import NO_SOURCE
from presscli.render.evidence import evidence
from presscli.render.inline import escape

GOLDEN = Path(__file__).parent / "golden" / "render"

DOUBT = Finding("W-NUMBER", Severity.ERROR, "'1.274' has no match", 2, "1.274", "", (0, 5), None)
SOFT = Finding("W-LENGTH", Severity.WARNING, "short", 2)


def make_result(*, stated: bool = True) -> Result:
    """A small release with one of everything."""
    dateline = Dateline(
        "Roma, 3 maggio 2024 - ", "Roma", datetime.date(2024, 5, 3), "3 maggio 2024"
    )
    sources = [
        Paragraph("Embargo fino al 4 maggio", ParagraphKind.EMBARGO),
        Paragraph("Titolo *uno*", ParagraphKind.HEADLINE),
        Paragraph("Roma, 3 maggio 2024 - Prima frase. Sono 1.274.", ParagraphKind.BODY, dateline),
        Paragraph("Contatti\nTel. 06 1234", ParagraphKind.CONTACTS),
        Paragraph("(Fonte: ente.example)", ParagraphKind.ATTRIBUTION),
    ]

    def segment(
        index: int, source: str, target: str, separator: str = "", **more: object
    ) -> TranslatedSegment:
        origin = Origin.RULE if more.get("rule") else Origin.MODEL
        findings = (DOUBT, SOFT) if more.get("doubt") else ()
        return TranslatedSegment(index, source, target, separator, -0.25, origin, findings)

    paragraphs = (
        TranslatedParagraph(
            sources[0], "it", (segment(0, sources[0].text, "Embargoed until 4 May", rule=1),)
        ),
        TranslatedParagraph(sources[1], "it", (segment(1, sources[1].text, "Title *one*"),)),
        TranslatedParagraph(
            sources[2],
            "it",
            (
                segment(2, "Prima frase.", "First sentence.", " "),
                segment(3, "Sono 1.274.", "There are 1,247.", doubt=1),
            ),
            "ROME, 3 May 2024 – ",
        ),
        TranslatedParagraph(
            sources[3],
            "it",
            (
                segment(4, "Contatti", "Contacts", "\n", rule=1),
                segment(5, "Tel. 06 1234", "Tel. 06 1234", rule=1),
            ),
        ),
        TranslatedParagraph(
            sources[4], "it", (segment(6, sources[4].text, "(Source: ente.example)", rule=1),)
        ),
    )
    release = PressRelease(
        tuple(sources),
        Attribution("ente.example", "(Fonte: ente.example)") if stated else None,
        Embargo("Embargo fino al 4 maggio", datetime.datetime(2024, 5, 4, 11, 0)),  # noqa: DTZ001
    )
    summary = Summary(
        (
            SummarySentence("First sentence.", (2,), False, corrected=True),
            SummarySentence("In short.", (2, 3), score=0.75),
        ),
        "summarize|model:m@1",
    )
    return Result(
        SourceText("nota.txt", "...", "utf-8", "00ff"),
        release,
        Detection("it", 0.99995, 0.9999, certain=True),
        paragraphs,
        summary,
        "translate|model:m@1",
    )


@pytest.mark.parametrize("form", list(Format), ids=lambda form: form.value)
@pytest.mark.parametrize("style", ["plain", "bilingual", "summary", "explain"])
def test_matches_golden(form: Format, style: str, request: pytest.FixtureRequest) -> None:
    text = render(
        make_result(),
        form,
        bilingual=style == "bilingual",
        body=style not in {"summary", "explain"},
        explain=style == "explain",
    )
    golden = GOLDEN / f"{style}.{form.value}"
    if request.config.getoption("--update-golden"):
        golden.parent.mkdir(parents=True, exist_ok=True)
        golden.write_text(text, encoding="utf-8")
    assert text == golden.read_text(encoding="utf-8")


@pytest.mark.parametrize("form", [Format.TEXT, Format.MARKDOWN])
def test_a_source_is_never_invented(form: Format) -> None:
    assert NO_SOURCE in render(make_result(stated=False), form)


def test_no_stated_source_is_null_in_json() -> None:
    assert json.loads(render(make_result(stated=False), Format.JSON))["attribution"] is None


def test_jsonl_is_one_line_with_the_same_content() -> None:
    line = render(make_result(), Format.JSONL)
    assert line.count("\n") == 1
    assert json.loads(line) == json.loads(render(make_result(), Format.JSON))


@pytest.mark.parametrize("form", list(Format), ids=lambda form: form.value)
def test_every_format_shows_the_doubt(form: Format) -> None:
    assert "W-NUMBER" in render(make_result(), form)


def test_markdown_shows_markup_characters_as_they_are() -> None:
    assert escape("a*b_c`[x](y)<z>") == r"a\*b\_c\`\[x\](y)\<z\>"


@pytest.mark.issue(4)
def test_evidence_is_what_each_sentence_rests_on() -> None:
    first, second = evidence(make_result())
    assert (first.quote, first.source) == ("First sentence.", "Prima frase.")
    assert first.label == "replaced by the release's own sentence, support 1.00, segment 3"
    assert second.segments == (2, 3)
    assert second.source == "Prima frase. Sono 1.274."
    assert second.label == "written by the model, support 0.75, segments 3 and 4"


@pytest.mark.issue(4)
@pytest.mark.parametrize("form", [Format.JSON, Format.JSONL])
def test_json_always_has_the_evidence(form: Format) -> None:
    first, second = json.loads(render(make_result(), form))["summary"]["sentences"]
    assert (first["origin"], first["score"], first["support"]) == ("replaced", 1.0, [2])
    assert (second["origin"], second["score"]) == ("model", 0.75)
    assert second["quote"] == "First sentence. There are 1,247."


@pytest.mark.issue(4)
@pytest.mark.parametrize("form", [Format.TEXT, Format.MARKDOWN])
def test_evidence_is_shown_in_text_only_when_asked(form: Format) -> None:
    result = make_result()
    assert "support 0.75" not in render(result, form)
    assert "support 0.75" in render(result, form, explain=True)
    assert render(replace(result, summary=None), form, explain=True) == render(
        replace(result, summary=None), form
    )
