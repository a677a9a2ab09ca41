"""What reading in a process of its own costs for each file: python -m benchmarks.guard [FILE ...].

Each file is read in turn in this process and in the guarded one, so that a busy machine
slows both alike. Excluded: the start of the child, which is shown apart.
"""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

from presscli.readers import recognize
from presscli.readers.guard import close, read_guarded, read_here

ROUNDS = 100
FILES = (
    "tests/documents/html/comune.html",
    "tests/documents/mail/plain.eml",
    "tests/documents/mail/mailbox.mbox",
    "tests/documents/mail/archive.zip",
)


def main(names: list[str]) -> None:
    """Print a table in Markdown: the fastest and the median of :data:`ROUNDS` readings, in ms.

    On a busy machine the median is mostly the wait until the other process is let run.
    """
    starts = [_milliseconds(_start) for _ in range(9)]
    print(f"Start of the child, to its first answer: {min(starts):.0f} ms at best,")
    print(f"{statistics.median(starts):.0f} ms in the middle\n")
    print("| file | KB | here, best | guarded, best | here, median | guarded, median |")
    print("|---|---|---|---|---|---|")
    for name in names:
        data = Path(name).read_bytes()
        reader = recognize(data, name).reader

        def here(reader: str = reader, data: bytes = data) -> object:
            return read_here(reader, data, name="x", encoding="")

        def guarded(reader: str = reader, data: bytes = data) -> object:
            return read_guarded(reader, data, name="x", encoding="")

        here(), guarded()  # imports
        pairs = [(_milliseconds(here), _milliseconds(guarded)) for _ in range(ROUNDS)]
        columns = list(zip(*pairs, strict=True))
        shown = [min(times) for times in columns] + [statistics.median(t) for t in columns]
        figures = " | ".join(f"{figure:.2f}" for figure in shown)
        print(f"| {Path(name).name} | {len(data) / 1e3:.1f} | {figures} |")


def _start() -> None:
    close()
    data = b"Subject: x\r\n\r\nCiao"
    read_guarded("presscli.readers.mail:read_mail", data, name="x.eml", encoding="")


def _milliseconds(call: Callable[[], object]) -> float:
    began = time.perf_counter()
    call()
    return (time.perf_counter() - began) * 1e3


if __name__ == "__main__":
    main(sys.argv[1:] or list(FILES))
