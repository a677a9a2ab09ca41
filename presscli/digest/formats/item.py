"""The content of an entry in a feed: a fragment of HTML, escaped, with no link into a page."""

from __future__ import annotations

from presscli.digest.view import EntryView
from presscli.render.page import environment


def item_html(entry: EntryView) -> str:
    """Summary, figures, what to check, and the full text beside its original."""
    return environment().get_template("item.html").render(entry=entry).strip()


def item_text(entry: EntryView) -> str:
    """The full English text."""
    release = entry.release
    paragraphs = [
        p.prefix + "".join(s.text + s.separator for s in p.segments) for p in release.paragraphs
    ]
    return "\n\n".join(paragraphs) or release.title


def summary_of(entry: EntryView) -> str:
    """The summary on one line; empty if there is none."""
    return " ".join(s.text for s in entry.release.summary)
