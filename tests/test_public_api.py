"""The Python interface is what the documentation says it is."""

from __future__ import annotations

import tomllib
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from typing import Any

import pytest

import presscli
from presscli import document
from presscli.errors import UsageError


def test_public_names_are_sorted_and_there() -> None:
    assert presscli.__all__ == sorted(presscli.__all__)
    assert all(hasattr(presscli, name) for name in presscli.__all__)


def test_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="no attribute 'nonsense'"):
        _ = presscli.nonsense


def test_every_value_that_flows_is_public() -> None:
    modules = [
        import_module(f"presscli.document.{m.name}") for m in iter_modules(document.__path__)
    ]
    values = {
        name
        for module in modules
        for name, value in vars(module).items()
        if isinstance(value, type) and value.__module__ == module.__name__
    }
    assert values <= set(document.__all__)
    assert {"SourceText", "TranslatedSegment", "Summary", "Result"} <= values


def test_the_package_is_typed(root: Path) -> None:
    assert (root / "presscli" / "py.typed").exists()


def test_changelog_knows_the_version_or_is_unreleased(root: Path) -> None:
    changelog = (root / "CHANGELOG.md").read_text()
    assert f"## {presscli.__version__}" in changelog or "## Unreleased" in changelog


def test_torch_is_pinned_to_the_tested_build(root: Path) -> None:
    project = tomllib.loads((root / "pyproject.toml").read_text())
    assert "torch==2.13.0" in project["project"]["dependencies"]


@pytest.mark.parametrize(
    ("settings", "message"),
    [
        ({"engine": "onnx"}, "--engine: 'onnx' is unknown. Known: ct2, transformers"),
        ({"beam_size": 99}, "--beam-size: 99 is out of range. Allowed: 0 to 32"),
        ({"threads": -1}, "--threads: -1 is out of range. Allowed: 0 to 256"),
    ],
    ids=["engine", "beam-size", "threads"],
)
def test_settings_are_checked_at_once(settings: dict[str, Any], message: str) -> None:
    with pytest.raises(UsageError) as caught:
        presscli.open(**settings)
    assert str(caught.value) == message
