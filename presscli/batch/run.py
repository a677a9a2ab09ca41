"""A run over many inputs: read, skipped or claimed, translated in windows, delivered in order."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable, Container, Generator, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from presscli.batch.inputs import Input, member_input
from presscli.batch.ledger import Ledger, Rendered, Task
from presscli.batch.workers import Workers
from presscli.document import Result, Severity
from presscli.errors import DiskFullError, InputError, OutputError, PresscliError
from presscli.readers.releases import Reading
from presscli.store import Owner
from presscli.windows import Outcome, windows

POLL_SECONDS = 0.5
"""Between two looks at what another run still holds."""


class State(StrEnum):
    """What became of an input."""

    DONE = "done"
    UNCHANGED = "unchanged"
    """Finished by an earlier run, or by another at the same time."""
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Event:
    """What became of one release: of an input, or of one of several in it.

    ``errors`` counts the facts that were not confirmed.
    """

    name: str
    state: State
    place: Path | None = None
    result: Result | None = None
    error: PresscliError | None = None
    errors: int = 0


@dataclass(frozen=True, slots=True)
class Desk:
    """What a run works with.

    ``place`` tells where an input's result goes (None: stdout), always the same; ``read``
    reads the releases in it, ``render`` makes the output's bytes, ``deliver`` puts them
    there where no ledger does. ``ledger`` is None where nothing is remembered. ``notify``
    is told that the run waits for another.
    """

    place: Callable[[Input], Path | None]
    read: Callable[[str], Sequence[Reading]]
    render: Callable[[Result], str]
    deliver: Callable[[str, Path | None, str], None]
    workers: Workers
    notify: Callable[[str], None]
    ledger: Ledger | None = None


class Run:
    """One pass over the inputs, and then over those that another run was busy with."""

    def __init__(self, desk: Desk, inputs: Sequence[Input]) -> None:
        self._desk = desk
        self._inputs = inputs
        self._early: deque[Event] = deque()
        self._busy: dict[str, Owner] = {}
        self._input_of: dict[str, Input] = {}
        self.total = len(inputs)
        """Releases, as far as is known: an input counts as one until it is read."""
        self.kept = 0
        """Outputs that are where they belong, whatever happens next."""

    def events(self) -> Generator[Event, None, None]:
        """What became of each release; results in the order of the inputs.

        Close it where it may be left early.

        Raises:
            DiskFullError: There is no room for a result, nor for those that follow.
            StoreError: The store failed.
            ModelError: A model is missing or damaged.
        """
        yield from self._pass(self._inputs)
        told = False
        while self._busy:
            if not told:
                self._desk.notify(_waiting_for(self._busy))
                told = True
            time.sleep(POLL_SECONDS)
            names, self._busy = set(self._busy), {}
            again = dict.fromkeys(self._input_of[name] for name in names)
            yield from self._pass(list(again), only=names)

    def break_off(self) -> None:
        """Bring :attr:`kept` up to date after a failure or Ctrl-C, and give up the claims."""
        if self._desk.ledger:
            self.kept += self._desk.ledger.settle()

    def _pass(
        self, inputs: Sequence[Input], *, only: Container[str] | None = None
    ) -> Iterator[Event]:
        groups = windows(self._fresh(inputs, only), lambda task: len(task.source.text))
        claimed = (self._claim(group) for group in groups)
        with closing(self._desk.workers.run(claimed)) as finished:
            for tasks, outcomes in finished:
                yield from self._drain()
                yield from self._deliver(tasks, outcomes)
        yield from self._drain()

    def _drain(self) -> Iterator[Event]:
        while self._early:
            yield self._early.popleft()

    def _fresh(self, inputs: Sequence[Input], only: Container[str] | None) -> Iterator[Task]:
        """The releases that have to be done; the others become events."""
        for item in inputs:
            try:
                # First, though another place is given to each of several: a result that cannot
                # be put anywhere is not worth reading for, and the place keeps its name.
                settled = {item: self._desk.place(item)}
                readings = self._desk.read(item.name)
            except DiskFullError:
                raise
            except PresscliError as error:
                self._early.append(Event(item.name, State.FAILED, error=error))
                continue
            if only is None:
                self.total += len(readings) - 1
            for reading in readings:
                part = item if len(readings) == 1 else member_input(item, reading)
                if only is None or part.name in only:
                    self._input_of[part.name] = item
                    yield from self._task(part, reading, settled)

    def _task(
        self, item: Input, reading: Reading, settled: Mapping[Input, Path | None]
    ) -> Iterator[Task]:
        ledger = self._desk.ledger
        try:
            if isinstance(reading, InputError):
                raise reading
            place = settled[item] if item in settled else self._desk.place(item)
        except DiskFullError:
            raise
        except PresscliError as error:
            self._early.append(Event(item.name, State.FAILED, error=error))
            return
        if ledger is None or place is None:
            yield Task(item.name, reading, place)
            return
        task = ledger.task(item.name, reading, place)
        if not self._is_finished(task, ledger):
            yield task

    def _is_finished(self, task: Task, ledger: Ledger) -> bool:
        document = ledger.finished(task)
        if document is None:
            return False
        self.kept += 1
        self._early.append(
            Event(task.name, State.UNCHANGED, document.output, errors=document.errors)
        )
        return True

    def _claim(self, tasks: Sequence[Task]) -> list[Task]:
        """The tasks that are ours to do now."""
        ledger = self._desk.ledger
        if ledger is None or tasks[0].work is None:
            return list(tasks)
        busy = ledger.take(tasks)
        ours = []
        for task in tasks:
            if task.work and task.work.output in busy:
                self._busy[task.name] = busy[task.work.output]
            elif self._is_finished(task, ledger):  # by another run, since we looked
                ledger.release([task])
            elif self._is_admitted(task, ledger):
                ours.append(task)
        return ours

    def _is_admitted(self, task: Task, ledger: Ledger) -> bool:
        try:
            ledger.admit(task)
        except DiskFullError:
            raise
        except PresscliError as error:
            ledger.release([task])
            self._early.append(Event(task.name, State.FAILED, task.place, error=error))
            return False
        return True

    def _deliver(self, tasks: Sequence[Task], outcomes: Sequence[Outcome]) -> Iterator[Event]:
        ledger = self._desk.ledger
        pairs = list(zip(tasks, outcomes, strict=True))
        if ledger is None or not tasks or tasks[0].work is None:
            for task, outcome in pairs:
                yield self._hand_over(task, outcome)
            return
        results = [(t, o) for t, o in pairs if isinstance(o, Result)]
        ledger.release([t for t, o in pairs if isinstance(o, PresscliError)])
        rendered = [
            Rendered(t, self._desk.render(o).encode("utf-8", "replace"), error_count(o))
            for t, o in results
        ]
        answers = dict(zip((t.name for t, _ in results), ledger.write(rendered), strict=True))
        self.kept += sum(answer is None for answer in answers.values())
        for task, outcome in pairs:
            yield _event(task, outcome, answers.get(task.name))
        for answer in answers.values():
            if isinstance(answer, DiskFullError):
                raise answer

    def _hand_over(self, task: Task, outcome: Outcome) -> Event:
        if isinstance(outcome, Result):
            try:
                self._desk.deliver(task.name, task.place, self._desk.render(outcome))
            except DiskFullError:
                raise
            except OutputError as error:
                if task.place is None:  # stdout: nothing that follows could be written either
                    raise
                return _event(task, outcome, error)
            self.kept += 1
        return _event(task, outcome, None)


def error_count(result: Result) -> int:
    """Facts that could not be confirmed."""
    return sum(f.severity is Severity.ERROR for f in result.all_findings)


def _event(task: Task, outcome: Outcome, failure: PresscliError | None) -> Event:
    if isinstance(outcome, PresscliError):
        return Event(task.name, State.FAILED, task.place, error=outcome)
    if failure is not None:
        return Event(task.name, State.FAILED, task.place, error=failure)
    return Event(task.name, State.DONE, task.place, outcome, errors=error_count(outcome))


def _waiting_for(busy: dict[str, Owner]) -> str:
    owners = ", ".join(sorted({str(owner) for owner in busy.values()}))
    outputs = "1 output" if len(busy) == 1 else f"{len(busy)} outputs"
    return f"waiting for {outputs} that another run is making ({owners})"
