"""Put the wanted wording into a translation where it is plain what stands for it."""

from __future__ import annotations

import functools

from presscli.check.name_fixes import name_fixes
from presscli.check.repair import apply_fixes, repair
from presscli.check.wording import Wording, agree
from presscli.glossary.patterns import put_all

_SHELTER = 0xF0000
"""First of the signs that stand for a term while the rest is repaired (a plane for private use)."""


@functools.lru_cache(maxsize=32)
def mend(source: str, target: str, wording: Wording) -> str:
    """Repair a translation, and put the wanted terms and names where others stand for them.

    Kept, since the first of a list is looked at alone before all are.

    Args:
        source: The Italian segment.
        target: Its translation by a model.
        wording: What the glossary and the names ask for; what agrees with it is
            not touched by any other repair.
    """
    uses = wording.find(source)
    if not uses:
        target = repair(source, target)
        return apply_fixes(target, name_fixes(source, target))
    target = _sheltered_repair(source, reword(source, target, wording), wording)
    taken = [span for _, spans in agree(wording, source, target).honoured for span in spans]
    return apply_fixes(target, name_fixes(source, target, uses, taken))


def reword(source: str, target: str, wording: Wording) -> str:
    """Replace each translation of a term that is not the wanted one, if its place is plain."""
    agreement = agree(wording, source, target)
    return put_all(target, ((*span, use.english) for use, span in agreement.lacking if span))


def _sheltered_repair(source: str, target: str, wording: Wording) -> str:
    agreement = agree(wording, source, target)
    spans = sorted({span for _, spans in agreement.honoured for span in spans}, reverse=True)
    if not spans or any(ord(c) >= _SHELTER for c in target):
        return repair(source, target)
    sheltered = target
    for k, (start, end) in enumerate(spans):
        sheltered = sheltered[:start] + chr(_SHELTER + k) + sheltered[end:]
    repaired = repair(agreement.hidden[0], sheltered)
    for k, (start, end) in enumerate(spans):
        repaired = repaired.replace(chr(_SHELTER + k), target[start:end])
    return repaired
