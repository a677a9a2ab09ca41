"""Where ``models.yaml`` is found, and its reading as a whole."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from importlib import resources
from pathlib import Path
from types import MappingProxyType

from presscli.errors import ConfigError
from presscli.registry.entries import NAME, build_model, build_profile
from presscli.registry.fields import Fields
from presscli.registry.spec import ModelSpec, Profile, Registry
from presscli.registry.yamlfile import read_mapping

MODELS_ENV = "PRESSCLI_MODELS"


def load_registry(path: Path | None = None) -> Registry:
    """Read and check the list of models.

    Args:
        path: ``--models FILE``. None looks at ``PRESSCLI_MODELS``, then takes the
            packaged copy. The current folder is never looked into.

    Returns:
        Models and profiles in the order of the file.

    Raises:
        ConfigError: The file cannot be read or is wrong; all problems are in it.
    """
    found = path or _from_environment() or packaged_registry()
    problems: list[str] = []
    top = Fields("", read_mapping(found), problems)
    top.integer("version", minimum=1, maximum=1)
    models = _models(top)
    profiles = _profiles(top, models)
    top.finish()
    if problems:
        raise ConfigError(str(found), problems)
    return Registry(MappingProxyType(models), MappingProxyType(profiles), str(found))


def packaged_registry() -> Path:
    """The copy in the wheel or, in a checkout, the file beside the package."""
    package = Path(str(resources.files("presscli")))
    in_wheel = package / "data" / "models.yaml"
    return in_wheel if in_wheel.is_file() else package.parent / "models.yaml"


def _from_environment() -> Path | None:
    value = os.environ.get(MODELS_ENV, "")
    return Path(value) if value else None


def _models(top: Fields) -> dict[str, ModelSpec]:
    section = top.mapping("models", required=True)
    if section is None:
        return {}
    if not section.values:
        top.note("models", "empty. List one model at least")
    return {name: build_model(name, entry) for name, entry in _entries(section).items()}


def _profiles(top: Fields, models: Mapping[str, ModelSpec]) -> dict[str, Profile]:
    section = top.mapping("profiles", required=True)
    if section is None:
        return {}
    return {
        name: build_profile(name, Fields(f"profiles.{name}", entry.values, entry.problems), models)
        for name, entry in _entries(section).items()
    }


def _entries(section: Fields) -> dict[str, Fields]:
    """The entries that are mappings with a valid name; the others are noted."""
    # An entry is reported by its bare name: `it-en.beam_size`, not `models.it-en.beam_size`.
    bare = Fields("", section.values, section.problems)
    found = {}
    for name in section.values:
        if not re.fullmatch(NAME, name):
            bare.note(name, "not a valid name (lower-case letters, digits, . _ -)")
            continue
        entry = bare.mapping(name)
        if entry is not None:
            found[name] = entry
    return found
