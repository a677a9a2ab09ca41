"""The programs behind the table of broken facts, on a small made-up set."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks import broken, corrupt, corruptions, facts
from benchmarks.intervals import share, wilson
from benchmarks.sections import find_section, put_section
from training.corpora import DevSet

PAIRS = (
    ("Il comune ha venduto 1.250 biglietti a Gorizia.", "The city sold 1,250 tickets in Gorizia."),
    ("La mostra è aperta in tutti i giorni feriali.", "The show is open on all working days."),
    ("La riunione si terrà il 12 marzo 2023.", "The meeting will take place on 12 March 2023."),
    ("Il ministro non ha commentato la notizia.", "The minister did not comment on the news."),
    ("Le vendite sono aumentate a Gorizia del 3%.", "Sales increased by 3% in Gorizia."),
    (
        "La NATO ha inviato oggi quattro navi a Trieste.",
        "The NATO alliance sent four ships to Trieste.",
    ),
    (
        "Il treno è partito oggi alle 18.30 da Trieste.",
        "The train left from Trieste at 18:30 today.",
    ),
    (
        "All'incontro hanno partecipato oltre 200 sindaci di Gorizia.",
        "The meeting was attended by more than 200 mayors of Gorizia.",
    ),
    (
        "I volontari hanno 350 biciclette nel deposito di Gorizia.",
        "The volunteers have 350 bicycles in the depot of Gorizia.",
    ),
    (
        "Il sindaco ha aperto la mostra, dopo una lunga visita guidata nelle sale del museo civico,"
        " e ha ringraziato i volontari della città per i mesi di lavoro nei depositi.",
        "The mayor opened the show, after a long guided visit through the rooms of the civic museum"
        ", and thanked the volunteers of the city for their months of work in the depots.",
    ),
    (
        "La ditta ha consegnato i nuovi autobus elettrici alla città, mentre gli operai stavano"
        " ancora costruendo la stazione di ricarica, e domani comincerà il servizio notturno.",
        "The firm delivered the new electric buses to the city, while the workers were still"
        " building the charging station, and tomorrow the night service will begin.",
    ),
)
SET = DevSet("made-up", tuple(s for s, _ in PAIRS), tuple(t for _, t in PAIRS))


@pytest.mark.parametrize("kind", corrupt.CODES)
def test_every_kind_is_built_and_found_again(kind: str) -> None:
    pairs = broken.build([SET], most=corrupt.MOST)[kind]
    assert pairs
    assert all(p.corrupted != p.clean for p in pairs)
    row = corrupt.evaluate(kind, pairs)
    assert row.pairs == len(pairs)
    assert row.found + len(row.missed) == row.pairs


def test_the_same_seed_makes_the_same_pairs() -> None:
    assert broken.build([SET], seed=7, most=corrupt.MOST) == broken.build(
        [SET], seed=7, most=corrupt.MOST
    )
    assert broken.build([SET], seed=7, most=corrupt.MOST) != broken.build(
        [SET], seed=8, most=corrupt.MOST
    )


def test_what_is_found_must_be_new() -> None:
    wrong = ("Sono 12 treni e 13 navi.", "They are 21 trains and 13 ships.")
    kept = broken.Pair(*wrong, wrong[1], "none")
    changed = broken.Pair(*wrong, "They are 21 trains and 31 ships.", "swap")
    row = corrupt.evaluate("number", [kept, changed])
    assert (row.found, row.clean_flagged, row.missed) == (1, 2, (kept,))


def test_the_section_has_a_row_for_each_kind_and_set() -> None:
    rows = [corrupt.evaluate(k, made) for k, made in broken.build([SET], most=corrupt.MOST).items()]
    text = "\n".join(corrupt.section(rows, [SET], "all"))
    assert all(f"| {kind} |" in text for kind in corrupt.CODES)
    assert f"| made-up | {len(PAIRS)} | 0.0 |" in text


def test_halves_share_no_line() -> None:
    (tuned,), (reported,) = corrupt.halve([SET], "tune"), corrupt.halve([SET], "report")
    assert sorted((*tuned.sources, *reported.sources)) == sorted(SET.sources)


@given(st.integers(0, 99_999), st.integers(0, 2**32))
def test_a_figure_is_always_changed(number: int, seed: int) -> None:
    line = f"They sold {number:,} tickets."
    changes = list(corruptions.numbers(line, random.Random(seed)))
    assert [line[c.start : c.end] for c in changes] == [f"{number:,}"]
    assert all(c.apply(line) != line for c in changes)


@given(st.integers(0, 2**32))
def test_a_date_is_always_changed(seed: int) -> None:
    line = "on Monday 12 March 2023 at 18:30"
    changes = list(corruptions.dates(line, random.Random(seed)))
    assert {c.how for c in changes} == {"weekday", "day", "month", "year", "clock"}
    assert all(c.apply(line) != line for c in changes)


@pytest.mark.parametrize("line", ["It is new, isn't it?", "It goes without saying", "Article No 4"])
def test_what_denies_nothing_is_no_negation_to_lose(line: str) -> None:
    assert list(corruptions.lost_negations(line, random.Random(0))) == []


def test_facts_are_counted_by_kind_and_fate() -> None:
    sources = ["Sono 12 treni e 13 navi.", "Non parte il 3 marzo.", "Vedi www.esempio.it"]
    targets = ["They are 21 trains and 13 ships. [?]", "It leaves on 3 March.", "See the site"]
    counts = facts.count_facts(sources, targets)
    expected = {
        ("number", "all"): 2, ("number", "changed"): 1, ("number", "flagged"): 1,
        ("date", "all"): 1,
        ("negation", "all"): 1, ("negation", "lost"): 1, ("negation", "missed"): 1,
        ("address", "all"): 1, ("address", "lost"): 1, ("address", "missed"): 1,
    }  # fmt: skip
    assert {key: n for key, n in counts.items() if n} == expected


def test_the_facts_of_a_missing_line_are_lost() -> None:
    counts = facts.count_facts(["Sono 12 treni."], [""])
    assert (counts["number", "lost"], counts["number", "missed"]) == (1, 1)


def test_facts_from_files(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "it").write_text("Sono 12 treni.\nSono 13 navi.\n")
    (tmp_path / "en").write_text("They are 12 trains.\nThey are 14 ships.\n")
    monkeypatch.setattr("sys.argv", ["facts", str(tmp_path / "it"), str(tmp_path / "en")])
    facts.main()
    assert "| number | 2 | 50.0 % (9.5-90.5) | 1 | 0 | 0 | 1 | 0 |" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("hits", "total", "low", "high"),
    [(0, 10, 0.0, 0.278), (5, 10, 0.237, 0.763), (10, 10, 0.722, 1.0), (0, 0, 0.0, 1.0)],
)
def test_intervals_are_those_of_the_textbook(
    hits: int, total: int, low: float, high: float
) -> None:
    assert wilson(hits, total) == pytest.approx((low, high), abs=0.0005)


def test_a_share_without_trials_is_a_dash() -> None:
    assert share(0, 0) == "-"


def test_sections_are_put_and_replaced() -> None:
    page = put_section("# Page\n", "facts", "one")
    assert put_section(page, "facts", "two") == page.replace("one", "two")
    assert find_section(page, "facts").splitlines()[1] == "one"
    assert find_section(page, "other") == ""
