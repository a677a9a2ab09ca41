"""What a digest was asked to be, where it goes, and the store that remembers it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from presscli.cli.console import Console
from presscli.cli.streams import require_stdout, write_stdout
from presscli.digest.choices import DigestFormat, Grouping
from presscli.digest.formats import MARK
from presscli.errors import BusyError, OutputError, StoreError, UsageError
from presscli.names import printable
from presscli.store import Owner, Store, Work, open_store
from presscli.write import refuse_existing, temporary_for, write

WAIT_SECONDS = 600.0
"""For another run on the same output: jobs that overlap take turns, and those of a day do
not pile up behind one that hangs."""


@dataclass(frozen=True, slots=True)
class Order:
    """What was asked for on the command line, field by flag."""

    paths: tuple[str, ...]
    output: str
    since: str
    title: str
    grouping: Grouping
    form: DigestFormat
    template: str
    append: bool
    fail_empty: bool
    force: bool
    store: str
    glob: str
    encoding: str
    attribution: str

    @property
    def needs_memory(self) -> bool:
        """Whether the run cannot do without what the store remembers."""
        return self.append or self.since.strip() == "last"


def check_output(order: Order) -> Path | None:
    """The file to write, settled before the work; None for stdout.

    Raises:
        UsageError: ``--append`` or ``--since last`` without a file.
        OutputError: It cannot be written, or is somebody else's.
    """
    if not order.output:
        if order.needs_memory:
            flag = "--append" if order.append else "--since last"
            raise UsageError(flag, "needs a file", "Name it: -o digest.html")
        require_stdout()
        return None
    path = Path(order.output)
    refuse_existing(path, force=True)
    if not order.force and path.is_file() and not is_digest(path):
        raise OutputError(
            printable(order.output),
            "the file exists and is no digest of presscli",
            "Replace it with --force, or name another with -o",
        )
    return path


def is_digest(path: Path) -> bool:
    """Whether a file is empty, or was made by ``presscli digest``."""
    try:
        data = path.read_bytes()
    except OSError:
        return False
    return not data or MARK in data


def deliver(output: Path | None, text: str, temporary: Path | None) -> None:
    """Write the digest, whole or not at all, by way of a temporary file that others know of."""
    if output is None:
        write_stdout(text)
    else:
        write(output, text.encode("utf-8", "replace"), force=True, temporary=temporary)


@dataclass(frozen=True, slots=True)
class Held:
    """The store, None where it is done without, and the name of what is being written.

    Whoever comes after a crash finds that name in the store, and sweeps it up.
    """

    store: Store | None = None
    temporary: Path | None = None


@contextmanager
def opened_store(order: Order, output: Path | None, console: Console) -> Iterator[Held]:
    """The store, with the output held against other runs; none where it can be done without.

    Raises:
        StoreError: It is needed and cannot be used.
        BusyError: Another run is still writing the output after :data:`WAIT_SECONDS`.
    """
    with ExitStack() as stack:
        try:
            held = _hold(order, output, console, stack)
        except BusyError:
            raise
        except StoreError as error:
            if order.needs_memory or order.store:
                raise
            console.notice(f"{error}. Going on without: nothing is remembered")
            held = Held()
        yield held


def _hold(order: Order, output: Path | None, console: Console, stack: ExitStack) -> Held:
    store = stack.enter_context(open_store(order.store, notify=console.notice))
    if output is None:
        return Held(store)
    work = Work(output, output, "", "digest", temporary_for(output))

    def waiting(owner: Owner) -> None:
        console.notice(
            f"waiting for another run that is writing {printable(str(output))} ({owner})"
        )

    stack.enter_context(store.claims.holding(work, wait_seconds=WAIT_SECONDS, waiting=waiting))
    return Held(store, work.temporary)
