"""A folder run as a process of its own, all of it real but the engine: python -m tests.folder_run.

    python -m tests.folder_run INBOX OUT STORE [SECONDS]

The engine gives the text back in capitals, after SECONDS for each segment.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import typer

from presscli.batch.inputs import find_inputs
from presscli.batch.ledger import Ledger
from presscli.batch.run import Desk
from presscli.batch.workers import Inline
from presscli.cli.console import Console
from presscli.cli.follow import follow
from presscli.cli.interrupt import listen
from presscli.cli.output import Sink
from presscli.document import Hypothesis
from presscli.engines.base import DecodingOptions
from presscli.engines.identity import IdentityEngine
from presscli.errors import InputError
from presscli.read import read_all
from presscli.render import Format, render
from presscli.store import Store, open_store
from presscli.together import process_together
from presscli.tools import Options, SummarizerTool, Tools, TranslatorTool


class Capitals(IdentityEngine):
    """Gives the text back in capitals, slowly if asked."""

    def __init__(self, seconds: float = 0.0) -> None:
        super().__init__()
        self._seconds = seconds

    def translate_batch(
        self, texts: Sequence[str], options: DecodingOptions
    ) -> list[list[Hypothesis]]:
        time.sleep(self._seconds * len(texts))
        return [[Hypothesis(text.upper(), -0.1)] for text in texts]


def make_desk(
    store: Store,
    out: Path,
    names: Sequence[str],
    *,
    settings: str = "s1",
    force: bool = False,
    resume: bool = True,
    seconds: float = 0.0,
    said: list[str] | None = None,
) -> Desk:
    """What a run into a folder works with."""
    tool = TranslatorTool(Capitals(seconds), DecodingOptions(), "it", f"capitals|{settings}")
    tools = Tools(lambda: tool, SummarizerTool, frozenset({"it"}), store.memory)
    options = Options(source_lang="it", summary_sentences=0)
    sink = Sink(f"{out}/", Format.TEXT, inputs=names)
    notify = (said if said is not None else []).append
    return Desk(
        place=lambda item: sink.place(item.name, item.branch, force=True),
        read=read_all,
        render=lambda result: render(result, Format.TEXT),
        deliver=sink.put,
        workers=Inline(lambda sources: process_together(sources, tools, options)),
        notify=notify,
        ledger=Ledger(store, settings, force=force, resume=resume, notify=notify),
    )


def main(inbox: str, out: str, store: str, seconds: str = "0") -> None:
    """Run, print what became of the inputs, leave with the exit code."""

    def fail(error: InputError) -> None:
        raise error

    listen()
    inputs = find_inputs([inbox], output=Path(out), on_error=fail)
    with open_store(store) as opened:
        names = [item.name for item in inputs]
        desk = make_desk(opened, Path(out), names, seconds=float(seconds))
        ended = follow(desk, inputs, Console(), summarizing=True)
    sys.stdout.write(json.dumps(ended.counts))
    raise typer.Exit(ended.exit_code)


if __name__ == "__main__":
    try:
        main(*sys.argv[1:])
    except typer.Exit as ended:
        sys.exit(ended.exit_code)
