"""Words that look like the Italian and say something else."""

from __future__ import annotations

import pytest

from presscli.check import check_segment, choose
from presscli.check.coverage import lexicon
from presscli.check.repair import repair
from presscli.check.senses import check_senses
from presscli.document import Hypothesis
from presscli.lexicon.false_friends import friends_by_word, meanings
from presscli.lexicon.tables import load_rows
from presscli.render.common import MARKED_CODES


@pytest.mark.parametrize(
    ("source", "target", "said"),
    [
        ("Otto operai sono stati ricoverati.", "Eight workers were recovered.", "recovered"),
        (
            "Tre pazienti sono già stati dimessi.",
            "Three patients have already been resigned.",
            "resigned",
        ),
        ("La sentenza del tribunale è attesa oggi.", "The sentence is expected today.", "sentence"),
        ("La rapina è durata due minuti.", "The rape lasted two minutes.", "rape"),
        ("L'isola è inabitata da anni.", "The island has been inhabited for years.", "inhabited"),
        ("La truffa è stata scoperta.", "The truffle was discovered.", "truffle"),
        ("I parenti sono stati avvisati.", "The parents were informed.", "parents"),
        ("Il bando assegna 2 milioni di euro.", "The ban gives EUR 2 million.", "ban"),
        ("Il treno parte dal binario 3.", "The train leaves from binary 3.", "binary"),
        ("Rinviato l'incontro in Prefettura.", "Meeting in Prefect postponed.", "Prefect"),
        # A phrase, and one that has nothing to be put in its place.
        ("I titoli di Stato rendono il 3%.", "State titles yield 3%.", "titles"),
        ("La popolazione sopporta i disagi.", "The population supports the trouble.", "supports"),
    ],
)
def test_a_word_in_another_sense_is_a_warning(source: str, target: str, said: str) -> None:
    (finding,) = check_senses(source, target)
    assert (finding.code, finding.severity) == ("W-SENSE", "warning")
    assert finding.target_value == said
    assert finding.source_span is not None
    assert finding.target_span is not None
    assert source[slice(*finding.source_span)] == finding.source_value
    assert target[slice(*finding.target_span)] == said


@pytest.mark.parametrize(
    ("source", "target"),
    [
        # The right word stands there.
        ("La sentenza cita un'altra sentenza.", "The ruling cites a sentence of a ruling."),
        # Another word of the source means it.
        (
            "I genitori e i parenti sono stati avvisati.",
            "The parents and the parents' families were informed.",
        ),
        ("La fabbrica produce tessuti.", "It makes fabrics."),
        # In this company it means what it looks like.
        ("Il ministro è stato dimesso dal presidente.", "The minister was resigned."),
        ("L'influenza dei mercati sulla spesa.", "The influence of markets on spending."),
        ("È stato condannato a una sentenza di morte.", "A death sentence was passed on him."),
        ("La messa al bando delle mine.", "The ban on mines."),
        # Not the word itself, but another that begins so.
        ("Il sentimento prevale.", "The sentence prevails."),
        # A part of a compound.
        ("La rapina di ieri.", "The rape-like act of yesterday."),
        ("", "The sentence."),
        ("La sentenza.", ""),
    ],
)
def test_what_may_be_meant_is_left(source: str, target: str) -> None:
    assert list(check_senses(source, target)) == []
    assert repair(source, target) == target


@pytest.mark.parametrize(
    ("source", "target", "mended"),
    [
        (
            "I 21 pazienti ricoverati e i 9 dimessi dall'ospedale.",
            "The 21 patients recovered and the 9 resigned from the hospital.",
            "The 21 patients hospitalised and the 9 discharged from the hospital.",
        ),
        ("Incontro in Prefettura.", "A meeting at the Prefect.", "A meeting at the Prefecture."),
        # Article and capital follow.
        ("Pompieri al lavoro.", "Pumps at work.", "Firefighters at work."),
        ("Una giunta comunale.", "A junta of the town.", "An executive of the town."),
        ("Un ballottaggio deciso.", "A ballot was decided.", "A run-off was decided."),
        ("Un editore locale.", "An editor of the town.", "A publisher of the town."),
        (
            "Arriva un nuovo amministratore delegato.",
            "A new delegated  administrator arrives.",
            "A new chief executive arrives.",
        ),
    ],
)
def test_what_is_certain_is_put_right(source: str, target: str, mended: str) -> None:
    assert repair(source, target) == mended
    assert list(check_senses(source, mended)) == []


def test_more_wrong_words_than_the_source_has_are_only_reported() -> None:
    source, target = "La rapina di ieri.", "The rape of yesterday was a rape."
    assert repair(source, target) == target
    assert len(list(check_senses(source, target))) == 2


def test_a_hypothesis_in_the_right_sense_is_preferred() -> None:
    source = "La popolazione non può sopportare altri disagi."
    better = "The population cannot bear other inconveniences."
    hypotheses = [
        Hypothesis("The population cannot support other inconveniences.", -0.3),
        Hypothesis(better, -0.5),
    ]
    assert choose(source, hypotheses).text == better


def test_the_segment_is_marked() -> None:
    found = check_segment("Le nozze a maggio.", "The wedding in May.", index=3)
    assert not found
    found = check_segment(
        "Il paese sopporta i disagi.", "The country supports the troubles.", index=3
    )
    assert [(f.code, f.segment) for f in found] == [("W-SENSE", 3)]
    assert "W-SENSE" in MARKED_CODES


def test_what_is_put_in_is_a_translation_that_the_lexicon_knows() -> None:
    assert "bribe" in meanings("tangente")
    assert "bribe" in lexicon().of("tangente")
    assert meanings("tavolo") == ()


def test_the_table_is_sound() -> None:
    rows = load_rows("false-friends.tsv")
    assert {len(row) for row in rows} == {5}
    for forms, wrong, right, _, _ in rows:
        assert all(form == form.lower() for form in (forms, wrong, right))
    for word, entries in friends_by_word().items():
        for form, friend in entries:
            assert form[0] == word
            assert friend.wrong
            assert not friend.unless.are_in(form), f"{form}: its own forms rule it out"


def test_no_replacement_is_itself_reported() -> None:
    for entries in friends_by_word().values():
        for form, friend in entries:
            for english in filter(None, friend.wrong.values()):
                source = " ".join((*form, *sorted(friend.needs.whole)[:1]))
                assert list(check_senses(source, english)) == [], (form, english)
