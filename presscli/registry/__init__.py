"""``models.yaml`` as values: the one list of models and profiles.

``spec`` holds the values, ``yamlfile`` reads YAML with line numbers, ``fields``
checks one value each, ``entries`` makes an entry of them. Every problem of a file
is reported at once.
"""

from __future__ import annotations

from presscli.registry.load import load_registry
from presscli.registry.spec import (
    Architecture,
    Decoding,
    FileSpec,
    HubSource,
    ModelSpec,
    PackagedSource,
    Profile,
    Prompts,
    Registry,
    Score,
    Source,
    Task,
    WheelSource,
)

__all__ = [
    "Architecture",
    "Decoding",
    "FileSpec",
    "HubSource",
    "ModelSpec",
    "PackagedSource",
    "Profile",
    "Prompts",
    "Registry",
    "Score",
    "Source",
    "Task",
    "WheelSource",
    "load_registry",
]
