"""JSON-LD: the release as a schema.org NewsArticle that is a translation of another.

The vocabulary is schema.org's (NewsArticle, CreativeWork, Article); terms that it
does not know are not used. What the release does not state is left out.
"""

from __future__ import annotations

import json
from typing import Any

from presscli.document import ParagraphKind, Result
from presscli.render.common import doubts, notice, signatures
from presscli.render.identity import issuer_url, original_urn, release_urn, web_address
from presscli.render.moments import issued_text
from presscli.render.plain import english_text, source_text
from presscli.render.view import english_dateline, title

CONTEXT = "https://schema.org"

BY_MODEL = "https://schema.org/TrainedAlgorithmicMediaDigitalSource"
"""schema.org's name for IPTC's ``trainedAlgorithmicMedia``: made by a trained model."""


def render_jsonld(result: Result, *, bilingual: bool = False, body: bool = True) -> str:
    """Render one release as JSON-LD.

    Args:
        result: The release in English.
        bilingual: Changes nothing: the original is always there, as ``translationOfWork``.
        body: Add ``articleBody``.
    """
    return json.dumps(news_article(result, body=body), ensure_ascii=False, indent=2) + "\n"


def news_article(result: Result, *, body: bool = True) -> dict[str, Any]:
    """The NewsArticle of a release."""
    original = _original(result, body=body)
    article = {
        "@context": CONTEXT,
        "@type": "NewsArticle",
        "@id": release_urn(result),
        "headline": title(result),
        "abstract": result.summary.text if result.summary else None,
        "articleBody": english_text(result) if body else None,
        "inLanguage": "en",
        "dateline": english_dateline(result) or None,
        "datePublished": issued_text(result),
        "publisher": publisher(result),
        "translationOfWork": original,
        "isBasedOn": original.get("url", original["@id"]),
        "digitalSourceType": BY_MODEL if signatures(result) else None,
        "creditText": notice(result),
        "backstory": ". ".join([notice(result), *doubts(result)]),
        "identifier": [
            {"@type": "PropertyValue", "propertyID": "presscli-signature", "value": line}
            for line in signatures(result)
        ],
        "conditionsOfAccess": result.release.embargo.raw if result.release.embargo else None,
    }
    return _stated(article)


def publisher(result: Result) -> dict[str, str] | None:
    """Who issued the release; None where it does not say."""
    attribution = result.release.attribution
    if attribution is None:
        return None
    organization = {"@type": "Organization", "name": attribution.source}
    url = issuer_url(result)
    return organization | ({"url": url} if url else {})


def _author(result: Result) -> dict[str, str] | None:
    """Who wrote it, as the document states; not who issued it."""
    author = result.source.metadata.author
    return {"@type": "Person", "name": author} if author else None


def _original(result: Result, *, body: bool) -> dict[str, Any]:
    release = result.release
    keywords = [p.text for p in release.paragraphs if p.kind is ParagraphKind.KEYWORDS]
    return _stated(
        {
            "@type": "NewsArticle",
            "@id": original_urn(result),
            "headline": release.headline or None,
            "articleBody": source_text(result) if body else None,
            "inLanguage": result.detection.language,
            "datePublished": issued_text(result),
            "publisher": publisher(result),
            "author": _author(result),
            "url": web_address(result) or None,
            "keywords": keywords or None,
        }
    )


def _stated(fields: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in fields.items() if value not in (None, [])}
