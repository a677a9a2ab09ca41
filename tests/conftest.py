"""Shared fixtures: nothing outside the test's own folder is read or written."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from tests.cli import cli

__all__ = ["cli"]

# No test may depend on how busy the machine is; under CI every run tries the same examples.
settings.register_profile(
    "presscli",
    deadline=None,
    derandomize="CI" in os.environ,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("presscli")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-golden", action="store_true", help="rewrite tests/golden/")


@pytest.fixture(autouse=True)
def isolated(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> None:
    """No user folder, no configuration, no network to a hub, plain output."""
    home = tmp_path_factory.mktemp("home")
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("PRESSCLI_HOME", str(home / "presscli"))
    monkeypatch.setenv("HF_HUB_OFFLINE", "1")
    monkeypatch.setenv("HF_HOME", str(home / "hf"))
    monkeypatch.setenv("PRESSCLI_NO_SERVE", "1")
    monkeypatch.setenv("NO_COLOR", "1")
    monkeypatch.setenv("COLUMNS", "96")
    for name in ("PRESSCLI_MODELS", "PRESSCLI_GLOSSARY", "FORCE_COLOR", "HF_ENDPOINT"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def root() -> Path:
    """The top of the repository."""
    return Path(__file__).parent.parent
