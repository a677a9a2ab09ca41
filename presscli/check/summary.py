"""A summary may say nothing that the sentences it rests on do not say."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from presscli.check.claims import check_claims
from presscli.check.coverage import lexicon
from presscli.check.matching import Match, is_date, match_numbers, reportable
from presscli.check.names import opens_sentence
from presscli.check.numbers import Number, NumberKind, find_numbers
from presscli.document import Finding, Severity
from presscli.lexicon.date_patterns import EN_MONTHS, EN_WEEKDAYS

_NAME = re.compile(r"(?<![\w'’])[^\W\d_a-zß-öø-ÿ][\w'’&-]*(?:\.[\w-]+)*")
_PARTICLES = r"(?:\s+(?:of|the|for|and|de|di|da|dei|del|della|delle|degli|du|la|le|van|von|der|al))"
_RUN = re.compile(rf"{_NAME.pattern}(?:\.?{_PARTICLES}{{0,2}}\s+{_NAME.pattern})*")
_NAMES_BESIDE = re.compile(rf"{_NAME.pattern}(?:\.?\s+{_NAME.pattern})+")
_LEAST_CHARS = 4
"""``us`` is not ``US``."""
_CALENDAR = frozenset(form for forms in (*EN_MONTHS, *EN_WEEKDAYS) for form in forms)


def check_summary_sentence(sentence: str, sources: Sequence[str]) -> tuple[Finding, ...]:
    """What an English sentence says that its English sources do not say.

    Args:
        sentence: A sentence of the summary.
        sources: The translated sentences that it rests on: these, not the release.

    Returns:
        An error for each invented number, date or name, and for each claim that has
        become a fact (:mod:`presscli.check.claims`).
    """
    text = "\n".join(sources)
    numbers = list(_check_numbers(sentence, text))
    # "May" is a month and a capitalised word, and one finding.
    taken = {at for f in numbers if f.target_span for at in range(*f.target_span)}
    names = [
        f for f in _check_names(sentence, text) if f.target_span and f.target_span[0] not in taken
    ]
    return (*numbers, *names, *check_claims(sentence, sources))


def _check_numbers(sentence: str, text: str) -> Iterator[Finding]:
    given, ours = find_numbers(text, language="en"), find_numbers(sentence, language="en")
    match = match_numbers(given, ours)
    invented = {(n.start, n.end): n for n in _invented(match)}
    for number in invented.values():
        yield _number_finding(number, "is not in the sentences it rests on")
    for first, second in match.pairs:
        if first.unit and second.unit and first.unit != second.unit:
            yield _number_finding(second, f"counts {second.unit}, in the release {first.unit}")
    dates = list(_dates(given).values())
    for span, keys in _dates(ours).items():
        is_whole = len(keys) == 1 or any(keys <= other for other in dates)
        if span not in invented and not is_whole:
            number = next(n for n in ours if (n.start, n.end) == span)
            yield _number_finding(number, "is put together from several dates")


def _invented(match: Match) -> list[Number]:
    """Numbers that the sources lack; from English to English even ``half`` and ``dozens`` count."""
    idle = {"1"}
    return [*reportable(match)[1], *(n for n in match.invented if not n.keys & idle)]


def _dates(numbers: Sequence[Number]) -> dict[tuple[int, int], frozenset[str]]:
    """The days, months, weekdays and years of each date, by the date's span."""
    found: dict[tuple[int, int], frozenset[str]] = {}
    for n in numbers:
        if n.kind is NumberKind.DATE:
            found[n.start, n.end] = found.get((n.start, n.end), frozenset()) | n.keys
    return found


def _number_finding(number: Number, what: str) -> Finding:
    return Finding(
        "W-DATE" if is_date(number) else "W-NUMBER",
        Severity.ERROR,
        f"'{number.text}' of the summary {what}",
        target_value=number.text,
        target_span=(number.start, number.end),
    )


def _check_names(sentence: str, text: str) -> Iterator[Finding]:
    """Capitalised words that the sources lack, and names put together from parts of several.

    Capitals count: ``US`` is not found in ``us``, nor ``Turkey`` in ``turkey``.
    """
    words = re.findall(r"[\w'’&.-]+", text)
    words += [part for word in words for part in word.split("-")]
    known = {form for word in words for form in _forms(word)}
    lower = {word.lower() for word in known}
    unknown: list[tuple[int, int]] = []
    for match in _NAME.finditer(sentence):
        name = _bare(match[0])
        if opens_sentence(sentence, match.start()) and (
            name.lower() in lower or _is_ordinary(name)
        ):
            continue
        if name.lower() in known and _is_ordinary(name) and len(name) >= _LEAST_CHARS:
            continue  # "the Committee" of a committee
        if all(known.intersection(_forms(part)) for part in _parts(name, known)):
            continue
        unknown.append(match.span())
        yield _name_finding(match, "is not in the sentences it rests on")
    runs = [_bare_words(run[0]) for run in _RUN.finditer(text)]
    for match in _NAMES_BESIDE.finditer(sentence):
        names = _bare_words(match[0])
        if opens_sentence(sentence, match.start()) and _is_ordinary(names[0]):
            names = names[1:]
        overlaps = any(match.start() <= start < match.end() for start, _ in unknown)
        if not overlaps and not any(_is_within(names, run) for run in runs):
            yield _name_finding(match, "is put together from several names")


def _parts(name: str, known: set[str]) -> list[str]:
    """A name that is known, or the parts of one with hyphens."""
    return [name] if name in known else [part for part in name.split("-") if part]


def _forms(word: str) -> set[str]:
    """A word as it is and without full stops: ``U.S.`` and ``US``."""
    bare = _bare(word)
    return {bare, bare.replace(".", "")}


def _bare_words(run: str) -> list[str]:
    """The capitalised words of a run, but for months and weekdays."""
    return [w for w in (_bare(m[0]) for m in _NAME.finditer(run)) if w.lower() not in _CALENDAR]


def _is_within(names: Sequence[str], run: Sequence[str]) -> bool:
    """Whether all names come in a run, in that order."""
    rest = iter(run)
    return all(name in rest for name in names)


def _is_ordinary(name: str) -> bool:
    """Whether English has the word in small letters as well."""
    words = lexicon()
    lower = name.lower()
    return lower in words.english_function or (lower in words.english and lower not in words.proper)


def _name_finding(match: re.Match[str], what: str) -> Finding:
    return Finding(
        "W-NAME",
        Severity.ERROR,
        f"'{match[0]}' of the summary {what}",
        target_value=match[0],
        target_span=match.span(),
    )


def _bare(word: str) -> str:
    """A word without possessive and the stop at its end: ``Putin's`` names Putin."""
    return re.sub(r"['’]s?$", "", word.rstrip(".-"))
