"""Plain text, for a terminal or a mail."""

from __future__ import annotations

import textwrap

from presscli.digest.model import Digest
from presscli.digest.view import CopyView, DigestView, EntryView, digest_view
from presscli.render.common import DOUBT_MARK
from presscli.render.text import RULE

WIDTH = 72


def render(digest: Digest) -> str:
    """Render a digest as text: headlines, summaries, figures and sources, no full texts."""
    shown = digest_view(digest)
    blocks = [f"{shown.title}\n{'=' * len(shown.title)}", f"{shown.made_on}\n{shown.notice}"]
    if not shown.entries:
        blocks.append("No releases.")
    for group in shown.groups:
        if group.heading:
            blocks.append(f"{group.heading.upper()}\n{'-' * len(group.heading)}")
        blocks += [_entry(entry) for entry in group.entries]
    return "\n\n".join([*blocks, _footer(shown)]) + "\n"


def _entry(entry: EntryView) -> str:
    release = entry.release
    where = " | ".join(
        filter(None, [release.dateline or release.published, named(entry.copies[0])])
    )
    lines = [*_wrapped(release.title), *_wrapped(where)]
    if release.embargo:
        lines += _wrapped(f"EMBARGO: {release.embargo}")
    if release.summary:
        lines += ["", *_wrapped(" ".join(s.text for s in release.summary))]
    if entry.figures:
        lines.append("")
    for group in entry.figure_groups:
        shown = [f"{f.text}{f' {DOUBT_MARK}' if f.doubtful else ''}" for f in group.figures]
        lines += _wrapped(f"- {', '.join(shown)}: {group.clause}", "  ")
    if entry.also:
        lines += ["", *_wrapped(f"Also from: {', '.join(named(c) for c in entry.also)}", "  ")]
    notes = [n for p in release.paragraphs for n in p.notes if n.level == "error"]
    notes += [n for n in release.notes if n.level == "error"]
    if notes:
        lines.append("")
    lines += [line for n in notes for line in _wrapped(f"To check: {n.code} {n.message}", "  ")]
    return "\n".join(lines)


def named(copy: CopyView) -> str:
    """A source with its address and its file."""
    return f"{copy.label}{f' <{copy.url}>' if copy.url else ''} ({copy.name})"


def _footer(shown: DigestView) -> str:
    lines = [RULE, f"{shown.counted}. Made by presscli digest."]
    lines += [line for n, why in shown.failures for line in _wrapped(f"Failed: {n}: {why}", "  ")]
    return "\n".join([*lines, *shown.signatures])


def _wrapped(text: str, indent: str = "") -> list[str]:
    # A break within a word or at a hyphen would cut addresses and names.
    return textwrap.wrap(
        text,
        WIDTH,
        subsequent_indent=indent,
        break_long_words=False,
        break_on_hyphens=False,
    )
