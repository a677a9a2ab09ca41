"""A group whose commands get their flags when they are run, and not for the list of them all.

Reading the flags of ten commands takes Typer a quarter of the time of ``presscli --help``
(docs/performance.md).
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from typer.core import TyperCommand
from typer.main import get_command_from_info, get_group_from_info
from typer.models import CommandInfo, TyperInfo

from presscli.cli.plain import PlainCommand, PlainGroup

if TYPE_CHECKING:
    import typer

Info = CommandInfo | TyperInfo

_LOOKS: dict[str, Any] = {"pretty_exceptions_short": True, "rich_markup_mode": None}


class LazyCommands(Mapping[str, Any]):
    """Name -> command; each is made when it is first asked for, and stays the same.

    Args:
        infos: What is known of each without looking at its flags.
    """

    def __init__(self, infos: Mapping[str, Info]) -> None:
        self._infos = infos
        self._made: dict[str, Any] = {}

    def __getitem__(self, name: str) -> Any:
        if name not in self._made:
            self._made[name] = _make(self._infos[name])
        return self._made[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._infos)

    def __len__(self) -> int:
        return len(self._infos)


class LazyGroup(PlainGroup):
    """To be derived from, with ``infos``: the commands by name, in the order of the help."""

    infos: Mapping[str, Info] = {}

    def __init__(self, **settings: Any) -> None:
        super().__init__(**settings)
        self.commands = LazyCommands(self.infos)  # type: ignore[assignment]

    def list_commands(self, ctx: Any) -> list[str]:
        """The names."""
        return list(self.infos)

    def format_commands(self, ctx: Any, formatter: Any) -> None:
        """Names with the beginnings of their help, for which no flag is looked at."""
        width = formatter.width - 6 - max(map(len, self.infos))
        rows = [
            (name, TyperCommand(name, help=_help(info)).get_short_help_str(width))
            for name, info in self.infos.items()
        ]
        with formatter.section("Commands"):
            formatter.write_dl(rows)


def command(name: str, function: Callable[..., Any]) -> dict[str, Info]:
    """An entry of ``infos``: a function with flags."""
    return {name: CommandInfo(name=name, cls=PlainCommand, callback=function)}


def group(name: str, program: typer.Typer) -> dict[str, Info]:
    """An entry of ``infos``: a Typer program with commands of its own."""
    return {name: TyperInfo(program, name=name)}


def _make(info: Info) -> Any:
    if isinstance(info, CommandInfo):
        return get_command_from_info(info, **_LOOKS)
    return get_group_from_info(info, suggest_commands=True, **_LOOKS)


def _help(info: Info) -> str:
    if isinstance(info, CommandInfo):
        return inspect.getdoc(info.callback) or ""
    return str(info.typer_instance.info.help) if info.typer_instance else ""
