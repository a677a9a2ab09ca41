"""Loading the heavy packages, and the files that engines read, with errors a user can act on."""

from __future__ import annotations

import importlib
import warnings
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from presscli.errors import EngineError, ModelError

REPAIR = "Check it: presscli models verify. Get it again: presscli models pull"


def require(package: str, engine: str) -> Any:
    """Import a package that an engine needs.

    Raises:
        EngineError: It is not installed, or does not load on this machine.
    """
    try:
        return importlib.import_module(package)
    except ImportError as error:
        what = f"the package {package} cannot be loaded ({error})"
        raise EngineError(f"engine {engine}", what, f"Install it: pip install {package}") from error


def require_files(folder: Path, names: Iterable[str]) -> None:
    """Check that a model folder has what an engine reads.

    Raises:
        ModelError: Names all files that are missing.
    """
    missing = [name for name in names if not (folder / name).is_file()]
    if missing:
        raise ModelError(str(folder), f"model files missing ({', '.join(missing)})", REPAIR)


def damaged(folder: Path, error: Exception) -> ModelError:
    """The error for files that are there but cannot be read as a model."""
    reason = " ".join(str(error).split())[:200]
    return ModelError(str(folder), f"model damaged or of another kind ({reason})", REPAIR)


@contextmanager
def quiet_transformers() -> Iterator[None]:
    """Keep transformers from writing to stderr while it loads a model.

    It draws a bar per checkpoint, and warns that sacremoses is not installed,
    which MarianTokenizer imports but does not call (transformers 5.23); its log
    advises. What its log would say about weights that are missing from a
    checkpoint has to be checked by the caller.
    """
    logging = require("transformers.utils.logging", "transformers")
    had_bars, verbosity = logging.is_progress_bar_enabled(), logging.get_verbosity()
    logging.disable_progress_bar()
    logging.set_verbosity_error()
    try:
        with warnings.catch_warnings():
            warnings.filterwarnings("ignore", message="Recommended: pip install sacremoses")
            yield
    finally:
        logging.set_verbosity(verbosity)
        if had_bars:
            logging.enable_progress_bar()
