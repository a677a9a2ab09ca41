"""Plain characters for the model, typographic ones after it."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from presscli.typography import normalize, restore


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("sanzioni «su larga scala»", 'sanzioni "su larga scala"', id="guillemets"),
        pytest.param("« su larga scala »", '"su larga scala"', id="guillemets-spaced"),
        pytest.param("“Siamo pronti”", '"Siamo pronti"', id="curly"),
        pytest.param("„Siamo pronti“", '"Siamo pronti"', id="low-quotes"),
        pytest.param("''Siamo pronti''", '"Siamo pronti"', id="two-apostrophes"),
        pytest.param("l’accordo dell‘Ue", "l'accordo dell'Ue", id="curly-apostrophe"),
        pytest.param("Mosca – Kiev", "Mosca - Kiev", id="dash"),
        pytest.param("Mosca—Kiev", "Mosca - Kiev", id="dash-unspaced"),
        pytest.param("– Non cambia", "- Non cambia", id="dash-at-the-start"),
        pytest.param("il 9–10 gennaio", "il 9-10 gennaio", id="range"),
        pytest.param("nel 2021 – 10 casi", "nel 2021 - 10 casi", id="dash-between-figures"),
        pytest.param("Russia\u2011Nato, \u22123 gradi", "Russia-Nato, -3 gradi", id="hyphens"),
        pytest.param("30\u00a0milioni\u2009di\u202feuro", "30 milioni di euro", id="spaces"),
        pytest.param("  due  spazi ", "due spazi", id="double-spaces"),
        pytest.param("una riga\nl'altra", "una riga\nl'altra", id="line-ends-stay"),
        pytest.param("E poi…", "E poi...", id="ellipsis"),
        pytest.param("in\u00adtesa\u200b", "intesa", id="invisible"),
        pytest.param("e' stato", "è stato", id="e"),
        pytest.param("E' stato", "È stato", id="capital-e"),
        pytest.param("E’ stato", "È stato", id="curly-e"),
        pytest.param("dov'e' andato", "dov'è andato", id="after-elision"),
        pytest.param("l'attivita' c'e'", "l'attività c'è", id="after-article"),
        pytest.param("piu' gia' puo' sara' cosi'", "più già può sarà così", id="adverbs-verbs"),
        pytest.param("la citta', la societa'.", "la città, la società.", id="before-marks"),
        pytest.param("perche' ne' se' ventitre'", "perché né sé ventitré", id="acute"),
        pytest.param("cioe' caffe'", "cioè caffè", id="grave"),
        pytest.param("CITTA' E PERCHE'", "CITTÀ E PERCHÉ", id="capitals"),
        pytest.param("un po' di", "un po' di", id="po"),
        pytest.param("a mo' di, di' la tua", "a mo' di, di' la tua", id="truncated"),
        pytest.param("Ca' Foscari, de' Medici", "Ca' Foscari, de' Medici", id="names"),
        pytest.param("la 'Carta' e 'Opera'", "la 'Carta' e 'Opera'", id="single-quotes"),
        pytest.param("'la piu' bella'", "'la più bella'", id="certain-word-in-single-quotes"),
        pytest.param("la 'Ndrangheta e' qui", "la 'Ndrangheta è qui", id="aphaeresis"),
        pytest.param("negli anni '90 piu' casi", "negli anni '90 più casi", id="decade"),
        pytest.param("l'aula e un'altra", "l'aula e un'altra", id="elision"),
        pytest.param("3,5% e 1.250,50 €", "3,5% e 1.250,50 €", id="figures"),
        pytest.param("", "", id="empty"),
    ],
)
def test_normalize(text: str, expected: str) -> None:
    assert normalize(text) == expected


@pytest.mark.parametrize(
    ("source", "target", "expected"),
    [
        pytest.param(
            "sanzioni «su larga scala»",
            'sanctions "on a large scale"',
            "sanctions “on a large scale”",
            id="guillemets",
        ),
        pytest.param("“Sì”, dice", '"Yes," he says', "“Yes,” he says", id="curly"),
        pytest.param("«Sì», poi «no»", '"Yes", then "no"', "“Yes”, then “no”", id="two-quotations"),
        pytest.param('"Sì"', '"Yes"', '"Yes"', id="straight-stay"),
        pytest.param("«Siamo pronti.", '"We are ready.', "“We are ready.", id="half-open"),
        pytest.param("Partiamo» dice", 'We leave" he says', "We leave” he says", id="half-closed"),
        pytest.param("«Sì» e «no»", 'Yes" and "no"', 'Yes" and "no"', id="odd-count-stays"),
        pytest.param("«Sì»", "«Yes»", "“Yes”", id="guillemets-copied"),
        pytest.param("«Sì»", "Yes", "Yes", id="no-quotes-in-target"),
        pytest.param("l’Ue è pronta", "the EU's ready", "the EU’s ready", id="apostrophe"),
        pytest.param("l'Ue è pronta", "the EU's ready", "the EU's ready", id="plain-apostrophe"),
        pytest.param("Mosca – Kiev", "Moscow - Kyiv", "Moscow – Kyiv", id="dash"),
        pytest.param("Mosca - Kiev", "Moscow - Kyiv", "Moscow - Kyiv", id="hyphen-stays"),
        pytest.param("il 9–10 gennaio", "on 9-10 January", "on 9–10 January", id="range"),
        pytest.param("il 9-10 gennaio", "on 9-10 January", "on 9-10 January", id="plain-range"),
        pytest.param("E poi…", "And then...", "And then…", id="ellipsis"),
        pytest.param("Sì, ora!", "Yes , now !", "Yes, now!", id="space-before-marks"),
        pytest.param("(oggi)", "( today )", "(today)", id="space-in-brackets"),
        pytest.param("il 3,5 %", "3.5 %", "3.5%", id="percent"),
        pytest.param("€ 30", "€ 30", "€30", id="euro-before"),
        pytest.param("30 € 5", "30 € 5", "30 € 5", id="euro-after"),
        pytest.param("due spazi", "two  spaces ", "two spaces", id="double-spaces"),
        pytest.param("usa .NET", "uses .NET", "uses .NET", id="name-with-a-stop"),
        pytest.param("", "", "", id="empty"),
    ],
)
def test_restore(source: str, target: str, expected: str) -> None:
    assert restore(source, target) == expected


MIXED = st.one_of(
    st.text(max_size=80),
    st.text(alphabet="aeu'’\"«»“”–—- .,…%€5(2)\u00a0\nchEPO\u0301", max_size=60),
)


def alphanumerics(text: str) -> str:
    return "".join(c for c in text if c.isalnum())


def digits(text: str) -> str:
    return "".join(c for c in text if c.isdigit())


def bare(text: str) -> str:
    """Letters without accents, digits."""
    return alphanumerics(unicodedata.normalize("NFD", text))


@given(MIXED)
def test_normalize_changes_no_digit(text: str) -> None:
    assert digits(normalize(text)) == digits(text)


@given(MIXED)
def test_normalize_adds_accents_only(text: str) -> None:
    assert bare(normalize(text)) == bare(text)


@given(MIXED)
def test_normalize_is_stable(text: str) -> None:
    once = normalize(text)
    assert normalize(once) == once


@given(MIXED, MIXED)
def test_restore_changes_no_letter_or_digit(source: str, target: str) -> None:
    assert alphanumerics(restore(source, target)) == alphanumerics(target)


@given(MIXED, MIXED)
def test_restore_is_stable(source: str, target: str) -> None:
    once = restore(source, target)
    assert restore(source, once) == once


@pytest.mark.parametrize(
    ("source", "target", "restored"),
    [
        ("«Siamo pronti.»", '"We are ready.', "“We are ready.”"),
        ("«Siamo pronti».", 'We are ready."', "“We are ready.”"),
        ("«Siamo pronti», ha detto.", '"We are ready, he said.', '"We are ready, he said.'),
        ("«Siamo pronti.»", "We are ready.", "We are ready."),
    ],
    ids=["close", "open", "not the whole", "none to complete"],
)
def test_a_quotation_gets_the_mark_that_the_model_forgot(
    source: str, target: str, restored: str
) -> None:
    assert restore(source, target) == restored
