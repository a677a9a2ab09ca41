"""Preparing training data: filters, alignment, guard of the dev sets, augmentation."""

from __future__ import annotations

import lzma
import random
import re
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from presscli.errors import InputError
from presscli.lexicon.places import exonym
from presscli.read import read
from training.alignment import alignment_score, train_lexicon
from training.augment import copies, fill, italian_number, join_preposition, made_up
from training.corpora import (
    DevGuard,
    DevSet,
    Pair,
    key,
    normalize,
    read_corpora,
    read_dev_sets,
    read_pairs,
    write_pairs,
)
from training.filters import digits, reject
from training.prepare import cheap_filters, clean, pack, prepare_data, weighted
from training.press_templates import BODY, DATELINES, FURNITURE, SENTENCES
from training.press_terms import COUNTRIES

SHARED = Path(__file__).parents[2] / "shared"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("«Sì», ha detto", '"Sì", ha detto', id="guillemets"),
        pytest.param("l\u2019anno \u2013 \u201cuno\u201d", 'l\'anno - "uno"', id="quotes-dash"),
        pytest.param("a\u00a0b\u2009c\t d", "a b c d", id="spaces"),
        pytest.param("perche\u0301", "perché", id="nfc"),
        pytest.param("so\u00adft\u200b", "soft", id="invisible"),
        pytest.param("e poi\u2026", "e poi...", id="ellipsis"),
    ],
)
def test_normalize(text: str, expected: str) -> None:
    assert normalize(text) == expected


@given(st.text())
def test_normalize_twice_changes_nothing_more(text: str) -> None:
    assert normalize(normalize(text)) == normalize(text)


@pytest.mark.parametrize(
    ("source", "target", "reason"),
    [
        pytest.param("Il Senato ha votato.", "The Senate has voted.", "", id="good"),
        pytest.param("Sì.", "Yes.", "", id="short"),
        pytest.param("Nel 1.234 casi", "In 1,234 cases", "", id="separators-differ"),
        pytest.param("il 3 maggio 2021", "on May 3, 2021", "", id="order-differs"),
        pytest.param("Sono 12 casi.", "There are 13 cases.", "digits differ", id="digits"),
        pytest.param("Sono molti casi.", "There are 13 cases.", "digits differ", id="digits-added"),
        pytest.param("parola " * 101, "word " * 101, "long", id="many-words"),
        pytest.param("a" * 41, "a" * 41, "long", id="long-word"),
        pytest.param(
            "Una frase molto lunga che dice tante cose.", "Short.", "length ratio", id="ratio"
        ),
        pytest.param("x = {} + [];", "x = {} + [];", "few letters", id="code"),
        pytest.param("Open the file menu", "Open the file menu", "copy", id="copy"),
        pytest.param("Unione europea", "unione Europea", "", id="name-of-two-words"),
        pytest.param(
            "This is what they said to us", "That is what we heard of it", "wrong language", id="en"
        ),
        pytest.param(
            "Questo è il testo della legge", "Ecco il testo della legge", "wrong language", id="it"
        ),
    ],
)
def test_reject_names_the_filter(source: str, target: str, reason: str) -> None:
    assert reject(Pair("c", source.strip(), target.strip())) == reason


def test_digits_ignores_order_and_separators() -> None:
    assert digits("12.345,6 nel 2021") == digits("In 2021, 12,345.6")


@pytest.mark.parametrize(
    ("source", "target", "repeats"),
    [
        pytest.param("Il Senato ha votato ieri.", "Something else", True, id="source-side"),
        pytest.param("Altro", "the senate voted YESTERDAY", True, id="target-side-other-case"),
        pytest.param("Grazie!", "Thank you.", True, id="short-pair"),
        pytest.param("Grazie.", "Thanks.", False, id="short-line-alone"),
        pytest.param("Il Senato ha votato.", "The Senate has voted.", False, id="other-line"),
    ],
)
def test_dev_guard(source: str, target: str, repeats: bool) -> None:
    dev = DevSet(
        "d",
        ("Il Senato ha votato ieri.", "Grazie."),
        ("The Senate voted yesterday.", "Thank you."),
    )
    assert DevGuard([dev]).repeats(Pair("c", source, target)) is repeats


def _dictionary_pairs(count: int) -> list[tuple[list[str], list[str]]]:
    """Word-by-word translations of a made-up dictionary, words in any order."""
    rng = random.Random(3)
    pairs = []
    for _ in range(count):
        chosen = rng.sample(range(20), 4)
        target = [f"en{i}" for i in chosen]
        rng.shuffle(target)
        pairs.append(([f"it{i}" for i in chosen], target))
    return pairs


def test_lexicon_finds_the_dictionary() -> None:
    lexicon = train_lexicon(_dictionary_pairs(300), ignore_most_frequent=0)
    best = {word: next(iter(found)) for word, found in lexicon.translations.items()}
    assert best == {f"it{i}": f"en{i}" for i in range(20)}


def test_alignment_score_tells_a_translation_from_another_line() -> None:
    pairs = _dictionary_pairs(300)
    forward = train_lexicon(pairs, ignore_most_frequent=0, min_probability=0.3)
    backward = train_lexicon(
        [(t, s) for s, t in pairs], ignore_most_frequent=0, min_probability=0.3
    )
    source = ["it1", "it2", "it3"]
    assert alignment_score(forward, backward, source, ["en3", "en1", "en2"]) == 1.0
    assert alignment_score(forward, backward, source, ["en4", "en5", "en6"]) == 0.0
    assert alignment_score(forward, backward, ["x"], ["y"]) == 1.0


def test_pairs_survive_the_disk(tmp_path: Path) -> None:
    pairs = [Pair("europarl/x", "Sì.", "Yes."), Pair("europarl/x", "No.", "No.")]
    for name in ("a.tsv", "b.tsv.xz"):
        assert write_pairs(tmp_path / name, pairs) == 2
        assert list(read_pairs(tmp_path / name)) == pairs


def test_damaged_corpus_is_named(tmp_path: Path) -> None:
    path = tmp_path / "x.tsv.xz"
    path.write_bytes(b"not xz")
    with pytest.raises(InputError, match=r"x\.tsv\.xz: cannot be read"):
        list(read_pairs(path))


def test_corpora_are_named_by_file_and_column(tmp_path: Path) -> None:
    with lzma.open(tmp_path / "news.tsv.xz", "wt", encoding="utf-8") as out:
        out.write("site\tuno\tone\nbroken line\n")
    assert list(read_corpora(tmp_path)) == [Pair("news/site", "uno", "one")]


def _corpus(tmp_path: Path) -> tuple[Path, Path]:
    corpora, dev = tmp_path / "corpora", tmp_path / "dev"
    dev.mkdir()
    lines = [f"c\t{p.source}\t{p.target}\n" for p in made_up(400, seed=5)]
    guarded = lines[7].rstrip("\n").split("\t")
    (dev / "d.it").write_text(guarded[1] + "\n", encoding="utf-8")
    (dev / "d.en").write_text(guarded[2] + "\n", encoding="utf-8")
    corpora.mkdir()
    (corpora / "press.tsv").write_text("".join(lines) + lines[9], encoding="utf-8")
    return corpora, dev


def test_clean_keeps_dev_lines_out_and_reports(tmp_path: Path) -> None:
    corpora, dev = _corpus(tmp_path)
    out = tmp_path / "clean.tsv"
    report = clean(corpora, dev, out)
    kept = list(read_pairs(out))
    guard = DevGuard(read_dev_sets(dev))
    assert not [pair for pair in kept if guard.repeats(pair)]
    assert report["dev line"] >= 1
    assert report["duplicate"] >= 1
    dropped = sum(
        count
        for name, count in report.items()
        if name not in ("read", "kept", "seconds") and not name.startswith("kept ")
    )
    assert report["read"] == report["kept"] + dropped == 401
    assert len(kept) == report["kept"]


def test_augmented_lines_are_no_dev_lines() -> None:
    if not SHARED.is_dir():
        pytest.skip("the dev sets are not part of the repository")
    guard = DevGuard(read_dev_sets(SHARED / "eval"))
    assert not [pair for pair in made_up(5000) if guard.repeats(pair)]


def test_filters_drop_every_dev_line() -> None:
    if not SHARED.is_dir():
        pytest.skip("the dev sets are not part of the repository")
    sets = read_dev_sets(SHARED / "eval")
    pairs = [Pair("x", s, t) for d in sets for s, t in zip(d.sources, d.references, strict=True)]
    assert list(cheap_filters(pairs, DevGuard(sets), Counter())) == []


def test_weights_repeat_and_thin_out() -> None:
    pairs = [Pair("a/x", str(i), "") for i in range(1000)] + [Pair("b/x", "", "")]
    found = Counter(p.group for p in weighted(pairs, {"a": 0.25, "b": 3.0}, random.Random(0)))
    assert found["b"] == 3
    assert 200 < found["a"] < 300


def test_pack_thins_out_and_never_repeats(tmp_path: Path) -> None:
    pairs = [Pair("a/x", str(i), "-") for i in range(1000)] + [Pair("b/x", "-", "-")]
    count = pack(pairs, tmp_path / "p.tsv.xz", {"a": 0.25, "b": 3.0})
    packed = list(read_pairs(tmp_path / "p.tsv.xz"))
    assert len(packed) == count == len(set(packed))
    assert packed[-1] == pairs[-1]
    assert 200 < count < 300


@pytest.mark.parametrize(
    ("preposition", "noun", "expected"),
    [
        pytest.param("di", "il Senato", "del Senato", id="del"),
        pytest.param("di", "l'Istat", "dell'Istat", id="dell"),
        pytest.param("a", "L'Aia", "all'Aia", id="all"),
        pytest.param("a", "Ancona", "ad Ancona", id="ad"),
        pytest.param("in", "gli Stati Uniti", "negli Stati Uniti", id="negli"),
        pytest.param("in", "la Sicilia", "in Sicilia", id="in"),
        pytest.param("in", "l'Ucraina", "in Ucraina", id="in-vowel"),
        pytest.param("in", "il Regno Unito", "nel Regno Unito", id="nel"),
        pytest.param("di", "Israele", "di Israele", id="no-article"),
    ],
)
def test_join_preposition(preposition: str, noun: str, expected: str) -> None:
    assert join_preposition(preposition, noun) == expected


def test_countries_have_the_names_that_the_program_gives_them() -> None:
    for italian, english in COUNTRIES:
        bare = re.sub(r"^(?:il|la|i|gli) |^l'", "", italian)
        assert (exonym(bare) or bare) == english.removeprefix("the ")


def test_italian_number() -> None:
    assert italian_number(1234567.891, 2) == "1.234.567,89"


def test_made_up_lines_agree_on_their_digits() -> None:
    for pair in made_up(2000, seed=1):
        assert digits(pair.source) == digits(pair.target)
        assert not set("{}[]|") & set(pair.source + pair.target)


@pytest.mark.parametrize("template", [*BODY, *FURNITURE, *DATELINES, *SENTENCES])
def test_both_sides_of_a_template_say_the_same(template: tuple[str, str]) -> None:
    rng = random.Random(3)
    for _ in range(20):
        italian, english = fill(template, rng)
        assert italian
        assert english
        assert digits(italian) == digits(english)


def test_no_template_is_a_sentence_of_the_samples() -> None:
    folder = Path(__file__).parent.parent / "samples"
    samples = " ".join(key(read(str(p)).text) for p in folder.glob("*.it.txt"))
    rng = random.Random(4)
    for template in SENTENCES:
        for _ in range(20):
            assert key(fill(template, rng)[0]) not in samples


def test_made_up_lines_follow_from_the_seed() -> None:
    assert list(made_up(50, seed=2)) == list(made_up(50, seed=2))
    assert list(made_up(50, seed=2)) != list(made_up(50, seed=3))


def test_copies_change_form_only() -> None:
    pair = Pair("c", "Il Senato ha votato.", "The Senate has voted.")
    found = {p.corpus: p for p in copies([pair] * 200, 1.0)}
    assert found["augmented/lower"][1:] == ("il senato ha votato.", "the senate has voted.")
    assert found["augmented/capitals"][1:] == ("IL SENATO HA VOTATO", "THE SENATE HAS VOTED")
    assert found["augmented/dateline"].source.endswith(" - Il Senato ha votato.")
    assert found["augmented/dateline"].target.endswith(" - The Senate has voted.")


def test_prepare_data_is_the_same_twice(tmp_path: Path) -> None:
    pairs = list(made_up(300, seed=4))
    first = prepare_data(pairs, tmp_path / "a", vocabulary=500)
    spm = tmp_path / "a" / "spm.model"
    second = prepare_data(pairs, tmp_path / "b", spm=spm)
    assert first == second
    for name in ("train/source.npy", "train/offsets.npy", "valid/target.npy"):
        assert (tmp_path / "a" / name).read_bytes() == (tmp_path / "b" / name).read_bytes()


def test_key_ignores_case_and_punctuation() -> None:
    assert key("«L'Aia», 2021!") == key("l’aia - 2021")
