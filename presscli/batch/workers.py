"""Who translates the windows of a run: this process, or several beside it."""

from __future__ import annotations

import os
import threading
from collections import deque
from collections.abc import Callable, Generator, Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Protocol

from presscli.batch.ledger import Task
from presscli.document import SourceText
from presscli.errors import EngineError
from presscli.overlap import in_order
from presscli.session import Session
from presscli.settings import Settings
from presscli.windows import Outcome

if TYPE_CHECKING:
    from concurrent.futures import Future

AHEAD = 2
"""Windows waiting for each process, so that none is idle while results are written."""

Finished = Generator[tuple[Sequence[Task], Sequence[Outcome]], None, None]


class Workers(Protocol):
    """Translate windows, in the order given."""

    def run(self, windows: Iterator[Sequence[Task]]) -> Finished:
        """The windows with their outcomes; no more are asked for than are needed.

        Close it where it may be left early: then nothing is at work any more.
        """


class Inline:
    """This process.

    Args:
        process: Does a window; called from several threads.
    """

    def __init__(self, process: Callable[[Sequence[SourceText]], Sequence[Outcome]]) -> None:
        self._process = process

    def run(self, windows: Iterator[Sequence[Task]]) -> Finished:
        """A few windows at once (:mod:`presscli.overlap`); the order stays."""
        return in_order(self._translate, windows)

    def _translate(self, tasks: Sequence[Task]) -> tuple[Sequence[Task], Sequence[Outcome]]:
        return tasks, self._process([task.source for task in tasks]) if tasks else []


class Pool:
    """Several processes, each with engines and a connection to the memory of its own.

    Args:
        settings: Of the sessions; ``threads`` 0 shares the cores between them.
        jobs: How many processes.
        store: The file of the store; empty for no memory.
        anew: Take nothing that a model made from the memory.
    """

    def __init__(self, settings: Settings, jobs: int, *, store: str, anew: bool) -> None:
        threads = settings.threads or max(1, (os.cpu_count() or 1) // jobs)
        self._arguments = (replace(settings, threads=threads), store, anew)
        self._jobs = jobs

    def run(self, windows: Iterator[Sequence[Task]]) -> Finished:
        """Up to :data:`AHEAD` windows a process at once; the order stays.

        Raises:
            EngineError: A process died.
        """
        from concurrent.futures import ProcessPoolExecutor
        from concurrent.futures.process import BrokenProcessPool
        from multiprocessing import get_context

        waiting: deque[tuple[Sequence[Task], Future[list[Outcome]]]] = deque()
        # Not forked: engines and SQLite connections do not survive it.
        pool = ProcessPoolExecutor(self._jobs, get_context("spawn"), _begin, self._arguments)
        try:
            for tasks in windows:
                if tasks:
                    sources = [task.source for task in tasks]
                    waiting.append((tasks, pool.submit(_process, sources)))
                if len(waiting) >= self._jobs * AHEAD:
                    finished, future = waiting.popleft()
                    yield finished, future.result()
            while waiting:
                finished, future = waiting.popleft()
                yield finished, future.result()
        except BrokenProcessPool as error:
            hint = "Often the memory did not suffice: give fewer with --jobs. Finished work is kept"
            raise EngineError("--jobs", "a worker process died", hint) from error
        finally:
            pool.shutdown(wait=True, cancel_futures=True)


_sessions: list[Session] = []
"""The one session of a worker process."""


def open_memory(session: Session, store: str, *, anew: bool) -> None:
    """Give a session the memory of a store of its own, kept open as long as the process."""
    from presscli.batch.memory import Anew
    from presscli.store import open_store

    memory = open_store(store).memory
    session.memory = Anew(memory) if anew else memory


def _begin(settings: Settings, store: str, anew: bool) -> None:
    import signal

    # The parent is told of Ctrl-C too, and ends us in order; without it we end at once.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_follow_parent, daemon=True).start()
    session = Session(settings)
    if store:
        open_memory(session, store, anew=anew)
    _sessions.append(session)


def _follow_parent() -> None:
    from multiprocessing import parent_process

    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _process(sources: Sequence[SourceText]) -> list[Outcome]:
    return _sessions[0].process_together(sources)
