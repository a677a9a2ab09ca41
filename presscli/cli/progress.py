"""Progress on stderr: a bar where that is a terminal, one line or nothing elsewhere."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from presscli.cli.console import Console, harmless

if TYPE_CHECKING:
    from presscli.models import PullProgress

Advance = Callable[[str], None]
"""Told the name of each input as it is begun."""


def megabytes(size_bytes: int) -> str:
    """A size as people read it: ``344 MB`` (10**6 bytes), ``-`` if it is not known."""
    if not size_bytes:
        return "-"
    size = size_bytes / 1e6
    return f"{size:.1f} MB" if size < 10 else f"{size:.0f} MB"


@contextmanager
def over_inputs(total: int, console: Console) -> Iterator[Advance]:
    """A bar over the inputs of a run, if there are several to wait for."""
    if total < 2 or not shows_bars(console):
        yield lambda name: None
        return
    with new_bar() as bar:
        task = bar.add_task("", total=total)
        started = 0

        def advance(name: str) -> None:
            nonlocal started
            bar.update(task, completed=started, description=plain(name))
            started += 1

        yield advance


class PullBar:
    """Shows a pull: its size first, then a bar on a terminal; to be used with ``with``."""

    def __init__(self, console: Console) -> None:
        self._console = console
        self._bar: Any = None
        self._task: Any = None

    def __call__(self, step: PullProgress) -> None:
        """Show one step of a pull; the first of each has no file yet."""
        if not step.file and step.done_bytes < step.total_bytes:
            left = f", {megabytes(step.done_bytes)} here already" if step.done_bytes else ""
            self._console.notice(f"pulling {step.model} ({megabytes(step.total_bytes)}{left})")
        if not shows_bars(self._console):
            return
        if self._bar is None:
            self._bar = new_bar()
            self._bar.start()
            self._task = self._bar.add_task(plain(step.model), total=step.total_bytes)
        self._bar.update(
            self._task,
            description=plain(step.file or step.model),
            completed=step.done_bytes,
            total=step.total_bytes,
        )
        if step.done_bytes >= step.total_bytes:
            self.close()

    def close(self) -> None:
        """Take the bar away; closing twice is allowed."""
        if self._bar is not None:
            self._bar.stop()
            self._bar = None


def shows_bars(console: Console) -> bool:
    """Whether somebody is looking."""
    return not console.quiet and console.is_terminal()


def new_bar() -> Any:
    """A bar that vanishes when it is done."""
    from rich.console import Console as RichConsole
    from rich.progress import Progress

    return Progress(console=RichConsole(stderr=True), transient=True)


def plain(text: str) -> str:
    """A name that Rich shows as it is."""
    from rich.markup import escape

    return escape(harmless(text))
