"""A vocabulary map (shortlist) for CTranslate2: which target tokens a source may need.

With it the output layer is computed for a few hundred tokens instead of all.
A line is ``source token<TAB>target tokens``; the line of the empty source token
has what every sentence may need. CTranslate2 reads ``vmap.txt`` beside
``model.bin`` when ``use_vmap=True`` is passed to ``translate_batch``.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from pathlib import Path

from training.alignment import train_lexicon
from training.arrays import TokenArrays
from training.vocabulary import load_vocabulary

VMAP = "vmap.txt"
SAMPLE_LINES = 60_000
SAMPLE_MAX_TOKENS = 40


def learn_map(
    arrays: TokenArrays, *, always: int = 300, per_token: int = 40
) -> dict[int, list[int]]:
    """Source token id -> target token ids, likeliest first; -1 has those always allowed.

    Args:
        arrays: Training lines; the first 60,000 of up to 40 tokens are learnt from.
        always: How many of the most frequent target tokens are always allowed.
        per_token: How many translations of a token are allowed at most.
    """
    pairs: list[tuple[list[int], list[int]]] = []
    counts: Counter[int] = Counter()
    lengths = arrays.lengths.max(axis=1)
    for line in range(len(arrays)):
        if len(pairs) == SAMPLE_LINES:
            break
        if lengths[line] > SAMPLE_MAX_TOKENS:
            continue
        (s, t), (s_end, t_end) = arrays.offsets[line], arrays.offsets[line + 1]
        target = arrays.target[t:t_end].tolist()
        counts.update(target)
        pairs.append((arrays.source[s:s_end].tolist(), target))
    lexicon = train_lexicon(pairs, min_count=2, min_probability=0.001, ignore_most_frequent=0)
    found = {s: list(t)[:per_token] for s, t in lexicon.translations.items()}
    found[-1] = [token for token, _ in counts.most_common(always)]
    return found


def write_map(
    path: Path, found: dict[int, list[int]], spm: Path, *, sayable: Collection[str]
) -> None:
    """Write a map as CTranslate2 reads it.

    A token may stand for itself (names, figures), and the single bytes that spell
    unknown characters are always allowed.

    Args:
        path: The file.
        found: From :func:`learn_map`.
        spm: The vocabulary.
        sayable: The pieces that the decoder has; no others are written as targets.
    """
    processor = load_vocabulary(spm)
    size = processor.get_piece_size()
    pieces = [processor.id_to_piece(i) for i in range(size)]
    spelled = [piece for i, piece in enumerate(pieces) if processor.is_byte(i)]
    always = [*(pieces[i] for i in found[-1]), *spelled, *map(str, range(10))]
    known = frozenset(sayable)

    def joined(targets: list[str]) -> str:
        return " ".join(piece for piece in dict.fromkeys(targets) if piece in known)

    with path.open("w", encoding="utf-8") as out:
        out.write(f"\t{joined(always)}\n")
        for i, piece in enumerate(pieces):
            targets = joined([piece, *(pieces[t] for t in found.get(i, ()))])
            if targets:
                out.write(f"{piece}\t{targets}\n")
