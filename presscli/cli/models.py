"""``presscli models``: what weights there are, and how to get, check and remove them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from presscli.cli import options as o
from presscli.cli.console import Console
from presscli.cli.progress import PullBar, megabytes
from presscli.cli.streams import write_stdout
from presscli.errors import ModelError, UsageError

if TYPE_CHECKING:
    from presscli.registry import ModelSpec, Registry

app = typer.Typer(help="List, pull, check, import and remove models.", no_args_is_help=True)

Name = Annotated[str, typer.Argument(metavar="NAME", help="A model of models.yaml.")]
Names = Annotated[list[str], typer.Argument(metavar="[NAMES]...", help="Models of models.yaml.")]


@app.command("list")
@o.guarded
def list_models(models: o.ModelsFile = "") -> None:
    """List the models: name, task, state, size, licence; tab-separated."""
    from presscli.models import status

    for spec in registry(models).models.values():
        found = status(spec)
        size = megabytes(found.size_bytes or spec.download_bytes)
        fields = [spec.name, spec.task.value, found.state.value, size, spec.licence]
        write_stdout("\t".join(fields) + "\n")


@app.command("pull")
@o.guarded
def pull(
    names: Names,
    models: o.ModelsFile = "",
    offline: o.Offline = False,
    quiet: o.Quiet = False,
    debug: o.Debug = False,
) -> None:
    """Fetch models, checked and resumed; a profile's name stands for its models."""
    from presscli.models import pull as pull_model

    console = Console(quiet=quiet, debug=debug)
    for spec in specs(registry(models), names):
        bar = PullBar(console)
        try:
            folder = pull_model(spec, offline=offline, progress=bar)
        finally:
            bar.close()
        console.notice(f"{spec.name}: ready in {folder}")


@app.command("verify")
@o.guarded
def verify(
    names: Annotated[list[str] | None, typer.Argument(metavar="[NAMES]...")] = None,
    models: o.ModelsFile = "",
    debug: o.Debug = False,
) -> None:
    """Hash every file of the models that are on this machine, or of those named."""
    from presscli.models import State, status
    from presscli.models import verify as verify_model

    known = registry(models)
    chosen = (
        specs(known, names)
        if names
        else [s for s in known.models.values() if status(s).state is not State.MISSING]
    )
    broken = []
    for spec in chosen:
        damaged = verify_model(spec)
        write_stdout(f"{spec.name}\t{'damaged: ' + ', '.join(damaged) if damaged else 'ok'}\n")
        broken += [spec.name] if damaged else []
    if broken:
        raise ModelError(
            broken[0],
            "damaged",
            f"Run: presscli models remove {broken[0]} && presscli models pull {broken[0]}",
        )


@app.command("import")
@o.guarded
def import_model(
    folder: Annotated[str, typer.Argument(metavar="DIR", help="A folder with the weights.")],
    name: Annotated[
        str, typer.Option("--name", help="Which model it is; default: DIR's name.")
    ] = "",
    models: o.ModelsFile = "",
    quiet: o.Quiet = False,
    debug: o.Debug = False,
) -> None:
    """Take a model from a folder that was carried over by hand."""
    from presscli.models import import_folder

    path = Path(folder)
    if not path.is_dir():
        raise UsageError(folder, "not a folder", "Give the folder that holds the model's files")
    (spec,) = specs(registry(models), [name or path.resolve().name])
    ready = import_folder(spec, path)
    Console(quiet=quiet, debug=debug).notice(f"{spec.name}: ready in {ready}")


@app.command("path")
@o.guarded
def show_path(name: Name, models: o.ModelsFile = "") -> None:
    """Print the folder of a model that is on this machine."""
    from presscli.models import locate

    (spec,) = specs(registry(models), [name])
    folder = locate(spec)
    if folder is None:
        raise ModelError(name, "not installed", f"Run: presscli models pull {name}")
    write_stdout(f"{folder}\n")


@app.command("remove")
@o.guarded
def remove(names: Names, models: o.ModelsFile = "", quiet: o.Quiet = False) -> None:
    """Remove models from this machine; what the package brought stays."""
    from presscli.models import remove as remove_model

    console = Console(quiet=quiet)
    for spec in specs(registry(models), names):
        removed = remove_model(spec)
        console.notice(f"{spec.name}: {'removed' if removed else 'nothing to remove'}")


def registry(models: str) -> Registry:
    """What models.yaml lists."""
    from presscli.registry import load_registry

    return load_registry(Path(models) if models else None)


def specs(known: Registry, names: list[str]) -> list[ModelSpec]:
    """Models by name; a profile's name stands for its models.

    Raises:
        UsageError: A name that is neither.
    """
    chosen: dict[str, ModelSpec] = {}
    for name in names:
        profile = known.profiles.get(name)
        members = [profile.translator, profile.summarizer] if profile else [name]
        for member in filter(None, members):
            if member not in known.models:
                raise UsageError(
                    member, "no such model", f"Known: {', '.join(sorted(known.models))}"
                )
            chosen[member] = known.models[member]
    return list(chosen.values())
