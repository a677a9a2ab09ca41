"""Heavy libraries stay out of start-up; timings themselves are for benchmarks/speed."""

from __future__ import annotations

import subprocess
import sys

import pytest

HEAVY = [
    "torch",
    "transformers",
    "ctranslate2",
    "sentencepiece",
    "tokenizers",
    "huggingface_hub",
    "safetensors",
    "numpy",
    "yaml",
    "langdetect",
    "charset_normalizer",
    "platformdirs",
    "rich.console",
    "jinja2",
]


def loaded(code: str) -> set[str]:
    """Modules in ``sys.modules`` after ``code`` has run in a fresh interpreter."""
    script = f"{code}\nimport sys\nprint('\\n'.join(sorted(sys.modules)), file=sys.stderr)"
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    return set(done.stderr.split())


HELP = """
import sys
sys.argv = ["presscli", {args}]
from presscli.__main__ import main
try:
    main()
except SystemExit:
    pass
"""


@pytest.mark.parametrize(
    "args",
    [
        '"--help"',
        '"translate", "--help"',
        '"digest", "--help"',
        '"models", "--help"',
        '"--version"',
    ],
    ids=lambda a: a.replace('"', ""),
)
def test_help_loads_no_heavy_library(args: str) -> None:
    assert loaded(HELP.format(args=args)).isdisjoint(HEAVY)


def test_importing_the_package_loads_next_to_nothing() -> None:
    modules = {m for m in loaded("import presscli") if m.startswith("presscli")}
    assert modules == {"presscli"}


def test_opening_a_session_loads_no_engine() -> None:
    code = "import presscli\npresscli.open(profile='embedded').close()"
    assert loaded(code).isdisjoint({"torch", "transformers", "ctranslate2"})
