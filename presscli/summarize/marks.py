"""The commas, brackets and dashes of a sentence that has lost a phrase.

A model leaves out words; what set the phrase off may stay behind ("The plan, is good.",
"in Rome,.") or go with it where it was the other end of something else ("Rossi, the mayor
spoke." for "Rossi, the mayor of Rome, spoke."). The sentence says which marks belong to
the phrase, so they are put by rule.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from presscli.summarize.words import FUNCTION_WORDS, Word, word_set, words

_STOPS = ",;:"
_DASHES = "–—-"
_PAIRS = (
    ("(", ")"),
    ("[", "]"),
    ("«", "»"),
    ('"', '"'),
    ("“", "”"),
    ("–", "–"),
    ("—", "—"),
    ("-", "-"),
)
_SPLITTING = word_set("but while although though whereas who whom whose which where so because")
"""What a comma stays before when the one before the phrase is gone."""
_SUBJECTS = word_set(
    "a an the that this these those it its they their he his she her our i you we there"
)
_NO_SUBJECTS = (FUNCTION_WORDS - _SUBJECTS) | word_set(
    "despite although though because since among amid within following according unlike compared"
)
_JOINING = word_set("and or nor")
_LONGEST_ITEM = 3
"""Words of an item of a list; an inserted phrase is followed by the rest of a clause."""
_TOGETHER = re.compile(r"\d[^\s,;:()–—]*(?:\s[^\W\d_]+){0,2}\s(?=(\d\S*))")
"""A figure, at most two words (a scale and a unit), and another figure."""
_BROKEN = re.compile(r"[,;:]\s*[,;:.!?)\]]|^\W*[,;:.]|\s[,;:.!?](?!\d)|[(\[]\s*[)\],;:.]")


def mend_marks(text: str, source: str) -> str:
    """A sentence that has lost one phrase, with the marks that it needs.

    Args:
        text: ``source`` without one phrase, as a model wrote it.
        source: The whole sentence.

    Returns:
        The same words with other marks between those that the phrase stood between;
        ``text`` itself if it is something else than the source without a phrase.
    """
    made, given = words(text), words(source)
    cut = _cut(made, given)
    if cut is None:
        return text
    start, end = cut
    tail = _behind(source, given)
    after = given[end].before if end < len(given) else tail
    if end == len(given):
        opened, closed = _unpaired(given[start].before, _inside(given, start, end), after)
        return _joined(made) + (opened.translate(_NO_STOPS) + closed).strip().replace(" ", "")
    if not start:
        _, left = _unpaired("", _inside(given, start, end), after)
        opening = given[0].before + left.translate(_NO_STOPS).strip()
        return opening + _joined([Word(made[0].text, ""), *made[1:]]) + tail
    between = _between(given, start, end, made[start].before)
    return _joined(made[:start]) + between + made[start].text + _joined(made[start + 1 :]) + tail


def is_well_marked(text: str) -> bool:
    """Whether no comma, stop or bracket of a sentence is left alone."""
    return not _BROKEN.search(text) and all(
        text.count(opening) == text.count(closing) for opening, closing in _PAIRS[:2]
    )


def joins_figures(text: str, source: str) -> bool:
    """Whether figures that stood apart stand side by side once a phrase is left out.

    ``187.6 million euros, 15.0% of revenue, 169.7 million before`` without its middle would
    read as one amount.
    """
    found = _TOGETHER.finditer(text)
    return any(match[0] + match[1] not in source for match in found)


_NO_STOPS = str.maketrans("", "", _STOPS + _DASHES)


def _cut(made: Sequence[Word], given: Sequence[Word]) -> tuple[int, int] | None:
    """The half-open span of words that was left out; None if it was not one span.

    Where words stand twice, several spans leave the same words: one between commas is the
    phrase that was meant.
    """
    lost = len(given) - len(made)
    if lost <= 0 or not made:
        return None
    first = _same_at_start(made, given)
    least = len(made) - _same_at_start(made[::-1], given[::-1])
    starts = range(first, least - 1, -1)
    set_off = (s for s in starts if s + lost < len(given) and _has_comma(given, s, s + lost))
    start = next(set_off, first) if starts else None
    return None if start is None else (start, start + lost)


def _same_at_start(made: Sequence[Word], given: Sequence[Word]) -> int:
    pairs = zip(made, given, strict=False)
    return next((i for i, (m, g) in enumerate(pairs) if m.key != g.key), len(made))


def _has_comma(given: Sequence[Word], start: int, end: int) -> bool:
    return "," in given[start].before and "," in given[end].before


def _between(given: Sequence[Word], start: int, end: int, written: str) -> str:
    """What stands where the phrase was, inside a sentence."""
    before, after = given[start].before, given[end].before
    keeps = "," in written
    if "," in before and "," in after:
        keeps = _needs_comma(given, start, end) or (keeps and not _has_subject(given, start, end))
    elif "," in after:
        keeps = keeps or _closes(given, start, end)
    kept = " ".join(_unpaired(before, _inside(given, start, end), after))
    if '"' in kept:
        return written  # It opens or closes: only a reader could tell.
    return _once(kept if keeps else kept.replace(",", ""))


def _closes(given: Sequence[Word], start: int, end: int) -> bool:
    """Whether the comma behind a phrase ends what began before it: ``, the mayor of Rome,``."""
    opened = sum("," in word.before for word in given[1 : start + 1])
    within = sum("," in word.before for word in given[start + 1 : end])
    return opened % 2 == 1 and within % 2 == 0 and not _is_listed(given, end)


def _needs_comma(given: Sequence[Word], start: int, end: int) -> bool:
    """Whether one comma stays for a phrase between two: before another clause, and in a list."""
    if given[end].key in _SPLITTING:
        return True
    if given[start].key in FUNCTION_WORDS or given[end].key in _JOINING:
        return False
    return _is_listed(given, end)


def _has_subject(given: Sequence[Word], start: int, end: int) -> bool:
    """Whether a phrase seems to part a subject from its verb, between which no comma stands.

    What begins with a preposition or conjunction (``In Rome, which is old, they met``) is no
    subject; a name, an article or "and" behind the phrase begins something else.
    """
    first = next((i for i in range(start - 1, 0, -1) if _stops(given[i].before)), 0)
    if given[first].key in _NO_SUBJECTS or given[end].key in _JOINING | _SUBJECTS:
        return False
    return not given[end].is_capitalized


def _is_listed(given: Sequence[Word], start: int) -> bool:
    """Whether a word may begin an item of a list, since another follows soon."""
    following = given[start + 1 : start + 1 + _LONGEST_ITEM]
    return any("," in word.before or word.key in _JOINING for word in following)


def _inside(given: Sequence[Word], start: int, end: int) -> str:
    """The marks within a phrase."""
    return " ".join(word.before for word in given[start + 1 : end])


def _unpaired(before: str, inside: str, after: str) -> tuple[str, str]:
    """The marks on the two sides of a phrase without those that open or close around or in it."""
    for opening, closing in _PAIRS:
        opens, closes = opening in before, closing in after
        if opens and (closes or closing in inside):
            before = before.replace(opening, "")
        if closes and (opens or opening in inside):
            after = after.replace(closing, "")
    return before, after


def _once(marks: str) -> str:
    """Marks from two sides as one run: the last stop, one space where there was any."""
    stops = _stops(marks)
    rest = "".join(" " if c in _STOPS or c.isspace() else c for c in marks)
    spaced = re.sub(r"\s+", " ", rest)
    closers = re.match(r"[)\]”»\"'’]*", spaced.lstrip())
    closing = closers[0] if closers else ""
    opening = spaced.lstrip()[len(closing) :].strip()
    return closing + stops[-1:] + " " + (f"{opening} " if opening in {*_DASHES} else opening)


def _stops(marks: str) -> str:
    return "".join(c for c in marks if c in _STOPS)


def _joined(sequence: Sequence[Word]) -> str:
    return "".join(word.before + word.text for word in sequence)


def _behind(text: str, sequence: Sequence[Word]) -> str:
    return text[len(_joined(sequence)) :]
