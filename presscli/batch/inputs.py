"""The inputs of a run, and where in the tree of results each belongs."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path, PurePath

from presscli.document import STDIN_NAME
from presscli.errors import InputError
from presscli.names import is_url, printable, url_slug
from presscli.read import STDIN, expand
from presscli.readers.folder import file_mode
from presscli.readers.releases import Reading


@dataclass(frozen=True, slots=True)
class Input:
    """One input. ``branch`` is its folder within the tree of results, often empty.

    ``found`` says that it was come across in a folder, not named; ``member`` that it is
    one of several releases in an input.
    """

    name: str
    branch: PurePath = field(default_factory=PurePath)
    found: bool = False
    member: bool = False

    @property
    def file(self) -> str:
        """What its result is called after: its path, of an address a name made of it."""
        if not is_url(self.name):
            return self.name
        return PurePath(self.name).name if self.member else url_slug(self.name)


def find_inputs(
    paths: Sequence[str],
    *,
    listed: Iterable[str] = (),
    glob: str = "",
    output: Path | None = None,
    on_error: Callable[[InputError], object],
) -> list[Input]:
    """Turn files, folders and a list of files into inputs, each once.

    Args:
        paths: As the user gave them; folders are searched, and their trees kept.
        listed: From ``--files-from``; the path itself, as far as it goes down, is kept.
        glob: Which files of folders.
        output: The folder of results; where it lies within an input folder, it is
            not searched.
        on_error: Called for each folder that cannot be searched or has nothing.

    Raises:
        UsageError: ``glob`` is not a pattern.
    """
    inputs: dict[str, Input] = {}
    branches: dict[PurePath, PurePath] = {}  # each once: the files of a folder share it
    for path in paths:
        is_folder = path != STDIN and not is_url(path) and stat.S_ISDIR(file_mode(path))
        results = _results_within(path, output) if is_folder and output else None
        for name in expand([path], glob=glob, on_error=on_error):
            if results and Path(os.path.realpath(name)).is_relative_to(results):
                continue
            below = PurePath(os.path.relpath(name, path)).parent if is_folder else PurePath()
            branch = branches.setdefault(below, below)
            inputs.setdefault(_identity(name), Input(name, branch, found=is_folder))
    for path in listed:
        for name in expand([path], glob=glob, on_error=on_error):
            inputs.setdefault(_identity(name), Input(name, _downwards(name)))
    return list(inputs.values())


def member_input(item: Input, reading: Reading) -> Input:
    """One of several releases in an input, as an input; its file is the folder of its result.

    Args:
        item: The file.
        reading: The release, or what was wrong with it; either names it by the file's
            name, a slash, and its path within the file.
    """
    name = reading.where if isinstance(reading, InputError) else reading.name
    file = printable(STDIN_NAME if item.name == STDIN else item.name)
    inside = _downwards(name.removeprefix(file).lstrip("/"))
    folder = "stdin" if file == STDIN_NAME else PurePath(item.file).name
    return Input(name, item.branch / folder / inside, item.found, member=True)


def split_list(data: bytes, *, zero: bool) -> list[str]:
    r"""The file names in a list: one a line, or each ended by a zero byte (``find -print0``)."""
    parts = data.split(b"\0") if zero else [line.removesuffix(b"\r") for line in data.split(b"\n")]
    return [os.fsdecode(part) for part in parts if part]


def _results_within(folder: str, output: Path) -> Path | None:
    """Where results go, if that is a folder below one that is searched."""
    results, searched = Path(os.path.realpath(output)), Path(os.path.realpath(folder))
    return results if results.is_relative_to(searched) and results != searched else None


def _downwards(name: str) -> PurePath:
    """The folders of a path, without its root and without steps up; an address has none."""
    if is_url(name):
        return PurePath()
    parts = PurePath(name).parent.parts
    return PurePath(*(p for p in parts if p != ".." and p != PurePath(name).anchor))


def _identity(name: str) -> str:
    try:
        return name if name in {STDIN, STDIN_NAME} or is_url(name) else os.path.realpath(name)
    except ValueError:  # a zero character
        return name
