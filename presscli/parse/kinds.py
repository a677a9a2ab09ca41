"""What each paragraph of a release is for."""

from __future__ import annotations

import re
from collections.abc import Sequence

from presscli.document import ParagraphKind
from presscli.lexicon.terms import LabelKind, is_end_mark, split_label
from presscli.parse.contacts import reads_as_prose
from presscli.parse.dateline import find_dateline
from presscli.parse.lines import Part
from presscli.parse.rights import find_attribution, find_embargo

_LONGEST_HEADLINE_CHARS = 220
_LONGEST_DECK_CHARS = 300
_LONGEST_CAPTION_CHARS = 300
_PROFILE_PARAGRAPHS = 4
"""The last prose can be the issuer's profile only where at least so many paragraphs are prose."""
_PROSE_KINDS = frozenset({ParagraphKind.BODY, ParagraphKind.QUOTE})
_TAIL = 3
"""Among so many last parts a bare address or an agency's name is an attribution."""

_HASHTAGS = re.compile(r"(?:#\w+[\s,]*)+")
_QUOTED = re.compile(r"«[^»]*»?|“[^”]*”?|\"[^\"]*\"?")
_ABBREVIATED_END = re.compile(r"(?:\b[A-Za-z]\.|\.\.\.)$")
_SENTENCE_BREAK = re.compile(r"[a-zà-ÿ]{3}[.!?]\s+[A-ZÀ-Ý«]")
_LAST_BRACKET = re.compile(r"(?<=[.!?»”])\s*\([^()]*\)$")
_ISSUER = re.compile(
    r"(?:comune|regione|provincia|citt[àa] metropolitana|ministero|universit[àa]|prefettura"
    r"|questura|asl|ausl|azienda|agenzia|autorit[àa]|presidenza|camera di commercio"
    r"|unione dei comuni)\b",
    re.IGNORECASE,
)
_COMPANY_PROFILE = re.compile(
    r"[A-ZÀ-Ý«“\"].{1,80}?,?\s(?:è|sono|fondat[ao]|nat[ao]|quotat[ao]|leader)\s.{0,40}?"
    r"\b(?:azienda|società|gruppo|impresa|associazione|organizzazione|fondazione|ente|cooperativa"
    r"|multinazionale|startup|onlus|consorzio|istituto|rete|nel \d{4}|leader|alla borsa)\b"
)


def classify(parts: Sequence[Part]) -> list[ParagraphKind]:
    """The kind of each part, in order."""
    kinds = [_by_form(part, at, parts) for at, part in enumerate(parts)]
    _spread_contacts(parts, kinds)
    _mark_boilerplate(parts, kinds)
    _mark_headlines(parts, kinds)
    _mark_leftovers(parts, kinds)
    return kinds


def _by_form(part: Part, at: int, parts: Sequence[Part]) -> ParagraphKind:
    """The kind that a part's layout or own words show; BODY for the rest."""
    if part.fixed:
        return part.fixed
    text = part.text
    in_tail = at > 0 and at >= len(parts) - _TAIL
    tests = (
        (ParagraphKind.EMBARGO, lambda: find_embargo(text)),
        (ParagraphKind.CONTACTS, lambda: part.contacts),
        (ParagraphKind.ATTRIBUTION, lambda: find_attribution(text, last=in_tail)),
        (ParagraphKind.KEYWORDS, lambda: _is_keywords(text)),
        (ParagraphKind.CAPTION, lambda: _is_caption(text) or is_end_mark(text)),
        (ParagraphKind.QUOTE, lambda: _is_quote(text)),
    )
    return next((kind for kind, holds in tests if holds()), ParagraphKind.BODY)


def _is_keywords(text: str) -> bool:
    label = split_label(text, LabelKind.KEYWORDS)
    return bool(label and ":" in label.separator) or bool(_HASHTAGS.fullmatch(text))


def _is_caption(text: str) -> bool:
    label = split_label(text.lstrip("[("), LabelKind.CAPTION)
    if not label or len(text) > _LONGEST_CAPTION_CHARS or not label.text[0].isupper():
        return False
    return ":" in label.separator or label.text.lower() in {"nella foto", "nelle foto", "in foto"}


def _is_quote(text: str) -> bool:
    """Whether a paragraph begins with a quotation that makes up most of it."""
    if text[0] not in '«“"':
        return False
    quoted = sum(len(match[0]) for match in _QUOTED.finditer(text))
    return 2 * quoted >= len(text)


def _spread_contacts(parts: Sequence[Part], kinds: list[ParagraphKind]) -> None:
    """Short parts right after contacts (a name, an office) belong to them."""
    for at in range(1, len(parts)):
        if kinds[at] is not ParagraphKind.BODY or kinds[at - 1] is not ParagraphKind.CONTACTS:
            continue
        if parts[at].fixed:
            continue
        text = parts[at].text
        label = split_label(text, LabelKind.BOILERPLATE, LabelKind.RELEASE)
        if len(text) <= 100 and not label and not reads_as_prose(text) and not parts[at].heading:
            kinds[at] = ParagraphKind.CONTACTS


def _mark_boilerplate(parts: Sequence[Part], kinds: list[ParagraphKind]) -> None:
    """Texts under ``Chi siamo`` and the like, and the issuer's profile.

    ``X è un'azienda ...`` is a profile after contacts, or as the last prose of several.
    """
    prose = [at for at in _prose(kinds) if not parts[at].fixed]
    inside = after_contacts = False
    for at, part in enumerate(parts):
        if part.fixed:
            inside = inside and not part.heading
            after_contacts = after_contacts or part.fixed is ParagraphKind.CONTACTS
            continue
        if at > 0 and _heads_boilerplate(part, at, len(parts)):
            inside = True
        elif part.heading:
            inside = False
        after_contacts = after_contacts or kinds[at] is ParagraphKind.CONTACTS
        if kinds[at] in _PROSE_KINDS:
            placed = after_contacts or (len(prose) >= _PROFILE_PARAGRAPHS and at == prose[-1])
            if inside or (placed and _COMPANY_PROFILE.match(part.text[:300])):
                kinds[at] = ParagraphKind.BOILERPLATE
        elif kinds[at] is not ParagraphKind.CAPTION:
            inside = False


def _prose(kinds: Sequence[ParagraphKind]) -> list[int]:
    return [at for at, kind in enumerate(kinds) if kind in _PROSE_KINDS]


def _heads_boilerplate(part: Part, at: int, count: int) -> bool:
    """A heading, or a paragraph in the second half that begins with its own heading."""
    label = split_label(part.text[:_LONGEST_DECK_CHARS], LabelKind.BOILERPLATE)
    if not label:
        return False
    if len(part.text) <= 100 and not part.text.endswith((".", ";", ",")):
        return True
    return bool(label.separator.strip()) and 2 * at >= count


def _mark_headlines(parts: Sequence[Part], kinds: list[ParagraphKind]) -> None:
    """Headline, sub-headlines above the first body, and headings within it."""
    prose = _prose(kinds)
    free = [at for at in prose if not parts[at].fixed]
    lead = next((at for at in prose if parts[at].fixed or not _may_be_deck(at, parts)), None)
    if lead is None and ParagraphKind.HEADLINE not in kinds:
        return
    lead = len(parts) if lead is None else lead
    head = [at for at in free if at < lead and not find_dateline(parts[at].text)]
    title = None
    if ParagraphKind.HEADLINE not in kinds:  # a document's title is the headline
        title = _choose_headline([at for at in head if not is_release_label(parts[at])], parts)
    for at in head:
        kinds[at] = ParagraphKind.HEADLINE if at == title else ParagraphKind.SUBHEADLINE
    for at in free:
        if at > lead and parts[at].heading and kinds[at] is ParagraphKind.BODY:
            kinds[at] = ParagraphKind.SUBHEADLINE


def _choose_headline(head: Sequence[int], parts: Sequence[Part]) -> int | None:
    """The first of the head; the second where the first only names the issuer."""
    if not head or not _may_be_headline(parts[head[0]]):
        return None
    if len(head) > 1 and _ISSUER.match(parts[head[0]].text) and ":" not in parts[head[0]].text:
        named = len(parts[head[0]].text.split()) <= 8
        if named and _may_be_headline(parts[head[1]]):
            return head[1]
    return head[0]


def _may_be_headline(part: Part) -> bool:
    return len(part.text) <= _LONGEST_HEADLINE_CHARS and not part.item


def _may_be_deck(at: int, parts: Sequence[Part]) -> bool:
    """Whether a part can stand above the body: short, and no sentence with a full stop.

    A full stop is allowed right above a dateline, since what stands there is
    no body.
    """
    part = parts[at]
    if part.heading:
        return True
    if find_dateline(part.text) or part.item or len(part.text) > _LONGEST_DECK_CHARS:
        return bool(_is_bare_dateline(part.text)) and at + 1 < len(parts)
    if not _ends_sentence(part.text):
        return len(part.text) <= _LONGEST_HEADLINE_CHARS or not _SENTENCE_BREAK.search(part.text)
    return any(_has_dashed_dateline(later.text) for later in parts[at + 1 : at + 3])


def _ends_sentence(text: str) -> bool:
    """Whether a text ends with a stop, quotes and a last bracket aside; ``S.p.A.`` is none."""
    bare = _LAST_BRACKET.sub("", text).rstrip('»”" ')
    return bare.endswith((".", ":", ";", ",")) and not _ABBREVIATED_END.search(bare)


def _has_dashed_dateline(text: str) -> bool:
    dateline = find_dateline(text)
    return bool(dateline and dateline.raw.rstrip()[-1:] in {"-", "–", "—"})


def _is_bare_dateline(text: str) -> bool:
    dateline = find_dateline(text)
    return bool(dateline and dateline.raw == text)


def is_release_label(part: Part) -> bool:
    """``COMUNICATO STAMPA``, ``Comunicato stampa n. 12 del 3 marzo``: no headline."""
    label = split_label(part.text, LabelKind.RELEASE)
    if not label:
        return False
    return not label.rest or bool(
        re.fullmatch(r"(?:n[.°]?\s*|del\s+)?[\d/]+.{0,40}|del\s.{0,40}", label.rest)
    )


def _mark_leftovers(parts: Sequence[Part], kinds: list[ParagraphKind]) -> None:
    """What a web page left behind: a line at the end that repeats the headline's words."""
    title = next(
        (b.text for b, k in zip(parts, kinds, strict=True) if k is ParagraphKind.HEADLINE), ""
    )
    words = _words(title)
    for at in range(len(parts) - 1, 0, -1):
        if kinds[at] not in {ParagraphKind.BODY, ParagraphKind.CAPTION, ParagraphKind.SUBHEADLINE}:
            if kinds[at] in {
                ParagraphKind.ATTRIBUTION,
                ParagraphKind.KEYWORDS,
                ParagraphKind.CONTACTS,
            }:
                continue
            return
        own = _words(parts[at].text)
        repeats = len(own & words) * 4 >= len(own) * 3 if own else False
        if kinds[at] is ParagraphKind.BODY and not (repeats and len(parts[at].text) <= 150):
            return
        kinds[at] = ParagraphKind.CAPTION


def _words(text: str) -> frozenset[str]:
    return frozenset(word.casefold() for word in re.findall(r"\w{3,}", text))
