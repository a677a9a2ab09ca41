"""Values of flags taken as they are where there is nothing to convert.

Typer has every value, defaults too, looked at by pydantic, whose import and validators
cost 60 ms of CPU time at each start (docs/performance.md). Text, whole numbers within
their limits, and names out of a list need none of that. What is anything else, wrong
values among it, goes to Typer, which converts it or says what is allowed.
"""

from __future__ import annotations

import re
from enum import Enum
from typing import Any, get_args, get_origin

from typer.core import TyperArgument, TyperCommand, TyperGroup, TyperOption

_UNKNOWN = object()
"""Stands for a value that is left to Typer."""

_NUMBER = re.compile(r"-?[0-9]{1,18}")


class _Plain:
    """What an option and an argument do alike."""

    def process_value(self, ctx: Any, value: Any) -> Any:
        """The value as the command gets it, by the steps of Typer's method of this name."""
        made = _plain(self, value)
        if made is _UNKNOWN or (self.required and self.value_is_missing(made)):  # type: ignore[attr-defined]
            return super().process_value(ctx, value)  # type: ignore[misc]
        callback = self.callback  # type: ignore[attr-defined]
        return callback(ctx, self, made) if callback else made


class PlainOption(_Plain, TyperOption):
    """An option that needs no pydantic for a plain value."""


class PlainArgument(_Plain, TyperArgument):
    """An argument that needs no pydantic for a plain value."""


class _PlainParams:
    """What a command and a group of commands do alike."""

    def __init__(self, *args: Any, **settings: Any) -> None:
        super().__init__(*args, **settings)
        self._copies: dict[Any, Any] = {}

    def get_params(self, ctx: Any) -> list[Any]:
        """The parameters, those that Typer adds itself too; each time the same ones."""
        kinds: dict[type[Any], type[Any]] = {TyperOption: PlainOption, TyperArgument: PlainArgument}
        params = super().get_params(ctx)  # type: ignore[misc]
        for param in params:
            if type(param) in kinds and param not in self._copies:
                self._copies[param] = _copied(param, kinds[type(param)])
        return [self._copies.get(param, param) for param in params]


class PlainCommand(_PlainParams, TyperCommand):
    """A command whose flags need no pydantic for plain values."""


class PlainGroup(_PlainParams, TyperGroup):
    """A group of commands whose own flags need none."""


def _copied(param: Any, kind: type[Any]) -> Any:
    made = object.__new__(kind)
    made.__dict__.update(vars(param))
    return made


def _plain(param: Any, value: Any) -> Any:
    """The value of a parameter where it can be told without pydantic, else ``_UNKNOWN``."""
    descriptor = getattr(param, "type_descriptor", None)
    if descriptor is None or descriptor.parameter_info.parser is not None:
        return _UNKNOWN
    is_many = param.multiple or param.nargs == -1
    if value is None:
        return () if is_many else None
    if not is_many:
        return _one(descriptor, descriptor.annotation, value)
    if get_origin(descriptor.annotation) is list and isinstance(value, list | tuple):
        (kind,) = get_args(descriptor.annotation)
        made = [_one(descriptor, kind, one) for one in value]
        return _UNKNOWN if _UNKNOWN in made else made
    return _UNKNOWN


def _one(descriptor: Any, kind: Any, value: Any) -> Any:
    if kind is str and type(value) is str:
        return value
    if kind is int:
        return _number(descriptor.parameter_info, value)
    if isinstance(kind, type) and issubclass(kind, Enum):
        if isinstance(value, kind):
            return value
        return {member.value: member for member in kind}.get(value, _UNKNOWN)
    return _UNKNOWN


def _number(info: Any, value: Any) -> Any:
    """A whole number within the limits of its option."""
    if type(value) is not int and not _NUMBER.fullmatch(str(value)):
        return _UNKNOWN
    number = int(value)
    too_small = info.min is not None and number < info.min
    too_large = info.max is not None and number > info.max
    return _UNKNOWN if too_small or too_large else number
