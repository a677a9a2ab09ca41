"""``presscli detect``: language and confidence, a line a file."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from presscli.cli import options as o
from presscli.cli.batch import run_batch
from presscli.cli.console import Console, harmless
from presscli.cli.streams import require_stdout, write_stdout
from presscli.errors import InputError, PresscliError

if TYPE_CHECKING:
    from presscli.document import Detection


@o.guarded
def detect(
    paths: o.Paths = None,
    json: Annotated[bool, typer.Option("--json", help="One JSON object a line.")] = False,
    glob: o.Glob = "",
    encoding: o.Encoding = "",
    offline: o.Offline = False,
    allow_private: o.AllowPrivate = False,
    quiet: o.Quiet = False,
    debug: o.Debug = False,
) -> None:
    """Tell the language of releases: name, language, confidence, margin; tab-separated.

    A language that is not certain is followed by a question mark.
    """
    from presscli.detect import detect as detect_language
    from presscli.fetch import Fetcher
    from presscli.languages import body_text
    from presscli.parse import parse
    from presscli.read import expand, read_all

    require_stdout()
    console = Console(quiet=quiet, debug=debug)
    fetch = Fetcher(offline=offline, allow_private=allow_private)

    def handle(name: str) -> None:
        errors = []
        for source in read_all(name, encoding=encoding, fetch=fetch):
            if isinstance(source, InputError):
                errors.append(source)
                continue
            detection = detect_language(body_text(parse(source.text)))
            line = as_json(source.name, detection) if json else as_line(source.name, detection)
            write_stdout(line + "\n")
        if errors:
            raise errors[0]

    failed: list[PresscliError] = []
    names = expand(paths or ["-"], glob=glob, on_error=failed.append)
    run_batch(names, handle, console, failed=failed)


def as_line(name: str, detection: Detection) -> str:
    """One tab-separated line."""
    language = detection.language if detection.certain else f"{detection.language}?"
    return f"{harmless(name)}\t{language}\t{detection.confidence:.3f}\t{detection.margin:.3f}"


def as_json(name: str, detection: Detection) -> str:
    """One JSON object on a line."""
    from json import dumps

    fields = {
        "name": harmless(name),
        "language": detection.language,
        "confidence": round(detection.confidence, 4),
        "margin": round(detection.margin, 4),
        "certain": detection.certain,
    }
    return dumps(fields, ensure_ascii=False)
