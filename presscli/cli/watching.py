"""The work behind ``presscli watch``, apart from its flags."""

from __future__ import annotations

import os
import stat
from collections.abc import Sequence
from pathlib import Path

from presscli.batch.inputs import Input, find_inputs
from presscli.batch.watch import Settling, arrivals
from presscli.cli.console import Console, count
from presscli.cli.interrupt import answered, revealed
from presscli.cli.jobs import Wishes, run_inputs
from presscli.errors import DiskFullError, InputError, NoMatchError, UsageError
from presscli.names import printable
from presscli.readers.folder import file_mode
from presscli.session import Session
from presscli.store import Store, open_store


def keep_watch(
    folders: Sequence[str],
    session: Session,
    console: Console,
    wishes: Wishes,
    *,
    settle_seconds: float,
) -> int:
    """Do what is there, then what comes, until the process is asked to end.

    Returns:
        How many files were done.

    Raises:
        UsageError: One of the folders is none.
        StoreError: The store cannot be used.
        ModelError: A model is missing or damaged.
    """
    for folder in folders:
        if not stat.S_ISDIR(file_mode(folder)):
            what = f"not a folder ({printable(folder)})"
            raise UsageError("FOLDERS", what, "Watched are folders: presscli watch inbox/ -o out/")
    with open_store(wishes.store, notify=console.notice) as store:
        watcher = _Watcher(folders, session, console, wishes, store)
        try:
            watcher.run(Settling(settle_seconds))
        except KeyboardInterrupt:
            console.stop_progress_line()
            answered()
        return watcher.done


class _Watcher:
    """What the loop needs from one round to the next."""

    def __init__(
        self,
        folders: Sequence[str],
        session: Session,
        console: Console,
        wishes: Wishes,
        store: Store,
    ) -> None:
        self._folders = folders
        self._session = session
        self._console = console
        self._wishes = wishes
        self._store = store
        self.done = 0
        self._told: set[str] = set()
        """What was wrong with the folders, to say it once and not at every look."""

    def run(self, settling: Settling) -> None:
        """Until KeyboardInterrupt; SIGTERM is one too."""
        ticks = arrivals(self._folders, settling, lambda: [item.name for item in self._inputs()])
        self._console.notice(f"watching {', '.join(map(printable, self._folders))}")
        while True:
            with revealed():
                settled = next(ticks)
                if settled:
                    self._do(set(settled))

    def _inputs(self) -> list[Input]:
        """The files of the folders as a run finds them: by pattern, none hidden, no results."""

        def pass_over(error: InputError) -> None:
            """An empty folder is what a watched one often is; the rest is said once."""
            if not isinstance(error, NoMatchError) and str(error) not in self._told:
                self._told.add(str(error))
                self._console.error(error)

        output = Path(self._wishes.output)
        return find_inputs(self._folders, glob=self._wishes.glob, output=output, on_error=pass_over)

    def _do(self, paths: set[str]) -> None:
        inputs = self._inputs()
        only = {item.name for item in inputs if os.path.realpath(item.name) in paths}
        if not only:
            return
        try:
            run_inputs(
                inputs, self._session, self._console, self._wishes, store=self._store, only=only
            )
        except DiskFullError as error:
            # Somebody will make room; what is missing now is done at the next start.
            self._console.error(error)
            return
        self.done += len(only)
        self._console.notice(f"looked at {count(len(only), 'file')}")
