"""Runs the real command line with the small MarianMT of tests/models as its model."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

MODELS_YAML = """
version: 1
models:
  tiny-marian:
    task: translate
    architecture: marian
    source_lang: it
    target_lang: en
    source: {packaged: tiny-marian}
    licence: Apache-2.0
    max_source_tokens: 60
    beam_size: 2
    max_target_tokens: 100
profiles:
  embedded: {translator: tiny-marian}
  standard: {translator: tiny-marian}
  best: {translator: tiny-marian}
"""

TINY = Path(__file__).parent / "models" / "tiny-marian"


def heed_interrupts() -> None:
    """Undo what a shell does to background jobs: they, and their children, ignore Ctrl-C."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


@dataclass(frozen=True)
class Cli:
    """A home with the model imported, and a way to run commands there."""

    home: Path
    models: Path

    @property
    def environment(self) -> dict[str, str]:
        """The environment of a command: this home, these models, no hub."""
        return os.environ | {
            "PRESSCLI_HOME": str(self.home),
            "PRESSCLI_MODELS": str(self.models),
            "HF_HUB_OFFLINE": "1",
            "NO_COLOR": "1",
        }

    def run(
        self, *args: str | Path, stdin: bytes = b"", cwd: Path | None = None, **environment: str
    ) -> subprocess.CompletedProcess[bytes]:
        """Run ``presscli`` to its end."""
        return subprocess.run(
            self.command(*args),
            input=stdin,
            capture_output=True,
            check=False,
            cwd=cwd,
            env=self.environment | environment,
            timeout=120,
        )

    def start(self, *args: str | Path, cwd: Path | None = None) -> subprocess.Popen[bytes]:
        """Start ``presscli`` in the background."""
        return subprocess.Popen(
            self.command(*args),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            cwd=cwd,
            env=self.environment,
            preexec_fn=heed_interrupts,  # noqa: PLW1509 - no thread of ours is running
        )

    @staticmethod
    def command(*args: str | Path) -> Sequence[str | Path]:
        """The command line of ``presscli`` in this interpreter."""
        return [sys.executable, "-m", "presscli", *args]


@pytest.fixture(scope="session")
def cli(tmp_path_factory: pytest.TempPathFactory) -> Cli:
    """The command line with the small MarianMT imported and converted once."""
    folder = tmp_path_factory.mktemp("cli")
    models = folder / "models.yaml"
    models.write_text(MODELS_YAML)
    made = Cli(folder / "home", models)
    done = made.run("models", "import", TINY)
    assert done.returncode == 0, done.stderr.decode()
    done = made.run("translate", "--lines", "-", stdin=b"Buongiorno.\n")
    assert done.stdout == b"Good morning.\n", done.stderr.decode()
    return made
