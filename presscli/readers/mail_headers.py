"""What the header of a mail states: the title, who issued it, and when."""

from __future__ import annotations

import datetime
import re
from binascii import Error as Base64Error
from binascii import a2b_base64, a2b_qp
from email.message import Message
from email.utils import getaddresses, parsedate_to_datetime

from presscli.lexicon.people import is_given_name
from presscli.lexicon.tables import load_names
from presscli.markup import Metadata
from presscli.readers.clean import clean
from presscli.readers.mail_charset import decode

LONGEST_HEADER_CHARS = 4_000
"""As much of a header as is read; the longest subject lines have some 250."""

_ENCODED_WORD = re.compile(r"=\?([^?*\s]{1,40})(?:\*[^?\s]{0,40})?\?([bBqQ])\?([^?]*)\?=")
"""RFC 2047 2, with the language of RFC 2231 5; spaces in it are a common fault."""

_REPLY_MARK = re.compile(
    r"(?:(?:re|r|rif|ris|fwd?|i|inoltro|tr|wg|aw|sv|rv|enc)\s*(?:\[\d+\])?\s*:\s*)+", re.IGNORECASE
)
"""Put before a subject by programs, of the languages that newsrooms get mail in."""
_CERTIFIED_MARK = re.compile(r"(?:posta certificata|anomalia messaggio)\s*:\s*", re.IGNORECASE)
"""Put before a subject by the providers of Italian certified mail (PEC)."""

_DOMAIN = re.compile(r"(?=.{4,253}$)(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,24}")
_HOST_LABELS = frozenset(
    {"www", "mail", "email", "e-mail", "pec", "cert", "posta", "smtp", "mx", "newsletter", "news"}
    | {"press", "stampa", "info", "em"}
)
"""First labels of an address's domain that name a machine or a service, not the sender."""
_OFFICE_WORDS = re.compile(
    r"\b(?:ufficio|stampa|press|office|media|comunicazione|comunicazioni|comunicati|redazione|"
    r"newsletter|news|comune|regione|provincia|ministero|universit\w+|fondazione|"
    r"associazione|agenzia|gruppo|consorzio|istituto|ente|camera|lega|partito|federazione|"
    r"unione|confederazione|sindacato|osservatorio|museo|teatro|ospedale|azienda|s\.?p\.?a|"
    r"s\.?r\.?l|onlus|italia|italian\w*|team|no-?reply|info|segreteria|direzione|relations|pr)\b",
    re.IGNORECASE,
)
_PRESS_OFFICE = (
    r"(?:ufficio\s+(?:di\s+|della\s+)?stampa|ufficio\s+comunicazione|press\s+office|"
    r"media\s+relations|area\s+comunicazione|comunicati\s+stampa|comunicazione\s+e\s+stampa)"
)
_PRESS_OFFICE_OF = re.compile(
    rf"^(?:l['’])?{_PRESS_OFFICE}\s*(?:[-–—|:,]\s*|(?:della|dello|dell['’]|dei|del|di)\s*)?"
    rf"|\s*[-–—|:,(]\s*{_PRESS_OFFICE}\)?$",
    re.IGNORECASE,
)


def header(message: Message, name: str) -> str:
    """A header in one line, decoded, clean, and no longer than any honest one is."""
    try:
        raw = message.get(name)
    except Exception:  # noqa: BLE001 - the parser of a header may fail in any way
        return ""
    return decode_words(str(raw)) if raw is not None else ""


def decode_words(raw: str) -> str:
    """Text with encoded words (RFC 2047), and bytes that should have been (surrogates)."""
    raw = _decode_bytes(raw[:LONGEST_HEADER_CHARS])
    found: list[tuple[str, bytes | str]] = []  # charset and bytes, or text as it is
    end = 0
    for match in _ENCODED_WORD.finditer(raw):
        between = raw[end : match.start()]
        if between.strip() or not found:
            found.append(("", between))
        charset, data = match[1].lower(), _encoded(match[2], match[3])
        if found and isinstance(found[-1][1], bytes) and found[-1][0] == charset:
            # Programs cut characters of several bytes in two.
            found[-1] = (charset, found[-1][1] + data)
        else:
            found.append((charset, data))
        end = match.end()
    found.append(("", raw[end:]))
    texts = (t if isinstance(t, str) else decode(t, charset) for charset, t in found)
    return " ".join(clean("".join(texts)).split())


def read_metadata(message: Message) -> Metadata:
    """Title, sender, date and language of a mail."""
    name, address = sender(header_with_addresses(message, "From"))
    return Metadata(
        title=title(header(message, "Subject")),
        author=name if is_person(name) else "",
        publisher=_publisher(header(message, "Organization"), name),
        domain=domain_of(address),
        published=_date(message),
        language=_language(header(message, "Content-Language")),
    )


def title(subject: str) -> str:
    """A subject without the marks of replies and forwards."""
    subject = _CERTIFIED_MARK.sub("", subject, count=1)
    mark = _REPLY_MARK.match(subject)
    return subject[mark.end() :].strip() if mark else subject.strip()


def sender(value: str) -> tuple[str, str]:
    """Name and address of the first sender in a header that is not decoded yet."""
    try:
        pairs = getaddresses([value[:LONGEST_HEADER_CHARS]])
    except (ValueError, IndexError, RecursionError):
        return "", ""
    at = next((at for at, (_, address) in enumerate(pairs) if "@" in address), 0)
    name, address = pairs[at] if pairs else ("", "")
    # "Rossi, Maria" without the quotation marks that it needs.
    name = ", ".join(filter(None, [*(other for _, other in pairs[:at]), name]))
    name = decode_words(name).strip(" '\"“”«»")
    return ("" if "@" in name else name), decode_words(address).lower()


def header_with_addresses(message: Message, name: str) -> str:
    """A header whose encoded words may hold the commas and quotes that addresses are told by."""
    raw = message.get(name)
    return str(raw)[:LONGEST_HEADER_CHARS] if raw is not None else ""


def domain_of(address: str) -> str:
    """The domain of the organisation that an address belongs to; empty for a provider's."""
    domain = address.rpartition("@")[2].strip("[]. ").lower()
    if not _DOMAIN.fullmatch(domain):
        return ""
    providers = load_names("mail-providers.tsv")
    while domain not in providers and domain.count(".") >= 2:
        first, _, rest = domain.partition(".")
        if first not in _HOST_LABELS:
            break
        domain = rest
    parents = {domain, ".".join(domain.split(".")[-2:])}
    return "" if parents & providers else domain


def is_person(name: str) -> bool:
    """Whether a display name is that of a person, for all that can be told."""
    words = name.replace(",", " ").split()
    if not 1 <= len(words) <= 4 or _OFFICE_WORDS.search(name):
        return False
    return any(is_given_name(word) for word in words) and all(w[:1].isupper() for w in words)


def _publisher(organization: str, name: str) -> str:
    if organization:
        return organization
    if not name or is_person(name):
        return ""
    return _PRESS_OFFICE_OF.sub("", name).strip(" -–—|:,") or ""


def _date(message: Message) -> datetime.datetime | None:
    """The date with its zone; one that says ``-0000`` is in UTC (RFC 5322 3.3)."""
    try:
        found = parsedate_to_datetime(header(message, "Date"))
        found.astimezone(datetime.UTC)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return found if found.tzinfo else found.replace(tzinfo=datetime.UTC)


def _language(value: str) -> str:
    match = re.match(r"[a-z]{2}(?![a-z])", value.lower())
    return match[0] if match else ""


def _encoded(how: str, text: str) -> bytes:
    data = text.encode("utf-8", "replace")
    if how in "qQ":
        return a2b_qp(data, header=True)
    try:
        return a2b_base64(data + b"=" * (-len(data) % 4))
    except Base64Error:
        return data


def _decode_bytes(raw: str) -> str:
    if raw.isascii():
        return raw
    try:
        return decode(raw.encode("ascii", "surrogateescape"))
    except UnicodeEncodeError:  # real characters, as in a header made by a program
        return raw
