"""Releases that were translated before, for a job that meets the same folder every hour."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import replace

from presscli.digest.build import Process
from presscli.digest.codec import dump, load
from presscli.document import Result, SourceText
from presscli.store import Store


def remembering(process: Process, store: Store, settings: Callable[[], str]) -> Process:
    """A ``process`` that does no release twice.

    Args:
        process: Makes the English.
        store: Where results are kept.
        settings: Everything besides the text that shapes a result: models and their
            revisions, options, program version. Asked when the first release comes.
            Empty if that cannot be told; then nothing is kept.
    """

    def recalled(source: SourceText) -> Result:
        shape = settings()
        if not shape:
            return process(source)
        key = "result:" + hashlib.sha256(f"{shape}\0{source.text}".encode()).hexdigest()
        kept = store.kept.find(key)
        if kept is not None:
            try:
                return replace(load(Result, kept), source=source)
            except ValueError:  # of another version, or damaged: made again, and replaced
                pass
        result = process(source)
        store.kept.keep(key, dump(result))
        return result

    return recalled
