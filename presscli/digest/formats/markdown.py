"""Markdown (CommonMark), the full texts folded where the reader shows HTML."""

from __future__ import annotations

from presscli.digest.figures import KeyFigure
from presscli.digest.model import Digest
from presscli.digest.view import CopyView, DigestView, EntryView, digest_view
from presscli.render.common import DOUBT_MARK
from presscli.render.markdown import escape
from presscli.render.view import ParagraphView


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
    where = " · ".join(filter(None, [escape(release.dateline), _source(entry.copies[0])]))
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
    blocks += [block for p in release.paragraphs for block in _paragraph(p)]
    return [*blocks, "</details>"]


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
