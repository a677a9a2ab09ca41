"""The parts of a digest: what is news, what is a copy, which figures, what is remembered."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from presscli.digest.build import build
from presscli.digest.codec import dump, load
from presscli.digest.copies import digest_text, is_copy, join_copies
from presscli.digest.figures import clause_around, key_figures
from presscli.digest.memory import Memory
from presscli.digest.model import Candidate, Copy, Entry
from presscli.digest.since import Cutoff, is_news, parse_since
from presscli.document import Result, SourceText
from presscli.errors import InputError, ModelError, PresscliError, UsageError
from presscli.parse import parse
from presscli.render.identity import fingerprint
from presscli.windows import Outcome
from tests.digests import DOUBT, NOW, PORT, candidate, make_result, three
from tests.test_render import make_result as rendered_result

LONG = (
    "Il Consiglio comunale di Vesara ha approvato il piano della mobilità con 24 voti a favore. "
    "Il documento prevede 35 chilometri di nuove piste ciclabili e la chiusura del centro alle "
    "auto nei fine settimana, secondo quanto ha spiegato l'assessora Marta Bellini. I lavori "
    "cominceranno in primavera e costeranno 12,5 milioni di euro."
)


def text_of(body: str, day: str = "22 novembre 2026") -> Candidate:
    source = f"Titolo\n\nVesara, {day} - {body}\n"
    release = parse(source)
    text = SourceText("a.txt", source)
    dateline = release.dateline
    assert dateline is not None
    copy = Copy("a.txt", "", "", fingerprint(text), fingerprint(text), NOW)
    return Candidate(text, release, copy, dated=True)


def copies(one: str, other: str, *, day: str = "22 novembre 2026") -> bool:
    return is_copy(digest_text(text_of(one).release), digest_text(text_of(other, day).release))


@pytest.mark.parametrize(
    ("value", "after"),
    [
        ("24h", NOW - datetime.timedelta(hours=24)),
        ("90m", NOW - datetime.timedelta(minutes=90)),
        (" 2w ", NOW - datetime.timedelta(weeks=2)),
        ("2026-11-22", datetime.datetime(2026, 11, 22, tzinfo=datetime.UTC)),
        ("2026-11-22T08:30", datetime.datetime(2026, 11, 22, 8, 30, tzinfo=datetime.UTC)),
        ("", None),
    ],
)
def test_since_is_a_span_or_a_moment(value: str, after: datetime.datetime | None) -> None:
    assert parse_since(value, NOW) == Cutoff(after)


def test_since_last_asks_for_what_no_run_has_shown() -> None:
    assert parse_since("last", NOW) == Cutoff(unseen=True)


@pytest.mark.parametrize("value", ["yesterday", "24", "-3h", "9999999w", "2026-13-01"])
def test_any_other_since_is_refused(value: str) -> None:
    with pytest.raises(UsageError, match="--since"):
        parse_since(value, NOW)


@pytest.mark.parametrize(("days", "news"), [(0, True), (1, True), (2, False)])
def test_a_dated_release_counts_by_its_day(days: int, news: bool) -> None:
    day = NOW.date() - datetime.timedelta(days=days)
    cutoff = parse_since("24h", NOW)
    assert is_news(candidate(make_result(day=day)), cutoff, frozenset()) is news


def test_a_release_without_date_counts_by_its_file() -> None:
    result = make_result(day=None)
    cutoff = parse_since("24h", NOW)
    late, early = NOW - datetime.timedelta(hours=23), NOW - datetime.timedelta(hours=25)
    assert is_news(candidate(result, late), cutoff, frozenset())
    assert not is_news(candidate(result, early), cutoff, frozenset())


def test_last_goes_by_content_not_by_clocks() -> None:
    old = candidate(make_result(day=datetime.date(1999, 1, 1)))
    cutoff = parse_since("last", NOW)
    assert is_news(old, cutoff, frozenset())
    assert not is_news(old, cutoff, frozenset({old.copy.sha256}))


def test_an_agencys_edit_is_a_copy() -> None:
    assert copies(LONG, LONG.replace("secondo quanto ha spiegato", "come ha detto"))


def test_a_shortened_release_is_a_copy() -> None:
    assert copies(LONG, LONG.split("I lavori", maxsplit=1)[0])


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("24 voti", "23 voti"),
        ("12,5 milioni", "125 milioni"),
        ("ha approvato", "non ha approvato"),
        ("Marta Bellini", "Marta Bellandi"),
        ("comunale di Vesara", "comunale di Sardano"),
    ],
)
def test_another_fact_is_another_release(old: str, new: str) -> None:
    assert old in LONG
    assert not copies(LONG, LONG.replace(old, new))


def test_the_same_text_weeks_apart_is_another_release() -> None:
    assert not copies(LONG, LONG, day="1 novembre 2026")


def test_unrelated_releases_are_no_copies() -> None:
    other = "La mostra apre sabato nel museo civico con opere di tutto il secolo scorso in sala."
    assert not copies(LONG, other)


@given(st.permutations(range(4)))
def test_joining_does_not_depend_on_the_order(order: list[int]) -> None:
    bodies = [
        LONG,
        LONG.replace("secondo quanto ha spiegato", "come ha detto"),
        LONG[:170],
        "Altro.",
    ]
    texts = [digest_text(text_of(bodies[i]).release) for i in order]
    groups = {frozenset(order[i] for i in group) for group in join_copies(texts)}
    assert groups == {frozenset({0, 1, 2}), frozenset({3})} or groups == {
        frozenset({0, 1}),
        frozenset({2}),
        frozenset({3}),
    }


def test_every_text_is_in_one_group() -> None:
    texts = [digest_text(text_of(f"{LONG} {i}").release) for i in range(5)]
    assert sorted(i for group in join_copies(texts) for i in group) == list(range(5))


def test_key_figures_are_amounts_before_counts() -> None:
    assert [f.text for f in key_figures(make_result())] == [
        "4.2 million tonnes",
        "85 million euros",
        "12%",
    ]


def test_no_unconfirmed_figure_is_a_key_figure() -> None:
    assert "4.2 million tonnes" not in [f.text for f in key_figures(make_result(findings=(DOUBT,)))]


@pytest.mark.parametrize(
    "english",
    [
        "On 12 March 2025 at 18:30 the council met.",
        "Call 06 1234567 for details.",
        "Law no. 84 and art. 5 of decree 152 apply.",
        "It was founded in 1998.",
        "The S.P. 17 is closed.",
    ],
)
def test_dates_phones_and_names_of_laws_are_no_figures(english: str) -> None:
    assert key_figures(make_result((("T", "T"), ("x", english)))) == ()


@given(st.text(alphabet="ab ,.", max_size=300), st.integers(0, 300))
def test_a_clause_holds_its_figure(words: str, at: int) -> None:
    at = min(at, len(words))
    text = f"{words[:at]} 42% {words[at:]}"
    start = len(words[:at]) + 1
    assert "42%" in clause_around(text, start, start + 3)
    assert len(clause_around(text, start, start + 3)) <= 125


@pytest.mark.parametrize("make", [rendered_result, make_result, lambda: three()[1]])
def test_a_result_outlasts_a_run(make: Callable[[], Result]) -> None:
    result = make()
    assert load(Result, dump(result)) == result


@given(st.text(), st.text(max_size=9), st.datetimes(timezones=st.just(datetime.UTC)), st.booleans())
def test_a_memory_outlasts_a_run(
    name: str, source: str, when: datetime.datetime, dated: bool
) -> None:
    copy = Copy(name, source, "", "00", "11", when)
    memory = Memory(("00", name), (Entry(make_result(), (copy, copy), dated),))
    assert load(Memory, dump(memory)) == memory


@pytest.mark.parametrize(
    "text", ["", "[]", "null", '{"entries": 3}', '{"entries": [{}]}', '{"seen": [1]}']
)
def test_what_is_no_memory_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"not a Memory|Expecting"):
        load(Memory, text)


def one(
    results: list[Result], *, broken: str = "", known: tuple[Entry, ...] = ()
) -> tuple[tuple[Entry, ...], list[str], list[str]]:
    """Entries, what was translated, and what failed."""
    asked: list[str] = []
    failed: list[str] = []
    by_name = {r.source.name: r for r in results}

    def translate(sources: Sequence[SourceText]) -> list[Outcome]:
        asked.extend(source.name for source in sources)
        broke = InputError(broken, "broken")
        return [broke if s.name == broken else by_name[s.name] for s in sources]

    def fail(name: str, error: PresscliError) -> None:
        failed.append(name)

    return build([candidate(r) for r in results], translate, fail, known=known), asked, failed


TWO = [make_result(name="a.txt", source="ANSA"), make_result(name="b.txt", source="AGI")]


def test_two_agencies_make_one_entry_that_names_both() -> None:
    (entry,), asked, _ = one(TWO)
    assert [c.source for c in entry.copies] == ["ANSA", "AGI"]
    assert asked == ["a.txt"]


def test_the_fullest_copy_is_shown_but_the_first_gives_the_name() -> None:
    short = make_result(PORT[:3], name="early.txt", day=datetime.date(2026, 11, 21))
    alone = one([short])[0][0]
    (entry,), _, _ = one([short, make_result(name="full.txt")])
    assert entry.result.source.name == "full.txt"
    assert (entry.anchor, entry.urn) == (alone.anchor, alone.urn)


def test_another_copy_stands_in_for_one_that_fails() -> None:
    (entry,), asked, failed = one(TWO, broken="a.txt")
    assert [c.name for c in entry.copies] == ["b.txt"]
    assert failed == ["a.txt"]
    assert asked == ["a.txt", "b.txt"]


def test_a_release_of_which_no_copy_can_be_made_is_left_out() -> None:
    entries, _, failed = one([TWO[0]], broken="a.txt")
    assert (entries, failed) == ((), ["a.txt"])


def test_all_releases_are_asked_for_at_once_and_copies_of_what_failed_after_them() -> None:
    calls: list[list[str]] = []
    others = [r for r in three() if r.source.name != "porto.txt"]
    by_name = {r.source.name: r for r in (*TWO, *others)}

    def translate(sources: Sequence[SourceText]) -> list[Outcome]:
        calls.append([s.name for s in sources])
        return [
            InputError(s.name, "broken") if s.name == "a.txt" else by_name[s.name] for s in sources
        ]

    build([candidate(r) for r in by_name.values()], translate, lambda name, error: None)
    assert [sorted(names) for names in calls] == [["a.txt", "bando.txt", "sciopero.txt"], ["b.txt"]]


def test_known_entries_are_not_translated_again_and_take_up_copies() -> None:
    known = one(TWO[:1])[0]
    (entry,), asked, _ = one(TWO[1:], known=known)
    assert [c.name for c in entry.copies] == ["a.txt", "b.txt"]
    assert asked == []
    assert entry.anchor == known[0].anchor


def test_entries_are_newest_first() -> None:
    days = [datetime.date(2026, 11, d) for d in (3, 20, 11)]
    results = [
        make_result((("T", "T"), (f"Nota numero {d.day}.", "x")), name=f"{d}.txt", day=d)
        for d in days
    ]
    assert [e.when.day for e in one(results)[0]] == [20, 11, 3]


def test_a_failure_of_the_machine_ends_the_run() -> None:
    def translate(sources: Sequence[SourceText]) -> list[Outcome]:
        raise ModelError("m", "missing")

    with pytest.raises(ModelError):
        build([candidate(TWO[0])], translate, lambda name, error: None)
