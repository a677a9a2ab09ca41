"""Cut a sentence that is too long for a model into parts that fit, losing nothing."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator

from presscli.document import Segment
from presscli.errors import SegmentTooLongError
from presscli.segment.assemble import assemble

_SPACES = re.compile(r"\s+")
_CUTS = (
    re.compile(r"[;:]\s+|\s+[—–]\s+"),
    re.compile(r",\s+"),
    re.compile(r"\s+(?=(?:e|ed|o|ma|che|mentre|perché|and|or|but|that|which|while)\s)"),
    re.compile(r"\s+"),
)
"""Where to cut a long sentence, best first; the white space of a match is the separator."""
_EARLIEST_CUT = 0.35
"""A good cut in the first third of a part would leave a scrap; a lesser one further on wins."""
_MOST_MARKS = 4
"""Combining marks that a letter carries at most in any living script; a cut spares them."""
_MOST_CHARS_PER_TOKEN = 8
"""Subword vocabularies take 3 to 5 characters of Italian a token; a text longer than this many
a token is not counted whole, as some tokenisers are slow on a very long word."""


def split_long(
    text: str, count_tokens: Callable[[str], int], limit_tokens: int
) -> tuple[Segment, ...]:
    """Cut a text into parts that a model can take.

    Cuts fall after ``;`` ``:`` or at a dash, else after a comma, else before a
    conjunction, else at a space, and only in a word longer than the limit
    anywhere. The cost is linear in the length: no part is counted together
    with what follows it.

    Args:
        text: A sentence, as :func:`segment` gives it.
        count_tokens: Tokens that a text takes, special tokens included.
        limit_tokens: The most that one part may take.

    Returns:
        Parts of at most ``limit_tokens`` each; the separators are the white
        space where the cuts fell, empty inside a word. One segment for a text
        that fits; none for an empty text.

    Raises:
        SegmentTooLongError: Not even one character fits ``limit_tokens``.
    """
    if not text:
        return ()
    if len(text) <= limit_tokens * _MOST_CHARS_PER_TOKEN and count_tokens(text) <= limit_tokens:
        return (Segment(text),)
    return assemble(text, _cuts(text, count_tokens, limit_tokens))


def _cuts(
    text: str, count_tokens: Callable[[str], int], limit_tokens: int
) -> Iterator[tuple[int, int]]:
    """The spans of the separators between parts that fit, in order."""
    start = len(text) - len(text.lstrip())
    if start:
        yield 0, start
    sample = text[start : start + limit_tokens * _MOST_CHARS_PER_TOKEN]
    chars_per_token = len(sample) / max(1, count_tokens(sample))
    while start < len(text):
        room = max(1, int(limit_tokens * chars_per_token))
        if len(text) - start <= room * 1.25:  # the guess may be low: all that is left may fit
            room = len(text) - start
        end, after, tokens = _next_part(text, start, room, count_tokens, limit_tokens)
        if after < len(text) or end < after:
            yield end, after
        measured = (end - start) / max(1, tokens)
        chars_per_token = min(measured, chars_per_token * 1.5)
        start = after


def _next_part(
    text: str, start: int, room: int, count_tokens: Callable[[str], int], limit_tokens: int
) -> tuple[int, int, int]:
    """One part that fits: its end, where the next begins, and its tokens."""
    while True:
        end, after = _best_cut(text, start, room)
        tokens = count_tokens(text[start:end])
        if tokens <= limit_tokens:
            return end, after, tokens
        if room <= 1:
            raise SegmentTooLongError(
                "segment",
                f"one character takes {tokens} tokens, the limit is {limit_tokens}",
                "Use a model with a higher limit. Run: presscli models list",
            )
        shrunk = int(min(room, end - start) * 0.9 * limit_tokens / tokens)
        room = max(1, min(shrunk, end - start - 1))


def _best_cut(text: str, start: int, room: int) -> tuple[int, int]:
    """The end of a part of at most ``room`` characters from ``start``, and the next one's start."""
    rest = len(text) - start
    if rest <= room:
        return start + len(text[start:].rstrip()), len(text)
    even = -(-rest // -(-rest // room))
    room = min(room, even * 5 // 4 + 1)  # parts of like length rather than a scrap at the end
    window = text[start : start + room + 1]
    latest = 0
    for pattern in _CUTS:
        ends = (m.start() + len(m.group().rstrip()) for m in pattern.finditer(window))
        latest = max((end for end in ends if 0 < end <= room), default=0)
        if latest >= room * _EARLIEST_CUT:
            break
    end = start + (latest or room)
    if not latest:
        marks = range(end, max(start + 1, end - _MOST_MARKS), -1)
        end = next((at for at in marks if not unicodedata.combining(text[at])), end)
    gap = _SPACES.match(text, end)
    return end, gap.end() if gap else end
