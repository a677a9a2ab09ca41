"""``presscli translate`` and ``presscli summarize``."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from typing import Annotated

import typer

from presscli.cli import options as o
from presscli.cli.batch import run_batch
from presscli.cli.console import Console, count
from presscli.cli.output import Sink
from presscli.cli.progress import PullBar
from presscli.document import STDIN_NAME, Result, Severity
from presscli.errors import PresscliError, QualityError, UsageError
from presscli.read import expand, read
from presscli.render import Format, render
from presscli.session import Session, open_session


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

    def handle(self, name: str) -> None:
        """Read, process, render and deliver one release.

        Raises:
            QualityError: ``strict``, and a fact could not be confirmed; the
                result is delivered all the same.
        """
        place = self.sink.place(name)
        result = self.session.process(read(name, encoding=self.encoding))
        text = render(result, self.form, bilingual=self.bilingual, body=self.body)
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


@o.guarded
def translate(
    paths: o.Paths = None,
    source_lang: o.SourceLang = "",
    form: o.FormatName = Format.TEXT,
    output: o.Output = "",
    force: o.Force = False,
    summary: Annotated[bool, typer.Option("--summary/--no-summary", help="Add a summary.")] = True,
    summary_sentences: o.SummarySentences = 3,
    source: o.SourceName = "",
    bilingual: Annotated[
        bool, typer.Option("--bilingual", help="Show the source text beside the translation.")
    ] = False,
    lines: Annotated[
        bool, typer.Option("--lines", help="One line in, one line out, no summary.")
    ] = False,
    profile: o.Profile = o.ProfileName.AUTO,
    engine: o.Engine = o.EngineName.CT2,
    models: o.ModelsFile = "",
    beam_size: o.BeamSize = 0,
    threads: o.Threads = 0,
    glob: o.Glob = "",
    encoding: o.Encoding = "",
    offline: o.Offline = False,
    strict: o.Strict = False,
    quiet: o.Quiet = False,
    debug: o.Debug = False,
    version: o.Version = False,
) -> None:
    """Translate press releases into English, with a summary and the source.

    The result goes to stdout or to -o; messages go to stderr. Exit codes: 0 done,
    1 failure, 2 usage, 3 some inputs failed, 4 language, 5 --strict, 6 model.
    """
    console = Console(quiet=quiet, debug=debug)
    with open_session(
        profile=profile.value,
        engine=engine.value,
        models=models,
        source_lang=source_lang,
        attribution=source,
        summary_sentences=summary_sentences if summary else 0,
        beam_size=beam_size,
        threads=threads,
        offline=offline,
        notify=console.notice,
        progress=PullBar(console),
    ) as session:
        if lines:
            translate_lines(paths or ["-"], session, output=output, encoding=encoding, force=force)
            return
        run_job(
            paths,
            session,
            console,
            glob=glob,
            form=form,
            output=output,
            force=force,
            encoding=encoding,
            bilingual=bilingual,
            strict=strict,
        )


@o.guarded
def summarize(
    paths: o.Paths = None,
    source_lang: o.SourceLang = "",
    form: o.FormatName = Format.TEXT,
    output: o.Output = "",
    force: o.Force = False,
    summary_sentences: o.SummarySentences = 3,
    source: o.SourceName = "",
    profile: o.Profile = o.ProfileName.AUTO,
    engine: o.Engine = o.EngineName.CT2,
    models: o.ModelsFile = "",
    beam_size: o.BeamSize = 0,
    threads: o.Threads = 0,
    glob: o.Glob = "",
    encoding: o.Encoding = "",
    offline: o.Offline = False,
    strict: o.Strict = False,
    quiet: o.Quiet = False,
    debug: o.Debug = False,
    version: o.Version = False,
) -> None:
    """Summarise press releases in English: headline, summary and source only.

    A release in another supported language is translated first.
    """
    console = Console(quiet=quiet, debug=debug)
    with open_session(
        profile=profile.value,
        engine=engine.value,
        models=models,
        source_lang=source_lang,
        attribution=source,
        summary_sentences=summary_sentences,
        beam_size=beam_size,
        threads=threads,
        offline=offline,
        notify=console.notice,
        progress=PullBar(console),
    ) as session:
        run_job(
            paths,
            session,
            console,
            glob=glob,
            form=form,
            output=output,
            force=force,
            encoding=encoding,
            body=False,
            strict=strict,
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
) -> None:
    """Handle every input of a command and leave with the run's exit code."""
    paths = paths or ["-"]
    hint_at_terminal(paths, console)
    failed: list[PresscliError] = []
    names = expand(paths, glob=glob, on_error=failed.append)
    if len(names) > 1 and form is Format.JSON and not output:
        form = Format.JSONL
    sink = Sink(output, form, inputs=names, force=force)
    job = Job(session, sink, form, encoding, bilingual, body, strict, console)
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
