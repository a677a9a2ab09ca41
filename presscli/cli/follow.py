"""Shows how a run goes, and works out how it ended."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from presscli.batch.inputs import Input
from presscli.batch.report import Seen, failure_table, report_json
from presscli.batch.run import Desk, Event, Run, State
from presscli.cli import interrupt
from presscli.cli.batch import exit_code
from presscli.cli.console import Console, count
from presscli.cli.progress import over_inputs
from presscli.errors import PresscliError, QualityError


@dataclass(frozen=True, slots=True)
class Ended:
    """How a run ended, and what became of each input."""

    exit_code: int
    seen: Seen

    @property
    def counts(self) -> dict[str, int]:
        """Inputs by what became of them."""
        return self.seen.states

    def report(self, started_at: datetime, signature: str) -> str:
        """What ``--report`` writes."""
        return report_json(
            self.seen,
            signature=signature,
            started_at=started_at,
            finished_at=datetime.now(UTC),
            exit_code=self.exit_code,
        )


def follow(
    desk: Desk,
    inputs: Sequence[Input],
    console: Console,
    *,
    failed: Sequence[PresscliError] = (),
    strict: bool = False,
    fail_fast: bool = False,
    summarizing: bool = False,
    reporting: bool = True,
) -> Ended:
    """Go through a run, report each failure as it comes, and the sum at the end.

    Args:
        desk: What the run works with.
        inputs: In order.
        console: Where messages go.
        failed: What has failed before the run, such as folders without matches.
        strict: Count a result with an unconfirmed fact as a failure.
        fail_fast: Stop at the first failure.
        summarizing: Close with the numbers and a table of failures.
        reporting: :meth:`Ended.report` will be asked for; without, memory stays flat.

    Raises:
        KeyboardInterrupt: Ctrl-C or SIGTERM, with what is finished kept.
        PresscliError: Nothing that follows could be done either.
    """
    for error in failed:
        console.error(error)
    run = Run(desk, inputs)
    seen = Seen(whole=reporting)
    for error in failed:
        seen.add(Event(error.where, State.FAILED, error=error))
    try:
        if not (fail_fast and failed):
            _watch(run, inputs, console, seen, strict=strict, fail_fast=fail_fast)
    except KeyboardInterrupt:
        console.stop_progress_line()
        run.break_off()
        total = count(len(inputs), "input")
        console.notice(f"interrupted: {run.kept} of {total} done and kept")
        raise
    except PresscliError:
        run.break_off()
        if run.kept:
            console.notice(f"{run.kept} of {count(len(inputs), 'input')} done and kept")
        raise
    _close(seen, console, run.total + len(failed), summarizing=summarizing)
    codes = [error.exit_code for error in seen.failures]
    return Ended(exit_code(codes, seen.counts.total() - len(codes)), seen)


def _watch(
    run: Run,
    inputs: Sequence[Input],
    console: Console,
    seen: Seen,
    *,
    strict: bool,
    fail_fast: bool,
) -> None:
    with over_inputs(len(inputs), console) as advance, closing(run.events()) as events:
        while True:
            with interrupt.revealed():
                event = next(events, None)
            if event is None:
                return
            advance(event.name)
            event = _judged(event, strict=strict)
            if event.result is not None:
                console.findings(event.result)
            if event.error is not None:
                console.error(event.error)
            seen.add(event)
            if fail_fast and event.error is not None:
                return


def _judged(event: Event, *, strict: bool) -> Event:
    """An event as ``--strict`` sees it; the result stays delivered."""
    if not strict or event.error or not event.errors:
        return event
    error = QualityError(
        event.name,
        f"{count(event.errors, 'fact')} could not be confirmed",
        "The result was delivered and marked [?]; look at the warnings above",
    )
    return replace(event, error=error)


def _close(seen: Seen, console: Console, total: int, *, summarizing: bool) -> None:
    failures, done = len(seen.failures), seen.counts.total()
    if failures and total > 1:
        console.notice(f"{failures} of {count(total, 'input')} failed")
        if summarizing:
            console.notice(failure_table(seen.events))
        if done < total:
            console.notice(f"{count(total - done, 'input')} not begun (--fail-fast)")
    unchanged = seen.counts[State.UNCHANGED]
    if summarizing and unchanged:
        console.notice(f"{unchanged} of {count(total, 'input')} unchanged since they were done")
