"""The model's card, written from the record of its runs and never by hand.

The record is ``log.jsonl`` of the run (and of runs before it, in order), ``data.json``
of the data, the scores of ``training.evaluate`` and the corpora's licences in
``sources.tsv``.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from presscli.errors import InputError

SOURCES = Path(__file__).with_name("sources.tsv")

_LIMITS = """\
Sentences of political, institutional and press Italian are what it was made for;
its parliamentary text ends in 2001, so later names and terms are unknown to it.
Lines above 200 tokens were left out of training. It can drop, repeat or invent
words and figures: its output is to be checked against the source, as presscli does.
The weights are released under Apache-2.0; the training text is not part of them,
and its licences are those of the table above."""


def read_log(path: Path) -> list[dict[str, Any]]:
    """The rows of a run's ``log.jsonl``.

    Raises:
        InputError: It is missing or a line is not JSON.
    """
    try:
        return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    except (OSError, ValueError) as error:
        what = f"not the log of a run ({error})"
        raise InputError(str(path), what, "Give the folder of training.train.") from error


def join_logs(logs: Iterable[Sequence[Mapping[str, Any]]]) -> list[dict[str, Any]]:
    """The logs of runs that went on from one another's weights as the log of one.

    Steps, target tokens and seconds of each count on from the end of the one before.
    """
    joined: list[dict[str, Any]] = []
    for log in logs:
        end = joined[-1] if joined else {}
        joined += [{**row, **{f: row[f] + end.get(f, 0) for f in _COUNTED}} for row in log]
    return joined


_COUNTED = ("step", "tokens", "seconds")


def summarize_log(log: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """What a card needs of a log: legs and milestones, with names in place of paths."""
    return [
        {**row, "options": {k: _named(k, v) for k, v in row["options"].items()}}
        if row["kind"] == "start"
        else dict(row)
        for row in log
        if row["kind"] in {"start", "milestone"}
    ]


def _named(option: str, value: object) -> object:
    return Path(str(value)).name if value and option in {"data", "run", "init", "dev"} else value


def read_sources() -> list[tuple[str, str, str]]:
    """``(corpus, what it is, licence)`` of every corpus."""
    rows = [line.split("\t") for line in SOURCES.read_text(encoding="utf-8").splitlines()]
    return [(corpus, text, licence) for corpus, text, licence in rows]


def _table(head: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join("| " + " | ".join(map(str, line)) + " |" for line in lines)


def _training(log: Sequence[Mapping[str, Any]]) -> str:
    starts = [row for row in log if row["kind"] == "start"]
    options, last = starts[-1]["options"], log[-1]
    rows = [
        ("shape", options["shape"]),
        ("steps", last["step"]),
        ("target tokens", f"{last['tokens'] / 1e6:.1f} million"),
        ("hours", f"{last['seconds'] / 3600:.1f} in {len(starts)} legs"),
        ("hardware", "; ".join(dict.fromkeys(row["machine"] for row in starts))),
        ("batch", f"{options['batch_tokens']} tokens x {options['accumulate']}"),
        ("started from", _origin(starts)),
        ("optimiser", f"Muon {options['muon_lr']}, AdamW {options['lr']}"),
        ("label smoothing, dropout", f"{options['smoothing']}, {options['dropout']}"),
    ]
    return _table(("training", ""), rows)


def _origin(starts: Sequence[Mapping[str, Any]]) -> str:
    """Whose weights the first leg took over; tokens and hours count from there."""
    given = starts[0]["options"].get("init")
    return Path(given).name if given else "random weights"


def _curve(log: Sequence[Mapping[str, Any]], most: int = 24) -> str:
    """Held-out loss and dev scores by tokens, thinned to about ``most`` rows."""
    rows = [row for row in log if row["kind"] == "milestone"]
    step = max(1, -(-len(rows) // most))
    shown = [*rows[:-1:step], *rows[-1:]]
    cells = [
        (
            f"{row['tokens'] / 1e6:.2f}M",
            f"{row['seconds'] / 3600:.2f}",
            row.get("valid_nll", ""),
            row.get("bleu", ""),
            row.get("chrf", ""),
        )
        for row in shown
    ]
    dev = next((row["dev"] for row in rows if "dev" in row), "no dev set")
    head = ("target tokens", "hours", "held-out nll", f"BLEU, greedy, {dev}", "chrF")
    return _table(head, cells)


def _scores(scores: Sequence[Mapping[str, Any]]) -> str:
    rows = [
        (s["test_set"], s["lines"], s["bleu"], s["chrf"], f"{s['numbers_kept']:.1%}", s["decoding"])
        for s in scores
    ]
    head = ("test set", "lines", "BLEU", "chrF", "numbers kept", "decoding")
    signatures = dict.fromkeys(s[f"{m}_signature"] for s in scores for m in ("bleu", "chrf"))
    return _table(head, rows) + "\n\n" + "\n".join(f"`{text}`" for text in signatures)


def _data(data: Mapping[str, Any]) -> str:
    shares = ", ".join(f"{group} {count:,}" for group, count in data["pairs"].items())
    return (
        f"{data['lines']:,} lines, {data['target_tokens'] / 1e6:.1f} million target tokens an "
        f"epoch; joint SentencePiece unigram of {data['vocabulary']:,}, byte fallback, digits "
        f"split. Lines by group, weights applied: {shares}."
    )


def write_card(
    path: Path,
    *,
    log: Sequence[Mapping[str, Any]],
    data: Mapping[str, Any],
    scores: Sequence[Mapping[str, Any]],
    weights: Mapping[str, str],
) -> None:
    """Write ``CARD.md``.

    Args:
        path: The file.
        log: Rows of the run's log.
        data: ``data.json`` of the data.
        scores: Rows of ``training.evaluate``; may be empty.
        weights: File name -> sha256.
    """
    sums = "\n".join(_sum_line(name, digest) for name, digest in weights.items())
    parts = [
        f"# {path.parent.name}: MarianMT, Italian to English",
        "Made by `training/` of presscli; this card was written from the run's record.",
        _training(log),
        "## Scores",
        _scores(scores) if scores else "Not measured yet: `python -m training.evaluate`.",
        "## Learning curve",
        _curve(log),
        "## Data",
        _data(data),
        _table(("corpus", "what", "licence"), read_sources()),
        "## Limits",
        _LIMITS,
        "## Files",
        sums,
    ]
    path.write_text("\n\n".join(parts) + "\n", encoding="utf-8")


def renew_sums(path: Path, weights: Mapping[str, str]) -> None:
    """Put other checksums into a card; arguments as for :func:`write_card`."""
    heads = {f"- `{name}` sha256": _sum_line(name, digest) for name, digest in weights.items()}
    lines = path.read_text(encoding="utf-8").splitlines()
    renewed = [heads.get(line.rpartition(" ")[0], line) for line in lines]
    path.write_text("\n".join(renewed) + "\n", encoding="utf-8")


def _sum_line(name: str, digest: str) -> str:
    return f"- `{name}` sha256 `{digest}`"
