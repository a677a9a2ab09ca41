"""Several windows at once: while one is searched by an engine, another is checked in Python.

Engines work outside the interpreter's lock, on threads of their own. One window after
the other, they idle while it is checked, and Python idles while it is searched.
"""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import ExitStack, contextmanager
from contextvars import ContextVar, copy_context
from dataclasses import dataclass, field, replace
from itertools import count, islice
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from concurrent.futures import Future

IN_FLIGHT = 4
"""Items in work at once (docs/performance.md)."""

AT_ENGINES = 2
"""Items at engines at once: while one is searched the next one waits, so that no thread of an
engine runs dry. More would wait there longer than here, where the oldest goes first, and what is
broken off would have to wait for all of them."""

Item = TypeVar("Item")
Made = TypeVar("Made")


class Stopped(BaseException):
    """Nobody wants the outcome any more; no failure, so no ``except Exception`` takes it for one.

    Seen by nobody but the thread that it ends.
    """


class _Gate:
    """Lets a number of items in at once; of those that wait, the oldest first."""

    def __init__(self, places: int) -> None:
        self._free = places
        self._waiting: set[int] = set()
        self._changed = threading.Condition()

    def enter(self, item: int) -> None:
        with self._changed:
            self._waiting.add(item)
            self._changed.wait_for(lambda: self._free > 0 and item == min(self._waiting))
            self._waiting.remove(item)
            self._free -= 1
            self._changed.notify_all()

    def leave(self) -> None:
        with self._changed:
            self._free += 1
            self._changed.notify_all()


@dataclass(frozen=True, slots=True)
class _Run:
    """What the items in work at the same time share.

    ``turn`` is held by the one that uses the interpreter: if they shared it evenly, all
    would be ready for the engine at the same moment, and it would have nothing to do until
    then. ``stop`` is set when nobody wants the rest.
    """

    turn: _Gate = field(default_factory=lambda: _Gate(1))
    engines: _Gate = field(default_factory=lambda: _Gate(AT_ENGINES))
    stop: threading.Event = field(default_factory=threading.Event)


@dataclass(frozen=True, slots=True)
class _Place:
    """Where in a run a thread is: in the work of which item, and whether it is its turn."""

    run: _Run
    item: int
    outside: bool = False


_place: ContextVar[_Place | None] = ContextVar("place", default=None)
"""None in every thread that is not an item's."""


def stop_if_unwanted() -> None:
    """Called where long work is about to begin.

    Raises:
        Stopped: This is the thread of an item whose run was broken off.
    """
    place = _place.get()
    if place is not None and place.run.stop.is_set():
        raise Stopped


@contextmanager
def outside() -> Iterator[None]:
    """Let other items use the interpreter: around a search, or whatever else takes long.

    Not for what uses all cores and waits for each of them, as a batch that is searched by
    several threads does: others beside it cost it more than they gain (docs/performance.md).
    Wait for no lock but within it, if what holds the lock ever goes outside itself.

    Raises:
        Stopped: As :func:`stop_if_unwanted`.
    """
    stop_if_unwanted()
    place = _place.get()
    if place is None or place.outside:
        yield
        return
    token = _place.set(replace(place, outside=True))
    place.run.turn.leave()
    place.run.engines.enter(place.item)
    try:
        stop_if_unwanted()
        yield
    finally:
        place.run.engines.leave()
        place.run.turn.enter(place.item)
        _place.reset(token)
    stop_if_unwanted()


def in_order(
    work: Callable[[Item], Made], items: Iterable[Item], *, first_alone: bool = True
) -> Generator[Made, None, None]:
    """Do the work of items, :data:`IN_FLIGHT` of them at once; what is made in their order.

    Work within the work of an item is done one after the other, without more threads.

    Args:
        work: Called from several threads.
        items: Asked for by the caller's thread, none before there is a place for it.
        first_alone: The first is done by the caller's thread before the second is asked
            for: what is loaded once is loaded then, what is made first comes as soon as
            it can, and one item takes no thread.

    Returns:
        What ``work`` made of each. Close it (``contextlib.closing``) where it may be left
        early: that waits for the items in flight, and those that have not begun never do.

    Raises:
        Exception: What ``work`` or ``items`` raised, after what was made before it.
    """
    rest = iter(items)
    if _place.get() is not None:
        yield from map(work, rest)
        return
    if first_alone:
        yield from map(work, islice(rest, 1))
    yield from _at_once(work, rest)


def _at_once(work: Callable[[Item], Made], items: Iterator[Item]) -> Iterator[Made]:
    waiting: deque[Future[Made]] = deque()
    failure: Exception | None = None
    with ExitStack() as stack:
        submit: Callable[..., Future[Made]] | None = None
        while True:
            try:
                for item in islice(items, IN_FLIGHT - len(waiting)):
                    submit = submit or stack.enter_context(_threads())
                    waiting.append(submit(work, item))
            except Exception as error:  # noqa: BLE001 - raised below, at its place
                failure, items = error, iter(())
            if not waiting:
                break
            yield waiting.popleft().result()
    if failure is not None:
        raise failure


@contextmanager
def _threads() -> Iterator[Callable[..., Future[Any]]]:
    """What gives work to a few threads, none of which is left at the end."""
    from concurrent.futures import ThreadPoolExecutor

    pool, run, numbers = ThreadPoolExecutor(IN_FLIGHT, "presscli"), _Run(), count()

    def work_in_turn(work: Callable[[Item], Made], item: Item, number: int) -> Made:
        run.turn.enter(number)
        try:
            _place.set(_Place(run, number))
            stop_if_unwanted()
            return work(item)
        finally:
            run.turn.leave()

    def submit(work: Callable[[Item], Made], item: Item) -> Future[Made]:
        # In a context of its own, so that a thread keeps nothing of the item before.
        return pool.submit(copy_context().run, work_in_turn, work, item, next(numbers))

    try:
        yield submit
    finally:
        run.stop.set()
        pool.shutdown(wait=True, cancel_futures=True)
