"""The language gate on all texts of tests/languages, with the floors that it must keep."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Callable
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.language_texts import DOCUMENT_CHARS, Mixed, Sample, load_mixed, load_samples
from presscli.detect import detect, detect_paragraphs
from presscli.detect.text import prepare
from presscli.document import Detection
from presscli.errors import LanguageError
from presscli.languages import detect_language
from presscli.parse import parse

SAMPLES = load_samples()
MIXED = load_mixed()
SPLITS = {"all": {"tune", "held"}, "held-out": {"held"}}
each_split = pytest.mark.parametrize("split", SPLITS)

ITALIAN = "Il ministro ha incontrato oggi a Roma il suo omologo e ha parlato della crisi. "
ENGLISH = "The minister met his counterpart in Rome today and talked about the crisis. "


@cache
def found(text: str) -> Detection:
    return detect(text)


def samples(split: str, kind: str) -> list[Sample]:
    return [one for one in SAMPLES if one.split in SPLITS[split] and one.kind == kind]


def is_right(sample: Sample) -> bool:
    return found(sample.text).certain and found(sample.text).language == sample.language


def is_wrong(sample: Sample) -> bool:
    return found(sample.text).certain and found(sample.text).language != sample.language


# The set itself


def test_the_set_is_large_enough_to_carry_the_floors() -> None:
    kinds = Counter(one.kind for one in SAMPLES)
    assert len(SAMPLES) >= 480
    assert len({one.language for one in SAMPLES}) >= 12
    assert kinds["headline"] >= 150
    assert kinds["document"] >= 60
    assert sum(one.language == "it" for one in SAMPLES) >= 100
    assert sum(one.split == "held" for one in SAMPLES) >= 160


def test_every_text_is_there_once() -> None:
    assert [text for text, n in Counter(one.text for one in SAMPLES).items() if n > 1] == []


def test_headlines_have_three_to_eight_words_and_documents_their_length() -> None:
    for one in SAMPLES:
        words = [word for word in one.text.split() if any(map(str.isalnum, word))]
        assert one.kind != "headline" or 3 <= len(words) <= 8, one.text
        assert one.kind != "document" or len(one.text) > DOCUMENT_CHARS, one.text


# The floors


@each_split
def test_documents_are_right_and_certain(split: str) -> None:
    documents = samples(split, "document")
    missed = [one.text for one in documents if not is_right(one)]
    assert len(missed) <= 0.005 * len(documents), missed


@each_split
def test_headlines_are_right_or_uncertain(split: str) -> None:
    headlines = samples(split, "headline")
    wrong = [one.text for one in headlines if is_wrong(one)]
    assert len(wrong) <= 0.03 * len(headlines), wrong


@each_split
def test_sentences_are_right_or_uncertain(split: str) -> None:
    sentences = samples(split, "sentence")
    wrong = [one.text for one in sentences if is_wrong(one)]
    assert len(wrong) <= 0.01 * len(sentences), wrong


def test_italian_is_never_certainly_another_language() -> None:
    assert [one.text for one in SAMPLES if one.language == "it" and is_wrong(one)] == []


@pytest.mark.parametrize(
    ("kind", "least"), [("headline", 0.6), ("sentence", 0.8)], ids=["headlines", "sentences"]
)
def test_being_uncertain_is_no_way_out(kind: str, least: float) -> None:
    chosen = samples("all", kind)
    assert sum(map(is_right, chosen)) >= least * len(chosen)


@pytest.mark.parametrize("release", MIXED, ids=lambda one: one.paragraphs[0][:30])
def test_paragraphs_of_mixed_releases_keep_their_languages(release: Mixed) -> None:
    whole = detect("\n\n".join(release.paragraphs))
    assert whole.language == release.language
    assert detect_paragraphs(release.paragraphs, whole) == list(release.languages)


# What must not matter


DISGUISES: dict[str, Callable[[str], str]] = {
    "capitals": str.upper,
    "lower case": str.lower,
    "title case": str.title,
    "wide spaces": lambda text: f"  {text.replace(' ', '   ')} \n",
    "no-break spaces": lambda text: text.replace(" ", "\u00a0"),
    "a word a line": lambda text: text.replace(" ", "\n"),
    "Windows line ends": lambda text: f"\r\n{text}\r\n".replace(". ", ".\r\n"),
    "decomposed accents": lambda text: unicodedata.normalize("NFD", text),
    "curly apostrophes": lambda text: text.replace("'", "’"),
}


@settings(max_examples=300, deadline=None)
@given(st.sampled_from(SAMPLES), st.sampled_from(sorted(DISGUISES)))
def test_case_and_spacing_never_turn_one_certain_language_into_another(
    sample: Sample, disguise: str
) -> None:
    before, after = found(sample.text), detect(DISGUISES[disguise](sample.text))
    assert not (before.certain and after.certain) or before.language == after.language


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(samples("all", "document")), st.integers(min_value=1, max_value=4))
def test_a_text_said_again_stays_in_its_language(sample: Sample, times: int) -> None:
    again = detect("\n\n".join([sample.text] * times))
    assert (again.language, again.certain) == (sample.language, True)


# Faults that were found


@pytest.mark.parametrize(
    ("text", "language"),
    [
        pytest.param("Ancelotti no teme al Nápoles", "es", id="name-at-the-head"),
        pytest.param("ANCELOTTI NO TEME AL NÁPOLES", "es", id="name-in-capitals"),
        pytest.param("RAZZIA GEGEN MAFIA IN STUTTGART", "de", id="loan-word-in-capitals"),
        pytest.param("Gelato festival cancelled", "en", id="italian-goods"),
        pytest.param("El Barça ficha a un central italiano", "es", id="catalan-name"),
        pytest.param("Recovery Fund, Green Pass, smart working", "it", id="english-loans"),
        pytest.param("Smart working, green deal, recovery plan", "it", id="more-english-loans"),
        pytest.param("Rueda reúnese con Meloni en Roma", "gl", id="galician"),
    ],
)
def test_short_texts_are_not_certainly_in_another_language(text: str, language: str) -> None:
    assert not detect(text).certain or detect(text).language == language


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Joe Biden Kamala Harris Nancy Pelosi", id="people"),
        pytest.param("VLADIMIR PUTIN JOSEPH BIDEN EMMANUEL MACRON", id="people-in-capitals"),
        pytest.param("Goldman Sachs, Morgan Stanley, JP Morgan", id="banks"),
        pytest.param("NATO ONU UE USA FMI BCE", id="acronyms"),
        pytest.param("Real Madrid Manchester City Bayern Monaco", id="clubs"),
        pytest.param("Unicredit", id="one-word"),
        pytest.param("Press office", id="two-words"),
    ],
)
def test_names_alone_are_in_no_language(text: str) -> None:
    assert not detect(text).certain


def test_a_document_in_kindred_of_two_languages_is_not_mixed() -> None:
    galician = next(one for one in SAMPLES if one.text.startswith("O Museo de Belas Artes vén"))
    assert found(galician.text).confidence > 0.99


@pytest.mark.parametrize(
    ("text", "language"),
    [
        pytest.param("Ο υπουργός Εξωτερικών συναντήθηκε με τον ομόλογό του.", "el", id="greek"),
        pytest.param("外相は本日ローマでイタリアの外相と会談した。", "ja", id="japanese"),
        pytest.param("외교부 장관은 오늘 로마에서 이탈리아 장관을 만났다.", "ko", id="korean"),
        pytest.param("التقى وزير الخارجية اليوم في روما نظيره الإيطالي.", "ar", id="arabic"),
        pytest.param("שר החוץ נפגש היום ברומא עם עמיתו האיטלקי.", "he", id="hebrew"),
        pytest.param(
            "Міністр закордонних справ зустрівся із колегою в Римі.", "uk", id="ukrainian"
        ),
        pytest.param(
            "Состоялись переговоры, в которых участвовали Giorgia Meloni и Antonio Tajani.",
            "ru",
            id="latin-names",
        ),
    ],
)
def test_other_scripts_have_their_languages(text: str, language: str) -> None:
    assert (detect(text).language, detect(text).certain) == (language, True)


def test_a_script_without_a_known_language_is_undetermined() -> None:
    assert detect("საგარეო საქმეთა მინისტრი დღეს რომში იმყოფება.") == Detection(
        "und", 0.0, 0.0, certain=False
    )


@pytest.mark.parametrize("length", [9_999, 10_001, 400_000])
def test_a_bounded_part_of_a_long_text_is_read(length: int) -> None:
    text = (ITALIAN * (length // len(ITALIAN) + 1))[:length]
    assert len(prepare(text)) <= 10_100
    assert (detect(text).language, detect(text).certain) == ("it", True)


def test_fifty_thousand_words_are_read_at_both_ends() -> None:
    text = ITALIAN * 1_700 + ENGLISH * 1_900
    assert len(text.split()) > 50_000
    mixed = detect(text)
    assert not mixed.certain
    assert 0.4 < mixed.confidence < 0.6


def test_letters_without_end_are_no_word() -> None:
    assert detect("a" * 1_000_000).language == "und"


def test_a_word_said_over_and_over_is_one_word() -> None:
    assert not detect("Gol! Gol! Gol! Gol!").certain


def test_in_doubt_what_is_quoted_does_not_count() -> None:
    quoted = f"{ITALIAN}\n“{ENGLISH.strip()} {ENGLISH.strip()}”\n{ITALIAN}"
    plain = quoted.replace("“", "").replace("”", "")
    assert not detect(plain).certain
    assert (detect(quoted).language, detect(quoted).certain) == ("it", True)


# What the user is told


SUPPORTED = frozenset({"it"})


@pytest.mark.parametrize(
    ("text", "message"),
    [
        pytest.param(
            "Goldman Sachs, Morgan Stanley, JP Morgan",
            "nota.txt: language not certain (best guess 'en', confidence 0.",
            id="names",
        ),
        pytest.param(
            "12.345,67 € – 30/12/2021",
            "nota.txt: language not certain (no words in a script that is known)",
            id="figures",
        ),
        pytest.param(
            "საგარეო საქმეთა მინისტრი დღეს რომში იმყოფება.",
            "nota.txt: language not certain (no words in a script that is known)",
            id="georgian",
        ),
        pytest.param(
            "El presidente ruso ha hablado hoy con su homólogo estadounidense.",
            "nota.txt: language 'es' is not supported",
            id="spanish",
        ),
    ],
)
def test_a_language_that_cannot_be_translated_is_exit_4_and_the_way_out(
    text: str, message: str
) -> None:
    with pytest.raises(LanguageError) as caught:
        detect_language(parse(text), "nota.txt", SUPPORTED)
    assert str(caught.value).startswith(message)
    assert "--from it" in str(caught.value)
    assert caught.value.exit_code == 4


def test_a_given_language_is_not_questioned() -> None:
    release = parse("Goldman Sachs, Morgan Stanley, JP Morgan")
    assert detect_language(release, "nota.txt", SUPPORTED, given="it").language == "it"
