"""Press furniture in English, by rule: what a model would only spoil.

Datelines, attributions, embargoes, contacts, keywords, bare dates and end
marks have set words. Those are looked up; names, numbers, phone numbers,
e-mail addresses and URLs pass exactly as they are.
"""

from __future__ import annotations

import re

from presscli.document import Dateline, Paragraph, ParagraphKind
from presscli.lexicon.date_lines import render_date_line, translate_dates
from presscli.lexicon.dates import DateKind, DateMatch, find_dates
from presscli.lexicon.places import translate_places
from presscli.lexicon.terms import Label, LabelKind, is_end_mark, split_label, translate_phrases

_EXACT = re.compile(
    r"[\w.+-]{1,64}@[\w-]{1,63}\.[\w.-]{2,100}|(?:https?://|www\.)\S+"
    r"|(?:[\w-]{1,63}\.){1,4}(?:it|com|org|net|eu|gov|example|ru|info)\b(?:/\S*)?",
    re.IGNORECASE,
)
_ADDRESS = re.compile(
    r"(?:via|viale|v\.le|piazza|piazzale|p\.zza|corso|c\.so|largo|vicolo|lungotevere|strada|loc\.)\b",
    re.IGNORECASE,
)
_PROSE = re.compile(r"(?:\b[a-zà-ÿ]+['’]?[ ,;]+){3}[a-zà-ÿ]{2,}|[a-zà-ÿ]{3}[.!?]\s+[A-ZÀ-Ý]")
"""Four lower-case words in a row, or one sentence after another: what needs a translator."""
_LONGEST_LINE_CHARS = 200
_OFFICE_OF = re.compile(
    r"(?P<office>\b(?:office|service|department|staff|team|relations|communications))\s+"
    r"(?P<link>(?:di|del|della|dello|dei|degli|delle)\s+|(?:dell|d)['’])",
    re.IGNORECASE,
)
_FROM_AT = re.compile(r"(from \d\d:\d\d) at (\d\d:\d\d)")
_RELEASE_NUMBER = re.compile(
    r"(?:n[.°]*\s*(?P<number>\d[\d/]*))?\s*(?:del(?:l['’])?\s*(?P<date>.+))?"
)
_ALREADY_ENGLISH = re.compile(
    r"\W*(?:strictly\s+)?(?:embargoed|under embargo|embargo until|not for)\b", re.IGNORECASE
)

_EMBARGO_WORDS = re.compile(
    r"\W*(?P<opening>(?:notizia |comunicato (?:stampa )?|testo |materiale )?(?:sotto )?embargo)\b"
    r"(?P<rest>.*)",
    re.IGNORECASE | re.DOTALL,
)
_EMBARGO_FILLER = re.compile(
    r"(?:non\s+(?:pubblicare|diffondere|divulgare)\s+prima|non\s+(?:pubblicare|diffondere|divulgare)"
    r"|fino|sino|al|alle|dell[ea]|del|di|ore|giorno|il|le|l['’]|[\s:,–—-])*",
    re.IGNORECASE,
)


def render_dateline(dateline: Dateline) -> str:
    """A dateline in English, its trailing separator included.

    The place is named by its exonym in the case style of the source, the date
    as ``30 December 2021``; the agency stays; the closing dash is an en dash.

    Returns:
        For example ``MOSCOW, 30 December 2021 – ``; without a trailing space
        where the dateline stands alone.
    """
    text = dateline.raw
    if dateline.date_text:
        head, tail = text.split(dateline.date_text, 1)
        head = re.sub(r",\s*(?:l[iì]|il)\s+$", ", ", head)
        date = next(m for m in find_dates(text) if m.kind is DateKind.DATE)
        tail = re.sub(r"\b(?:ore|h\.?)\s*(?=\d)", "", translate_dates(tail))
        text = head + date.english + tail
    if dateline.place:
        text = text.replace(dateline.place, translate_places(dateline.place), 1)
    return re.sub(r"\s+[-–—]+(?=\s|$)", " –", text)


def render_furniture(paragraph: Paragraph) -> str | None:
    """The English of a paragraph of press furniture.

    Returns:
        The English; None where the paragraph, or one line of it, is prose that
        a model has to translate. Contacts can then be rendered line by line
        with :func:`render_contact_line`.
    """
    text = paragraph.text
    if is_end_mark(text) or _EXACT.fullmatch(text):
        return text
    match paragraph.kind:
        case ParagraphKind.ATTRIBUTION:
            return _render_attribution(text)
        case ParagraphKind.EMBARGO:
            return _render_embargo(text)
        case ParagraphKind.CONTACTS:
            return _render_contacts(text)
        case _:
            return _render_other(paragraph)


def render_contact_line(line: str) -> str | None:
    """One line of contacts in English.

    Labels and set phrases are looked up, dates and times put in English;
    everything else, names and addresses above all, stays as it is.

    Returns:
        The English; None where the line holds prose.
    """
    bare = line.strip()
    if not bare or is_end_mark(bare) or _EXACT.fullmatch(bare):
        return line
    label = split_label(bare, LabelKind.CONTACT, LabelKind.DATUM, LabelKind.BOILERPLATE)
    rest = label.rest if label else bare
    if len(rest) > _LONGEST_LINE_CHARS or (not _ADDRESS.match(rest) and _is_prose(rest)):
        return None
    english = rest if _ADDRESS.match(rest) else _render_terms(rest)
    return _OFFICE_OF.sub(_of, _head(label) + english if label else english)


def _render_contacts(text: str) -> str | None:
    rendered = []
    for line in text.split("\n"):
        english = render_contact_line(line)
        if english is None:
            return None
        rendered.append(english)
    return "\n".join(rendered)


def _render_attribution(text: str) -> str | None:
    opening = re.match(r"[(\[]?\s*", text)
    lead = opening[0] if opening else ""
    label = split_label(text[len(lead) :], LabelKind.SOURCE, LabelKind.COPYRIGHT)
    if not label:
        return text
    return lead + _head(label) + _render_terms(label.rest)


def _render_embargo(text: str) -> str | None:
    """``EMBARGOED UNTIL 11:00 ON 12 MARCH 2025``; None where more is said than when."""
    if _ALREADY_ENGLISH.match(text):
        return text
    match = _EMBARGO_WORDS.fullmatch(text)
    if not match:
        return None
    times = find_dates(match["rest"])
    clock = next((m.english for m in times if m.kind is DateKind.TIME), "")
    day = next((m.english for m in times if m.kind is DateKind.DATE), "")
    if _EMBARGO_FILLER.fullmatch(_without(match["rest"], times).rstrip(" .!)]")) is None:
        return None
    when = " on ".join(part for part in (clock, day) if part)
    english = f"Embargoed until {when}" if when else "Under embargo"
    return english.upper() if text.isupper() or match["opening"].isupper() else english


def _without(text: str, matches: list[DateMatch]) -> str:
    for match in reversed(matches):
        text = text[: match.start] + text[match.end :]
    return text


def _render_other(paragraph: Paragraph) -> str | None:
    """Keywords' and captions' labels alone, release labels, bare dates; None for the rest."""
    text = paragraph.text
    dateline = paragraph.dateline
    if dateline and dateline.raw == text:
        return render_dateline(dateline).rstrip()
    release = _render_release_label(text)
    if release is not None:
        return release
    label = split_label(text, LabelKind.BOILERPLATE, LabelKind.KEYWORDS, LabelKind.CAPTION)
    if label and not label.rest:
        return _head(label)
    return render_date_line(text)


def _render_release_label(text: str) -> str | None:
    """``PRESS RELEASE``, ``Press release no. 12 of 3 March 2024``."""
    label = split_label(text, LabelKind.RELEASE)
    if not label or not label.text[0].isupper():
        return None
    match = _RELEASE_NUMBER.fullmatch(label.rest)
    if not match:
        return None
    date = render_date_line(match["date"]) if match["date"] else ""
    if date is None:
        return None
    number = f"no. {match['number']}" if match["number"] else ""
    return label.english + label.separator + " of ".join(part for part in (number, date) if part)


def _render_terms(text: str) -> str:
    """Known phrases and dates of a line in English, addresses and URLs untouched."""
    pieces, at = [], 0
    for match in _EXACT.finditer(text):
        pieces += [_english_words(text[at : match.start()]), match[0]]
        at = match.end()
    return "".join([*pieces, _english_words(text[at:])])


def _english_words(text: str) -> str:
    """Dates first, since phrases would break them up; weekdays last, being parts of phrases."""
    text = translate_phrases(translate_dates(text, but=DateKind.WEEKDAY))
    text = _FROM_AT.sub(r"\1 to \2", translate_dates(text))
    return _OFFICE_OF.sub(_of, text)


def _of(match: re.Match[str]) -> str:
    article = "" if match["link"].lower().startswith(("di", "d'", "d’")) else " the"
    return f"{match['office']} of{article} "


def _is_prose(text: str) -> bool:
    """Whether a text has to be translated, once its set phrases are gone."""
    return bool(_PROSE.search(translate_phrases(text)) and _PROSE.search(text))


def _head(label: Label) -> str:
    separator = label.separator or (" " if label.rest else "")
    return label.english + separator
