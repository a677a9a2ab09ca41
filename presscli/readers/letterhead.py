"""Who issued a release, from the lines of a letterhead or of a page's head or foot."""

from __future__ import annotations

import re
from collections.abc import Iterable

_LONGEST_NAME_CHARS = 90

_ORGANISATION = re.compile(
    # First words of the names of Italian offices, bodies and companies.
    r"(?:(?:la|il|l['’])\s*)?(?:minister[oi]|presidenza|regione|provincia|citt[àa] metropolitana"
    r"|comune|citt[àa] di|unione dei comuni|universit[àa]|politecnico|istituto|scuola|accademia"
    r"|azienda|asl\b|ausl\b|ats\b|aou\b|ospedale|policlinico|agenzia|autorit[àa]|garante|camera"
    r"|senato|consiglio|commissione|parlamento|corte|procura|prefettura|questura|polizia"
    r"|carabinieri|arma dei|comando|guardia di finanza|vigili del fuoco|protezione civile"
    r"|fondazione|associazione|confederazione|federazione|unione|lega|comitato|consorzio"
    r"|societ[àa]|gruppo|ente|museo|teatro|festival|biblioteca|diocesi|caritas|croce rossa"
    r"|banca|cassa|rappresentanza|ordine|sindacato|cooperativa|parco|dipartimento|ufficio)\b",
    re.IGNORECASE,
)
_COMPANY = re.compile(r"\b(?:S\.?\s?p\.?\s?A|S\.?\s?r\.?\s?l|ONLUS|ETS|APS|ODV|Soc\. coop)\b\.?")
_CONTACT = re.compile(
    r"@|\b(?:www\.|https?:)|\b(?:tel|fax|cell|mob|pec|e-?mail|c\.\s?f|p\.\s?(?:iva|i)|cap)\b[.:]?"
    r"|\b(?:via|viale|piazza|piazzale|corso|largo|lungarno|palazzo)\s+[A-Z]\w+|\b\d{5}\s+[A-Z]",
    re.IGNORECASE,
)
_PRESS_OFFICE = re.compile(
    r"\b(?:ufficio\s+(?:comunicazione|stampa)|press\s+office|servizio\s+stampa"
    r"|relazioni\s+(?:esterne|con\s+(?:i\s+media|la\s+stampa)))\b",
    re.IGNORECASE,
)
_NO_NAME = re.compile(r"[:;?!«»“”\"]|\d{2,}|[.]\s+[a-z]|^comunicat[oi]|^nota stampa", re.IGNORECASE)
_HOST = re.compile(
    r"(?:@|\bwww\.|https?://(?:www\.)?)((?:[a-z0-9-]+\.)+[a-z]{2,24})\b", re.IGNORECASE
)
_MAIL_SERVICES = frozenset(
    [
        "gmail.com",
        "libero.it",
        "hotmail.com",
        "hotmail.it",
        "outlook.com",
        "outlook.it",
        "yahoo.it",
        "yahoo.com",
        "tiscali.it",
        "virgilio.it",
        "alice.it",
        "icloud.com",
        "pec.it",
        "legalmail.it",
    ]
)


def is_organisation(line: str) -> bool:
    """Whether a line names a body or a company, and nothing else."""
    if len(line) > _LONGEST_NAME_CHARS or _NO_NAME.search(line):
        return False
    return bool(_ORGANISATION.match(line.strip()) or _COMPANY.search(line))


def is_address(line: str) -> bool:
    """Whether a line has an address, a telephone or a press office in it, and no sentence."""
    if len(line) > 2 * _LONGEST_NAME_CHARS:
        return False
    return bool(_CONTACT.search(line) or _PRESS_OFFICE.search(line))


def find_publisher(lines: Iterable[str]) -> str:
    """The organisation that a letterhead names first; empty where it names none.

    A press office is passed over where the body that it belongs to stands beside it.
    """
    named = [" ".join(line.split()) for line in lines if is_organisation(line)]
    bodies = [line for line in named if not _PRESS_OFFICE.search(line)]
    parts = [re.split(r"\s+[–—|·-]\s+|\s*[|·]\s*", line)[0].strip(" ,") for line in bodies]
    return next((part for part in parts if is_organisation(part)), "")


def find_domain(lines: Iterable[str]) -> str:
    """The host name of the first address in the lines that is not a mail service's."""
    hosts = (host.lower() for line in lines for host in _HOST.findall(line))
    plain = (host.removeprefix("www.").removeprefix("pec.") for host in hosts)
    return next((host for host in plain if host not in _MAIL_SERVICES), "")
