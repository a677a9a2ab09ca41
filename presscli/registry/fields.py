"""Checked access to a mapping: each value once, every problem noted, none raised."""

from __future__ import annotations

import difflib
import math
import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from presscli.registry.yamlfile import Value


@dataclass(slots=True)
class Fields:
    """The values of one entry and the list that their problems go to.

    A key that no method was asked for is unknown: call :meth:`finish` last.

    Args:
        where: The entry's path in the file, the start of each problem.
        values: What the file says.
        problems: Shared by all entries of the file, in file order.
    """

    where: str
    values: Mapping[str, Value]
    problems: list[str]
    _asked: list[str] = field(default_factory=list)

    def note(self, key: str, problem: str) -> None:
        """Add a problem with the value of ``key``."""
        place = f"{self.where}.{key}" if self.where else key
        self.problems.append(f"{place}: {problem}")

    def has(self, key: str) -> bool:
        """Whether the file gives a value, be it a wrong one."""
        self._asked.append(key)
        return key in self.values

    def text(
        self,
        key: str,
        *,
        default: str | None = None,
        allowed: Collection[str] = (),
        pattern: str = "",
        example: str = "",
    ) -> str:
        """A text value; required when there is no ``default``.

        Args:
            key: Its name.
            default: What a missing value stands for.
            allowed: The only values that may stand, if not empty.
            pattern: A regular expression that the whole value must match.
            example: A value that would pass, for the message.
        """
        if not self.has(key):
            if default is None:
                self.note(key, f"missing{_options(allowed, example)}")
            return default or ""
        value = self.values[key]
        if not isinstance(value, str) or (not value and default is None):
            self.note(key, f"{value!r} is not text{_options(allowed, example)}")
            return ""
        if (allowed and value not in allowed) or (pattern and not re.fullmatch(pattern, value)):
            self.note(key, f"{value!r} is not allowed{_options(allowed, example)}")
            return ""
        return value

    def integer(self, key: str, *, minimum: int, maximum: int, default: int | None = None) -> int:
        """A whole number within ``minimum`` and ``maximum``, both allowed."""
        value = self._given(key, default)
        if value is None:
            return default if default is not None else minimum
        if isinstance(value, bool) or not isinstance(value, int):
            self.note(key, f"{value!r} is not a whole number")
            return minimum
        self._check_range(key, value, minimum, maximum)
        return value

    def number(self, key: str, *, minimum: float, maximum: float, default: float | None) -> float:
        """A number within ``minimum`` and ``maximum``, both allowed."""
        value = self._given(key, default)
        if value is None:
            return default if default is not None else minimum
        if isinstance(value, bool) or not isinstance(value, int | float) or math.isnan(value):
            self.note(key, f"{value!r} is not a number")
            return minimum
        self._check_range(key, value, minimum, maximum)
        return float(value)

    def mapping(self, key: str, *, required: bool = False) -> Fields | None:
        """A nested mapping, or None when it is missing or no mapping."""
        if not self.has(key):
            if required:
                self.note(key, "missing (a mapping)")
            return None
        value = self.values[key]
        if not isinstance(value, dict):
            self.note(key, f"{value!r} is not a mapping")
            return None
        place = f"{self.where}.{key}" if self.where else key
        return Fields(place, value, self.problems)

    def mappings(self, key: str) -> list[Fields]:
        """A list of mappings; empty when it is missing."""
        if not self.has(key):
            return []
        value = self.values[key]
        if not isinstance(value, list):
            self.note(key, f"{value!r} is not a list")
            return []
        found = []
        for index, item in enumerate(value):
            if isinstance(item, dict):
                found.append(Fields(f"{self.where}.{key}[{index}]", item, self.problems))
            else:
                self.note(f"{key}[{index}]", f"{item!r} is not a mapping")
        return found

    def finish(self) -> None:
        """Note every key that no method was asked for, with the nearest known one."""
        for key in self.values:
            if key not in self._asked:
                self.note(key, f"unknown key{suggestion(key, self._asked)}")

    def _given(self, key: str, default: float | None) -> Value:
        if self.has(key):
            value = self.values[key]
            if value is None:
                self.note(key, "empty. Write a number")
            return value
        if default is None:
            self.note(key, "missing (a number)")
        return None

    def _check_range(self, key: str, value: float, minimum: float, maximum: float) -> None:
        if value < minimum:
            self.note(key, f"{value} is too small (minimum {minimum})")
        elif value > maximum:
            self.note(key, f"{value} is too large (maximum {maximum})")


def suggestion(name: str, known: Collection[str]) -> str:
    """``. Did you mean X?`` for the nearest of ``known``, else the ``known`` themselves."""
    near = difflib.get_close_matches(name, known, n=1)
    if near:
        return f". Did you mean {near[0]}?"
    return f" (allowed: {', '.join(dict.fromkeys(known))})" if known else ""


def _options(allowed: Collection[str], example: str) -> str:
    if allowed:
        return f" (allowed: {', '.join(allowed)})"
    return f" (for example {example})" if example else " (text)"
