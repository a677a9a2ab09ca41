"""``presscli serve``: models kept in memory for the commands that follow."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import Annotated, Any

import typer

from presscli.cli import options as o
from presscli.cli.console import Console
from presscli.cli.interrupt import answered, requested
from presscli.cli.progress import PullBar

Idle = Annotated[
    float,
    typer.Option("--idle", min=0.0, metavar="SECONDS", help="End if no one comes; 0: never."),
]


@o.guarded
def serve(
    ctx: typer.Context,
    profile: o.Profile = o.ProfileName.AUTO,
    model: o.Model = "",
    engine: o.Engine = o.EngineName.CT2,
    models: o.ModelsFile = "",
    threads: o.Threads = 0,
    offline: o.Offline = False,
    summary: Annotated[
        bool, typer.Option("--summary/--no-summary", help="Load the summariser, too.")
    ] = True,
    idle: Idle = 900.0,
    quiet: o.Quiet = False,
    debug: o.Debug = False,
) -> None:
    """Keep models in memory: translate and summarize of the same user then start at once.

    Listens at a socket in the user's runtime folder until SIGTERM, Ctrl-C, or --idle
    seconds without a command. What the commands print and write is the same.
    """
    import presscli.cli.jobs  # noqa: F401 - what the first command would wait for
    from presscli.engines import KeptModels
    from presscli.serve.server import Service, listening
    from presscli.serve.server import serve as answer
    from presscli.session import open_session

    console = Console(quiet=quiet, debug=debug)
    kept = KeptModels()
    with listening() as listener:
        settings: dict[str, Any] = {"profile": profile.value, "model": model, "models": models}
        settings |= {"engine": engine.value, "threads": threads, "offline": offline}
        settings |= {"summary_sentences": 3 if summary else 0}
        with open_session(
            **settings, notify=console.notice, progress=PullBar(console), kept=kept
        ) as session:
            session.warm_up()
        program = ctx.find_root().command
        service = Service(
            run=lambda arguments: _run(program, arguments, kept),
            must_end=requested,
            forget=answered,
            idle_seconds=idle,
        )
        try:
            name = session.models.translator.name
            console.notice(f"serving {name} (stop with Ctrl-C or SIGTERM)")
            answer(listener, service)
        except KeyboardInterrupt:
            console.stop_progress_line()
        finally:
            kept.close()
    answered()
    console.notice("stopped")


def _run(program: Any, arguments: Sequence[str], kept: Any) -> int:
    """A command line in this process; the exit code that a process of its own would have."""
    try:
        program.main(list(arguments), prog_name=_name(), obj=kept)
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else int(end.code is not None)
    return 0


def _name() -> str:
    from pathlib import Path

    name = Path(sys.argv[0]).name
    return "python -m presscli" if name == "__main__.py" else name
