"""Spellings of one name in two languages."""

from __future__ import annotations

import pytest

from presscli.check.spelling import common_prefix_chars, is_alike, is_same_root


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ("putin", "putin", True),
        ("zelenskij", "zelensky", True),
        ("gheddafi", "gaddafi", True),
        ("bosforo", "bosphorus", True),
        ("ucraina", "ukraine", True),
        ("macron", "merkel", False),
        ("rossi", "russo", False),
        ("ue", "us", False),
    ],
)
def test_spellings(first: str, second: str, expected: bool) -> None:
    assert is_alike(first, second) is expected


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ("russia", "russian", True),
        ("italy", "italian", True),
        ("clinton", "cleveland", False),
        ("rome", "romania", False),
    ],
)
def test_roots(first: str, second: str, expected: bool) -> None:
    assert is_same_root(first, second) is expected


def test_common_prefix() -> None:
    assert [common_prefix_chars(*p) for p in (("abc", "abd"), ("a", "ab"), ("", "a"))] == [2, 1, 0]
