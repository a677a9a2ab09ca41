"""The commands of presscli, put together. Each lives in a module of its own."""

from __future__ import annotations

import sys

import typer

from presscli.cli import check, detect, digest, doctor, models, store, translate, watch
from presscli.cli.console import Console
from presscli.cli.interrupt import listen
from presscli.cli.options import Version, of_the_machine
from presscli.cli.streams import abandon_stdout, occupy_closed_descriptors
from presscli.errors import EXIT_FAILURE

app = typer.Typer(
    name="presscli",
    help="Translate and summarise press releases, offline, with the source named.",
    # Rich help costs 130 ms at every start (docs/decisions/001-plain-help.md).
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    no_args_is_help=True,
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.command("translate")(translate.translate)
app.command("summarize")(translate.summarize)
app.command("check")(check.check)
app.command("watch")(watch.watch)
app.command("digest")(digest.digest)
app.command("detect")(detect.detect)
app.add_typer(models.app, name="models")
app.add_typer(store.app, name="store")
app.command("doctor")(doctor.doctor)


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
