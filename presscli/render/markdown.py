"""Markdown (CommonMark, tables as GFM has them): the release as it was laid out, in English.

A plain text has paragraphs only; the headings, lists, tables and links of a document
come back around its translation.
"""

from __future__ import annotations

from presscli.document import ParagraphKind, Result, TranslatedParagraph
from presscli.markup import BlockKind, SpanKind
from presscli.render.common import (
    block_of,
    doubts,
    headlines,
    notice,
    published_day,
    signatures,
    source_name,
    summary_heading,
)
from presscli.render.evidence import Evidence, evidence
from presscli.render.inline import Marked, english, escape, inline, original
from presscli.render.layout import Group, GroupKind, groups
from presscli.render.markdown_blocks import laid_out
from presscli.render.plain import quoted
from presscli.render.text import marked_text


def render_markdown(
    result: Result, *, bilingual: bool = False, body: bool = True, explain: bool = False
) -> str:
    """Render one release as Markdown.

    Characters that Markdown would read as markup are escaped, so that the text
    shows as it is; in a plain text, list items at the head of a line stay list items.

    Args:
        result: The release in English.
        bilingual: Put each source paragraph before its translation, as a quotation.
        body: Show the translation; without it only the headline.
        explain: Show what each sentence of the summary rests on.
    """
    shown = result.paragraphs if body else headlines(result)
    blocks = [_group(group, bilingual=bilingual) for group in groups(shown, block_of)]
    if result.summary:
        blocks += [f"## {summary_heading(result)}", escape(result.summary.text)]
        if explain:
            blocks.append("### Where the summary comes from")
            blocks += [_explained(found, n) for n, found in enumerate(evidence(result), 1)]
    blocks += ["---", f"**Source:** {_source(result)}", f"*{notice(result)}*"]
    unsure = doubts(result)
    if unsure:
        blocks.append("**To check:**\n\n" + "\n".join(f"- {escape(line)}" for line in unsure))
    blocks += [f"`{line}`" for line in signatures(result)]
    return "\n\n".join(blocks) + "\n"


def _source(result: Result) -> str:
    attribution = result.release.attribution
    url = attribution.url if attribution else ""
    name = f"[{escape(source_name(result))}](<{url}>)" if url else escape(source_name(result))
    return ", ".join(filter(None, (name, published_day(result))))


def _group(group: Group[TranslatedParagraph], *, bilingual: bool) -> str:
    first = group.members[0]
    if group.kind is GroupKind.ALONE and group.blocks[0] is None:
        return _paragraph(first, bilingual=bilingual)
    text = laid_out(group, english, _heading_or_body)
    lost = dict.fromkeys(href for p in group.members for href in p.unplaced)
    if lost:
        text += "\n\n" + " ".join(["Links:", *(f"<{href}>" for href in lost)])
    if not bilingual or all(p.source.text == p.text for p in group.members):
        return text
    return f"{quoted(laid_out(group, original, _as_body))}\n\n{text}"


def _heading_or_body(paragraph: TranslatedParagraph, marked: Marked) -> str:
    """A paragraph of a document, by what it is for."""
    level = marked.block.level if marked.block else 0
    if paragraph.kind is ParagraphKind.HEADLINE:
        return f"# {_on_one_line(inline(marked))}"
    if marked.block and marked.block.kind is BlockKind.HEADING:
        return f"{'###' if level > 2 else '##'} {_on_one_line(inline(marked))}"
    return _as_body(paragraph, marked)


def _as_body(paragraph: TranslatedParagraph, marked: Marked) -> str:
    whole = {
        ParagraphKind.HEADLINE: SpanKind.STRONG,
        ParagraphKind.SUBHEADLINE: SpanKind.STRONG,
        ParagraphKind.CAPTION: SpanKind.EMPHASIS,
    }
    return inline(marked, whole.get(paragraph.kind)).replace("\n", "  \n")


def _on_one_line(text: str) -> str:
    return " ".join(text.split("\n"))


def _paragraph(paragraph: TranslatedParagraph, *, bilingual: bool) -> str:
    text = _dressed(escape(marked_text(paragraph)), paragraph.kind)
    if not bilingual or paragraph.source.text == paragraph.text:
        return text
    return f"{quoted(escape(paragraph.source.text))}\n\n{text}"


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
    quoted_lines = "\n   >\n".join(f"   > {escape(text)}" for text in quotes)
    return f"{number}. {escape(found.sentence.text)} *({escape(found.label)})*\n\n{quoted_lines}"
