"""Where weights are kept: the user's data folder for models, the cache for what can be remade."""

from __future__ import annotations

import errno
import os
import stat
import tempfile
from pathlib import Path

from presscli.errors import ModelError

HOME_ENV = "PRESSCLI_HOME"
"""Moves both folders below it; for tests, containers and machines without a home."""

_HOMELESS = Path(os.sep, ".presscli")
"""For a user with neither HOME nor an entry in the list of users, as if HOME were ``/``."""

_NOT_WRITABLE = {errno.EACCES, errno.EPERM, errno.EROFS, errno.ENOTDIR, errno.EEXIST, errno.ENOENT}


def models_home() -> Path:
    """The folder of pulled and imported models; it need not exist."""
    override = os.environ.get(HOME_ENV, "")
    if override:
        return Path(override) / "models"
    from platformdirs import user_data_path

    try:
        return user_data_path("presscli", appauthor=False) / "models"
    except RuntimeError:
        return _HOMELESS / "models"


def model_folder(name: str) -> Path:
    """The folder of one pulled or imported model; it need not exist."""
    return models_home() / name


def partial_folder(name: str) -> Path:
    """The folder of a model's unfinished pull, where the next one goes on."""
    return models_home() / ".partial" / name


def cache_homes() -> tuple[Path, ...]:
    """Folders for joined weights, best first; the last is for this user in the temporary folder.

    A read-only home, or none, must not keep the embedded model from working.
    """
    override = os.environ.get(HOME_ENV, "")
    if override:
        first = Path(override) / "cache"
    else:
        from platformdirs import user_cache_path

        try:
            first = user_cache_path("presscli", appauthor=False)
        except RuntimeError:
            first = _HOMELESS / "cache"
    user = os.getuid() if hasattr(os, "getuid") else os.environ.get("USERNAME", "user")
    return (first / "models", Path(tempfile.gettempdir()) / f"presscli-{user}" / "models")


def writable_cache() -> Path:
    """The first folder of :func:`cache_homes` that can be written; it is made.

    Raises:
        ModelError: None can be written.
    """
    tried = []
    for home in cache_homes():
        try:
            _make_private(home)
        except OSError as error:
            if error.errno not in _NOT_WRITABLE:
                raise
            tried.append(str(home))
            continue
        return home
    raise ModelError(
        tried[0],
        f"no folder for the model can be written (tried {', '.join(tried)})",
        f"Set {HOME_ENV} to a folder that can be written",
    )


def trusted(home: Path) -> bool:
    """Whether nobody but this user could have put something into a cache folder.

    The temporary folder is everybody's: another user may have made ours first.
    """
    if not hasattr(os, "getuid"):
        return True
    for folder in (home, home.parent):
        try:
            status = folder.lstat()
        except OSError:
            return False
        shared = status.st_mode & (stat.S_IWGRP | stat.S_IWOTH)
        if not stat.S_ISDIR(status.st_mode) or status.st_uid != os.getuid() or shared:
            return False
    return True


def _make_private(home: Path) -> None:
    if home == cache_homes()[0]:
        home.mkdir(parents=True, exist_ok=True)
    else:
        home.parent.mkdir(mode=0o700, exist_ok=True)
        home.mkdir(mode=0o700, exist_ok=True)
        if not trusted(home):
            raise PermissionError(errno.EPERM, "belongs to another user", str(home))
    with tempfile.TemporaryFile(dir=home):
        pass
