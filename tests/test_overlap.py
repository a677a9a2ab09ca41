"""overlap: several windows in work at once, in order, and nothing left behind."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from functools import partial
from itertools import count

import pytest

import presscli
from benchmarks.speed.texts import make_release, make_releases
from presscli.document import Result, SourceText
from presscli.overlap import AT_ENGINES, IN_FLIGHT, in_order, outside
from presscli.session import Session
from presscli.windows import windows


@pytest.fixture(autouse=True)
def no_thread_is_left() -> Iterator[None]:
    before = threading.active_count()
    yield
    assert threading.active_count() == before


def drawn(numbers: Iterator[int], seen: list[int]) -> Iterator[int]:
    for number in numbers:
        seen.append(number)
        yield number


def test_what_is_made_comes_in_order() -> None:
    def work(number: int) -> int:
        with outside():
            time.sleep(0.001 * (number % 3))
        return number * number

    assert list(in_order(work, range(30))) == [n * n for n in range(30)]
    assert list(in_order(work, range(30), first_alone=False)) == [n * n for n in range(30)]
    assert list(in_order(work, [])) == []


def test_an_item_is_not_asked_for_before_there_is_a_place_for_it() -> None:
    seen: list[int] = []
    made = in_order(lambda number: number, drawn(count(), seen))
    with closing(made):
        assert seen == []
        assert next(made) == 0
        assert seen == [0]
        for number in range(1, 10):
            assert next(made) == number
            assert seen == list(range(number + IN_FLIGHT))


def test_the_first_is_done_by_the_thread_that_asks_and_one_takes_no_other() -> None:
    here = threading.current_thread()
    threads = list(in_order(lambda _: threading.current_thread(), range(5)))
    assert threads[0] is here
    assert here not in threads[1:]
    assert list(in_order(lambda _: threading.active_count(), "a")) == [threading.active_count()]


def test_work_within_work_takes_no_more_threads() -> None:
    def work(_: int) -> bool:
        here = threading.current_thread()
        inner = in_order(lambda _: threading.current_thread() is here, range(5), first_alone=False)
        return all(inner)

    assert list(in_order(work, range(4), first_alone=False)) == [True] * 4


def test_one_uses_the_interpreter_and_few_are_at_engines() -> None:
    inside: list[str] = []
    most = {"python": 0, "engine": 0}
    together = threading.Barrier(AT_ENGINES)

    def spend(place: str, wait: Callable[[], object]) -> None:
        inside.append(place)
        most[place] = max(most[place], inside.count(place))
        wait()
        inside.remove(place)

    def pause() -> None:
        time.sleep(0.005)

    def work(number: int) -> None:
        for turn in range(3):
            first = turn == 0 and number < AT_ENGINES
            spend("python", pause)
            with outside():
                spend("engine", partial(together.wait, 60) if first else pause)

    list(in_order(work, range(12), first_alone=False))
    assert most == {"python": 1, "engine": AT_ENGINES}


def test_a_failure_comes_at_its_place_and_the_rest_never_begins() -> None:
    begun: list[int] = []

    def work(number: int) -> int:
        begun.append(number)
        if number == 2:
            raise ValueError(number)
        with outside():
            time.sleep(0.01)
        return number

    made = in_order(work, count())
    assert [next(made), next(made)] == [0, 1]
    with pytest.raises(ValueError, match="2"):
        next(made)
    assert max(begun) <= 2 + IN_FLIGHT


def test_what_was_asked_for_before_the_items_failed_is_made() -> None:
    def items() -> Iterator[int]:
        yield from range(3)
        raise OSError("no room")

    made = in_order(lambda number: number, items())
    assert [next(made), next(made), next(made)] == [0, 1, 2]
    with pytest.raises(OSError, match="no room"):
        next(made)


@pytest.mark.parametrize("interrupted", [False, True], ids=["closed", "interrupted"])
def test_what_nobody_wants_any_more_ends_at_its_next_search(interrupted: bool) -> None:
    searches: list[int] = []

    def work(number: int) -> int:
        for _ in range(1000 if number > 1 else 0):
            with outside():
                searches.append(number)
                time.sleep(0.005)
        return number

    def items() -> Iterator[int]:
        yield from range(1 + IN_FLIGHT)
        time.sleep(0.05)
        raise KeyboardInterrupt

    made = in_order(work, items())
    assert [next(made), next(made)] == [0, 1]
    if interrupted:
        with pytest.raises(KeyboardInterrupt):
            next(made)
    made.close()
    assert len(searches) < 100


def test_locks_that_are_waited_for_outside_do_no_harm() -> None:
    lock = threading.Lock()

    def work(_: int) -> None:
        with outside(), lock, outside():
            time.sleep(0.002)

    list(in_order(work, range(8), first_alone=False))


@pytest.fixture(scope="module")
def session() -> Iterator[Session]:
    with presscli.open(model="marian-own", offline=True, summary_sentences=0) as opened:
        yield opened


def texts_of(outcomes: list[object]) -> list[str]:
    assert all(isinstance(o, Result) for o in outcomes)
    return [p.text for o in outcomes if isinstance(o, Result) for p in o.paragraphs]


def test_windows_at_once_say_what_windows_one_by_one_say(session: Session) -> None:
    sources = [SourceText(str(n), text) for n, text in enumerate(make_releases(40))]
    cut = list(windows(sources, lambda source: len(source.text)))
    assert len(cut) > IN_FLIGHT
    one_by_one = [outcome for window in cut for outcome in session.process_together(window)]
    assert texts_of([*session.process_together(sources)]) == texts_of([*one_by_one])


def test_a_long_release_says_the_same_in_threads_and_without(session: Session) -> None:
    source = SourceText("long", make_release(7, 4000))
    # Within the work of an item there are no more threads.
    *_, serial = in_order(session.process, [SourceText("short", "Il porto apre.\n"), source])
    assert texts_of([session.process(source)]) == texts_of([serial])
