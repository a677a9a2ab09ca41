"""``presscli store``: what outlasts a run, looked at, made smaller, taken out, fed."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from presscli.cli import options as o
from presscli.cli.console import Console, count
from presscli.cli.progress import megabytes
from presscli.cli.streams import write_stdout
from presscli.errors import InputError
from presscli.names import printable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from presscli.store import Store, Unit

app = typer.Typer(
    help="What is remembered between runs: translated segments, finished files, the run log.",
    no_args_is_help=True,
    rich_markup_mode=None,
)

_AT_ONCE = 1000
"""Imported units in one transaction."""

KeepDays = Annotated[
    int,
    typer.Option("--keep-days", min=0, help="Also forget what models made longer ago; 0: nothing."),
]


@app.command("info")
@o.guarded
def info(store: o.StoreFile = "", quiet: o.Quiet = False, debug: o.Debug = False) -> None:
    """Show where the store is, what it holds, and who is working with it now.

    The whole file is checked; a damaged one is moved aside.
    """
    with _open(store, Console(quiet=quiet, debug=debug), thorough=True) as opened:
        write_stdout("".join(f"{line}\n" for line in _describe(opened)))


@app.command("vacuum")
@o.guarded
def vacuum(
    store: o.StoreFile = "",
    keep_days: KeepDays = 0,
    quiet: o.Quiet = False,
    debug: o.Debug = False,
) -> None:
    """Forget what no longer serves, and old translations if asked, and give space back.

    Always forgotten: outputs that are gone, and results that no digest has used for 90
    days. What a person gave (imported from TMX) is kept whatever its age, and so is what
    a digest has shown.
    """
    from presscli.digest.results import forget_unused

    console = Console(quiet=quiet, debug=debug)
    with _open(store, console) as opened:
        opened.claims.sweep()
        gone = opened.documents.forget_missing()
        segments, kept = 0, forget_unused(opened)
        if keep_days:
            before = (datetime.now(UTC) - timedelta(days=keep_days)).isoformat(timespec="seconds")
            segments = opened.memory.forget(before=before)
            kept += forget_unused(opened, days=keep_days)
        opened.vacuum()
        size = megabytes(opened.path.stat().st_size)
    console.notice(
        f"forgotten: {count(gone, 'finished file')} no longer there, {count(segments, 'segment')},"
        f" {count(kept, 'digest result')}; the store has {size} now"
    )


@app.command("export")
@o.guarded
def export(
    file: Annotated[str, typer.Argument(metavar="FILE", help="Where to; - for stdout.")] = "-",
    store: o.StoreFile = "",
    force: o.Force = False,
    quiet: o.Quiet = False,
    debug: o.Debug = False,
) -> None:
    """Write the translation memory as TMX 1.4b, for translators' tools."""
    import io

    from presscli.store.tmx import write_tmx
    from presscli.write import refuse_existing, write

    console = Console(quiet=quiet, debug=debug)
    if file != "-":
        refuse_existing(Path(file), force=force)
    text = io.StringIO()
    with _open(store, console) as opened:
        written, left_out = write_tmx(opened.memory.units(), text)
    if file == "-":
        write_stdout(text.getvalue())
    else:
        write(Path(file), text.getvalue().encode(), force=force)
    said = f"exported {count(written, 'segment')}"
    console.notice(said + (f"; {left_out} cannot be written in XML" if left_out else ""))


@app.command("import")
@o.guarded
def import_(
    file: Annotated[str, typer.Argument(metavar="FILE", help="A TMX file.")],
    store: o.StoreFile = "",
    quiet: o.Quiet = False,
    debug: o.Debug = False,
) -> None:
    """Feed the translation memory with a TMX file, Italian to English.

    What a person translated is used from now on instead of the model's, for the same
    segment, with every check as ever; outputs that it may change are made anew.
    """
    from presscli.store.tmx import read_tmx

    console = Console(quiet=quiet, debug=debug)
    try:
        stream = Path(file).open("rb")  # noqa: SIM115 - closed below
    except OSError as error:
        raise InputError(printable(file), f"cannot be read ({error.strerror})") from error
    with stream, _open(store, console) as opened:
        # All of it is read before any of it is kept: half a file is no import.
        units = list(read_tmx(stream, file))
        kept = sum(_keep(opened, iter(units)))
        people = sum(not unit.signature for unit in units)
    console.notice(f"imported {count(kept, 'segment')}, {people} of them by a person")


def _keep(store: Store, units: Iterator[Unit]) -> Iterator[int]:
    by_signature: dict[str, dict[str, tuple[str, float]]] = {}
    for unit in units:
        by_signature.setdefault(unit.signature, {})[unit.source] = (unit.target, unit.score)
    for signature, made in by_signature.items():
        items = list(made.items())
        for start in range(0, len(items), _AT_ONCE):
            yield store.memory.remember(signature, dict(items[start : start + _AT_ONCE]))


def _open(store: str, console: Console, *, thorough: bool = False) -> Store:
    from presscli.store import open_store

    return open_store(store, notify=console.notice, thorough=thorough)


def _describe(store: Store) -> Iterator[str]:
    from presscli.digest.memory import count_digests
    from presscli.digest.results import count_results

    yield f"file: {printable(str(store.path))} ({megabytes(store.path.stat().st_size)})"
    yield f"finished files: {store.documents.count()}"
    counts = store.memory.counts()
    yield f"segments: {sum(counts.values())}"
    for signature, number in counts.items():
        yield f"  {number} {signature or 'by a person (imported)'}"
    yield f"digests: {count_digests(store)}"
    yield f"digest results: {count_results(store)}"
    yield f"runs: {store.runs.count()}"
    for owner, held in store.claims.owners():
        yield f"at work now: {owner}, {count(held, 'output')} claimed"
