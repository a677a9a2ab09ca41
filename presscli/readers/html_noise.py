"""What on a page is not its article: menus, banners, sharing, what else there is to read.

Told by the elements that say so, by the names that sites give to the rest (English and
Italian), and by the share of letters that are links'. Names are a hint only: an element
that holds a paragraph of the article is never noise, whatever it is called.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from presscli.readers.html_tree import Element, tag_of
from presscli.readers.html_walk import Piece, letter_count

_LANDMARKS = frozenset({"nav", "aside", "footer", "dialog", "form", "menu", "amp-sidebar"})
_ROLES = frozenset(
    {
        "alert",
        "alertdialog",
        "banner",
        "complementary",
        "contentinfo",
        "dialog",
        "menu",
        "navigation",
        "search",
        "toolbar",
    }
)
_NAMES = re.compile(
    r"(?<![a-z])shar(?:e(?!holder|point)|ing)|condivi|social(?!i|e)|cookie|consent|gdpr"
    r"|iubenda|breadcrumb|briciol|percorso|related|correlat|potrebbe|sidebar"
    r"|(?<![\w-])widget|newsletter|subscri|iscrivi|comment(?:s|i|o|-|$)|respond|advert"
    r"|pubblicit|\bads?\b|\bad-|promo\b|popup|modal|menu|nav(?:bar|igation|igazione)?\b"
    r"|toolbar|paginat|pager|rating|feedback|meta\b|byline|tags?\b|argomenti|skip"
    r"|(?:article|entry|post)[_-]?info|\badv\b|\badv[_-]|author-box|footer|piede|testata|toc\b|indice\b|amp-ad\b",
    re.IGNORECASE,
)
_COLUMN = re.compile(
    r"(?:col(?:onna|umn)?)?[-_]?(?:left|right|sx|dx|sinistra|destra)[-_]?(?:col(?:onna|umn)?)?",
    re.IGNORECASE,
)
"""An ``id`` for one of the columns beside the text; a class of that name only moves a picture."""

_CONSENT = re.compile(r"cookie|consent|gdpr|iubenda|privacy|onetrust", re.IGNORECASE)
_LABEL = re.compile(
    r"condividi\b.{0,40}|visite:? \d+|scritto da .{0,40}|\d+ min(?:ut[io])?|(?:redazione"
    r"|dettagli|documenti|stampa|invia|ascolta|scarica|argomenti|tag|categori[ae]|data|temi"
    r"|allegati|tempo di lettura|pubblicità|share|print)\s*:?",
    re.IGNORECASE,
)
_READ_ON = re.compile(
    r"(?:leggi|vedi|guarda) anche|(?:ti )?potrebb\w+ interessar\w+|(?:articoli|notizie|contenuti"
    r"|comunicati) (?:correlat|recent|simil|precedent)\w+|(?:ultim|altr)[ei] (?:notizie|news"
    r"|comunicati|articoli)|(?:i )?più letti|in evidenza|in primo piano|related|read (?:also|more)",
    re.IGNORECASE,
)
_CONTACT = re.compile(r"\S@\S|(?:\+?\d[ ./-]?){7,}")
_DATED_LABEL = re.compile(
    r"(?:ultimo aggiornamento|ultima modifica|aggiornat[oa]|pubblicat[oa]|data)\b.{0,60}",
    re.IGNORECASE,
)
_IMPRINT = re.compile(
    r"©|\(c\) ?\d{4}|copyright|tutti i diritti riservati|p(?:artita)?\.? ?iva\b|c\. ?f\. ?\d"
    r"|codice fiscale|capitale sociale|cookie|privacy|(?:pagina|sito) a cura",
    re.IGNORECASE,
)
_MOSTLY = 0.5
_PURELY = 0.9
_SOME = 0.3
_SENTENCE_LETTERS = 60
"""A paragraph of fewer letters may be a label, a line of a menu, an address."""


class Noise:
    """Tells noise on one page.

    Args:
        clean: The elements that hold paragraphs of the article.
        barred: Elements that are noise whatever they hold.
    """

    def __init__(self, clean: set[Element], barred: set[Element]) -> None:
        self._clean = clean
        self._barred = barred
        self._known: dict[Element, bool] = {}

    def __contains__(self, element: Element) -> bool:
        """Whether the element, or one around it, is noise."""
        line = []
        found = False
        for one in [element, *element.iterancestors()]:
            if one in self._known:
                found = self._known[one]
                break
            line.append(one)
        for one in reversed(line):
            named = one not in self._clean and (found or is_named_noise(one))
            found = named or one in self._barred
            self._known[one] = found
        return found

    def bars(self, element: Element) -> bool:
        """Whether the element is in one that is noise whatever it holds."""
        return any(one in self._barred for one in (element, *element.iterancestors()))


def held_by(pieces: Sequence[Piece], *, least_share: float) -> set[Element]:
    """The elements that hold at least such a share of the letters of some blocks."""
    letters: Counter[Element] = Counter()
    for piece in pieces:
        count = letter_count(piece.block.text)
        for one in (piece.element, *piece.element.iterancestors()):
            letters[one] += count
    least = least_share * sum(letter_count(p.block.text) for p in pieces)
    return {one for one, count in letters.items() if count >= least}


def is_cookie_notice(piece: Piece) -> bool:
    """Whether a block asks for consent; on a page that a script fills it is all there is."""
    if "cookie" not in piece.block.text.casefold():
        return False
    line = [piece.element, *piece.element.iterancestors()]
    return any(_CONSENT.search(f"{e.get('class') or ''} {e.get('id') or ''}") for e in line)


def leads_on(piece: Piece) -> bool:
    """Whether a block says that something else to read follows, or names it with a link."""
    text = piece.block.text
    return bool(_READ_ON.fullmatch(text.strip(" :"))) or bool(piece.linked and _READ_ON.match(text))


def other_reading(pieces: Sequence[Piece]) -> set[Element]:
    """The sections under such headings as "Leggi anche", where they are not most of a page."""
    held = held_by([p for p in pieces if is_sentence(p)], least_share=_MOSTLY)
    sections = set()
    for piece in pieces:
        if leads_on(piece):
            line = [piece.element, *piece.element.iterancestors()]
            around_it = [e for e in line if e not in held]
            sections |= set(around_it[-1:])
    return sections


def told_aside(pieces: Sequence[Piece], inside: set[Element]) -> set[Element]:
    """Asides and footers within an article that are of it: a quotation, whom to ask.

    Args:
        pieces: Of the page.
        inside: The elements of the article.
    """
    held: dict[Element, list[Piece]] = {}
    for piece in pieces:
        for one in (piece.element, *piece.element.iterancestors()):
            if one in inside and tag_of(one) in {"aside", "footer"}:
                held.setdefault(one, []).append(piece)
                break
    return {one for one, those in held.items() if _is_told(one, those)}


def _is_told(element: Element, pieces: Sequence[Piece]) -> bool:
    names = f"{element.get('class') or ''} {element.get('id') or ''}".replace("footer", "")
    text = " ".join(p.block.text for p in pieces)
    count = letter_count(text)
    if _NAMES.search(names) or _IMPRINT.search(text) or any(map(leads_on, pieces)):
        return False
    if sum(p.linked for p in pieces) > _SOME * count:
        return False
    return count >= _SENTENCE_LETTERS or bool(_CONTACT.search(text))


def is_landmark(element: Element) -> bool:
    """Whether an element says that it is not the article."""
    return tag_of(element) in _LANDMARKS or (element.get("role") or "") in _ROLES


def in_landmark(element: Element) -> bool:
    """Whether an element is in one that says so; a form around a whole page says nothing."""
    return any(
        is_landmark(one) and tag_of(one) != "form" for one in [element, *element.iterancestors()]
    )


def is_named_noise(element: Element) -> bool:
    """Whether an element says that it is not the article, or is called so."""
    if is_landmark(element) or _COLUMN.fullmatch(element.get("id") or ""):
        return True
    names = f"{element.get('class') or ''} {element.get('id') or ''} {tag_of(element)}"
    return tag_of(element) not in {"html", "body", "main", "article"} and bool(_NAMES.search(names))


def is_links(piece: Piece, *, share: float = _MOSTLY) -> bool:
    """Whether more than so much of a block is links."""
    return piece.linked > share * max(letter_count(piece.block.text), 1)


def is_pure_link(piece: Piece) -> bool:
    """Whether a block is a link, or several."""
    return is_links(piece, share=_PURELY)


def is_label(text: str) -> bool:
    """Whether a block is furniture of a page by its words alone."""
    return bool(_LABEL.fullmatch(text) or _DATED_LABEL.fullmatch(text))


def is_imprint(piece: Piece) -> bool:
    """Whether a block is the small print below a page."""
    return bool(_IMPRINT.search(piece.block.text))


def is_sentence(piece: Piece) -> bool:
    """Whether a block is so much text that it is of an article, or of another."""
    return letter_count(piece.block.text) >= _SENTENCE_LETTERS and not is_links(piece)


def around(elements: Sequence[Element]) -> Element:
    """The innermost element that holds all of them; there must be one."""
    common: list[Element] = []
    for element in elements:
        line = list(_downwards(element))
        common = _shared(common, line) if common else line
    return common[-1]


def _downwards(element: Element) -> Iterator[Element]:
    yield from reversed([element, *element.iterancestors()])


def _shared(one: list[Element], other: list[Element]) -> list[Element]:
    count = 0
    for left, right in zip(one, other, strict=False):
        if left is not right:
            break
        count += 1
    return one[:count]
