"""What a model would leave out of a text that it copies, read from a single pass over it.

A beam search finds a shorter sentence token by token, at the price of a pass for each
token of each hypothesis. One pass over the prompt and a copy of the sentence shows at
every place how probable the copy's own next token is, and how probable each later one:
a token from further on, where it is probable, is a phrase that the model would leave out.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

WORD_STARTS = ("▁", "Ġ")
"""What begins the first token of a word: in SentencePiece, in byte-level BPE."""

_ENDS = frozenset(".!?")
_STOPS = frozenset(",;:")


@dataclass(frozen=True, slots=True)
class Cut:
    """``tokens[start:end]`` left out; ``score`` is the log-probability, in nats, of going on so."""

    score: float
    start: int
    end: int


def find_cuts(
    tokens: Sequence[str],
    log_probability: Callable[[int, str], float | None],
) -> list[Cut]:
    """The single phrases that a model could leave out, the most probable first.

    A phrase begins at a word or at the comma before one, and ends before a word or
    before the sentence's end.

    Args:
        tokens: A sentence, as the model would copy it.
        log_probability: Of a token at a place of the copy, in nats, when all before it
            was copied; None for a token that the model does not have.
    """
    words = [at for at, token in enumerate(tokens) if token.startswith(WORD_STARTS)]
    last = len(tokens) - 1
    ends = [last] if last > 0 and tokens[last] in _ENDS else []
    commas = [
        at for at in range(last) if tokens[at] in _STOPS and tokens[at + 1].startswith(WORD_STARTS)
    ]
    found: dict[tuple[int, int], float | None] = {}
    for start in sorted({*words, *commas}):
        for end in (at for at in (*words, *ends) if at > start):
            shown = _where_it_shows(tokens, start, end)
            if shown[1] < len(tokens):
                following = capitalized(tokens[end]) if start == 0 else tokens[shown[1]]
                found[shown] = log_probability(shown[0], following)
    cuts = [Cut(score, *span) for span, score in found.items() if score is not None]
    return sorted(cuts, key=lambda cut: (-cut.score, cut.start, cut.end))


def _where_it_shows(tokens: Sequence[str], start: int, end: int) -> tuple[int, int]:
    """The same cut, begun at the first place where it differs from copying on.

    Where the phrase left out begins like what follows it (``the hall and the board``),
    that is later. An end behind the last token says that there is no such place.
    """
    if start == 0:
        return (0, len(tokens)) if capitalized(tokens[end]) == tokens[0] else (0, end)
    while end < len(tokens) and tokens[start] == tokens[end]:
        start, end = start + 1, end + 1
    return start, end


def without(tokens: Sequence[str], cut: Cut) -> list[str]:
    """The tokens that are left, the first with the capital of a sentence."""
    rest = list(tokens[cut.end :])
    if cut.start == 0:
        rest[0] = capitalized(rest[0])
    return [*tokens[: cut.start], *rest]


def capitalized(token: str) -> str:
    """The token of the same word at the beginning of a sentence."""
    mark = 1 if token.startswith(WORD_STARTS) else 0
    return token[:mark] + token[mark : mark + 1].upper() + token[mark + 1 :]
