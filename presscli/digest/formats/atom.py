"""Atom (RFC 4287), written with the standard library."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET

from presscli import __version__
from presscli.digest.formats.item import item_html, summary_of
from presscli.digest.model import Digest
from presscli.digest.view import EntryView, digest_view

NAMESPACE = "http://www.w3.org/2005/Atom"
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML 1.0 cannot hold (section 2.2, Char), even as a reference."""


def render(digest: Digest) -> str:
    """Render a digest as an Atom feed."""
    shown = digest_view(digest)
    feed = ET.Element("feed", {"xmlns": NAMESPACE, _LANG: "en"})
    _add(feed, "id", shown.urn)
    _add(feed, "title", shown.title)
    _add(feed, "subtitle", f"{shown.notice}. {shown.counted}")
    _add(feed, "updated", shown.made_at)
    # Entries whose source is not stated have the feed's author (section 4.1.1).
    _add(ET.SubElement(feed, "author"), "name", f"presscli digest {__version__}")
    _add(feed, "generator", "presscli digest", version=__version__)
    for line in shown.signatures:
        # Foreign markup is for readers to ignore (section 6.3); a comment is for people.
        feed.append(ET.Comment(f" {_clean(line).replace('--', '- -')} "))
    for entry in shown.entries:
        _entry(ET.SubElement(feed, "entry"), entry)
    ET.indent(feed)
    return '<?xml version="1.0" encoding="utf-8"?>\n' + ET.tostring(feed, encoding="unicode") + "\n"


def _entry(element: ET.Element, entry: EntryView) -> None:
    release = entry.release
    _add(element, "id", entry.urn)
    _add(element, "title", release.title)
    _add(element, "updated", entry.when)
    _add(element, "published", entry.when)
    for copy in {c.source: c for c in entry.copies if c.named}.values():
        author = ET.SubElement(element, "author")
        _add(author, "name", copy.source)
        if copy.url:
            _add(author, "uri", copy.url)
    if release.byline:
        _add(ET.SubElement(element, "author"), "name", release.byline)
    for url in dict.fromkeys(c.url for c in entry.copies if c.url):
        ET.SubElement(element, "link", {"rel": "via", "href": url})
    for source in dict.fromkeys(c.source for c in entry.copies if c.named):
        ET.SubElement(element, "category", {"term": _clean(source)})
    _add(element, "rights", release.notice)
    if summary := summary_of(entry):
        _add(element, "summary", summary)
    _add(element, "content", item_html(entry), type="html")


def _add(parent: ET.Element, name: str, text: str, **attributes: str) -> None:
    ET.SubElement(parent, name, attributes).text = _clean(text)


def _clean(text: str) -> str:
    return _NOT_XML.sub("\ufffd", text)
