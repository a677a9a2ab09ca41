"""Releases of a digest that were translated before, and those that share batches."""

from __future__ import annotations

from collections.abc import Generator, Iterator, Sequence
from pathlib import Path

import pytest

from presscli.digest.codec import dump
from presscli.digest.results import forget_unused, remembering
from presscli.document import Result, SourceText
from presscli.errors import InputError, PresscliError
from presscli.store import Store, open_store
from presscli.together import translate_in_windows
from presscli.windows import WINDOW_RELEASES, Outcome
from tests.digests import PORT, make_result


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with open_store(str(tmp_path / "db")) as opened:
        yield opened


RESULTS = {
    name: make_result(((f"Porto {name}", f"Port {name}"), *PORT[1:]), name=name) for name in "abcd"
}
BROKEN = SourceText("x", "Testo")


class Translator:
    """Answers from :data:`RESULTS` and remembers what it was asked."""

    def __init__(self) -> None:
        self.calls: list[str] = []

    def __call__(self, sources: Sequence[SourceText]) -> Generator[Outcome, None, None]:
        self.calls.append("".join(s.name[0] for s in sources))
        return (RESULTS.get(s.name) or InputError(s.name, "broken") for s in sources)


def sources(names: str) -> list[SourceText]:
    return [RESULTS[name].source if name in RESULTS else BROKEN for name in names]


def shown(outcomes: Iterator[Outcome]) -> str:
    return "".join(
        o.source.name if isinstance(o, Result) else "!" if isinstance(o, PresscliError) else "?"
        for o in outcomes
    )


def test_only_what_is_new_is_translated_in_one_call_and_the_order_stays(store: Store) -> None:
    translator = Translator()
    translate = remembering(translator, store, lambda: "m1")
    assert shown(iter(translate(sources("bd")))) == "bd"
    assert shown(iter(translate(sources("abcd")))) == "abcd"
    assert translator.calls == ["bd", "ac"], "nothing known stands between a and c"


def test_other_settings_make_other_results(store: Store) -> None:
    translator = Translator()
    for settings in ("m1", "m2", "m1"):
        list(remembering(translator, store, settings.lower)(sources("a")))
    assert translator.calls == ["a", "a", ""]


def test_what_failed_is_tried_again(store: Store) -> None:
    translator = Translator()
    translate = remembering(translator, store, lambda: "m1")
    assert shown(iter(translate(sources("axb")))) == "a!b"
    assert shown(iter(translate(sources("axb")))) == "a!b"
    assert translator.calls == ["axb", "x"]


def test_without_settings_nothing_is_kept(store: Store) -> None:
    translate = remembering(Translator(), store, lambda: "")
    assert shown(iter(translate(sources("ab")))) == "ab"
    assert store.kept.count() == 0


def test_a_result_that_cannot_be_read_is_made_again(store: Store) -> None:
    translator = Translator()
    translate = remembering(translator, store, lambda: "m1")
    list(translate(sources("a")))
    for damaged in ("{", "{}", dump(RESULTS["a"])[:-9]):
        ((key,),) = store._database.rows("SELECT key FROM kept")
        store.kept.keep(key, damaged)
        assert shown(iter(translate(sources("a")))) == "a"
    assert translator.calls == ["a"] * 4


def test_a_known_result_has_the_name_that_the_file_has_now(store: Store) -> None:
    translate = remembering(Translator(), store, lambda: "m1")
    list(translate(sources("a")))
    (outcome,) = translate([SourceText("moved.txt", RESULTS["a"].source.text)])
    assert isinstance(outcome, Result)
    assert outcome.source.name == "moved.txt"


def test_what_digests_use_is_not_forgotten(store: Store) -> None:
    translate = remembering(Translator(), store, lambda: "m1")
    list(translate(sources("ab")))
    store._database.rows("UPDATE kept SET used_at = '2020-01-01T00:00:00+00:00'")
    list(translate(sources("a")))
    store.kept.keep("digest:/srv/d.html", "shown")
    store._database.rows("UPDATE kept SET used_at = '2020' WHERE key LIKE 'digest:%'")
    assert forget_unused(store) == 1
    assert store.kept.find("digest:/srv/d.html") == "shown"
    assert store.kept.count() == 2


def test_many_small_releases_share_windows_that_are_begun_one_by_one() -> None:
    calls: list[int] = []
    result = RESULTS["a"]

    def process(window: Sequence[SourceText]) -> list[Outcome]:
        calls.append(len(window))
        return [result for _ in window]

    small = [SourceText(str(n), "Breve.") for n in range(2 * WINDOW_RELEASES + 1)]
    outcomes = translate_in_windows(small, process)
    assert calls == []
    next(outcomes)
    assert calls == [WINDOW_RELEASES]
    assert len(list(outcomes)) == 2 * WINDOW_RELEASES
    assert calls == [WINDOW_RELEASES, WINDOW_RELEASES, 1]
