"""Releases that were translated before, for a job that meets the same folder every hour."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Generator, Sequence
from contextlib import closing
from dataclasses import replace
from datetime import timedelta

from presscli.digest.build import Translating
from presscli.digest.codec import dump, load
from presscli.document import Result, SourceText
from presscli.store import Store
from presscli.windows import Outcome

UNUSED_DAYS = 90
"""Results that no digest has asked for so long are dropped: a quarter's releases are
made again only by somebody who goes back to them."""

_PREFIX = "result:"


def remembering(translate: Translating, store: Store, settings: Callable[[], str]) -> Translating:
    """A ``translate`` that does no release twice.

    Args:
        translate: Makes the English.
        store: Where results are kept.
        settings: Everything besides the text that shapes a result: models and their
            revisions, options, program version. Asked when the first release comes.
            Empty if that cannot be told; then nothing is kept.
    """

    def recalled(sources: Sequence[SourceText]) -> Generator[Outcome, None, None]:
        shape = settings() if sources else ""
        if not shape:
            yield from translate(sources)
            return
        keys = [_key(shape, source) for source in sources]
        known = {key: result for key in keys if (result := _find(store, key)) is not None}
        store.kept.use(known)
        # Only what is new is handed on, so that it shares batches with nothing between.
        news = [s for s, k in zip(sources, keys, strict=True) if k not in known]
        with closing(translate(news)) as made:
            for source, key in zip(sources, keys, strict=True):
                if key in known:
                    yield replace(known[key], source=source)
                    continue
                outcome = next(made)
                if isinstance(outcome, Result):
                    store.kept.keep(key, dump(outcome))
                yield outcome

    return recalled


def forget_unused(store: Store, *, days: int = UNUSED_DAYS) -> int:
    """Drop kept results that no digest has asked for in so many days; how many they were."""
    return store.kept.forget(_PREFIX, unused=timedelta(days=days))


def count_results(store: Store) -> int:
    """How many results are kept."""
    return store.kept.count(_PREFIX)


def _key(shape: str, source: SourceText) -> str:
    # All that was read but where: a file that was moved or renamed says the same.
    content = dump(replace(source, name="", sha256="", encoding=""))
    made_of = f"{shape}\0{content}".encode("utf-8", "backslashreplace")
    return _PREFIX + hashlib.sha256(made_of).hexdigest()


def _find(store: Store, key: str) -> Result | None:
    kept = store.kept.find(key)
    if kept is None:
        return None
    try:
        return load(Result, kept)
    except ValueError:  # of another version, or damaged: made again, and replaced
        return None
