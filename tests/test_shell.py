"""The README's pipelines, run by a shell."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli import Cli

SCRIPT = Path(__file__).parent / "shell" / "pipelines.sh"


@pytest.mark.skipif(sys.platform == "win32", reason="a shell of POSIX")
def test_the_pipelines_of_the_readme(cli: Cli, tmp_path: Path) -> None:
    presscli = tmp_path / "presscli"
    root = SCRIPT.parent.parent.parent
    # As installed: not found by way of the environment, which cron does not pass on.
    run = f'PYTHONPATH="{root}" exec "{sys.executable}" -m presscli "$@"'
    presscli.write_text(f"#!/bin/sh\n{run}\n")
    presscli.chmod(0o755)
    done = subprocess.run(
        ["bash", str(SCRIPT), str(presscli)],
        capture_output=True,
        text=True,
        check=False,
        env=cli.environment,
    )
    assert done.returncode == 0, done.stdout + done.stderr
