"""Heavy libraries stay out of start-up; timings themselves are for benchmarks/speed."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

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


TRANSLATE = """
import presscli
from presscli.document import SourceText
text = '''{text}'''
with presscli.open(profile="embedded", model="marian-own", offline=True, summary_sentences=0) as s:
    result = s.process(text)
assert "Parliament" in result.paragraphs[1].text, result.paragraphs
"""
RELEASE = """Approvata la relazione sui trasporti

Il Parlamento europeo ha approvato oggi la relazione sulla sicurezza dei trasporti, che era stata
presentata dalla Commissione. La riunione si terrà a Bruxelles nel mese di gennaio.
"""


def test_translating_with_a_marian_loads_what_ctranslate2_needs_and_no_more() -> None:
    modules = loaded(TRANSLATE.format(text=RELEASE))
    assert {"ctranslate2", "sentencepiece"} <= modules
    unwanted = {"torch", "transformers", "tokenizers", "safetensors", "numpy"}
    assert modules.isdisjoint(unwanted | {"huggingface_hub", "charset_normalizer"})


@pytest.mark.issue(7)
def test_a_run_that_finds_its_work_done_loads_no_stage(tmp_path: Path) -> None:
    (tmp_path / "nota.txt").write_text(RELEASE, encoding="utf-8")
    places = f'"{tmp_path / "nota.txt"}", "-o", "{tmp_path / "out"}/", "--store", "{tmp_path}/db"'
    models = '"--profile", "embedded", "--offline", "--no-summary"'
    code = HELP.format(args=f'"translate", {places}, {models}')
    assert "presscli.pipeline" in loaded(code)
    again = loaded(code)
    stages = {"pipeline", "parse", "detect", "segment", "translate", "check", "summarize", "fetch"}
    stages |= {"reuse", "tools"}
    assert "presscli.store" in again
    assert again.isdisjoint({f"presscli.{stage}" for stage in stages} | {"ssl", "ctranslate2"})


def test_the_list_of_commands_looks_at_the_flags_of_none() -> None:
    code = HELP.format(args='"--help"')
    patch = "import typer.main\nmade = []\nreal = typer.main.get_command_from_info\n"
    patch += "typer.main.get_command_from_info = lambda *a, **k: made.append(a) or real(*a, **k)\n"
    assert "presscli.cli.app" in loaded(patch + code + "\nassert not made, made")
    of_one = patch + HELP.format(args='"detect", "--help"') + "\nassert not made, made"
    with pytest.raises(subprocess.CalledProcessError):
        loaded(of_one)
