"""The optional libraries that readers use, each named by the extra that installs it."""

from __future__ import annotations

import importlib
from types import ModuleType

from presscli.errors import InputError


def require(module: str, *, extra: str, name: str) -> ModuleType:
    """Import what a reader needs.

    Args:
        module: As ``import`` names it, for example ``trafilatura``.
        extra: Which of presscli's extras installs it, for example ``html``.
        name: The file being read, as messages call it.

    Raises:
        InputError: It is not installed.
    """
    try:
        return importlib.import_module(module)
    except ImportError as error:
        package = module.partition(".")[0]
        hint = f"Run: pip install 'presscli[{extra}]'"
        raise InputError(name, f"needs {package}", hint) from error
