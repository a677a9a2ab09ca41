"""What a document states about itself, where its text does not say: who issued it, its title."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from presscli.document import Attribution
from presscli.markup import Metadata, is_address

_MAIL_HOSTS = frozenset(
    {"gmail.com", "googlemail.com", "outlook.com", "outlook.it", "hotmail.com"}
    | {"hotmail.it", "live.com", "live.it", "yahoo.com", "yahoo.it", "icloud.com"}
    | {"proton.me", "protonmail.com", "libero.it", "virgilio.it", "alice.it", "tin.it"}
    | {"tiscali.it", "aruba.it", "pec.it", "legalmail.it", "postacert.it"}
    | {"fastwebnet.it", "email.it", "inwind.it", "iol.it"}
)
"""Hosts at which anybody has a mailbox: they say nothing about who issued a release."""

_HOST = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.){1,8}[a-z]{2,24}")
_FILE_NAME = re.compile(
    r"(?:microsoft|untitled|senza titolo|documento?\s*\d*$|presentazione\s*\d*$)"
    r"|.*\.(?:docx?|odt|pdf|rtf|html?|indd|pages|txt)$",
    re.IGNORECASE,
)
"""What programs put where a title belongs."""
_LEAST_TITLE_WORDS = 3
_LONGEST_TITLE_CHARS = 220
_LONGEST_PUBLISHER_CHARS = 120


def attribution_of(metadata: Metadata) -> Attribution | None:
    """Who issued a document as its metadata has it; an author's name is no source.

    Returns:
        ``Ministero della Salute (salute.gov.it)``, the publisher or the domain alone, or
        None where neither is stated.
    """
    publisher = " ".join(metadata.publisher.split())
    publisher = publisher if len(publisher) <= _LONGEST_PUBLISHER_CHARS else ""
    domain = domain_of(metadata)
    if publisher and domain and domain not in publisher.casefold():
        source = f"{publisher} ({domain})"
    else:
        source = publisher or domain
    if not source:
        return None
    return Attribution(source, from_metadata=True, url=web_address(metadata))


def domain_of(metadata: Metadata) -> str:
    """The host that a document came from; empty where it is not stated, or anybody's."""
    try:
        host = metadata.domain or urlsplit(metadata.url).hostname or ""
    except ValueError:  # "https://[": no address at all
        host = metadata.domain
    host = host.strip().rstrip(".").lower().removeprefix("www.")
    return host if _HOST.fullmatch(host) and host not in _MAIL_HOSTS else ""


def web_address(metadata: Metadata) -> str:
    """The document's canonical address, where it is one of the web."""
    url = metadata.url
    return url if is_address(url) and not url.lower().startswith("mailto:") else ""


def title_of(metadata: Metadata) -> str:
    """The title that a document states; empty where that is none but a file's name."""
    title = " ".join(metadata.title.split())
    is_title = len(title.split()) >= _LEAST_TITLE_WORDS and len(title) <= _LONGEST_TITLE_CHARS
    return "" if not is_title or _FILE_NAME.match(title) else title
