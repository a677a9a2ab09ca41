"""A summary may say nothing that the sentences it rests on do not say."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from presscli.check.matching import is_date, match_numbers, reportable
from presscli.check.names import opens_sentence
from presscli.check.numbers import find_numbers
from presscli.check.spelling import is_same_root
from presscli.document import Finding, Severity

_NAME = re.compile(r"(?<![\w'’])[A-Z][\w'’-]*")


def check_summary_sentence(sentence: str, sources: Sequence[str]) -> tuple[Finding, ...]:
    """Numbers, dates and names of an English sentence that its English sources lack.

    Args:
        sentence: A sentence of the summary.
        sources: The translated sentences that it rests on.

    Returns:
        An error for each invented number, date or name.
    """
    text = "\n".join(sources)
    numbers = list(_check_numbers(sentence, text))
    # "May" is a month and a capitalised word, and one finding.
    taken = {at for f in numbers if f.target_span for at in range(*f.target_span)}
    names = [
        f for f in _check_names(sentence, text) if f.target_span and f.target_span[0] not in taken
    ]
    return (*numbers, *names)


def _check_numbers(sentence: str, text: str) -> Iterator[Finding]:
    match = match_numbers(find_numbers(text, language="en"), find_numbers(sentence, language="en"))
    for number in reportable(match)[1]:
        yield Finding(
            "W-DATE" if is_date(number) else "W-NUMBER",
            Severity.ERROR,
            f"'{number.text}' of the summary is not in the sentences it rests on",
            target_value=number.text,
            target_span=(number.start, number.end),
        )


def _check_names(sentence: str, text: str) -> Iterator[Finding]:
    known = {_bare(word) for word in re.findall(r"[\w'’-]+", text)}
    for match in _NAME.finditer(sentence):
        name = _bare(match[0])
        if opens_sentence(sentence, match.start()):
            continue
        if any(is_same_root(name, word) for word in known):
            continue
        yield Finding(
            "W-NAME",
            Severity.ERROR,
            f"'{match[0]}' of the summary is not in the sentences it rests on",
            target_value=match[0],
            target_span=match.span(),
        )


def _bare(word: str) -> str:
    """A word without possessive and case: ``Putin's`` names Putin."""
    return re.sub(r"['’]s?$", "", word).lower()
