"""Plain text for a terminal or a file: translation, summary, source."""

from __future__ import annotations

import re
from collections.abc import Iterator

from presscli.document import Result, TranslatedParagraph
from presscli.markup import SpanKind
from presscli.render.common import (
    DOUBT_MARK,
    block_of,
    credited,
    doubts,
    headlines,
    marked,
    notice,
    signatures,
    summary_heading,
)
from presscli.render.evidence import Evidence, evidence
from presscli.render.layout import Group, GroupKind, groups
from presscli.render.plain import plain

RULE = "-" * 72
_LINKS = "Links"
_CREDIT = re.compile(
    rf"^(?:{RULE}\n(?=Summary)"
    rf"|{_LINKS}\n(?=- .*: (?:https?://|mailto:)\S+$)"
    r"|Source: .*\n(?=(?:Machine translation from|Original in) ))",
    re.MULTILINE,
)
"""How what follows the translation begins."""


def render_text(
    result: Result, *, bilingual: bool = False, body: bool = True, explain: bool = False
) -> str:
    """Render one release as plain text.

    Args:
        result: The release in English.
        bilingual: Put each source paragraph before its translation.
        body: Show the translation; without it only the headline.
        explain: Show what each sentence of the summary rests on.

    Returns:
        Paragraphs with a blank line between them, then the addresses of links, the
        summary, the source, the machine-translation notice and the signatures; one
        line end at the end.
    """
    shown = result.paragraphs if body else headlines(result)
    blocks = [_group(group, bilingual=bilingual) for group in groups(shown, block_of)]
    links = list(_links(result)) if body else []
    if links:
        blocks.append("\n".join([_LINKS, *links]))
    if result.summary:
        blocks.append(f"{RULE}\n{summary_heading(result)}: {result.summary.text}")
        if explain:
            explained = (
                _explained(found, number, result.detection.language)
                for number, found in enumerate(evidence(result), 1)
            )
            blocks.append("Where the summary comes from\n" + "\n".join(explained))
    credit = [f"Source: {credited(result)}", notice(result)]
    unsure = doubts(result)
    if unsure:
        credit.append("To check: " + "\n          ".join(unsure))
    credit += signatures(result)
    blocks.append("\n".join(credit))
    return "\n\n".join(blocks) + "\n"


def _paragraph(paragraph: TranslatedParagraph, *, bilingual: bool) -> str:
    text = marked_text(paragraph)
    if not bilingual or paragraph.source.text == text:
        return text
    return f"[{paragraph.language}] {paragraph.source.text}\n[en] {text}"


def _group(group: Group[TranslatedParagraph], *, bilingual: bool) -> str:
    """A paragraph, a list or a table."""
    first = group.members[0]
    text = plain(group, marked_text)
    if group.kind is GroupKind.ALONE and not bilingual:
        return text
    if group.kind is GroupKind.ALONE:
        return _paragraph(first, bilingual=True)
    source = plain(group, lambda p: p.source.text)
    if not bilingual or source == text:
        return text
    return f"[{first.language}]\n{source}\n[en]\n{text}"


def _links(result: Result) -> Iterator[str]:
    """``- words: address`` of each address that the release links to, unless it shows it."""
    seen: set[str] = set()
    for paragraph in result.paragraphs:
        placed = {s.href: paragraph.text[s.start : s.end] for s in paragraph.spans if s.href}
        for span in paragraph.source.block.spans if paragraph.source.block else ():
            if span.kind is not SpanKind.LINK or span.href in seen:
                continue
            seen.add(span.href)
            words = placed.get(span.href) or paragraph.source.text[span.start : span.end]
            bare = span.href.removeprefix("mailto:").split("://")[-1].rstrip("/")
            if bare not in words:
                yield f"- {' '.join(words.split())}: {span.href}"


def marked_text(paragraph: TranslatedParagraph) -> str:
    """The whole English paragraph with doubtful segments marked."""
    return paragraph.prefix + "".join(marked(s) + s.separator for s in paragraph.segments)


def strip_credit(text: str) -> str:
    """The translation alone: what :func:`render_text` made without summary, credit and marks.

    Any other text comes back unchanged, but for marks.
    """
    credit = _CREDIT.search(text)
    body = text[: credit.start()] if credit else text
    return body.replace(f" {DOUBT_MARK}", "")


def _explained(found: Evidence, number: int, language: str) -> str:
    """A sentence of the summary with what it rests on, English above the source."""
    lines = [f"{number}. {found.sentence.text}", f"({found.label})", f"[en] {found.quote}"]
    if found.source != found.quote:
        lines.append(f"[{language}] {found.source}")
    return "\n   ".join(lines)
