"""Releases with all that a page can show, made without a model."""

from __future__ import annotations

import datetime
import hashlib
from collections.abc import Sequence

from presscli.digest.build import build
from presscli.digest.choices import Grouping
from presscli.digest.gather import issuer
from presscli.digest.model import Candidate, Copy, Digest, Failure
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
from presscli.errors import PresscliError
from presscli.render.identity import fingerprint, release_url, urn
from presscli.render.moments import day_begins

NOW = datetime.datetime(2026, 11, 23, 6, 0, tzinfo=datetime.UTC)
DAY = datetime.date(2026, 11, 22)

PORT = (
    ("Porto di Vesara, traffici in crescita", "Port of Vesara, traffic is growing"),
    (
        "Nel primo semestre il porto ha movimentato 4,2 milioni di tonnellate.",
        "In the first half of the year the port handled 4.2 million tonnes.",
    ),
    (
        "L'investimento previsto è di 85 milioni di euro, il 12% in più.",
        "The planned investment is 85 million euros, 12% more.",
    ),
    ("La giunta non ha fissato una data.", "The board has not set a date."),
)


def make_result(
    pairs: Sequence[tuple[str, str]] = PORT,
    *,
    name: str = "porto.txt",
    source: str = "porto.vesara.example",
    day: datetime.date | None = DAY,
    place: str = "Vesara",
    findings: tuple[Finding, ...] = (),
    embargo: str = "",
) -> Result:
    """A release in two languages: headline, one body paragraph, contacts, a kept line, source.

    ``findings`` are those of the second segment.
    """
    (headline, english_headline), *sentences = pairs
    raw = f"{place}, {day:%d/%m/%Y} - " if day else ""
    dateline = Dateline(raw, place, day, f"{day:%d/%m/%Y}" if day else "", "") if day else None
    body = Paragraph(raw + " ".join(it for it, _ in sentences), ParagraphKind.BODY, dateline)
    sources = [
        Paragraph(headline, ParagraphKind.HEADLINE),
        body,
        Paragraph("Contatti\nTel. 06 1234567", ParagraphKind.CONTACTS),
        Paragraph("Frase tenuta.", ParagraphKind.BODY),
    ]
    if source:
        sources.append(Paragraph(f"(Fonte: {source})", ParagraphKind.ATTRIBUTION))
    if embargo:
        sources.insert(0, Paragraph(embargo, ParagraphKind.EMBARGO))
    count = 0

    def segment(
        it: str, en: str, separator: str = "", origin: Origin = Origin.MODEL, found: object = None
    ) -> TranslatedSegment:
        nonlocal count
        count += 1
        notes = findings if found else ()
        return TranslatedSegment(count - 1, it, en, separator, -0.2, origin, notes)

    def paragraph(source: Paragraph) -> TranslatedParagraph:
        if source.kind is ParagraphKind.HEADLINE:
            segments = [segment(headline, english_headline)]
        elif source is body:
            segments = [
                segment(it, en, " " if i + 1 < len(sentences) else "", found=i == 0)
                for i, (it, en) in enumerate(sentences)
            ]
        elif source.kind is ParagraphKind.CONTACTS:
            segments = [
                segment("Contatti", "Contacts", "\n", Origin.RULE),
                segment("Tel. 06 1234567", "Tel. 06 1234567", "", Origin.RULE),
            ]
        elif source.kind is ParagraphKind.BODY:
            segments = [segment(source.text, source.text, "", Origin.KEPT)]
        else:
            segments = [segment(source.text, source.text.replace("Fonte", "Source"))]
        english = f"{place.upper()}, {day.day} November {day.year} – " if day else ""
        prefix = english if source is body else ""
        return TranslatedParagraph(source, "it", tuple(segments), prefix)

    paragraphs = tuple(paragraph(p) for p in sources)
    text = "\n\n".join(p.text for p in sources)
    release = PressRelease(
        tuple(sources),
        Attribution(source, f"(Fonte: {source})") if source else None,
        Embargo(embargo, datetime.date(2026, 11, 24)) if embargo else None,
    )
    first = 2 if embargo else 1
    summary = Summary(
        (
            SummarySentence(sentences[0][1], (first,), abstractive=False),
            SummarySentence("The board has no date.", (first, first + 1)),
        ),
        "summarize|model:fixed@1",
        (Finding("W-SUMMARY", Severity.WARNING, "a remark about the summary"),),
    )
    return Result(
        SourceText(name, text, "utf-8", hashlib.sha256(text.encode()).hexdigest()),
        release,
        Detection("it", 0.99, 0.98, certain=True),
        paragraphs,
        summary,
        "translate|model:fixed@1",
    )


def candidate(result: Result, when: datetime.datetime | None = None) -> Candidate:
    """A result as what it was before it was translated."""
    dateline = result.release.dateline
    stated = day_begins(dateline.date) if dateline and dateline.date else None
    copy = Copy(
        result.source.name,
        issuer(result.release),
        release_url(result.release),
        result.source.sha256,
        fingerprint(result.source),
        stated or when or NOW,
    )
    return Candidate(result.source, result.release, copy, dated=stated is not None)


def make_digest(
    results: Sequence[Result], *, grouping: Grouping = Grouping.DATE, title: str = "Press digest"
) -> Digest:
    """A digest of results, one input failed and two skipped."""
    by_text = {id(r.source): r for r in results}
    failed: list[PresscliError] = []
    entries = build(
        [candidate(r) for r in results],
        lambda sources: [by_text[id(source)] for source in sources],
        lambda name, error: failed.append(error),
    )
    assert not failed
    return Digest(
        title,
        urn("digest:test"),
        NOW,
        entries,
        skipped=2,
        failures=(Failure("rotto.txt", "empty (0 bytes)"),),
        grouping=grouping,
    )


DOUBT = Finding(
    "W-NUMBER", Severity.ERROR, "'4,2 milioni' became '4.2'", 2, "4,2", "4.2", (43, 46), (47, 50)
)
SOFT = Finding("W-LENGTH", Severity.WARNING, "the translation is short", 2)


def three() -> list[Result]:
    """Three releases: flagged, under embargo and without a source, without a date."""
    strike = (
        ("Sciopero dei treni", "Rail strike"),
        ("Si fermano 1.200 addetti per 8 ore.", "1,200 workers stop for 8 hours."),
        ("Il servizio riprende alle 17.", "Service resumes at 17:00."),
    )
    grant = (
        ("Bando per le scuole", "Call for schools"),
        ("Sono disponibili 3,5 milioni di euro.", "3.5 million euros are available."),
    )
    return [
        make_result(findings=(DOUBT, SOFT)),
        make_result(
            strike,
            name="sciopero.txt",
            source="",
            day=datetime.date(2026, 11, 21),
            place="Roma",
            embargo="Embargo fino al 24 novembre",
        ),
        make_result(grant, name="bando.txt", source="Regione Vesara", day=None),
    ]
