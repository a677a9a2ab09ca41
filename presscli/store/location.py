"""Where the store is: ``--store``, else ``PRESSCLI_STORE``, else the user's data folder."""

from __future__ import annotations

import os
from pathlib import Path

from presscli.models import models_home

STORE_ENV = "PRESSCLI_STORE"
FILE_NAME = "store.sqlite3"


def store_path(given: str = "") -> Path:
    """The file of the store; it need not exist.

    Args:
        given: The value of ``--store``; empty for ``PRESSCLI_STORE`` or the default.
    """
    chosen = given or os.environ.get(STORE_ENV, "")
    # Beside the models, so that PRESSCLI_HOME moves both.
    return Path(chosen) if chosen else models_home().parent / FILE_NAME
