"""Flags: what is plain needs no pydantic, and all the rest is Typer's business."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import pytest
import typer
from typer.core import TyperCommand
from typer.testing import CliRunner

from presscli.cli.plain import PlainCommand
from tests.test_startup import HELP, loaded


class Colour(StrEnum):
    RED = "red"
    GREEN = "green"


def show(param: typer.CallbackParam, value: bool) -> bool:
    typer.echo(f"{param.name}: {value}")
    return value


def command(
    names: Annotated[list[str] | None, typer.Argument()] = None,
    text: str = "",
    number: Annotated[int, typer.Option(min=-5, max=32)] = 4,
    colour: Colour = Colour.RED,
    ratio: float = 0.5,
    many: Annotated[list[int] | None, typer.Option()] = None,
    flag: Annotated[bool, typer.Option("--flag/--no-flag")] = True,
    first: Annotated[bool, typer.Option("--first", is_eager=True, callback=show)] = False,
    second: Annotated[bool, typer.Option("--second", is_eager=True, callback=show)] = False,
) -> None:
    typer.echo(repr((names, text, number, colour, ratio, many, flag, first, second)))


def run(kind: type[TyperCommand], arguments: str) -> tuple[int, str]:
    app = typer.Typer(rich_markup_mode=None, add_completion=False)
    app.command(cls=kind)(command)
    done = CliRunner().invoke(app, arguments.split())
    return done.exit_code, done.output


@pytest.mark.parametrize(
    "arguments",
    [
        "",
        "a b",
        "--text abc --number 7 --colour green --no-flag",
        "--number 007",
        "--number -5",
        "--number=-6",
        "--number 33",
        "--number 2.0",
        "--number 2.5",
        "--number 1_0",
        "--number ٣",
        "--number x",
        "--colour RED",
        "--colour Colour.RED",
        "--colour blue",
        "--ratio 0.25",
        "--ratio x",
        "--many 1 --many 2",
        "--many 1 --many x",
        "--text",
        "--nothing",
        "--second --first",
        "--help",
    ],
)
def test_every_value_and_message_is_as_typers_own(arguments: str) -> None:
    assert run(PlainCommand, arguments) == run(TyperCommand, arguments)


@pytest.mark.issue(7)
@pytest.mark.parametrize(
    "arguments",
    [
        '"translate", "/no/such/file", "-f", "json", "--beam-size", "2", "--no-summary"',
        '"translate", "--help"',
        '"digest", "/no/such/folder", "-o", "/no/such/digest.html"',
    ],
    ids=["translate", "help", "digest"],
)
def test_plain_flags_need_no_pydantic(arguments: str) -> None:
    assert "pydantic" not in loaded(HELP.format(args=arguments))
