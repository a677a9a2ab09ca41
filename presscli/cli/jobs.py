"""The work behind ``presscli translate`` and ``presscli summarize``.

Apart from their flags, so that ``--help`` loads none of the stages.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass

from presscli.cli.batch import run_batch
from presscli.cli.console import Console, count
from presscli.cli.output import Sink
from presscli.document import STDIN_NAME, Result, Severity
from presscli.errors import PresscliError, QualityError, UsageError
from presscli.read import expand, read
from presscli.render import Format, render
from presscli.session import Session


@dataclass(frozen=True, slots=True)
class Job:
    """What to do with each release once a session is open."""

    session: Session
    sink: Sink
    form: Format
    encoding: str
    bilingual: bool
    body: bool
    strict: bool
    console: Console
    explain: bool = False

    def handle(self, name: str) -> None:
        """Read, process, render and deliver one release.

        Raises:
            QualityError: ``strict``, and a fact could not be confirmed; the
                result is delivered all the same.
        """
        place = self.sink.place(name)
        result = self.session.process(read(name, encoding=self.encoding))
        text = render(
            result, self.form, bilingual=self.bilingual, body=self.body, explain=self.explain
        )
        self.sink.put(name, place, text)
        self.console.findings(result)
        if self.strict:
            require_quality(result)


def require_quality(result: Result) -> None:
    """Raise QualityError if an error-level finding is left."""
    broken = sum(f.severity is Severity.ERROR for f in result.all_findings)
    if broken:
        raise QualityError(
            result.source.name,
            f"{count(broken, 'fact')} could not be confirmed",
            "The result was delivered and marked [?]; look at the warnings above",
        )


def run_job(
    paths: list[str] | None,
    session: Session,
    console: Console,
    *,
    glob: str,
    form: Format,
    output: str,
    force: bool,
    encoding: str,
    strict: bool,
    bilingual: bool = False,
    body: bool = True,
    explain: bool = False,
) -> None:
    """Handle every input of a command and leave with the run's exit code."""
    paths = paths or ["-"]
    hint_at_terminal(paths, console)
    failed: list[PresscliError] = []
    names = expand(paths, glob=glob, on_error=failed.append)
    if len(names) > 1 and form is Format.JSON and not output:
        form = Format.JSONL
    sink = Sink(output, form, inputs=names, force=force)
    job = Job(session, sink, form, encoding, bilingual, body, strict, console, explain)
    run_batch(names, job.handle, console, failed=failed)


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
    place = sink.place(paths[0])
    text = read(paths[0], encoding=encoding, keep_lines=True).text
    translated = session.translate(text.removesuffix("\n").split("\n"))
    sink.put(paths[0], place, "\n".join(translated) + "\n")


def hint_at_terminal(paths: list[str], console: Console) -> None:
    """Tell a person who waits for a prompt that presscli waits for them."""
    if "-" in paths and sys.stdin is not None and sys.stdin.isatty():
        console.notice(f"reading {STDIN_NAME}: paste a release, then end it with Ctrl-D")
