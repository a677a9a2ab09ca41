"""Names of a release that stay the same from run to run and from machine to machine."""

from __future__ import annotations

import hashlib
import re
import uuid

from presscli.document import Attribution, PressRelease, Result, SourceText
from presscli.markup import is_address

_NAMESPACE = uuid.UUID("5f1d6f0e-3a52-4c0b-9a5d-2f6f6d0f7f11")
"""Drawn once at random for presscli; version 5 UUIDs (RFC 9562) hang on it."""


def fingerprint(source: SourceText) -> str:
    """The SHA-256 of a release's words, whatever its line breaks, name and encoding."""
    return hashlib.sha256(" ".join(source.text.split()).encode()).hexdigest()


def urn(text: str) -> str:
    """The ``urn:uuid:`` that stands for a text, always the same one."""
    return uuid.uuid5(_NAMESPACE, text).urn


def release_urn(result: Result) -> str:
    """The identifier of a release's translation."""
    return urn(f"{result.detection.language}-en:{fingerprint(result.source)}")


def original_urn(result: Result) -> str:
    """The identifier of the release itself."""
    return urn(fingerprint(result.source))


_HOST = r"(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,24}"
_URL = re.compile(rf"https?://{_HOST}(?::\d{{1,5}})?(?:/[\w./~%+=&?#:@-]*)?", re.IGNORECASE)
_BARE_HOST = re.compile(rf"(?:www\.)?{_HOST}", re.IGNORECASE)


def source_url(result: Result) -> str:
    """Where the source that a release states is on the web; empty where it states no address.

    Only ``http`` and ``https``, and only what the attribution itself or the release's
    document says: a name such as ``kremlin.ru`` is an address, ``Regione Lazio`` is none.
    """
    return release_url(result.release)


def web_address(result: Result) -> str:
    """Where the release itself is on the web, as its document states it; else empty."""
    url = result.source.metadata.url
    return url if is_address(url) and not url.lower().startswith("mailto:") else ""


def release_url(release: PressRelease) -> str:
    """As :func:`source_url`, before the release is translated."""
    attribution = release.attribution
    if attribution is None:
        return ""
    return _stated_url(attribution) or attribution.url or _host_url(attribution)


def issuer_url(result: Result) -> str:
    """Where the issuer is on the web, as its name or the text has it; not the release."""
    attribution = result.release.attribution
    if attribution is None:
        return ""
    return _stated_url(attribution) or _host_url(attribution)


def _stated_url(attribution: Attribution) -> str:
    found = (_URL.search(text) for text in (attribution.source, attribution.raw))
    return next((match[0].rstrip(".,;:") for match in found if match), "")


def _host_url(attribution: Attribution) -> str:
    name = attribution.source.strip()
    return f"https://{name.lower()}/" if _BARE_HOST.fullmatch(name) else ""
