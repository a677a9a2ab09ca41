"""``presscli watch``: a folder whose new files are translated as they arrive."""

from __future__ import annotations

from typing import Annotated

import typer

from presscli.cli import options as o
from presscli.cli.console import Console, count
from presscli.cli.progress import PullBar
from presscli.render import Format

Folders = Annotated[list[str], typer.Argument(metavar="FOLDERS", help="Watched recursively.")]
OutputFolder = Annotated[
    str, typer.Option("-o", "--output", metavar="DIR", help="Where the results go.")
]
Settle = Annotated[
    float,
    typer.Option("--settle", min=0.0, max=3600.0, help="Seconds a file must be unchanged."),
]


@o.guarded
def watch(
    folders: Folders,
    output: OutputFolder,
    source_lang: o.SourceLang = "",
    form: o.FormatName = Format.TEXT,
    force: o.Force = False,
    summary: Annotated[bool, typer.Option("--summary/--no-summary", help="Add a summary.")] = True,
    summary_sentences: o.SummarySentences = 3,
    source: o.SourceName = "",
    settle: Settle = 2.0,
    profile: o.Profile = o.ProfileName.AUTO,
    model: o.Model = "",
    engine: o.Engine = o.EngineName.CT2,
    models: o.ModelsFile = "",
    glossary: o.GlossaryFile = "",
    beam_size: o.BeamSize = 0,
    threads: o.Threads = 0,
    glob: o.Glob = "",
    encoding: o.Encoding = "",
    store: o.StoreFile = "",
    offline: o.Offline = False,
    quiet: o.Quiet = False,
    debug: o.Debug = False,
) -> None:
    """Translate what is in folders, and then new and changed files as they arrive.

    A file is read once it has come to rest. Runs until SIGTERM or Ctrl-C, which end it
    with exit code 0 and whole files only; what was begun is done at the next start.
    """
    from presscli.cli.jobs import Wishes
    from presscli.cli.watching import keep_watch
    from presscli.session import open_session

    console = Console(quiet=quiet, debug=debug)
    wishes = Wishes(
        form=form,
        output=output.rstrip("/") + "/",
        force=force,
        encoding=encoding,
        glob=glob,
        store=store,
    )
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
        notify=console.notice,
        progress=PullBar(console),
    ) as session:
        done = keep_watch(folders, session, console, wishes, settle_seconds=settle)
    console.notice(f"stopped: {count(done, 'file')} done")
