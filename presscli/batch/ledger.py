"""Decides about each output: finished already, ours to make, somebody else's; and records it."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from presscli.document import SourceText
from presscli.errors import OutputError, PresscliError
from presscli.names import printable
from presscli.store import Document, Owner, Store, Work, file_sha256
from presscli.write import make_folder, refuse_existing, temporary_for, write

WRITTEN_AT_ONCE = 8
"""Files of a window; each waits for the disk, hardly any for the processor."""


@dataclass(frozen=True, slots=True)
class Task:
    """One input that was read, and the file that its result goes to (None: stdout)."""

    name: str
    source: SourceText
    place: Path | None = None
    work: Work | None = None


@dataclass(frozen=True, slots=True)
class Rendered:
    """A task's result as it will be written, and how many facts were not confirmed."""

    task: Task
    data: bytes
    errors: int


class Ledger:
    """The manifest and the claims, as a run into a folder needs them.

    Args:
        store: The open store.
        settings: Stands for models and options; see :func:`settings_key`.
        force: Replace files that are not known to be ours.
        resume: Leave alone what is finished.
        notify: Told about files that were changed by hand.
    """

    def __init__(
        self,
        store: Store,
        settings: str,
        *,
        force: bool,
        resume: bool,
        notify: Callable[[str], None],
    ) -> None:
        self._store = store
        self._settings = settings
        self._force = force
        self._resume = resume
        self._notify = notify
        self._made: set[Path] = set()
        """What this run has made; kept only where that differs from what is finished."""

    def task(self, name: str, source: SourceText, place: Path) -> Task:
        """A task with all that the store must know of it."""
        work = Work(place, Path(name), source.sha256, self._settings, temporary_for(place))
        return Task(name, source, place, work)

    def is_result(self, path: Path) -> bool:
        """Whether a file is what an earlier run wrote; it is no input then."""
        return self._store.documents.find(path) is not None

    def finished(self, task: Task) -> Document | None:
        """The record of an output that need not be made, checked against the file itself."""
        work = _work(task)
        if not self._resume and work.output not in self._made:
            return None
        document = self._store.documents.find(work.output)
        if document and document.is_made_of(work.source_sha256, work.settings):
            return document if document.is_whole() else None
        return None

    def take(self, tasks: Sequence[Task]) -> dict[Path, Owner]:
        """Claim the outputs of tasks; the owners of those that somebody else holds."""
        return self._store.claims.take([_work(task) for task in tasks])

    def release(self, tasks: Sequence[Task]) -> None:
        """Give claims up."""
        self._store.claims.release([_work(task).output for task in tasks])

    def admit(self, task: Task) -> None:
        """Make sure that a claimed output may be written; keep a copy of what a hand changed.

        Raises:
            OutputError: A file is there that no run of ours wrote, or that holds the
                result of another input.
        """
        place = _work(task).output
        make_folder(place.parent)
        refuse_existing(place, force=True)
        if not place.exists():
            return
        document = self._store.documents.find(place)
        if document is None:
            refuse_existing(place, force=self._force)
        elif _is_anothers(document, task):
            other = printable(str(document.source))
            raise OutputError(
                printable(str(place)),
                f"holds the result of another input ({other})",
                "Give another folder with -o, or rename one of them",
            )
        elif not document.is_whole():
            self._keep_copy(place)

    def write(self, results: Sequence[Rendered]) -> list[PresscliError | None]:
        """Put results on the disk and record them; for each, None or why it is not there.

        Raises:
            StoreError: The store failed. What was written is recorded when it is
                opened next.
        """
        sha256 = {_work(r.task): hashlib.sha256(r.data).hexdigest() for r in results}
        errors = {_work(r.task).output: r.errors for r in results}
        self._store.claims.promise({w.output: sha for w, sha in sha256.items()}, errors)
        answers = _all_written(results)
        works = [_work(r.task) for r in results]
        made = {
            work: sha256[work]
            for work, answer in zip(works, answers, strict=True)
            if answer is None and file_sha256(work.output) == sha256[work]
        }
        self._store.claims.finish(made, errors)
        self._store.claims.release([work.output for work in works if work not in made])
        if not self._resume:
            self._made.update(work.output for work in made)
        return answers

    def settle(self) -> int:
        """Record what was written before a run was broken off; how many outputs that were."""
        return self._store.claims.settle()

    def _keep_copy(self, place: Path) -> None:
        copy = place.with_name(f"{place.name}~")
        number = 1
        while copy.exists():
            number += 1
            copy = place.with_name(f"{place.name}~{number}")
        write(copy, place.read_bytes())
        self._notify(
            f"{printable(str(place))}: changed since it was written; made anew, "
            f"the changed one is kept as {printable(copy.name)}"
        )


def settings_key(*parts: object) -> str:
    """One short text for all that shapes a result beside its input."""
    return hashlib.sha256("\n".join(map(repr, parts)).encode()).hexdigest()


def _all_written(results: Sequence[Rendered]) -> list[PresscliError | None]:
    """Write files, a few at once: the disk has to confirm each, and can take several together."""
    if len(results) < 2:
        return [_written(result) for result in results]
    from concurrent.futures import ThreadPoolExecutor

    with ThreadPoolExecutor(WRITTEN_AT_ONCE, "presscli-write") as pool:
        return list(pool.map(_written, results))


def _written(result: Rendered) -> PresscliError | None:
    work = _work(result.task)
    try:
        write(work.output, result.data, force=True, temporary=work.temporary)
    except OutputError as error:
        return error
    return None


def _is_anothers(document: Document, task: Task) -> bool:
    source = Path(task.name)
    try:
        return document.source.exists() and not document.source.samefile(source)
    except OSError:  # a folder on the way that may not be entered
        return document.source != Path(os.path.realpath(source))


def _work(task: Task) -> Work:
    if task.work is None:
        message = f"{task.name}: a task without an output file came to the ledger"
        raise ValueError(message)
    return task.work
