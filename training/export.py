"""From a run to a folder that can be shipped.

    python -m training.export run --run RUN --data DATA --out OUT [--scores SCORES.json]
    python -m training.export trim --folder OUT --data DATA [--min-count 2]
    python -m training.export split --folder OUT --out PARTS
    python -m training.export join --folder PARTS --out OUT
    python -m training.export package --folder OUT --out presscli/data/marian-own

OUT is a transformers folder (float16) with the CTranslate2 int8 model in ``ct2/``, the
pieces that its decoder says (``decoder_vocab.json``), a vocabulary map, ``CARD.md``,
``SHA256SUMS``, and the ``record.jsonl`` that a later run's card needs (``--before``).
``trim`` does the last steps of ``run`` alone, for weights that are there already.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import shutil
from collections.abc import Sequence
from pathlib import Path

from presscli.engines.convert import convert
from presscli.models.parts import join_into, read_parts, split_folder
from training.arrays import load_arrays
from training.card import join_logs, read_log, renew_sums, summarize_log, write_card
from training.checkpoint import average_weights, list_weights
from training.decoder_vocab import MIN_COUNT, write_decoder_vocab
from training.model import build_model, shape_named
from training.vocabulary import load_vocabulary, vocabulary_size, write_marian_layout
from training.vocabulary_map import VMAP, learn_map, write_map

SUMS = "SHA256SUMS"
RECORD = "record.jsonl"
PART_BYTES = 15 * 2**20
"""Below the 16 MiB that a job's output files may have."""


def export_weights(run: Path, data: Path, out: Path, *, average: int) -> None:
    """Write the mean of the run's last ``average`` weights as a float16 transformers folder."""
    import torch

    log = read_log(run / "log.jsonl")
    shape = next(row["options"]["shape"] for row in reversed(log) if row["kind"] == "start")
    spm = data / "spm.model"
    model = build_model(vocabulary_size(load_vocabulary(spm)), shape_named(shape))
    weights = average_weights(list_weights(run)[-average:])
    model.load_state_dict(weights, strict=False)
    model.to(torch.float16).save_pretrained(out)
    write_marian_layout(out, spm)


def export(
    run: Path,
    data: Path,
    out: Path,
    *,
    average: int = 4,
    scores: Path | None = None,
    before: Sequence[Path] = (),
    min_count: int = MIN_COUNT,
) -> None:
    """Write everything that ships.

    Args:
        run: The folder of the run.
        data: What it was trained on.
        out: The folder to write.
        average: How many of the last weights.
        scores: The JSON of ``training.evaluate``.
        before: Logs or records of the runs whose weights it went on from, in order.
        min_count: How often the English side has a piece that the decoder may say.
    """
    out.mkdir(parents=True, exist_ok=True)
    log = join_logs(read_log(path) for path in (*before, run / "log.jsonl"))
    rows = [json.dumps(row) + "\n" for row in summarize_log(log)]
    (out / RECORD).write_text("".join(rows), encoding="utf-8")
    export_weights(run, data, out, average=average)
    _convert_trimmed(out, data, min_count)
    write_card(
        out / "CARD.md",
        log=log,
        data=json.loads((data / "data.json").read_text(encoding="utf-8")),
        scores=json.loads(scores.read_text(encoding="utf-8")) if scores else [],
        weights=_weights(out),
    )
    write_sums(out)


def trim(folder: Path, data: Path, *, min_count: int = MIN_COUNT) -> None:
    """List anew what the decoder of an exported folder may say, and convert it again.

    Args:
        folder: Written by :func:`export`; its weights stay, the checksums are renewed.
        data: What it was trained on.
        min_count: How often the English side has a piece that the decoder may say.
    """
    _convert_trimmed(folder, data, min_count)
    renew_sums(folder / "CARD.md", _weights(folder))
    write_sums(folder)


def _convert_trimmed(folder: Path, data: Path, min_count: int) -> None:
    pieces = write_decoder_vocab(folder, data, min_count=min_count)
    ct2 = convert(folder, "marian")
    found = learn_map(load_arrays(data / "train"))
    write_map(ct2 / VMAP, found, data / "spm.model", sayable=pieces)


def _weights(folder: Path) -> dict[str, str]:
    """What the card names by its sha256."""
    return {name: _sha256(folder / name) for name in ("model.safetensors", "ct2/model.bin")}


def write_sums(folder: Path) -> None:
    """Write ``SHA256SUMS`` over all files of a folder, as ``sha256sum -c`` reads it."""
    files = sorted(p for p in folder.rglob("*") if p.is_file() and p.name != SUMS)
    lines = [f"{_sha256(p)}  {p.relative_to(folder).as_posix()}\n" for p in files]
    (folder / SUMS).write_text("".join(lines), encoding="utf-8")


def split(folder: Path, out: Path, *, part_bytes: int = PART_BYTES) -> None:
    """Write a flat folder in parts of at most ``part_bytes``, with checksums."""
    split_folder(folder, out, part_bytes=part_bytes)


def join(folder: Path, out: Path) -> None:
    """Put a folder together again.

    Raises:
        ModelError: A part is missing or damaged.
    """
    out.mkdir(parents=True, exist_ok=True)
    join_into(out, folder, read_parts(folder))


def package(folder: Path, out: Path) -> str:
    """Copy what presscli needs to run the model in either engine, and its card.

    Returns:
        The ``files`` of its entry in models.yaml.
    """
    shutil.rmtree(out, ignore_errors=True)
    left = shutil.ignore_patterns(VMAP, SUMS, RECORD)
    shutil.copytree(folder, out, ignore=left)
    files = sorted(p for p in out.rglob("*") if p.is_file() and p.name != "CARD.md")
    return "".join(
        f"      {p.relative_to(out).as_posix()}:\n"
        f"        sha256: {_sha256(p)}\n        size_bytes: {p.stat().st_size}\n"
        for p in files
    )


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="training.export", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    run = commands.add_parser("run", help="a run to a folder that can be shipped")
    run.add_argument("--run", type=Path, required=True)
    run.add_argument("--data", type=Path, required=True)
    run.add_argument("--out", type=Path, required=True)
    run.add_argument("--average", type=int, default=4, help="how many of the last weights")
    run.add_argument("--scores", type=Path, help="JSON of training.evaluate, for the card")
    run.add_argument("--before", type=Path, nargs="*", default=[], help="logs of earlier runs")
    trimmed = commands.add_parser("trim", help="the pieces that the decoder says, listed anew")
    trimmed.add_argument("--folder", type=Path, required=True)
    trimmed.add_argument("--data", type=Path, required=True)
    for command in (run, trimmed):
        command.add_argument(
            "--min-count", type=int, default=MIN_COUNT, help="of a piece that the decoder says"
        )
    rest = {
        "split": "a flat folder to parts",
        "join": "parts to a folder",
        "package": "what presscli/data/ holds, and its lines in models.yaml",
    }
    for name, text in rest.items():
        command = commands.add_parser(name, help=text)
        command.add_argument("--folder", type=Path, required=True)
        command.add_argument("--out", type=Path, required=True)
    return parser


def main(arguments: Sequence[str] | None = None) -> None:
    """Run one of the commands."""
    args = _parser().parse_args(arguments)
    if args.command == "run":
        export(
            args.run,
            args.data,
            args.out,
            average=args.average,
            scores=args.scores,
            before=args.before,
            min_count=args.min_count,
        )
    elif args.command == "trim":
        trim(args.folder, args.data, min_count=args.min_count)
    elif args.command == "package":
        print(package(args.folder, args.out), end="")
    else:
        (split if args.command == "split" else join)(args.folder, args.out)


if __name__ == "__main__":
    main()
