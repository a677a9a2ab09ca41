"""From a transformers folder to CTranslate2 int8, once, kept in ``ct2/`` inside that folder.

    folder/config.json, model.safetensors, source.spm, target.spm, vocab.json
    folder/decoder_vocab.json   (may be there: see presscli.engines.decoder_vocab)
    folder/ct2/model.bin, config.json, the tokenizer's files, conversion.json

``ct2/`` appears whole or not at all. Two processes that start at once both convert,
each in a temporary folder of its own; the second finds the work done and drops its.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from presscli.engines.decoder_vocab import DECODER_VOCAB
from presscli.engines.loaders import converter_for, forced_start
from presscli.engines.packages import damaged, quiet_transformers, require, require_files
from presscli.errors import ModelError

CT2_FOLDER = "ct2"
RECORD = "conversion.json"
"""What a conversion was made from: written last, inside the temporary folder."""

WEIGHTS = "model.safetensors"
QUANTIZATION = "int8"
"""Against float32, OPUS-MT en-de: 1.3 times the speed, 0.27 BLEU less (CTranslate2 README)."""

_MARIAN_FILES = ("source.spm", "target.spm", "vocab.json")


def ready_folder(folder: Path, architecture: str) -> tuple[Path, bool]:
    """Find the CTranslate2 model of a model folder; convert if there is none.

    Args:
        folder: A transformers folder, or one that holds a CTranslate2 model already.
        architecture: ``marian``, ``bart`` or ``pegasus``.

    Returns:
        The folder to load, and whether it was converted just now.

    Raises:
        ModelError: Files are missing or damaged, or the folder cannot be written.
    """
    if (folder / "model.bin").is_file():
        return folder, False
    if is_current(folder):
        return folder / CT2_FOLDER, False
    return convert(folder, architecture), True


def is_current(folder: Path) -> bool:
    """Whether ``ct2/`` was made from the weights, and for the pieces, that are in the folder now.

    A folder without the original weights is taken at its word.
    """
    try:
        record = json.loads((folder / CT2_FOLDER / RECORD).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return False
    weights = folder / WEIGHTS
    if not isinstance(record, dict) or not weights.is_file():
        return isinstance(record, dict)
    stat = weights.stat()
    if record.get("size_bytes") != stat.st_size:
        return False
    if record.get("decoder_vocab_sha256", "") != _pieces_sha256(folder):
        return False
    # A copied folder has new times but the same weights.
    return record.get("mtime_ns") == stat.st_mtime_ns or record.get("sha256") == _sha256(weights)


def convert(folder: Path, architecture: str, *, quantization: str = QUANTIZATION) -> Path:
    """Convert a transformers folder, whether or not ``ct2/`` is there already.

    Args:
        folder: Holds config.json, model.safetensors and the tokenizer's files.
        architecture: ``marian``, ``bart`` or ``pegasus``.
        quantization: A number format of CTranslate2; ``float32`` rules quantisation
            out when a conversion is compared with its original.

    Returns:
        ``folder / "ct2"``.

    Raises:
        ModelError: Files are missing or damaged, or the folder cannot be written.
        EngineError: torch, transformers or ctranslate2 is not installed.
    """
    marian = architecture == "marian"
    require_files(folder, ("config.json", WEIGHTS, *(_MARIAN_FILES if marian else ())))
    try:
        temporary = Path(tempfile.mkdtemp(prefix=".ct2-", dir=folder))
    except OSError as error:
        raise ModelError(
            str(folder),
            f"cannot write the converted model ({error.strerror})",
            "Make the folder writable once, or run again with: --engine transformers",
        ) from error
    try:
        made = temporary / CT2_FOLDER
        record = {**_record(folder), "quantization": quantization}
        with quiet_transformers():
            record |= _write_model(folder, made, architecture, quantization)
        (made / RECORD).write_text(json.dumps(record, indent=1) + "\n", encoding="utf-8")
        _put_in_place(made, folder, temporary)
    except OSError as error:
        what = f"cannot write the converted model ({error.strerror or error})"
        raise ModelError(str(folder), what, "Free some space, then run again") from error
    finally:
        shutil.rmtree(temporary, ignore_errors=True)
    return folder / CT2_FOLDER


def read_record(ct2_folder: Path) -> Mapping[str, Any]:
    """What is known about a conversion; empty for a folder that was converted elsewhere."""
    try:
        record = json.loads((ct2_folder / RECORD).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return record if isinstance(record, dict) else {}


def _write_model(folder: Path, made: Path, architecture: str, quantization: str) -> dict[str, Any]:
    """Write the weights and the tokenizer; returns what decoding has to know."""
    transformers = require("transformers", "ct2")
    try:
        converter_for(folder, architecture).convert(str(made), quantization=quantization)
        if architecture == "marian":
            for name in _MARIAN_FILES:
                shutil.copyfile(folder / name, made / name)
            return {}
        tokenizer = transformers.AutoTokenizer.from_pretrained(folder, local_files_only=True)
        tokenizer.backend_tokenizer.save(str(made / "tokenizer.json"))
        forced = forced_start(folder)
        token = "" if forced is None else tokenizer.convert_ids_to_tokens(forced)
    except (ModelError, MemoryError):
        raise
    except Exception as error:
        # Damaged files show as SafetensorError, KeyError, JSONDecodeError and others.
        if isinstance(error, OSError) and error.errno is not None:
            raise
        raise damaged(folder, error) from error
    return {"forced_bos_token": token}


def _record(folder: Path) -> dict[str, Any]:
    weights = folder / WEIGHTS
    stat = weights.stat()
    return {
        "size_bytes": stat.st_size,
        "mtime_ns": stat.st_mtime_ns,
        "sha256": _sha256(weights),
        "decoder_vocab_sha256": _pieces_sha256(folder),
        "ctranslate2": require("ctranslate2", "ct2").__version__,
    }


def _put_in_place(made: Path, folder: Path, temporary: Path) -> None:
    """Rename the finished folder; where another process was first, leave its work."""
    target = folder / CT2_FOLDER
    if target.exists() and not is_current(folder):
        target.rename(temporary / "outdated")
    try:
        made.rename(target)
    except OSError:
        if not is_current(folder):
            raise


def _pieces_sha256(folder: Path) -> str:
    """Of decoder_vocab.json; empty if there is none."""
    path = folder / DECODER_VOCAB
    return _sha256(path) if path.is_file() else ""


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
