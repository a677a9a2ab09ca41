"""``presscli translate`` and ``presscli summarize``: their flags."""

from __future__ import annotations

from typing import Annotated

import typer

from presscli.cli import options as o
from presscli.cli.console import Console
from presscli.cli.progress import PullBar
from presscli.render import Format


@o.guarded
def translate(
    ctx: typer.Context,
    paths: o.Paths = None,
    source_lang: o.SourceLang = "",
    form: o.FormatName = Format.TEXT,
    output: o.Output = "",
    force: o.Force = False,
    summary: Annotated[bool, typer.Option("--summary/--no-summary", help="Add a summary.")] = True,
    summary_sentences: o.SummarySentences = 3,
    explain: o.Explain = False,
    source: o.SourceName = "",
    bilingual: Annotated[
        bool, typer.Option("--bilingual", help="Show the source text beside the translation.")
    ] = False,
    lines: Annotated[
        bool, typer.Option("--lines", help="One line in, one line out, no summary.")
    ] = False,
    profile: o.Profile = o.ProfileName.AUTO,
    model: o.Model = "",
    engine: o.Engine = o.EngineName.CT2,
    models: o.ModelsFile = "",
    glossary: o.GlossaryFile = "",
    beam_size: o.BeamSize = 0,
    threads: o.Threads = 0,
    glob: o.Glob = "",
    encoding: o.Encoding = "",
    jobs: o.Jobs = 1,
    resume: o.Resume = True,
    fail_fast: o.FailFast = False,
    files_from: o.FilesFrom = "",
    print0: o.Print0 = False,
    report: o.Report = "",
    store: o.StoreFile = "",
    no_store: o.NoStore = False,
    offline: o.Offline = False,
    allow_private: o.AllowPrivate = False,
    strict: o.Strict = False,
    quiet: o.Quiet = False,
    debug: o.Debug = False,
    version: o.Version = False,
) -> None:
    """Translate press releases into English, with a summary and the source.

    The result goes to stdout or to -o; messages go to stderr. Exit codes: 0 done,
    1 failure, 2 usage, 3 some inputs failed, 4 language, 5 --strict, 6 model.
    """
    from presscli.cli.jobs import Wishes, run_job, translate_lines
    from presscli.session import open_session

    console = Console(quiet=quiet, debug=debug)
    with open_session(
        profile=profile.value,
        model=model,
        engine=engine.value,
        models=models,
        glossary=glossary,
        source_lang=source_lang,
        attribution=source,
        summary_sentences=summary_sentences if summary else 0,
        beam_size=beam_size,
        threads=threads,
        offline=offline,
        allow_private=allow_private,
        notify=console.notice,
        progress=PullBar(console),
        kept=ctx.obj,
    ) as session:
        if lines:
            translate_lines(paths or ["-"], session, output=output, encoding=encoding, force=force)
            return
        wishes = Wishes(
            form=form,
            output=output,
            force=force,
            encoding=encoding,
            glob=glob,
            bilingual=bilingual,
            explain=explain,
            strict=strict,
            jobs=jobs,
            resume=resume,
            fail_fast=fail_fast,
            files_from=files_from,
            zero=print0,
            report=report,
            store=store,
            no_store=no_store,
        )
        run_job(paths, session, console, wishes)


@o.guarded
def summarize(
    ctx: typer.Context,
    paths: o.Paths = None,
    source_lang: o.SourceLang = "",
    form: o.FormatName = Format.TEXT,
    output: o.Output = "",
    force: o.Force = False,
    summary_sentences: o.SummarySentences = 3,
    explain: o.Explain = False,
    source: o.SourceName = "",
    profile: o.Profile = o.ProfileName.AUTO,
    model: o.Model = "",
    engine: o.Engine = o.EngineName.CT2,
    models: o.ModelsFile = "",
    glossary: o.GlossaryFile = "",
    beam_size: o.BeamSize = 0,
    threads: o.Threads = 0,
    glob: o.Glob = "",
    encoding: o.Encoding = "",
    jobs: o.Jobs = 1,
    resume: o.Resume = True,
    fail_fast: o.FailFast = False,
    files_from: o.FilesFrom = "",
    print0: o.Print0 = False,
    report: o.Report = "",
    store: o.StoreFile = "",
    no_store: o.NoStore = False,
    offline: o.Offline = False,
    allow_private: o.AllowPrivate = False,
    strict: o.Strict = False,
    quiet: o.Quiet = False,
    debug: o.Debug = False,
    version: o.Version = False,
) -> None:
    """Summarise press releases in English: headline, summary and source only.

    A release in another supported language is translated first.
    """
    from presscli.cli.jobs import Wishes, run_job
    from presscli.session import open_session

    console = Console(quiet=quiet, debug=debug)
    with open_session(
        profile=profile.value,
        model=model,
        engine=engine.value,
        models=models,
        glossary=glossary,
        source_lang=source_lang,
        attribution=source,
        summary_sentences=summary_sentences,
        beam_size=beam_size,
        threads=threads,
        offline=offline,
        allow_private=allow_private,
        notify=console.notice,
        progress=PullBar(console),
        kept=ctx.obj,
    ) as session:
        wishes = Wishes(
            form=form,
            output=output,
            force=force,
            encoding=encoding,
            glob=glob,
            body=False,
            explain=explain,
            strict=strict,
            jobs=jobs,
            resume=resume,
            fail_fast=fail_fast,
            files_from=files_from,
            zero=print0,
            report=report,
            store=store,
            no_store=no_store,
        )
        run_job(paths, session, console, wishes)
