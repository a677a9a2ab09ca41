"""A short run of every fuzz target, the same changes each time; make fuzz runs for longer."""

from __future__ import annotations

import signal
import warnings
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.fuzz.run import Recorder, TookTooLongError, run_plain
from tests.fuzz.targets import TARGETS, seeds

RUNS = 200


@pytest.fixture(autouse=True)
def alarm() -> Iterator[None]:
    def late(number: int, frame: object) -> None:
        raise TookTooLongError

    old = signal.signal(signal.SIGPROF, late)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield
    signal.signal(signal.SIGPROF, old)


@pytest.mark.skipif(not hasattr(signal, "setitimer"), reason="no timers on this system")
@pytest.mark.parametrize("name", TARGETS)
def test_readers_survive_what_files_may_be(name: str, tmp_path: Path) -> None:
    if not TARGETS[name].is_there:
        pytest.skip(f"{TARGETS[name].library or TARGETS[name].reader} is not installed")
    assert seeds(name), "a target without a file to begin with tries next to nothing"
    recorder = Recorder(name, tmp_path)
    run_plain(recorder, name, RUNS, seed=0)
    assert recorder.executions == RUNS
    why = [file.read_text() for file in tmp_path.glob("*.why")]
    assert recorder.findings == {}, "\n".join(why)


def test_a_fault_is_found_and_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    recorder = Recorder("text", tmp_path)

    def fail(data: bytes) -> None:
        if b"x" in data:
            raise KeyError(data)
        if b"y" in data:
            signal.raise_signal(signal.SIGPROF)

    monkeypatch.setattr(recorder, "function", fail)
    for data in (b"a", b"x", b"xx", b"y"):
        recorder(data)
    assert [what.split()[0] for what in recorder.findings] == ["KeyError", "TookTooLongError"]
    assert len(list(tmp_path.glob("*.why"))) == 2
