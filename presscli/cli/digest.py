"""``presscli digest``: its flags."""

from __future__ import annotations

from typing import Annotated

import typer

from presscli.cli import options as o
from presscli.cli.console import Console
from presscli.cli.progress import PullBar
from presscli.digest.choices import DigestFormat, Grouping


@o.guarded
def digest(
    paths: o.Paths = None,
    output: Annotated[str, o.output_option("FILE")] = "",
    since: Annotated[
        str,
        typer.Option(
            "--since",
            metavar="WHEN",
            help="Only what is newer: 24h, 7d, 2026-11-22, or last: not in an earlier run's.",
        ),
    ] = "",
    title: Annotated[str, typer.Option("--title", metavar="T", help="Its title.")] = "Press digest",
    group_by: Annotated[
        Grouping, typer.Option("--group-by", help="What entries stand under.")
    ] = Grouping.DATE,
    form: Annotated[
        DigestFormat, typer.Option("--format", "-f", help="Output format.")
    ] = DigestFormat.HTML,
    template: Annotated[
        str, typer.Option("--template", metavar="FILE", help="A Jinja2 template of your own.")
    ] = "",
    append: Annotated[
        bool, typer.Option("--append", help="Keep the entries that the file has; add new ones.")
    ] = False,
    fail_empty: Annotated[
        bool, typer.Option("--fail-empty", help="Exit 1, and write nothing, if there is no entry.")
    ] = False,
    force: Annotated[
        bool, typer.Option("--force", help="Replace a file that is no digest, too.")
    ] = False,
    store: Annotated[
        str, typer.Option("--store", metavar="PATH", help="Where runs and results are remembered.")
    ] = "",
    source_lang: o.SourceLang = "",
    summary_sentences: o.SummarySentences = 3,
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
    offline: o.Offline = False,
    allow_private: o.AllowPrivate = False,
    quiet: o.Quiet = False,
    debug: o.Debug = False,
    version: o.Version = False,
) -> None:
    """Make one digest of many releases: newest first, summarised, sources and doubts named.

    A digest that is there already is replaced in one step, or stays as it is if
    anything fails. Exit codes: 0 done, also if there is no news; 1 failure, 2 usage,
    3 some inputs failed (the digest names them), 6 model.
    """
    from presscli.cli.digest_order import Order
    from presscli.cli.digesting import make_digest
    from presscli.session import open_session

    console = Console(quiet=quiet, debug=debug)
    order = Order(
        paths=tuple(paths or ["-"]),
        output=output,
        since=since,
        title=title,
        grouping=group_by,
        form=form,
        template=template,
        append=append,
        fail_empty=fail_empty,
        force=force,
        store=store,
        glob=glob,
        encoding=encoding,
        attribution=source,
    )
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
    ) as session:
        make_digest(order, session, console)
