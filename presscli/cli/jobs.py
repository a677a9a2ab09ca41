"""The work behind ``presscli translate`` and ``presscli summarize``.

Apart from their flags, so that ``--help`` loads none of the stages.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Container, Sequence
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from presscli.batch.inputs import Input, find_inputs, split_list
from presscli.batch.ledger import Ledger, settings_key
from presscli.batch.memory import Anew
from presscli.batch.run import Desk
from presscli.batch.workers import Inline, Pool, Workers
from presscli.cli import interrupt
from presscli.cli.console import Console, count
from presscli.cli.follow import follow
from presscli.cli.output import Sink
from presscli.document import STDIN_NAME, Result
from presscli.errors import OutputError, PresscliError, UsageError
from presscli.read import STDIN, read, read_all
from presscli.readers.releases import Reading
from presscli.render import Format, render
from presscli.session import Session
from presscli.store import Run as LoggedRun
from presscli.store import Store, open_store
from presscli.write import write

if TYPE_CHECKING:
    from presscli.fetch import Fetch


@dataclass(frozen=True, slots=True)
class Wishes:
    """What the flags of a run over inputs say, beside those of the session."""

    form: Format
    output: str = ""
    force: bool = False
    encoding: str = ""
    glob: str = ""
    bilingual: bool = False
    body: bool = True
    explain: bool = False
    strict: bool = False
    jobs: int = 1
    resume: bool = True
    fail_fast: bool = False
    files_from: str = ""
    zero: bool = False
    report: str = ""
    store: str = ""
    no_store: bool = False

    def is_folder(self, inputs: Sequence[Input], *, several: bool) -> bool:
        """Whether ``output`` is the folder for these inputs' results, and not a file."""
        named = self.output.endswith(os.sep) or Path(self.output).is_dir()
        return named or several or any(item.found for item in inputs)


class _Releases:
    """Reads inputs; what was read to see how much it is, is not read again (stdin cannot be)."""

    def __init__(self, encoding: str, fetch: Fetch) -> None:
        self._encoding = encoding
        self._fetch = fetch
        self._ahead: dict[str, Sequence[Reading] | PresscliError] = {}

    def are_several(self, inputs: Sequence[Input]) -> bool:
        """Whether there is more than one release in the inputs."""
        if len(inputs) != 1:
            return len(inputs) > 1
        name = inputs[0].name
        try:
            found = read_all(name, encoding=self._encoding, fetch=self._fetch)
        except PresscliError as error:
            self._ahead[name] = error
            return False
        self._ahead[name] = found
        return len(found) > 1

    def read(self, name: str) -> Sequence[Reading]:
        """The releases of an input; errors as :func:`presscli.read.read_all`."""
        known = self._ahead.pop(name, None)
        if isinstance(known, PresscliError):
            raise known
        return known or read_all(name, encoding=self._encoding, fetch=self._fetch)


def _are_several(releases: _Releases, inputs: Sequence[Input], console: Console) -> bool:
    try:
        with interrupt.revealed():
            return releases.are_several(inputs)
    except KeyboardInterrupt:
        console.notice(f"interrupted: 0 of {count(len(inputs), 'input')} done and kept")
        raise


def run_job(paths: list[str] | None, session: Session, console: Console, wishes: Wishes) -> None:
    """Handle every input of a command and leave with the run's exit code."""
    failed: list[PresscliError] = []
    inputs = _inputs(paths, wishes, console, failed)
    try:
        code = run_inputs(inputs, session, console, wishes, failed)
    except KeyboardInterrupt:
        raise typer.Exit(interrupt.exit_code()) from None
    raise typer.Exit(code)


def run_inputs(
    inputs: Sequence[Input],
    session: Session,
    console: Console,
    wishes: Wishes,
    failed: Sequence[PresscliError] = (),
    store: Store | None = None,
    only: Container[str] | None = None,
) -> int:
    """Take inputs through a session; the exit code of it all.

    Args:
        inputs: What to do, in order.
        session: Open; its memory is set while the run lasts.
        console: Where messages go.
        wishes: What the flags say.
        failed: What has failed already, such as folders without matches.
        store: One that is open already; else one is opened where the run needs it.
        only: Names of the inputs to do; the others only keep their places.
    """
    started_at = datetime.now(UTC)
    form = wishes.form
    releases = _Releases(wishes.encoding, session.fetch)
    several = _are_several(releases, inputs, console)
    if several and form is Format.JSON and not wishes.output:
        form = Format.JSONL
    with ExitStack() as stack:
        into_folder = bool(wishes.output) and wishes.is_folder(inputs, several=several)
        if store is None and not wishes.no_store and (into_folder or wishes.store):
            store = stack.enter_context(open_store(wishes.store, notify=console.notice))
        ledger = _remember(session, store, wishes, form, console) if store else None
        if not into_folder:
            ledger = None
        if ledger is not None:
            inputs = [i for i in inputs if not (i.found and ledger.is_result(Path(i.name)))]
        names = [item.name for item in inputs]
        tree = any(item.found for item in inputs)
        sink = Sink(
            wishes.output, form, inputs=names, several=several, force=wishes.force, tree=tree
        )

        def place(item: Input) -> Path | None:
            force = True if ledger else None
            return sink.place(item.name, item.branch, file=item.file, force=force)

        if only is not None:
            for item in inputs:  # so that part of them get the names that all would
                with suppress(OutputError):
                    place(item)
            inputs = [item for item in inputs if item.name in only]

        def show(result: Result) -> str:
            return render(
                result,
                form,
                bilingual=wishes.bilingual,
                body=wishes.body,
                explain=wishes.explain,
            )

        desk = Desk(
            place=place,
            read=releases.read,
            render=show,
            deliver=sink.put,
            workers=_workers(session, store, wishes),
            notify=console.notice,
            ledger=ledger,
        )
        ended = follow(
            desk,
            inputs,
            console,
            failed=failed,
            strict=wishes.strict,
            fail_fast=wishes.fail_fast,
            summarizing=sink.in_folder,
            reporting=bool(wishes.report),
        )
        signature = session.signature() if ledger or wishes.report else ""
        if store and sink.in_folder:
            times = (started_at, datetime.now(UTC))
            log = LoggedRun("translate", *times, ended.exit_code == 0, signature, ended.counts)
            store.record_run(Path(wishes.output), log)
        if wishes.report:
            text = ended.report(started_at, signature)
            write(Path(wishes.report), text.encode(), force=True)
    return ended.exit_code


def _inputs(
    paths: list[str] | None, wishes: Wishes, console: Console, failed: list[PresscliError]
) -> list[Input]:
    listed: list[str] = []
    if wishes.files_from:
        listed = split_list(_read_list(wishes.files_from), zero=wishes.zero)
    paths = paths or ([] if wishes.files_from else [STDIN])
    if STDIN in paths and wishes.files_from == STDIN:
        raise UsageError("--files-from", "stdin cannot be both list and release", "Give one")
    hint_at_terminal(paths, console)
    output = Path(wishes.output) if wishes.output else None
    return find_inputs(
        paths, listed=listed, glob=wishes.glob, output=output, on_error=failed.append
    )


def _read_list(name: str) -> bytes:
    if name == STDIN:
        return sys.stdin.buffer.read() if sys.stdin else b""
    return Path(name).read_bytes()


def _remember(
    session: Session, store: Store, wishes: Wishes, form: Format, console: Console
) -> Ledger:
    """Give the session its memory, and make the ledger of a run into a folder."""
    session.memory = store.memory if wishes.resume else Anew(store.memory)
    shape = (wishes.bilingual, wishes.body, wishes.explain, wishes.encoding)
    key = settings_key(session.signature(), form, *shape)
    return Ledger(store, key, force=wishes.force, resume=wishes.resume, notify=console.notice)


def _workers(session: Session, store: Store | None, wishes: Wishes) -> Workers:
    if wishes.jobs > 1:
        path = str(store.path) if store else ""
        return Pool(session.settings, wishes.jobs, store=path, anew=not wishes.resume)
    return Inline(session.process_together)


def translate_lines(
    paths: list[str], session: Session, *, output: str, encoding: str, force: bool
) -> None:
    """One line in, one line out, order and empty lines kept.

    Raises:
        UsageError: More than one input.
    """
    if len(paths) != 1:
        raise UsageError(
            "--lines",
            f"takes one input ({len(paths)} given)",
            "For several: cat FILES | presscli translate --lines -",
        )
    sink = Sink(output, Format.TEXT, inputs=paths, force=force)
    place = sink.place(paths[0], file=Input(paths[0]).file)
    text = read(paths[0], encoding=encoding, keep_lines=True, fetch=session.fetch).text
    translated = session.translate(text.removesuffix("\n").split("\n"))
    sink.put(paths[0], place, "\n".join(translated) + "\n")


def hint_at_terminal(paths: list[str], console: Console) -> None:
    """Tell a person who waits for a prompt that presscli waits for them."""
    if STDIN in paths and sys.stdin is not None and sys.stdin.isatty():
        console.notice(f"reading {STDIN_NAME}: paste a release, then end it with Ctrl-D")
