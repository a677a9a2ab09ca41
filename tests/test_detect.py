"""The language of a release and of its paragraphs, and when it is certain."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from presscli.detect import detect, detect_paragraphs
from presscli.document import Detection

ITALIAN = (
    "Il ministro degli Esteri ha incontrato oggi a Roma il suo omologo tedesco. "
    "Al centro del colloquio la situazione nei Balcani e il sostegno all'Ucraina. "
    "I due ministri hanno convenuto di rivedersi entro la fine del mese."
)
ENGLISH = (
    "The foreign minister met his German counterpart in Rome today. "
    "The talks focused on the situation in the Balkans and on support for Ukraine. "
    "The two ministers agreed to meet again before the end of the month."
)
IN_ITALIAN = Detection("it", 1.0, 1.0, certain=True)
IN_ENGLISH = Detection("en", 1.0, 1.0, certain=True)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        pytest.param(ITALIAN, "it", id="it"),
        pytest.param(ITALIAN.upper(), "it", id="it-capitals"),
        pytest.param(
            "E' stato firmato l'accordo perche' la citta' e' pronta.", "it", id="it-typed"
        ),
        pytest.param("Il governo approva il decreto sulle pensioni", "it", id="it-headline"),
        pytest.param("Nessuno sapeva che cosa fare con i nuovi dati.", "it", id="it-sentence"),
        pytest.param(ENGLISH, "en", id="en"),
        pytest.param(ENGLISH.upper(), "en", id="en-capitals"),
        pytest.param("The government has approved a new pension plan", "en", id="en-headline"),
        pytest.param(
            "El presidente ruso ha hablado hoy con su homólogo estadounidense.", "es", id="es"
        ),
        pytest.param(
            "O presidente russo falou hoje com o seu homólogo norte-americano.", "pt", id="pt"
        ),
        pytest.param(
            "Le président russe s'est entretenu aujourd'hui avec son homologue.", "fr", id="fr"
        ),
        pytest.param(
            "Die Minister treffen sich morgen in Genf, um über das Abkommen zu beraten.",
            "de",
            id="de",
        ),
        pytest.param(
            "Miniștrii se vor întâlni mâine la Geneva pentru a discuta acordul.", "ro", id="ro"
        ),
        pytest.param(
            "El president rus ha parlat avui amb el seu homòleg nord-americà.", "ca", id="ca"
        ),
        pytest.param(
            "Министры встретятся завтра в Женеве, чтобы обсудить новое соглашение.", "ru", id="ru"
        ),
        pytest.param("两国外长今天在罗马举行会谈。 双方同意 在月底前 再次会面。", "zh", id="zh"),
    ],
)
def test_detect_is_certain_of_whole_sentences(text: str, language: str) -> None:
    found = detect(text)
    assert (found.language, found.certain) == (language, True)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Borsa Milano debole", id="three-words"),
        pytest.param("No", id="one-word"),
        pytest.param("Vladimir Putin Joseph Biden", id="names"),
        pytest.param("Alfa Beta Gamma S.p.A.", id="company"),
        pytest.param("in a no", id="words-of-both"),
        pytest.param(f"{ITALIAN}\n{ENGLISH}", id="half-and-half"),
        pytest.param(f"{ITALIAN} {ENGLISH} {ITALIAN} {ENGLISH}", id="in-turns"),
    ],
)
def test_detect_is_uncertain_of_short_and_mixed_text(text: str) -> None:
    assert not detect(text).certain


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("", id="empty"),
        pytest.param(" \n ", id="spaces"),
        pytest.param("12.345,67 € – 30/12/2021", id="figures"),
        pytest.param("https://www.esempio.it info@esempio.it", id="addresses"),
    ],
)
def test_text_without_words_has_no_language(text: str) -> None:
    assert detect(text) == Detection("und", 0.0, 0.0, certain=False)


def test_an_english_boilerplate_does_not_unsettle_an_italian_release() -> None:
    found = detect(f"{ITALIAN}\n{ITALIAN}\n{ITALIAN}\n{ENGLISH[:150]}")
    assert (found.language, found.certain) == ("it", True)
    assert found.confidence < 0.9


def test_mixed_text_has_the_larger_share_as_confidence() -> None:
    found = detect(f"{ITALIAN}\n{ENGLISH}")
    assert 0.4 < found.confidence < 0.7
    assert found.margin < 0.3


def test_the_answer_is_the_same_each_time_and_in_each_thread() -> None:
    text = "Vertice a Ginevra sul clima"
    with ThreadPoolExecutor(4) as pool:
        answers = set(pool.map(detect, [text] * 12))
    assert answers == {detect(text)}


def test_langdetect_itself_is_left_as_it_was() -> None:
    from langdetect.detector_factory import DetectorFactory

    detect(ITALIAN)
    assert DetectorFactory.seed is None


@pytest.mark.parametrize(
    ("text", "language"),
    [
        pytest.param(ITALIAN, "it", id="italian"),
        pytest.param(ENGLISH, "en", id="english"),
        pytest.param("The two ministers agreed to meet again.", "en", id="english-sentence"),
        pytest.param("“This is a great day for the whole of Europe,” he said.", "en", id="quote"),
        pytest.param(
            "«Nous sommes prêts à discuter avec tous nos partenaires.»", "fr", id="french-quotation"
        ),
        pytest.param("Press office", "it", id="short-inherits"),
        pytest.param("Tel. 06 1234567", "it", id="contacts-inherit"),
        pytest.param("12.345", "it", id="figures-inherit"),
        pytest.param("", "it", id="empty-inherits"),
        pytest.param("VERTICE NATO A MADRID", "it", id="headline-inherits"),
    ],
)
def test_paragraphs_keep_the_release_language_unless_certainly_in_another(
    text: str, language: str
) -> None:
    assert detect_paragraphs([text], IN_ITALIAN) == [language]


def test_paragraphs_come_back_in_order() -> None:
    texts = [ENGLISH, ITALIAN, "Roma", ENGLISH]
    assert detect_paragraphs(texts, IN_ITALIAN) == ["en", "it", "it", "en"]


def slowly(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let every text be looked at letter by letter, as if words proved nothing."""
    monkeypatch.setattr("presscli.detect.settle", lambda words, at_least: "")
    monkeypatch.setattr("presscli.detect.possible", lambda words, at_least: {"it", "en", "other"})


def answers(texts: list[str]) -> list[tuple[str, float, float, bool, list[str]]]:
    found = []
    for text in texts:
        one = detect(text)
        own = detect_paragraphs([text], IN_ITALIAN) + detect_paragraphs([text], IN_ENGLISH)
        confidence, margin = round(one.confidence, 4), round(one.margin, 4)
        found.append((one.language, confidence, margin, one.certain, own))
    return found


def windows_of(text: str) -> list[str]:
    words = text.split()
    return [" ".join(words[at : at + n]) for n in (1, 3, 6, 12, 24) for at in range(0, 30, 4)]


def test_what_words_settle_comes_out_as_with_the_letters(monkeypatch: pytest.MonkeyPatch) -> None:
    texts = [
        *windows_of(ITALIAN),
        *windows_of(ENGLISH),
        *windows_of("El presidente ruso ha hablado hoy con su homólogo de la guerra y de la paz."),
        *windows_of("Waziri wa mambo ya nje alikutana leo mjini Roma na mwenzake wa Ujerumani."),
        *(
            f"{a}{gap}{b}"
            for a in (ITALIAN, ENGLISH[:60])
            for b in (ENGLISH, "Sì.")
            for gap in " \n"
        ),
        ITALIAN * 4 + ENGLISH,
        ITALIAN.upper(),
    ]
    quick = answers(texts)
    slowly(monkeypatch)
    assert quick == answers(texts)


def test_letters_are_not_counted_where_words_settle_it(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(text: str) -> dict[str, float]:
        raise AssertionError(text)

    monkeypatch.setattr("presscli.detect._letter_sequences", fail)
    found = detect(f"{ITALIAN}\n\n{ITALIAN}")
    assert (found.language, found.certain) == ("it", True)
    assert detect_paragraphs([ITALIAN, "Roma", "Il ministro ha detto di no."], found) == ["it"] * 3


@settings(max_examples=50)
@given(st.text(max_size=80))
def test_any_text_gets_an_answer_within_bounds(text: str) -> None:
    found = detect(text)
    assert 0.0 <= found.margin <= found.confidence <= 1.0
    assert found.language == "und" or found.language.islower()
