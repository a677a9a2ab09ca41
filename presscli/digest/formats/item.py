"""The content of an entry in a feed: a fragment of HTML, escaped, with no link into a page."""

from __future__ import annotations

from presscli.digest.view import EntryView
from presscli.render.page import environment
from presscli.render.plain import plain


def item_html(entry: EntryView) -> str:
    """Summary, figures, what to check, and the full text beside its original."""
    return environment().get_template("item.html").render(entry=entry).strip()


def item_text(entry: EntryView) -> str:
    """The full English text."""
    release = entry.release
    texts = [plain(g.group, lambda p: p.text) for g in release.groups]
    return "\n\n".join(texts) or release.title


def summary_of(entry: EntryView) -> str:
    """The summary on one line; empty if there is none."""
    return " ".join(s.text for s in entry.release.summary)
