"""The commands of presscli, put together. Each lives in a module of its own."""

from __future__ import annotations

import sys
from collections.abc import Mapping

import typer

from presscli.cli import check, detect, digest, doctor, models, serve, store, translate, watch
from presscli.cli.commands import Info, LazyGroup, command, group
from presscli.cli.console import Console
from presscli.cli.interrupt import listen
from presscli.cli.options import Version, of_the_machine
from presscli.cli.streams import abandon_stdout, occupy_closed_descriptors
from presscli.errors import EXIT_FAILURE


class Commands(LazyGroup):
    """All commands, in the order of the help."""

    infos: Mapping[str, Info] = {
        **command("translate", translate.translate),
        **command("summarize", translate.summarize),
        **command("check", check.check),
        **command("watch", watch.watch),
        **command("digest", digest.digest),
        **command("detect", detect.detect),
        **command("serve", serve.serve),
        **command("doctor", doctor.doctor),
        **group("models", models.app),
        **group("store", store.app),
    }


app = typer.Typer(
    name="presscli",
    cls=Commands,
    help="Translate and summarise press releases, offline, with the source named.",
    # Rich help costs 130 ms at every start (docs/decisions/001-plain-help.md).
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    no_args_is_help=True,
    context_settings={"help_option_names": ["-h", "--help"]},
)


@app.callback()
def main(version: Version = False) -> None:
    """Translate and summarise press releases, offline, with the source named."""


def run() -> None:
    """Run the command line; ends the process."""
    occupy_closed_descriptors()
    listen()
    try:
        app()
    except OSError as error:  # the help, into a full disk
        Console().error(of_the_machine(error))
        abandon_stdout()
        sys.exit(EXIT_FAILURE)
