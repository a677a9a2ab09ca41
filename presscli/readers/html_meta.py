"""What a page says about itself: JSON-LD first, then OpenGraph, then the older ways.

Only what is stated counts. trafilatura's own metadata guess where nothing is (a page
without a date becomes the first of January, half of a title the name of the site), and
a source or a day may not be guessed.
"""

from __future__ import annotations

import datetime
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from presscli.lexicon.dates import parse_date
from presscli.markup import Metadata
from presscli.readers.html_tree import Element, absolute, text_of

_MAX_JSON_CHARS = 500_000
_MAX_NODES = 2_000
_ARTICLE = re.compile(r"Article$|^Report$|Posting$|^PressRelease$")
"""Types of schema.org that are a text with a headline and a day."""

_TITLES = ("og:title", "dcterms.title", "dc.title", "twitter:title")
_PUBLISHERS = ("og:site_name", "dcterms.publisher", "dc.publisher", "publisher")
_AUTHORS = ("author", "dcterms.creator", "dc.creator", "article:author")
_DATES = (
    "article:published_time",
    "og:published_time",
    "datepublished",
    "dcterms.issued",
    "dc.date.issued",
    "dcterms.created",
    "dc.date",
    "dcterms.date",
    "pubdate",
    "publishdate",
    "date",
)
_NO_AUTHOR = frozenset(
    {"admin", "administrator", "amministratore", "redazione", "super user", "webmaster"}
)
"""Accounts of a site that wrote nothing."""

_YEARS = range(1990, 2101)


@dataclass(frozen=True, slots=True)
class PageHead:
    """What a page states: its headline as told to others, its ``title``, and the rest."""

    headlines: tuple[str, ...] = ()
    title: str = ""
    metadata: Metadata = field(default_factory=Metadata)


def read_head(root: Element, *, url: str = "") -> PageHead:
    """Read what a page states outside its text.

    Args:
        root: The page.
        url: Where it came from; empty for a file.
    """
    names = _named(root)
    nodes = list(_json_nodes(root))
    article = next((n for n in nodes if _is_article(n)), {})
    headlines = (_text(article.get("headline")), *(names.get(n, "") for n in _TITLES))
    title = next((text_of(e) for e in root.iter("title")), "")
    address = _address(root, names, article, url)
    published = (article.get("datePublished"), *(names.get(n) for n in _DATES), _item_date(root))
    metadata = Metadata(
        title=next(filter(None, headlines), "") or title,
        author=_author(article, names),
        publisher=_publisher(article, nodes, names),
        domain=host_of(address),
        url=address,
        published=next(filter(None, map(to_moment, published)), None),
        language=_language(root, article),
    )
    return PageHead(tuple(dict.fromkeys(filter(None, headlines))), title, metadata)


def to_moment(value: object) -> datetime.datetime | datetime.date | None:
    """A moment as it is written in a page's head; a day where no time zone is stated."""
    text = value.strip() if isinstance(value, str) else ""
    try:
        moment = datetime.datetime.fromisoformat(text)
    except ValueError:
        day = parse_date(text) if len(text) < 40 else None
        return day if day and day.year in _YEARS else None
    if moment.year not in _YEARS:
        return None
    return moment if moment.tzinfo and len(text) > 10 else moment.date()


def host_of(url: str) -> str:
    """The host of an address, without ``www.``; empty where there is none."""
    try:
        return (urlsplit(url).hostname or "").removeprefix("www.")
    except ValueError:
        return ""


def _named(root: Element) -> dict[str, str]:
    """The ``meta`` elements by name in lower case; of several of one name the first."""
    names: dict[str, str] = {}
    for element in root.iter("meta"):
        name = element.get("property") or element.get("name") or element.get("itemprop") or ""
        content = " ".join((element.get("content") or "").split())
        if name and content:
            names.setdefault(name.strip().lower(), content)
    return names


def _json_nodes(root: Element) -> Iterator[Mapping[str, Any]]:
    """All objects of the page's JSON-LD, those within others after them."""
    waiting: list[Any] = []
    for element in root.iter("script"):
        if (element.get("type") or "").partition(";")[0].strip().lower() == "application/ld+json":
            text = element.text or ""
            try:
                waiting.append(json.loads(text[:_MAX_JSON_CHARS], strict=False))
            except (ValueError, RecursionError):
                continue
    for _ in range(_MAX_NODES):
        if not waiting:
            return
        one = waiting.pop(0)
        if isinstance(one, list):
            waiting += one
        elif isinstance(one, dict):
            yield one
            waiting += [v for v in one.values() if isinstance(v, (dict, list))]


def _is_article(node: Mapping[str, Any]) -> bool:
    kinds = node.get("@type")
    kinds = kinds if isinstance(kinds, list) else [kinds]
    return any(isinstance(kind, str) and _ARTICLE.search(kind) for kind in kinds)


def _text(value: object) -> str:
    """A value of JSON-LD as a name: a string, or an object that has one."""
    if isinstance(value, list):
        return ", ".join(filter(None, map(_text, value[:20])))
    if isinstance(value, dict):
        value = value.get("name")
    return " ".join(value.split()) if isinstance(value, str) else ""


def _author(article: Mapping[str, Any], names: Mapping[str, str]) -> str:
    stated = (_text(article.get("author")), *(names.get(n, "") for n in _AUTHORS))
    return next((a for a in stated if a and "://" not in a and a.casefold() not in _NO_AUTHOR), "")


def _publisher(
    article: Mapping[str, Any], nodes: list[Mapping[str, Any]], names: Mapping[str, str]
) -> str:
    site = next((_text(n) for n in nodes if n.get("@type") == "WebSite"), "")
    stated = (_text(article.get("publisher")), *(names.get(n, "") for n in _PUBLISHERS), site)
    return next((p for p in stated if p and "://" not in p), "")


def _address(root: Element, names: Mapping[str, str], article: Mapping[str, Any], url: str) -> str:
    """The canonical address; one of another host than the page came from is not believed."""
    links = (e.get("href") for e in root.iter("link") if _is_canonical(e))
    main = article.get("mainEntityOfPage")
    main = main.get("@id") if isinstance(main, dict) else main
    for stated in (next(links, ""), names.get("og:url"), main, article.get("url")):
        address = absolute(stated, url) if isinstance(stated, str) and stated.strip() else ""
        host = host_of(address)
        if address.startswith(("http://", "https://")) and host in {host, host_of(url) or host}:
            if url and host != host_of(url):
                continue
            return address.partition("#")[0]
    return url.partition("#")[0]


def _is_canonical(link: Element) -> bool:
    return "canonical" in (link.get("rel") or "").lower().split() and bool(link.get("href"))


def _item_date(root: Element) -> str:
    for element in root.iter("time", "meta", "span", "div"):
        marked = (element.get("itemprop") or "").lower() == "datepublished"
        marked = marked or element.get("pubdate") is not None
        if marked or "published" in (element.get("class") or "").lower().split():
            value = element.get("datetime") or element.get("content") or text_of(element)
            if value:
                return str(value)
    return ""


def _language(root: Element, article: Mapping[str, Any]) -> str:
    stated = root.get("lang") or root.get("xml:lang") or _text(article.get("inLanguage"))
    primary = stated.strip().lower().replace("_", "-").partition("-")[0]
    return primary if len(primary) == 2 and primary.isalpha() else ""
