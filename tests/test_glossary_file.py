"""A glossary file: what it may say, and everything that is wrong with it at once."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from presscli.errors import ConfigError
from presscli.glossary import Case, Glossary, Term, open_glossary, read_glossary, write_tsv
from presscli.glossary.load import MAX_TERM_CHARS, NOTES


def read_text(folder: Path, text: str, name: str = "g.tsv") -> Glossary:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return read_glossary(path)


def problems(folder: Path, text: str, name: str = "g.tsv") -> list[str]:
    with pytest.raises(ConfigError) as caught:
        read_text(folder, text, name)
    return [p.replace(f"{folder}/", "") for p in caught.value.problems]


def test_tsv(tmp_path: Path) -> None:
    text = (
        "# mine\n\nbando\tcall for tenders\tany\tnoun\r\nFrecciarossa\t=\nSalute\tHealth\tEXACT\n"
    )
    assert read_text(tmp_path, text).terms == (
        Term("bando", "call for tenders", Case.ANY, "noun"),
        Term("Frecciarossa", "", Case.ANY, "", keep=True),
        Term("Salute", "Health", Case.EXACT),
    )


def test_yaml_says_the_same(tmp_path: Path) -> None:
    text = (
        "# mine\nbando: {target: call for tenders, case: any, pos: noun}\n"
        "Frecciarossa: =\nSalute:\n  target: Health\n  case: exact\n"
    )
    tsv = "bando\tcall for tenders\tany\tnoun\nFrecciarossa\t=\nSalute\tHealth\texact\n"
    yaml, table = read_text(tmp_path, text, "g.yaml"), read_text(tmp_path, tsv)
    assert yaml.terms == table.terms
    assert yaml.digest == table.digest


def test_words_of_yaml_are_words(tmp_path: Path) -> None:
    text = "no: NO\n12: twelve\n'on': off\n"
    terms = read_text(tmp_path, text, "g.yml").terms
    assert [(t.source, t.target) for t in terms] == [("no", "NO"), ("12", "twelve"), ("on", "off")]


def test_an_empty_file_is_an_empty_glossary(tmp_path: Path) -> None:
    assert read_text(tmp_path, "# nothing yet\n").terms == ()
    assert read_text(tmp_path, "", "g.yaml").digest == ""


def test_every_problem_is_reported_with_its_line(tmp_path: Path) -> None:
    text = (
        "bando\n"
        "\tcall\n"
        "gara\t\n"
        "Bando\tcall\tsome\n"
        "asta\tauction\tany\tthing\n"
        "a\tb\tany\tnoun\tmore\n"
        "ente\tbody\n"
        "ENTE\tagency\n"
        f"{'x' * 201}\ty\n"
        "bip\tb\x07p\n"
    )
    assert problems(tmp_path, text) == [
        "g.tsv:1: no tab ('bando'). Write: source, tab, target",
        "g.tsv:2: no source term (''). Write a word or more",
        "g.tsv:3: no target term (''). Write a word or more, or = to keep it",
        "g.tsv:4: case 'some' is unknown. Known: any, exact",
        f"g.tsv:5: part of speech 'thing' is unknown. Known: {', '.join(NOTES)}",
        "g.tsv:6: 5 columns. Allowed: source, target, case, part of speech, parted by tabs",
        "g.tsv:8: 'ENTE' is there twice (first on line 7)",
        f"g.tsv:9: source too long (201 characters). At most {MAX_TERM_CHARS}",
        "g.tsv:10: target has characters that do not print ('b\\x07p'). One line of text",
    ]


def test_every_problem_of_yaml_too(tmp_path: Path) -> None:
    text = (
        "bando: [a, b]\n"
        "gara: {target: tender, colour: red}\n"
        "asta: {case: any}\n"
        "ente: body\n"
        "Ente: agency\n"
        "nulla: ~\n"
        "'#tema': topic\n"
    )
    assert problems(tmp_path, text, "g.yaml") == [
        "g.yaml:1: not text. Write: source term: target term",
        "g.yaml:2: 'colour' is unknown. Known: target, case, pos",
        "g.yaml:3: no target term (''). Write a word or more, or = to keep it",
        "g.yaml:5: 'Ente' is there twice (first on line 4)",
        "g.yaml:6: no target term ('~'). Write a word or more, or = to keep it",
        "g.yaml:7: source begins with # ('#tema'), as comments do. Leave the # out",
    ]


@pytest.mark.parametrize(
    ("name", "data", "problem"),
    [
        ("g.tsv", b"citt\xe0\tcity\n", "not UTF-8"),
        ("g.yaml", b"a: [", "not YAML"),
        ("g.yaml", b"- a\n", "not a mapping"),
        ("g.yaml", b"{[a, b]: c}", "not text"),
    ],
    ids=["latin-1", "broken", "list", "key"],
)
def test_a_file_of_another_kind(tmp_path: Path, name: str, data: bytes, problem: str) -> None:
    (tmp_path / name).write_bytes(data)
    with pytest.raises(ConfigError, match=problem):
        read_glossary(tmp_path / name)


def test_a_term_may_have_one_english_for_its_capital(tmp_path: Path) -> None:
    glossary = read_text(tmp_path, "Salute\tMinistry of Health\texact\nsalute\thealth\n")
    assert [u.english for u in glossary.find("La Salute pensa alla salute")] == [
        "Ministry of Health",
        "health",
    ]


TEXT = st.text(
    st.characters(codec="utf-8", exclude_categories=("C", "Z", "M")), min_size=1, max_size=12
).map(str.strip)
WORDS = st.lists(TEXT, min_size=1, max_size=3).map(" ".join)


def is_term(text: str) -> bool:
    return any(c.isalnum() for c in text) and not text.startswith("#")


def is_composed(text: str) -> bool:
    import unicodedata

    return unicodedata.is_normalized("NFC", text)


TERMS = st.builds(
    lambda source, target, case, note: Term(
        source, "" if target is None else target, case, note, keep=target is None
    ),
    WORDS.filter(is_term).filter(is_composed),
    st.none() | WORDS.filter(is_term).filter(is_composed),
    st.sampled_from(Case),
    st.sampled_from(("", *NOTES)),
)


@given(st.lists(TERMS, max_size=8, unique_by=lambda t: t.source.lower().replace("’", "'")))
def test_written_and_read_back_it_is_the_same(
    tmp_path_factory: pytest.TempPathFactory, terms: list[Term]
) -> None:
    glossary = Glossary(tuple(terms))
    folder = tmp_path_factory.mktemp("glossary")
    again = read_text(folder, write_tsv(glossary))
    assert again.terms == glossary.terms
    assert again.digest == glossary.digest
    assert write_tsv(again) == write_tsv(glossary)


def test_the_digest_is_of_what_it_says() -> None:
    one, two = Term("bando", "call"), Term("gara", "tender")
    assert Glossary((one, two)).digest == Glossary((two, one), "other.tsv").digest
    assert Glossary((one,)).digest != Glossary((Term("bando", "notice"),)).digest
    assert len(Glossary((one,)).digest) == 8
    assert Glossary().digest == ""


def test_which_file_is_taken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    given_file, by_environment = tmp_path / "a.tsv", tmp_path / "b.tsv"
    given_file.write_text("a\tfirst\n")
    by_environment.write_text("a\tsecond\n")
    monkeypatch.setenv("PRESSCLI_HOME", str(tmp_path))
    assert open_glossary().terms == ()
    (tmp_path / "glossary.yaml").write_text("a: third\n")
    assert open_glossary().terms[0].target == "third"
    monkeypatch.setenv("PRESSCLI_GLOSSARY", str(by_environment))
    assert open_glossary().terms[0].target == "second"
    assert open_glossary(str(given_file)).terms[0].target == "first"
    assert open_glossary("none").terms == ()
    with pytest.raises(ConfigError, match="cannot be read"):
        open_glossary(str(tmp_path / "missing.tsv"))
