"""JSON Feed 1.1 (jsonfeed.org/version/1.1), with what is ours under ``_presscli``."""

from __future__ import annotations

import json
from typing import Any

from presscli import __version__
from presscli.digest.formats.item import item_html, item_text, summary_of
from presscli.digest.model import Digest
from presscli.digest.view import EntryView, digest_view

VERSION = "https://jsonfeed.org/version/1.1"


def render(digest: Digest) -> str:
    """Render a digest as a JSON Feed."""
    shown = digest_view(digest)
    feed = {
        "version": VERSION,
        "title": shown.title,
        "description": shown.notice,
        "language": "en",
        "items": [_item(entry) for entry in shown.entries],
        "_presscli": {
            "about": f"presscli digest {__version__}",
            "id": shown.urn,
            "made_at": shown.made_at,
            "counts": shown.counts,
            "failures": [{"name": name, "reason": why} for name, why in shown.failures],
            "signatures": list(shown.signatures),
        },
    }
    return json.dumps(feed, ensure_ascii=False, indent=2) + "\n"


def _item(entry: EntryView) -> dict[str, Any]:
    release, first = entry.release, entry.copies[0]
    item = {
        "id": entry.urn,
        "external_url": first.url or None,
        "title": release.title,
        "content_html": item_html(entry),
        "content_text": item_text(entry),
        "summary": summary_of(entry) or None,
        "date_published": entry.when,
        "authors": [_author(c.source, c.url) for c in entry.copies if c.source in _stated(entry)],
        "language": "en",
        "_presscli": {
            "anchor": entry.anchor,
            "dated": entry.dated,
            "dateline": release.dateline or None,
            "embargo": release.embargo or None,
            "original_language": release.language,
            "files": [c.name for c in entry.copies],
            "sources": list(_stated(entry)),
            "figures": [
                {
                    "text": f.text,
                    "clause": f.clause,
                    "segment": f.segment,
                    "doubtful": f.doubtful,
                }
                for f in entry.figures
            ],
            "findings": [
                {"code": n.code, "level": n.level, "message": n.message} for n in _notes(entry)
            ],
            "notice": release.notice,
            "signatures": list(release.signatures),
        },
    }
    return {name: value for name, value in item.items() if value not in (None, [])}


def _notes(entry: EntryView) -> list[Any]:
    release = entry.release
    headline = list(release.headline.notes) if release.headline else []
    return [*headline, *(n for p in release.paragraphs for n in p.notes), *release.notes]


def _stated(entry: EntryView) -> tuple[str, ...]:
    """The sources that were named; a feed says nothing of the others."""
    return tuple(dict.fromkeys(c.source for c in entry.copies if c.named))


def _author(name: str, url: str) -> dict[str, str]:
    return {"name": name} | ({"url": url} if url else {})
