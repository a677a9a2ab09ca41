"""What is said and what is not, word by word."""

from __future__ import annotations

from presscli.check.counterparts import measure

SOURCE = "Il ministro ha annunciato nuove sanzioni contro la Russia."


def test_a_full_translation_covers_everything() -> None:
    coverage = measure(SOURCE, "The minister announced new sanctions against Russia.")
    assert coverage.untranslated == ()
    assert coverage.source_share == 1.0


def test_a_dropped_word_lowers_the_coverage() -> None:
    coverage = measure(SOURCE, "The minister announced new measures.")
    assert set(coverage.untranslated) == {"sanzioni", "russia"}


def test_an_invented_word_lowers_the_support() -> None:
    coverage = measure(SOURCE, "The minister announced new sanctions against Russian bananas.")
    assert "bananas" in coverage.unsupported


def test_no_words_is_full_coverage() -> None:
    assert measure("12", "12").source_share == 1.0


def test_another_form_of_a_word_will_do() -> None:
    coverage = measure(SOURCE, "The minister announcing the newest sanction against the Russians.")
    assert "sanzioni" not in coverage.untranslated
    assert "russia" not in coverage.untranslated


def test_a_word_that_is_only_italian_is_not_said_by_itself() -> None:
    assert measure("Le sanzioni restano.", "The sanzioni remain.").untranslated == ("sanzioni",)


def test_a_word_that_comes_twice_is_counted_twice() -> None:
    coverage = measure(SOURCE, "Bananas, bananas: the minister announced new sanctions.")
    assert coverage.unsupported == ("bananas", "bananas")
