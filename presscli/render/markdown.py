"""Markdown (CommonMark): a heading, paragraphs, the summary as a section of its own."""

from __future__ import annotations

import re

from presscli.document import ParagraphKind, Result, TranslatedParagraph
from presscli.render.common import (
    doubts,
    headlines,
    notice,
    signatures,
    source_name,
    summary_heading,
)
from presscli.render.evidence import Evidence, evidence
from presscli.render.text import marked_text

_SPECIAL = re.compile(r"([\\`*_\[\]<>#|])")


def render_markdown(
    result: Result, *, bilingual: bool = False, body: bool = True, explain: bool = False
) -> str:
    """Render one release as Markdown.

    Characters that Markdown would read as markup are escaped, so that the text
    shows as it is; list items at the head of a line stay list items.

    Args:
        result: The release in English.
        bilingual: Put each source paragraph before its translation, as a quotation.
        body: Show the translation; without it only the headline.
        explain: Show what each sentence of the summary rests on.
    """
    shown = result.paragraphs if body else headlines(result)
    blocks = [_paragraph(p, bilingual=bilingual) for p in shown]
    if result.summary:
        blocks += [f"## {summary_heading(result)}", escape(result.summary.text)]
        if explain:
            blocks.append("### Where the summary comes from")
            blocks += [_explained(found, n) for n, found in enumerate(evidence(result), 1)]
    blocks += ["---", f"**Source:** {escape(source_name(result))}", f"*{notice(result)}*"]
    unsure = doubts(result)
    if unsure:
        blocks.append("**To check:**\n\n" + "\n".join(f"- {escape(line)}" for line in unsure))
    blocks += [f"`{line}`" for line in signatures(result)]
    return "\n\n".join(blocks) + "\n"


def escape(text: str) -> str:
    """Escape what CommonMark would take for markup."""
    return _SPECIAL.sub(r"\\\1", text)


def _paragraph(paragraph: TranslatedParagraph, *, bilingual: bool) -> str:
    text = _dressed(escape(marked_text(paragraph)), paragraph.kind)
    if not bilingual or paragraph.source.text == paragraph.text:
        return text
    quoted = "\n".join(f"> {line}" for line in escape(paragraph.source.text).split("\n"))
    return f"{quoted}\n\n{text}"


def _dressed(text: str, kind: ParagraphKind) -> str:
    if kind is ParagraphKind.HEADLINE:
        return f"# {text}"
    if kind is ParagraphKind.SUBHEADLINE:
        return f"**{text}**"
    if kind is ParagraphKind.CAPTION:
        return f"*{text}*"
    return text.replace("\n", "  \n") if kind is ParagraphKind.CONTACTS else text


def _explained(found: Evidence, number: int) -> str:
    """An item of a list: the sentence, then what it rests on, the source as a quotation."""
    quotes = [found.quote] + [found.source] * (found.source != found.quote)
    quoted = "\n   >\n".join(f"   > {escape(text)}" for text in quotes)
    return f"{number}. {escape(found.sentence.text)} *({escape(found.label)})*\n\n{quoted}"
