"""Pulling a model from the Hugging Face hub."""

from __future__ import annotations

import json
import shutil
from collections.abc import Sequence
from pathlib import Path

from presscli.models.convert_bin import convert_bin_to_safetensors
from presscli.models.fetch import fetch_file, partial_path, size_of
from presscli.models.folders import check_free_space, put_in_place
from presscli.models.layout import PICKLED_WEIGHTS, check_content, select_files
from presscli.models.manifest import Manifest, read_manifest, write_manifest
from presscli.models.paths import model_folder, partial_folder
from presscli.models.progress import Progress, PullProgress
from presscli.models.remote import HUB_TIMEOUT_SECONDS, RemoteFile, Repository, open_repository
from presscli.registry import HubSource, ModelSpec


def pull_from_hub(
    spec: ModelSpec,
    source: HubSource,
    *,
    progress: Progress,
    timeout_seconds: float = HUB_TIMEOUT_SECONDS,
) -> Path:
    """Fetch, check and install a model; see :func:`presscli.models.pull`."""
    partial = partial_folder(spec.name)
    repository = open_repository(
        source, revision=_pinned(spec, source), timeout_seconds=timeout_seconds
    )
    names = select_files(spec, repository.files, source.repo)
    files = [repository.files[name] for name in names]
    _prepare(partial, repository)
    _fetch_all(spec, repository, files, partial, progress)
    if PICKLED_WEIGHTS in names:
        convert_bin_to_safetensors(partial, where=source.repo)
    check_content(partial, spec, source.repo)
    write_manifest(partial, spec.name, f"hub:{source.repo}", repository.commit)
    put_in_place(partial, model_folder(spec.name))
    _record_of(partial).unlink(missing_ok=True)
    return model_folder(spec.name)


def _pinned(spec: ModelSpec, source: HubSource) -> str:
    """The commit of an earlier pull of the same revision, so that a repair changes nothing."""
    manifest = read_manifest(model_folder(spec.name))
    return manifest.revision if manifest and is_from(manifest, source) else ""


def is_from(manifest: Manifest, source: HubSource) -> bool:
    """Whether a folder was pulled from there, and is not another pinned commit."""
    pinned = len(source.revision) == 40 and source.revision.isalnum()
    return manifest.source == f"hub:{source.repo}" and (
        not pinned or manifest.revision == source.revision
    )


def _prepare(partial: Path, repository: Repository) -> None:
    """Keep what an earlier pull of the same commit has left, and nothing else."""
    record = {"repo": repository.repo, "commit": repository.commit}
    if partial.exists() and _read_record(partial) != record:
        shutil.rmtree(partial)
    partial.mkdir(parents=True, exist_ok=True)
    _record_of(partial).write_text(json.dumps(record), encoding="utf-8")


def _record_of(partial: Path) -> Path:
    """Beside the folder, so that the folder is nothing but the model's files."""
    return partial.with_name(f"{partial.name}.json")


def _read_record(partial: Path) -> object:
    try:
        return json.loads(_record_of(partial).read_bytes())
    except (OSError, ValueError):
        return None


def _fetch_all(
    spec: ModelSpec,
    repository: Repository,
    files: Sequence[RemoteFile],
    partial: Path,
    progress: Progress,
) -> None:
    total = sum(file.size_bytes for file in files)
    done = sum(_present(partial / file.name) for file in files)
    check_free_space(partial, total - done)
    progress(PullProgress(spec.name, "", done, total))
    for file in files:
        target = partial / file.name
        before = done - _present(target)

        def on_size(size: int, name: str = file.name, before: int = before) -> None:
            progress(PullProgress(spec.name, name, before + size, total))

        if not target.exists():
            fetch_file(repository, file, target, on_size)
        done = before + file.size_bytes
    progress(PullProgress(spec.name, "", total, total))


def _present(target: Path) -> int:
    return size_of(target) or size_of(partial_path(target))
