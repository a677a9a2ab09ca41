"""What of many segments a model has to translate: equal ones once, remembered ones not at all.

texts -> memory -> the rest, each once -> windows -> translate -> memory
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from itertools import chain
from typing import TYPE_CHECKING

from presscli.check import PLAIN, Wording, choose, hold
from presscli.overlap import in_order
from presscli.segment import split_long
from presscli.tools import TranslatorTool
from presscli.translate import Attempt, SegmentTranslator
from presscli.windows import WINDOW_TOKENS, windows

if TYPE_CHECKING:
    from presscli.store import Memory


def translate_texts_once(
    texts: Sequence[str],
    tool: TranslatorTool | None,
    memory: Memory | None = None,
    *,
    wording: Wording = PLAIN,
) -> dict[str, Attempt]:
    """Translate segments, equal ones once, those that the memory knows not at all.

    Args:
        texts: Planned model inputs, of one release or of many.
        tool: The translator; None if there are no texts.
        memory: Asked first, and told what was made.
        wording: What the translation is held to.

    Returns:
        The attempt for each text. One out of the memory has no findings: they are
        made anew when it is put in place.
    """
    if tool is None or not texts:
        return {}
    known = memory.recall(tool.signature, texts) if memory else {}
    attempts = {text: Attempt(r.text, r.score, (), r.by_person) for text, r in known.items()}
    wanted = [text for text in dict.fromkeys(texts) if text not in attempts]
    translator = SegmentTranslator(
        tool.engine,
        tool.options,
        partial(choose, wording=wording),
        split_long,
        partial(hold, wording=wording),
    )
    made = _in_windows(wanted, translator) if wanted else {}
    if memory and made:
        memory.remember(tool.signature, {t: (a.text, a.score) for t, a in made.items()})
    return attempts | made


def _in_windows(texts: Sequence[str], translator: SegmentTranslator) -> dict[str, Attempt]:
    """Translate segments; where they are many, some are checked while others are searched.

    Texts of like length share a window, as they would share a batch.
    """
    by_length = sorted(texts, key=len, reverse=True)
    cut = list(windows(by_length, len, most_items=WINDOW_TOKENS))
    if len(cut) == 1:
        return dict(zip(texts, translator.translate(texts), strict=True))
    made = in_order(translator.translate, cut, first_alone=False)
    return dict(zip(by_length, chain.from_iterable(made), strict=True))
