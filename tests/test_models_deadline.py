"""A wait that ends, also where the call itself never would."""

from __future__ import annotations

import threading

import pytest

from presscli.models.deadline import within


def test_the_value_comes_back() -> None:
    assert within(5, lambda: 3) == 3


def test_the_error_comes_back() -> None:
    def fail() -> None:
        raise KeyError("x")

    with pytest.raises(KeyError, match="x"):
        within(5, fail)


def test_a_call_that_never_ends() -> None:
    never = threading.Event()
    with pytest.raises(TimeoutError, match=r"^no answer within 0\.01 s$"):
        within(0.01, never.wait)
    never.set()
