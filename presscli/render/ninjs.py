"""ninjs 3.1, the JSON of the IPTC (International Press Telecommunications Council).

Property names and their shapes are those of the published schema, ninjs-schema_3.1.json.
A property that the release gives no value for is left out; rights are not invented.
"""

from __future__ import annotations

import json
from typing import Any

from presscli import __version__
from presscli.document import Result
from presscli.render.common import doubts, notice, signatures, source_name
from presscli.render.identity import issuer_url, original_urn, release_urn, web_address
from presscli.render.moments import embargo_ends, issued, moment_of
from presscli.render.plain import english_text, source_text
from presscli.render.view import title

SCHEMA = "http://www.iptc.org/std/ninjs/ninjs-schema_3.1.json#"

BY_MODEL = {
    "name": "trainedAlgorithmicMedia",
    "uri": "http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia",
}
"""IPTC's digital source type for what a trained model has made."""


def render_ninjs(result: Result, *, bilingual: bool = False, body: bool = True) -> str:
    """Render one release as ninjs.

    Args:
        result: The release in English.
        bilingual: Changes nothing: the original is always there, as an association.
        body: Add ``bodies``; without it the object is marked as partial.
    """
    return json.dumps(news_item(result, body=body), ensure_ascii=False, indent=2) + "\n"


def news_item(result: Result, *, body: bool = True) -> dict[str, Any]:
    """The ninjs object of a release."""
    release = result.release
    dateline, ends = release.dateline, embargo_ends(release.embargo)
    text = english_text(result)
    item = {
        "uri": release_urn(result),
        "type": "text",
        "representationType": "full" if body else "partial",
        "profile": "text-only",
        "standard": {"name": "ninjs", "version": "3.1", "schema": SCHEMA},
        "language": "en",
        "contentCreated": _day(result),
        "embargoedUntil": ends.isoformat() if ends else None,
        "title": title(result),
        "headlines": [{"role": "main", "contentType": "text/plain", "value": title(result)}],
        "descriptions": _descriptions(result),
        "bodies": [_body(text)] if body else None,
        "by": _by(result),
        "located": dateline.place or None if dateline else None,
        "infoSources": _sources(result),
        "usageTerms": notice(result),
        "edNote": "\n".join(_remarks(result)) or None,
        "trustIndicators": [{"title": notice(result)}],
        "digitalSourceType": BY_MODEL if signatures(result) else None,
        "altIds": [{"role": "sha256", "value": result.source.sha256}]
        if result.source.sha256
        else None,
        "associations": [_original(result, body=body)],
    }
    return {name: value for name, value in item.items() if value is not None}


def _by(result: Result) -> str | None:
    """Who wrote it, who issued it, and that a machine translated it; None where none is stated."""
    author = result.source.metadata.author
    issuer = source_name(result) if result.release.attribution else ""
    stated = [name for name in (author, issuer) if name]
    return "; ".join([*stated, notice(result)]) if stated else None


def _descriptions(result: Result) -> list[dict[str, str]] | None:
    if result.summary is None:
        return None
    return [{"role": "summary", "contentType": "text/plain", "value": result.summary.text}]


def _body(text: str) -> dict[str, Any]:
    return {
        "role": "main",
        "contentType": "text/plain",
        "charCount": len(text),
        "wordCount": len(text.split()),
        "value": text,
    }


def _sources(result: Result) -> list[dict[str, str]]:
    """Who issued the release, and what translated it."""
    sources = []
    if result.release.attribution:
        url = issuer_url(result)
        issuer = {"name": result.release.attribution.source, "role": "originator"}
        sources.append(issuer | ({"uri": url} if url else {}))
    sources += [
        {"name": f"presscli {__version__}", "role": _task(line), "literal": line}
        for line in signatures(result)
    ]
    return sources


def _task(signature: str) -> str:
    """What a signature's model did; one without a model's fields is of a summary."""
    task, fields, _ = signature.partition("|")
    return task if fields else "summarize"


def _remarks(result: Result) -> list[str]:
    embargo = result.release.embargo
    return [*([embargo.raw] if embargo else []), *doubts(result)]


def _original(result: Result, *, body: bool) -> dict[str, Any]:
    release = result.release
    text = source_text(result)
    headline = [{"role": "main", "contentType": "text/plain", "value": release.headline}]
    association = {
        "name": "Original",
        "rel": "translationOf",
        "uri": original_urn(result),
        "type": "text",
        "language": result.detection.language,
        "contentCreated": _day(result),
        "headlines": headline if release.headline else None,
        "bodies": [_body(text)] if body else None,
        "altIds": [{"role": "url", "value": url}] if (url := web_address(result)) else None,
    }
    return {name: value for name, value in association.items() if value is not None}


def _day(result: Result) -> str | None:
    found = issued(result.release, result.source.metadata)
    return moment_of(found).isoformat() if found else None
