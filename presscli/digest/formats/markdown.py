"""Markdown (CommonMark), the full texts folded where the reader shows HTML."""

from __future__ import annotations

from presscli.digest.figures import KeyFigure
from presscli.digest.model import Digest
from presscli.digest.view import CopyView, DigestView, EntryView, digest_view
from presscli.markup import SpanKind
from presscli.render.common import DOUBT_MARK
from presscli.render.inline import Marked, english_of, escape, inline, original_of
from presscli.render.markdown_blocks import laid_out
from presscli.render.plain import quoted
from presscli.render.views import GroupView, ParagraphView


def render(digest: Digest) -> str:
    """Render a digest as Markdown."""
    shown = digest_view(digest)
    blocks = [f"# {escape(shown.title)}", f"*{shown.made_on}. {shown.notice}.*"]
    if not shown.entries:
        blocks.append("No releases.")
    for group in shown.groups:
        if group.heading:
            blocks.append(f"## {escape(group.heading)}")
        blocks += [block for entry in group.entries for block in _entry(entry)]
    return "\n\n".join([*blocks, *_footer(shown)]) + "\n"


def _entry(entry: EntryView) -> list[str]:
    release = entry.release
    # The anchor is made of hexadecimal digits: nothing in it can be markup.
    blocks = [f'<a id="{entry.anchor}"></a>', f"### {escape(release.title)}"]
    day = release.dateline or release.published
    where = " · ".join(filter(None, [escape(day), _source(entry.copies[0])]))
    blocks.append(where)
    if release.embargo:
        blocks.append(f"**Embargo:** {escape(release.embargo)}")
    if release.summary:
        blocks.append(escape(" ".join(s.text for s in release.summary)))
    figures = [
        f"- {', '.join(map(_figure, group.figures))} – {escape(group.clause)}"
        for group in entry.figure_groups
    ]
    if figures:
        blocks.append("\n".join(figures))
    if entry.also:
        blocks.append(f"Also from: {', '.join(_source(c) for c in entry.also)}")
    notes = [n for p in release.paragraphs for n in p.notes] + list(release.notes)
    wrong = [f"- `{n.code}` {escape(n.message)}" for n in notes if n.level == "error"]
    if wrong:
        blocks.append("**To check:**\n\n" + "\n".join(wrong))
    name = f"Full text and original ({escape(release.language_name)})"
    blocks.append(f"<details><summary>{name}</summary>")
    blocks += [block for group in release.groups for block in _group(group)]
    return [*blocks, "</details>"]


def _group(group: GroupView) -> list[str]:
    """A paragraph, a list or a table, and its original as a quotation."""
    first = group.members[0]
    if group.kind == "alone" and not first.layout:
        return _paragraph(first)
    blocks = [laid_out(group.group, english_of, _alone)]
    if group.links:
        blocks.append(" ".join(["Links:", *(f"<{href}>" for href in group.links)]))
    return blocks if group.same else [*blocks, quoted(laid_out(group.group, original_of, _alone))]


def _alone(paragraph: ParagraphView, marked: Marked) -> str:
    is_heading = paragraph.layout in {"title", "heading"}
    return inline(marked, SpanKind.STRONG if is_heading else None).replace("\n", "  \n")


def _figure(figure: KeyFigure) -> str:
    return f"**{escape(figure.text)}**{f' {DOUBT_MARK}' if figure.doubtful else ''}"


def _paragraph(paragraph: ParagraphView) -> list[str]:
    text = escape(paragraph.prefix)
    for segment in paragraph.segments:
        mark = f" {DOUBT_MARK}" if segment.doubtful else ""
        text += escape(segment.text) + mark + escape(segment.separator)
    blocks = [text.replace("\n", "  \n")]
    original = "".join(p.text for p in paragraph.original)
    if original:
        blocks.append("\n".join(f"> {line}" for line in escape(original).split("\n")))
    return blocks


def _source(copy: CopyView) -> str:
    name = f"[{escape(copy.source)}](<{copy.url}>)" if copy.url else escape(copy.label)
    return f"{name} ({escape(copy.name)})"


def _footer(shown: DigestView) -> list[str]:
    blocks = ["---", f"{shown.counted}. Made by presscli digest."]
    if shown.failures:
        failed = [f"- {escape(name)}: {escape(why)}" for name, why in shown.failures]
        blocks.append("**Failed:**\n\n" + "\n".join(failed))
    return [*blocks, *(f"`{line}`" for line in shown.signatures)]
