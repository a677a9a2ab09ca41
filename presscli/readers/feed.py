"""RSS and Atom: a folder of releases, one an entry."""

from __future__ import annotations

import calendar
import datetime
import hashlib
import io
import re
from collections.abc import Iterator, Mapping
from email.utils import parsedate_to_datetime
from typing import Any

from presscli.errors import InputError
from presscli.markup import Block, Metadata
from presscli.names import is_url, slug
from presscli.readers.blocks import Run, make_block
from presscli.readers.charset import decode_markup
from presscli.readers.extracted import Bundle, Extracted
from presscli.readers.extras import require
from presscli.readers.html import blocks_of_html, title_block
from presscli.readers.html_meta import host_of, to_moment
from presscli.readers.html_tree import absolute

_DECLARATION = re.compile(r"\s*<\?xml[^>]*\?>")
_BLANK_LINE = re.compile(r"\n[ \t]*\n")
_MARKUP = re.compile(r"<[a-z/!][^>]*>|&(?:#\d+|#x[0-9a-f]+|\w+);", re.IGNORECASE)
_SLUG_CHARS = 60
_DAYS = ("published", "updated", "created")


def read_feed(data: bytes, *, name: str, encoding: str) -> Bundle:
    """Read the entries of a feed, in its order.

    Nothing is fetched: an entry has what the feed says of it, its headline at least. Its
    name is its day and its headline, so that it keeps it when others come before it.

    Args:
        data: The whole feed.
        name: The file as messages call it, or the address from which it came.
        encoding: What the user says it is encoded in; empty for what it states.

    Raises:
        InputError: No feed after all, or feedparser is missing.
        UsageError: No such encoding.
    """
    feedparser = require("feedparser", extra="feeds", name=name)
    decoded = decode_markup(data, name=name, encoding=encoding)
    text = _DECLARATION.sub("", decoded.text, count=1)
    # As a stream: feedparser opens files and addresses by what is given as a string.
    feed = feedparser.parse(io.BytesIO(text.encode("utf-8", "replace")), sanitize_html=False)
    if not feed.entries and (feed.bozo or not feed.get("version")):
        reason = f" ({feed.bozo_exception})" if feed.bozo else ""
        hint = "Open it in a feed reader; if entries are shown, save one of their pages"
        raise InputError(name, f"not a feed that can be read{reason}", hint)
    return Bundle(tuple(_entries(feed, name, decoded.encoding)))


def _entries(feed: Any, name: str, encoding: str) -> Iterator[Extracted | InputError]:
    taken: set[str] = set()
    base = name if is_url(name) else feed.feed.get("link", "")
    for entry in feed.entries:
        metadata = _metadata(entry, feed.feed, base)
        label = _label(entry, metadata)
        if label in taken:
            identity = str(entry.get("id") or metadata.url or len(taken))
            label = f"{label}-{hashlib.sha256(identity.encode()).hexdigest()[:8]}"
        taken.add(label)
        try:
            body = _body(entry, metadata.url or base, name)
        except InputError as error:
            yield InputError(f"{name}/{label}", error.what, error.hint)
            continue
        title = title_block(metadata.title)
        blocks = [title] if title else []
        blocks += [b for b in body[:1] if not title or b.text != title.text] + body[1:]
        yield Extracted(encoding=encoding, blocks=tuple(blocks), metadata=metadata, name=label)


def _label(entry: Mapping[str, Any], metadata: Metadata) -> str:
    day = metadata.published
    words = slug(metadata.title, most=_SLUG_CHARS) or slug(
        str(entry.get("id") or metadata.url), most=_SLUG_CHARS
    )
    return "-".join(filter(None, [f"{day:%Y-%m-%d}" if day else "", words])) or "release"


def _metadata(entry: dict[str, Any], feed: Mapping[str, Any], base: str) -> Metadata:
    link = absolute(entry.get("link") or "", base)
    link = link if link.startswith(("http://", "https://")) else ""
    author = entry.get("author_detail", {}).get("name") or entry.get("author") or ""
    publisher = entry.get("publisher") or feed.get("publisher") or feed.get("title") or ""
    language = (feed.get("language") or "").lower().replace("_", "-").partition("-")[0]
    return Metadata(
        title=_plain(entry.get("title") or ""),
        author=author,
        publisher=_plain(publisher),
        domain=host_of(link or base),
        url=link,
        published=_published(entry),
        language=language if len(language) == 2 else "",
    )


def _published(entry: dict[str, Any]) -> datetime.datetime | datetime.date | None:
    # dict.get: feedparser's own takes one of these days for another, and warns that it does.
    stated = next(filter(None, (dict.get(entry, key) for key in _DAYS)), "")
    try:
        moment = parsedate_to_datetime(stated)
    except (ValueError, OverflowError):
        found = to_moment(stated)
        if found:
            return found
    else:
        return moment if moment.tzinfo else moment.date()
    parsed = next(filter(None, (dict.get(entry, f"{key}_parsed") for key in _DAYS)), None)
    if not parsed:
        return None
    return datetime.datetime.fromtimestamp(calendar.timegm(parsed), datetime.UTC)


def _plain(text: str) -> str:
    """A headline without markup, which feeds have in all sorts of disguise."""
    if _MARKUP.search(text):
        text = " ".join(block.text for block in blocks_of_html(text).blocks) or text
    return " ".join(text.split())


def _body(entry: Mapping[str, Any], url: str, name: str) -> list[Block]:
    """The text of an entry: the content if there is some, else the summary."""
    summary = entry.get("summary_detail") or {"value": entry.get("summary") or ""}
    for part in (*entry.get("content", ()), summary):
        value = part.get("value") or ""
        is_html = _MARKUP.search(value)  # whatever its type is said to be
        blocks = (
            list(blocks_of_html(value, url=url, name=name).blocks) if is_html else _lines(value)
        )
        if any(block.text for block in blocks):
            return blocks
    return []


def _lines(text: str) -> list[Block]:
    made = (make_block([Run(part)]) for part in _BLANK_LINE.split(text))
    return [block for block in made if block]
