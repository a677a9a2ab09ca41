"""Frozen dataclasses <-> JSON, by their type hints: how entries outlast a run.

Only what the values of a digest are made of: dataclasses, tuples, enumerations, dates,
plain values and None. What does not fit is refused, never guessed.
"""

from __future__ import annotations

import datetime
import json
import types
import typing
from dataclasses import fields, is_dataclass
from enum import Enum
from functools import cache
from typing import Any, TypeVar

Value = TypeVar("Value")


def dump(value: object) -> str:
    """A value as one line of JSON."""
    return json.dumps(_plain(value), ensure_ascii=False, separators=(",", ":"))


def load(kind: type[Value], text: str) -> Value:
    """The value that :func:`dump` wrote.

    Raises:
        ValueError: The text is no JSON, or not of that kind.
    """
    try:
        value = _typed(kind, json.loads(text))
    except (KeyError, TypeError, AttributeError) as error:
        raise ValueError(f"not a {kind.__name__}: {error}") from error
    if not isinstance(value, kind):
        raise ValueError(f"not a {kind.__name__}: {type(value).__name__}")
    return value


def _plain(value: Any) -> Any:
    if is_dataclass(value) and not isinstance(value, type):
        return {f.name: _plain(getattr(value, f.name)) for f in fields(value)}
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, datetime.date):  # datetimes are dates too
        return value.isoformat()
    return value


def _typed(kind: Any, value: Any) -> Any:
    origin = typing.get_origin(kind)
    if origin in {typing.Union, types.UnionType}:
        return _one_of(typing.get_args(kind), value)
    if origin is tuple:
        return _tuple(typing.get_args(kind), value)
    if is_dataclass(kind) and isinstance(kind, type):
        if not isinstance(value, dict):
            raise TypeError(f"{value!r} is no object")
        hints = _hints(kind)
        return kind(**{n: _typed(hint, value[n]) for n, hint in hints.items() if n in value})
    return _simple(kind, value)


def _simple(kind: Any, value: Any) -> Any:
    if kind is datetime.datetime or kind is datetime.date:
        return kind.fromisoformat(value)
    if issubclass(kind, Enum):
        return kind(value)
    if kind is float and isinstance(value, int):
        return float(value)
    if not isinstance(value, kind):
        raise TypeError(f"{value!r} is not {kind.__name__}")
    return value


def _one_of(kinds: tuple[Any, ...], value: Any) -> Any:
    if value is None:
        if types.NoneType in kinds:
            return None
        raise TypeError("missing value")
    wanted = [k for k in kinds if k is not types.NoneType]
    # Of a time and a day, as in an embargo, only the one has an hour.
    if set(wanted) == {datetime.datetime, datetime.date}:
        return _typed(datetime.datetime if "T" in value else datetime.date, value)
    if len(wanted) != 1:
        raise TypeError(f"ambiguous: {wanted}")
    return _typed(wanted[0], value)


def _tuple(kinds: tuple[Any, ...], value: Any) -> tuple[Any, ...]:
    if not isinstance(value, list):
        raise TypeError(f"{value!r} is no list")
    if len(kinds) == 2 and kinds[1] is Ellipsis:
        return tuple(_typed(kinds[0], item) for item in value)
    return tuple(_typed(kind, item) for kind, item in zip(kinds, value, strict=True))


@cache
def _hints(kind: type) -> dict[str, Any]:
    return {f.name: typing.get_type_hints(kind)[f.name] for f in fields(kind)}
