"""Many inputs, one after the other: a bad one is reported and the rest go on."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import typer

from presscli.cli.console import Console, count
from presscli.cli.interrupt import revealed
from presscli.cli.progress import over_inputs
from presscli.cli.streams import StdoutError
from presscli.errors import EXIT_FAILURE, EXIT_INTERRUPTED, EXIT_OK, EXIT_PARTIAL, PresscliError


def run_batch(
    names: Sequence[str],
    handle: Callable[[str], None],
    console: Console,
    *,
    failed: Sequence[PresscliError] = (),
) -> None:
    """Handle every input and leave with the right exit code.

    Args:
        names: The inputs.
        handle: Does the work for one; raises PresscliError if it cannot.
        console: Where failures are reported.
        failed: Inputs that have failed already, such as folders without matches.

    Raises:
        typer.Exit: 0 if all are done, 3 if only some are, else the code of the
            failure (1 if several inputs failed in different ways); 130 on Ctrl-C,
            with what is finished kept.
        StdoutError: The rest of the run could not be delivered either.
    """
    for error in failed:
        console.error(error)
    failures = [error.exit_code for error in failed]
    total = len(names) + len(failed)
    done = 0
    try:
        with over_inputs(len(names), console) as advance:
            for name in names:
                advance(name)
                try:
                    with revealed():
                        handle(name)
                        done += 1
                except StdoutError:
                    raise
                except PresscliError as error:
                    failures.append(error.exit_code)
                    console.error(error)
    except KeyboardInterrupt:
        console.stop_progress_line()
        console.notice(f"interrupted: {done} of {count(len(names), 'input')} done and kept")
        raise typer.Exit(EXIT_INTERRUPTED) from None
    if failures and total > 1:
        console.notice(f"{len(failures)} of {count(total, 'input')} failed")
    raise typer.Exit(exit_code(failures, done))


def exit_code(failures: Sequence[int], done: int) -> int:
    """The exit code of a run from the codes of its failures and the number that went well."""
    if not failures:
        return EXIT_OK
    if done:
        return EXIT_PARTIAL
    return failures[0] if len(set(failures)) == 1 else EXIT_FAILURE
