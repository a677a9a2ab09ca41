"""A system in a process of its own, so that it has its own memory, threads and imports.

    python -m benchmarks.speed.worker SYSTEM HF CT2 THREADS BEAM

Reads a line ``WORK COUNT`` from stdin, does it, and answers with a line of JSON.
"""

from __future__ import annotations

import json
import resource
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from benchmarks.speed.systems import SYSTEMS, Plain, Setting, System
from benchmarks.speed.texts import make_headlines, make_release, make_releases


def make_work(name: str, count: int) -> tuple[str, ...]:
    """The documents of a piece of work: releases, headlines, or one release of many words."""
    if name == "words":
        return (make_release(7, count),)
    return make_releases(count) if name == "releases" else make_headlines(count)


def measure(system: System, documents: Sequence[str]) -> dict[str, object]:
    """Run a system once; what is told of it."""
    system.prepare(documents)
    cpu, began = time.process_time(), time.perf_counter()
    output = system.run()
    seconds, cpu = time.perf_counter() - began, time.process_time() - cpu
    if isinstance(system, Plain):
        output = system.decoded()
    return {
        "seconds": seconds,
        "cpu_seconds": cpu,
        "words": sum(len(d.split()) for d in documents),
        "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
        "output": output,
    }


def main() -> None:
    """Serve until stdin ends."""
    name, hf, ct2, threads, beam = sys.argv[1:]
    began = time.perf_counter()
    system = SYSTEMS[name](Setting(Path(hf), Path(ct2), int(threads), int(beam)))
    loaded = time.perf_counter() - began
    print(json.dumps({"load_seconds": loaded}), flush=True)
    for line in sys.stdin:
        work, count = line.split()
        print(json.dumps(measure(system, make_work(work, int(count)))), flush=True)


if __name__ == "__main__":
    main()
