"""Whether one sentence follows from another by edits that cannot make it false.

A small language model that shortens a sentence may do so truly (``Net profit rose
8.3%`` from ``Net profit rose by 8.3%``) or falsely (``arrivals to Asia`` from
``arrivals from Asia``). No measure of word overlap tells the two apart, so this
module demands a derivation: the sentence must come out of its source, word by
word and in order, by

* leaving out a span that is safe to leave out (:func:`removable_spans`),
* exchanging phrases that say the same (:data:`INTERCHANGEABLE`),
* putting in an article, or leaving out one that grammar does not need.

Knight and Marcu 2002 ("Summarization beyond sentence extraction", AIJ 139) call
the first of these sentence compression.
"""

from __future__ import annotations

from collections.abc import Sequence

from presscli.summarize.words import LIMITING, Word, word_set, words


def phrases(text: str) -> frozenset[tuple[str, ...]]:
    """The phrases of a list that is divided by bars, each as its words."""
    return frozenset(tuple(phrase.split()) for phrase in text.split("|"))


ARTICLES = frozenset({"a", "an", "the"})

_IDLE = frozenset(
    {"also", "today", "moreover", "furthermore", "additionally", "overall", "finally"}
)
"""Words without which a sentence stays as true as it was."""

_LEADS = phrases(
    "in this context|in particular|in general|in addition|in the meantime|at the same time"
    "|for the first time|on this occasion|on that occasion|in this regard|as a result|however"
    "|during the meeting|during the conversation|during the talks|more generally"
)
"""Beginnings that link a sentence to others and state nothing themselves. ``It was confirmed
that`` is not among them: what one side confirms may still be false."""

_CLAUSE_OPENERS = word_set(
    """which who whose where despite including while whereas thanks linked equal against
    compared caused founded based called located run awarded"""
)
"""First words of clauses, set off by commas, that add to a sentence and do not limit it."""

INTERCHANGEABLE = tuple(
    phrases(group)
    for group in (
        "begin|start|commence",
        "began|started|commenced",
        "said|stated|declared",
        "amounted to|came to|stood at|totalled",
        "rose|increased|grew|has risen|has increased|has grown",
        "fell|decreased|declined|dropped|has fallen|has decreased|has declined",
        "more than|over",
        "less than|under",
        "about|around|approximately",
        "take place|be held",
        "will take place|will be held",
        "took place|was held|were held",
        "as well as|and",
        "in order to|to",
        "because of|due to|owing to",
        "taking part in|participating in",
        "compared with|compared to",
        "telephone conversation|telephone call|phone call",
        "united states of america|united states",
        "announced today|today announced|announced",
        "per cent|percent",
    )
)
"""Phrases that say the same wherever a release uses them; all in lower case."""

MIN_WORDS = 5
"""Shorter than this is no sentence of a summary."""


def follows(sentence: str, source: str) -> bool:
    """Whether ``sentence`` can be derived from the one sentence ``source`` by safe edits.

    Quotation marks must be as many as in the source, and every word that is not at
    the beginning must have its source's capitals.
    """
    made, given = words(sentence), words(source)
    if len(made) < MIN_WORDS or _quotes(sentence) != _quotes(source):
        return False
    spans: dict[int, list[int]] = {}
    for start, end in removable_spans(given):
        spans.setdefault(start, []).append(end)
    reached = {(0, 0)}
    queue = [(0, 0)]
    while queue:
        i, j = queue.pop()
        if (i, j) == (len(made), len(given)):
            return True
        for step in _steps(made, given, spans, i, j):
            if step not in reached:
                reached.add(step)
                queue.append(step)
    return False


def _steps(
    made: Sequence[Word], given: Sequence[Word], spans: dict[int, list[int]], i: int, j: int
) -> list[tuple[int, int]]:
    """Where a derivation may stand after one edit, having used ``made[:i]`` and ``given[:j]``."""
    steps = [(i, end) for end in spans.get(j, ())]
    if i < len(made) and made[i].key in ARTICLES:
        steps.append((i + 1, j))
    if i < len(made) and j < len(given) and _same(made[i], given[j], first=i == 0 or j == 0):
        steps.append((i + 1, j + 1))
    for group in INTERCHANGEABLE:
        ours = [p for p in group if _at(made, i, p)]
        theirs = [p for p in group if _at(given, j, p)]
        steps += [(i + len(a), j + len(b)) for a in ours for b in theirs]
    return steps


def removable_spans(given: Sequence[Word]) -> list[tuple[int, int]]:
    """Half-open spans of words that a sentence may lose and still be true."""
    spans = [
        (j, j + 1)
        for j, word in enumerate(given)
        if word.key in _IDLE
        or any(idle(given, j) for idle in (_idle_article, _idle_by, _idle_first, _idle_perfect))
    ]
    spans += [(0, len(lead)) for lead in _LEADS if _at(given, 0, lead)]
    spans += [span for span in _set_off(given) if not _limits(given, span)]
    return spans


def _set_off(given: Sequence[Word]) -> list[tuple[int, int]]:
    """Spans in brackets, between commas, or after the last comma or semicolon."""
    spans = []
    for j, word in enumerate(given):
        end = next((k for k in range(j + 1, len(given)) if _breaks(given[k].before)), len(given))
        if "(" in word.before and end < len(given) and ")" in given[end].before:
            spans.append((j, end))
        if j and "," in word.before:
            inner = given[j:end]
            closed = end < len(given) and "," in given[end].before
            name = closed and len(inner) <= 4 and all(w.is_capitalized for w in inner)
            if word.key in _CLAUSE_OPENERS or name:
                spans.append((j, end))
        if j and ";" in word.before:
            spans.append((j, len(given)))
    return spans


def _breaks(between: str) -> bool:
    return any(c in between for c in ",;:()–—")


def _limits(given: Sequence[Word], span: tuple[int, int]) -> bool:
    inner = given[span[0] : span[1]]
    return any(w.key in LIMITING or w.key.endswith("n't") for w in inner)


def _idle_article(given: Sequence[Word], j: int) -> bool:
    """The ``the`` of ``the emissions``; before a singular it is grammar."""
    following = given[j + 1].key if j + 1 < len(given) else ""
    plural = following.endswith("s") and not following.endswith(("ss", "us", "'s"))
    return given[j].key == "the" and plural


def _idle_first(given: Sequence[Word], j: int) -> bool:
    """The ``first`` of ``first in Geneva``; that of ``the first convoy`` picks one out."""
    return given[j].key == "first" and j + 1 < len(given) and given[j + 1].key in {"in", "at"}


def _idle_by(given: Sequence[Word], j: int) -> bool:
    """The ``by`` of ``rose by 8.3%``."""
    return given[j].key == "by" and j + 1 < len(given) and given[j + 1].text.endswith("%")


def _idle_perfect(given: Sequence[Word], j: int) -> bool:
    """The ``has`` of ``has approved``: in news, the simple past of the same event."""
    is_perfect = given[j].key in {"has", "have"} and j + 1 < len(given)
    return is_perfect and given[j + 1].key.endswith("ed")


def _same(made: Word, given: Word, *, first: bool) -> bool:
    """The same word; at the beginning of either sentence its capital may differ."""
    if made.text == given.text or made.key != given.key:
        return made.key == given.key
    return first and made.text[1:] == given.text[1:]


def _at(sequence: Sequence[Word], start: int, phrase: tuple[str, ...]) -> bool:
    return tuple(w.key for w in sequence[start : start + len(phrase)]) == phrase


def _quotes(text: str) -> int:
    return sum(text.count(mark) for mark in '"“”«»')
