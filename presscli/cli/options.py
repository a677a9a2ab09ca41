"""The flags that several commands share, each said once."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from functools import wraps
from typing import Annotated, Any, TypeVar

import typer

from presscli import __version__
from presscli.cli.console import Console
from presscli.cli.interrupt import exit_code, revealed
from presscli.cli.streams import write_stdout
from presscli.errors import EXIT_FAILURE, PresscliError
from presscli.names import printable
from presscli.render import Format

Command = TypeVar("Command", bound=Callable[..., Any])


class ProfileName(StrEnum):
    """Profiles of models.yaml."""

    AUTO = "auto"
    EMBEDDED = "embedded"
    STANDARD = "standard"
    BEST = "best"


class EngineName(StrEnum):
    """What runs a MarianMT model."""

    CT2 = "ct2"
    TRANSFORMERS = "transformers"


def guarded(command: Command) -> Command:
    """Turn expected failures of a command into a message and an exit code.

    Here, and in :func:`presscli.cli.app.run` for what happens outside of any
    command, errors are caught; whatever is neither a PresscliError nor the
    machine's fault is a fault of the program, and its traceback is wanted.
    """

    @wraps(command)
    def run(*args: Any, **kwargs: Any) -> Any:
        console = Console(quiet=kwargs.get("quiet", False), debug=kwargs.get("debug", False))
        try:
            with revealed():
                return command(*args, **kwargs)
        except PresscliError as error:
            console.error(error)
            raise typer.Exit(error.exit_code) from None
        except (OSError, MemoryError) as error:
            console.error(of_the_machine(error))
            raise typer.Exit(EXIT_FAILURE) from None
        except KeyboardInterrupt:
            console.stop_progress_line()
            raise typer.Exit(exit_code()) from None

    return run  # type: ignore[return-value]


def of_the_machine(error: OSError | MemoryError) -> PresscliError:
    """What to say when the machine has run out of something no stage watches for."""
    if isinstance(error, MemoryError):
        made = PresscliError(
            "", "out of memory", "Give shorter releases, or fewer: --beam-size 1 --threads 1"
        )
    else:
        reason = error.strerror or str(error) or type(error).__name__
        where = printable(str(error.filename)) if error.filename else ""
        made = PresscliError(where, reason, "Look closer with --debug")
    made.__cause__ = error
    return made


@guarded
def show_version(wanted: bool) -> None:
    """Print the version and leave, if asked."""
    if wanted:
        write_stdout(f"presscli {__version__}\n")
        raise typer.Exit


Paths = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="PATHS",
        help="Files, folders (recursively), web addresses, or - for stdin (the default).",
    ),
]
Glob = Annotated[
    str,
    typer.Option(
        "--glob",
        metavar="PATTERN",
        help="Which files of a folder, as *.txt,*.html; default: every format that can be read.",
    ),
]
SourceLang = Annotated[
    str, typer.Option("--from", metavar="LANG", help="Source language; default: detect it.")
]
FormatName = Annotated[
    Format,
    typer.Option("--format", "-f", help="Output format; several releases as JSON: one a line."),
]


def _dash_is_stdout(value: str) -> str:
    """``-`` as nearly every tool has it: what is said by leaving the flag out."""
    return "" if value == "-" else value


def output_option(metavar: str) -> Any:
    """``--output``, for a command that writes what ``metavar`` says."""
    text = "Write there; default, and -: stdout."
    return typer.Option("-o", "--output", metavar=metavar, help=text, callback=_dash_is_stdout)


Output = Annotated[str, output_option("FILE|DIR")]
Force = Annotated[bool, typer.Option("--force", help="Replace existing files.")]
SummarySentences = Annotated[
    int, typer.Option("--summary-sentences", min=1, max=10, help="At most so many sentences.")
]
SourceName = Annotated[
    str,
    typer.Option("--source", metavar="NAME", help="Who issued it; overrides the stated source."),
]
Profile = Annotated[ProfileName, typer.Option("--profile", help="Which models to use.")]
Model = Annotated[
    str, typer.Option("--model", metavar="NAME", help="Another translator than the profile's.")
]
Engine = Annotated[
    EngineName, typer.Option("--engine", help="What runs MarianMT: ct2 (fast) or transformers.")
]
BeamSize = Annotated[
    int, typer.Option("--beam-size", min=0, max=32, help="Beams; 1 is greedy, 0 the model's own.")
]
Threads = Annotated[int, typer.Option("--threads", min=0, max=256, help="CPU threads; 0: all.")]
Encoding = Annotated[
    str, typer.Option("--encoding", metavar="NAME", help="Encoding of the input; default: detect.")
]
Explain = Annotated[
    bool, typer.Option("--explain", help="Show what each sentence of the summary rests on.")
]
Offline = Annotated[bool, typer.Option("--offline", help="Never use the network.")]
AllowPrivate = Annotated[
    bool, typer.Option("--allow-private", help="Fetch from private networks and this machine, too.")
]
Strict = Annotated[
    bool, typer.Option("--strict", help="Exit 5 when a fact could not be confirmed.")
]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="Errors only on stderr.")]
Debug = Annotated[bool, typer.Option("--debug", help="Show tracebacks.")]
GlossaryFile = Annotated[
    str,
    typer.Option(
        "--glossary",
        metavar="FILE",
        help="Terms and their English (TSV or YAML); default: the user's own; none: no glossary.",
    ),
]
ModelsFile = Annotated[str, typer.Option("--models", metavar="FILE", help="Another models.yaml.")]
Jobs = Annotated[
    int, typer.Option("--jobs", "-j", min=1, max=64, help="Processes that translate at once.")
]
Resume = Annotated[
    bool,
    typer.Option("--resume/--no-resume", help="Into a folder: leave alone what is finished."),
]
FailFast = Annotated[bool, typer.Option("--fail-fast", help="Stop at the first failure.")]
FilesFrom = Annotated[
    str, typer.Option("--files-from", metavar="FILE", help="More inputs, one a line; - for stdin.")
]
Print0 = Annotated[
    bool, typer.Option("--print0", help="The names of --files-from end in zero bytes.")
]
Report = Annotated[
    str, typer.Option("--report", metavar="FILE", help="Write what became of each input, as JSON.")
]
StoreFile = Annotated[
    str, typer.Option("--store", metavar="FILE", help="What was done before; see: presscli store.")
]
NoStore = Annotated[bool, typer.Option("--no-store", help="Remember nothing, skip nothing.")]
Version = Annotated[
    bool,
    typer.Option("--version", callback=show_version, is_eager=True, help="Show the version."),
]
