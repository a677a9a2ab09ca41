"""Wall time of ``presscli --help`` beside bare Python, alternating, best and median.

    python -m benchmarks.startup [RUNS]

The budget is 150 ms where bare Python takes 15, so the ratio is what counts:
machines are noisy, and both commands run under the same noise.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import time

COMMANDS = {
    "python -c pass": [sys.executable, "-c", "pass"],
    "presscli --help": [sys.executable, "-m", "presscli", "--help"],
    "presscli translate --help": [sys.executable, "-m", "presscli", "translate", "--help"],
}


def wall_ms(command: list[str]) -> float:
    """Wall time of one run, in milliseconds."""
    start = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return (time.perf_counter() - start) * 1000


def main() -> None:
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 20
    times: dict[str, list[float]] = {name: [] for name in COMMANDS}
    for _ in range(runs):
        for name, command in COMMANDS.items():
            times[name].append(wall_ms(command))
    base = min(times["python -c pass"])
    print(f"{'command':28} {'best ms':>8} {'median':>8} {'best / bare':>12}")
    for name, values in times.items():
        best = min(values)
        print(f"{name:28} {best:8.0f} {statistics.median(values):8.0f} {best / base:12.1f}")


if __name__ == "__main__":
    main()
