"""Many releases whose segments share batches: a thousand small files at the speed of one.

A window of releases is prepared, all their segments are translated in one call, and
the sentences of their summaries shortened in another. What fails, fails for its own
release only. While one window is searched by the engine another is checked.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable, Sequence
from contextlib import closing
from functools import partial
from typing import TypeVar

from presscli.check import Wording
from presscli.document import SourceText
from presscli.errors import EngineError, InputError, LanguageError, PresscliError
from presscli.overlap import in_order
from presscli.pipeline import Prepared, complete, prepare, process
from presscli.reuse import translate_texts_once
from presscli.tools import Options, Tools
from presscli.windows import Outcome, windows

OF_ONE_RELEASE = (InputError, LanguageError, EngineError)
"""Failures that say something about a release; any other would meet the next one too."""


def translate_in_windows(
    sources: Iterable[SourceText], process: Callable[[Sequence[SourceText]], Sequence[Outcome]]
) -> Generator[Outcome, None, None]:
    """Take a stream of releases through ``process``, in windows, a few of them at once.

    Args:
        sources: In order.
        process: Does a window; called from several threads.

    Returns:
        For each release, in the order given, its result or what was wrong with it;
        nothing is begun before the first is asked for, and then the first window alone.
        Close it (``contextlib.closing``) where it may be left early.
    """
    cut = windows(sources, lambda source: len(source.text))
    with closing(in_order(process, cut)) as made:
        for outcomes in made:
            yield from outcomes


def process_together(
    sources: Sequence[SourceText], tools: Tools, options: Options
) -> list[Outcome]:
    """Take a window of releases through all stages.

    Returns:
        For each release, in the order given, its result or what was wrong with it.

    Raises:
        PresscliError: A failure that is not about one release (no model, no store).
    """
    if len(sources) == 1:
        return [_caught(partial(process, sources[0], tools, options), sources[0])]
    prepared = [_caught(partial(prepare, s, tools, options), s) for s in sources]
    ready = [p for p in prepared if isinstance(p, Prepared)]
    tool = next((p.tool for p in ready if p.tool), None)
    try:
        attempts = translate_texts_once(
            [text for p in ready for text in p.texts + p.phrases],
            tool,
            tools.memory,
            wording=Wording.joined(p.wording for p in ready),
        )
        results = iter(complete(ready, attempts, tools, options))
    except (OSError, MemoryError):
        raise
    except Exception:  # noqa: BLE001 - each says below what is wrong with it
        # One of them is too much for the engine or the checks; alone, the others are not.
        return [_caught(partial(process, s, tools, options), s) for s in sources]
    return [next(results) if isinstance(p, Prepared) else p for p in prepared]


Made = TypeVar("Made")


def _caught(make: Callable[[], Made], source: SourceText) -> Made | PresscliError:
    try:
        return make()
    except OF_ONE_RELEASE as error:
        return error
    except (PresscliError, OSError, MemoryError):
        raise
    except Exception as error:  # noqa: BLE001 - one release must not end a night's run
        fault = PresscliError(
            source.name,
            f"a fault of presscli ({type(error).__name__}: {error})",
            "Please report it, with what --debug shows",
        )
        fault.__cause__ = error
        return fault
