"""Headlines in capitals before the model, headline case after it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from presscli.casing import is_all_caps, names_of, truecase
from presscli.headlines import headline_case


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("UCRAINA: VERTICE A GINEVRA", True, id="headline"),
        pytest.param("È MORTO", True, id="accent"),
        pytest.param("COVID-19, 3.450 NUOVI CASI IL 3 GENNAIO", True, id="figures"),
        pytest.param("UTILI IN CRESCITA PER ALFA S.p.A.", True, id="legal-form"),
        pytest.param("Ucraina: vertice a Ginevra", False, id="sentence-case"),
        pytest.param("UCRAINA: vertice a Ginevra", False, id="one-word-of-it"),
        pytest.param("NATO", False, id="one-acronym"),
        pytest.param("A B", False, id="letters"),
        pytest.param("30.12.2021", False, id="no-letters"),
        pytest.param("", False, id="empty"),
        pytest.param("ПЕРЕГОВОРЫ В ЖЕНЕВЕ", True, id="cyrillic"),
        pytest.param("首脳会談 中国", False, id="script-without-case"),
    ],
)
def test_is_all_caps(text: str, expected: bool) -> None:
    assert is_all_caps(text) is expected


@pytest.mark.parametrize(
    ("text", "known", "expected"),
    [
        pytest.param(
            "COLLOQUIO TRA PUTIN E BIDEN",
            {"Putin", "Biden"},
            "Colloquio tra Putin e Biden",
            id="names-of-the-body",
        ),
        pytest.param(
            "COLLOQUIO CON VLADIMIR PUTIN",
            {"Vladimir Putin"},
            "Colloquio con Vladimir Putin",
            id="name-of-two-words",
        ),
        pytest.param(
            "PUTIN: NESSUN VETO", {"Vladimir Putin"}, "Putin: nessun veto", id="part-of-a-name"
        ),
        pytest.param(
            "LA BANCA D’ITALIA ALZA LE STIME",
            {"Banca d'Italia"},
            "La Banca d’Italia alza le stime",
            id="name-with-elision",
        ),
        pytest.param("VERTICE NATO A MADRID", {"Nato"}, "Vertice Nato a Madrid", id="body-wins"),
        pytest.param("VERTICE NATO", {"Nato", "NATO"}, "Vertice NATO", id="two-forms"),
        pytest.param("IL SOLE SORGE", {"Il"}, "Il sole sorge", id="function-word-is-no-name"),
        pytest.param("SORGE IL SOLE", {"Il"}, "Sorge il sole", id="function-word-within"),
        pytest.param("VERTICE ONU E UE", (), "Vertice ONU e UE", id="acronyms"),
        pytest.param("AI VIA I LAVORI", (), "Ai via i lavori", id="preposition-like-an-acronym"),
        pytest.param("IL DDL E IL PNRR", (), "Il DDL e il PNRR", id="no-vowels"),
        pytest.param("ISTAT: PIL IN CALO", (), "ISTAT: PIL in calo", id="institutes"),
        pytest.param("IL G7 SUL 5G", (), "Il G7 sul 5G", id="codes"),
        pytest.param("COVID-19, 100MILA DOSI", (), "Covid-19, 100mila dosi", id="covid"),
        pytest.param("XX CONGRESSO, CAPITOLO IV", (), "XX congresso, capitolo IV", id="roman"),
        pytest.param("NOI VI DICIAMO", (), "Noi vi diciamo", id="pronoun-vi"),
        pytest.param("L'AZIENDA ASSUME", (), "L'azienda assume", id="elision-opens"),
        pytest.param("STOP DELL'ITALIA", (), "Stop dell'Italia", id="elision-within"),
        pytest.param("C'È L'ACCORDO", (), "C'è l'accordo", id="elided-ci"),
        pytest.param("VIAGGIO IN RUSSIA E CINA", (), "Viaggio in Russia e Cina", id="countries"),
        pytest.param(
            "GLI STATI UNITI D'AMERICA VOTANO",
            (),
            "Gli Stati Uniti d'America votano",
            id="place-of-several-words",
        ),
        pytest.param("LA POTENZA DEI VENTI", (), "La potenza dei venti", id="noun-not-place"),
        pytest.param("A POTENZA", {"Potenza"}, "A Potenza", id="place-in-the-body"),
        pytest.param("ENERGIA: VIA AL PIANO", (), "Energia: via al piano", id="after-colon"),
        pytest.param(
            "SINDACO: «STRADE SICURE»", (), "Sindaco: «Strade sicure»", id="quotation-after-colon"
        ),
        pytest.param("BORSA - PARTENZA DEBOLE", (), "Borsa - Partenza debole", id="spaced-dash"),
        pytest.param("ITALIA-FRANCIA 2-1", (), "Italia-Francia 2-1", id="hyphen"),
        pytest.param("ALLARME. CHIUSE LE SCUOLE", (), "Allarme. Chiuse le scuole", id="sentences"),
        pytest.param("ALFA S.P.A. IN CRISI", (), "Alfa S.p.A. in crisi", id="legal-form"),
        pytest.param("IL DOTT. BIANCHI LASCIA", (), "Il dott. Bianchi lascia", id="after-a-title"),
        pytest.param("PARLA DARIO SALVETTI", (), "Parla Dario Salvetti", id="first-name"),
        pytest.param("MARIO HA DECISO", (), "Mario ha deciso", id="first-name-alone"),
        pytest.param("VISTO L'ART. UNICO", (), "Visto l'art. unico", id="other-abbreviation"),
        pytest.param("LEGGE N. 5, 30 KM", (), "Legge n. 5, 30 km", id="number-and-unit"),
        pytest.param("PROMOSSA IN SERIE B", (), "Promossa in serie B", id="lone-letter"),
        pytest.param("LA CITTA' E' PRONTA", (), "La citta' e' pronta", id="typed-accents"),
        pytest.param("VENERDI PIU TRENI", (), "Venerdi piu treni", id="no-accents"),
        pytest.param("BUS: FERMI A COLICO", (), "Bus: fermi a Colico", id="unknown-place"),
        pytest.param("ALLE FERROVIE DEL TICINO", (), "Alle ferrovie del Ticino", id="region"),
        pytest.param("PARTENZE DA MALPENSA", (), "Partenze da Malpensa", id="airport"),
        pytest.param("FRANA TRA NORCIA E VISSO", (), "Frana tra Norcia e Visso", id="second-end"),
        pytest.param("TRA GOVERNO E OPERAI", (), "Tra governo e operai", id="no-second-end"),
        pytest.param("TRENI FERMI A LODI", (), "Treni fermi a Lodi", id="noun-after-a"),
        pytest.param("IL SINDACO DI CREMA", (), "Il sindaco di Crema", id="noun-after-mayor"),
        pytest.param("UNA TORTA DI CREMA", (), "Una torta di crema", id="noun-after-a-cake"),
        pytest.param("PARLA ADELE TARDITI", (), "Parla Adele Tarditi", id="other-first-name"),
        pytest.param(
            "LE SEGRETERIE REGIONALI DI FERT, SIT E UNAT",
            (),
            "Le segreterie regionali di FERT, SIT e UNAT",
            id="list-of-unions",
        ),
        pytest.param(
            "SCIOPERO, ADERISCONO FERPA E CONAL", (), "Sciopero, aderiscono FERPA e CONAL", id="far"
        ),
        pytest.param(
            "I DELEGATI DI FAILM E UGL", (), "I delegati di FAILM e UGL", id="list-after-delegates"
        ),
        pytest.param(
            "I SINDACATI ACCUSANO BONETI", (), "I sindacati accusano Boneti", id="no-list"
        ),
        pytest.param(
            "SCIOPERO TRA SARONNO E ASSO", (), "Sciopero tra Saronno e Asso", id="list-of-places"
        ),
        pytest.param("LA FIOM E LA CGIA", (), "La FIOM e la CGIA", id="acronym-by-its-letters"),
        pytest.param("LE SDF AVANZANO", (), "Le SDF avanzano", id="three-letters"),
        pytest.param("IL LAGO DI LEI TARNOWICZ", (), "Il lago di lei Tarnowicz", id="surname"),
        pytest.param("ACQUISTA TEK MODULAR", (), "Acquista Tek Modular", id="part-of-a-name"),
        pytest.param("CHIESTO UN BONUS", (), "Chiesto un bonus", id="loan-word"),
        pytest.param("UE: VON DER LEYEN", (), "UE: von der Leyen", id="particles"),
    ],
)
def test_truecase(text: str, known: set[str], expected: str) -> None:
    assert truecase(text, known) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("talks between Putin and Biden", "Talks Between Putin and Biden", id="plain"),
        pytest.param(
            "the council votes on a plan to cut costs",
            "The Council Votes on a Plan to Cut Costs",
            id="short-words-small",
        ),
        pytest.param("what they vote for", "What They Vote For", id="last-word"),
        pytest.param("a deal with Moscow from Rome", "A Deal With Moscow From Rome", id="four"),
        pytest.param("it is what we are", "It Is What We Are", id="short-verbs-and-pronouns"),
        pytest.param("energy: the plan is ready", "Energy: The Plan Is Ready", id="after-colon"),
        pytest.param("market - a weak start", "Market - A Weak Start", id="after-dash"),
        pytest.param("NATO and the iPhone", "NATO and the iPhone", id="capitals-stay"),
        pytest.param("Italy's long-term plan", "Italy's Long-Term Plan", id="hyphen-possessive"),
        pytest.param("we don't know", "We Don't Know", id="apostrophe"),
        pytest.param(
            "talks with Ursula von der Leyen", "Talks With Ursula von der Leyen", id="particles"
        ),
        pytest.param("source kremlin.ru says", "Source kremlin.ru Says", id="domain"),
        pytest.param("write to press@example.it now", "Write to press@example.it Now", id="mail"),
        pytest.param("the 2nd of 3 rounds", "The 2nd of 3 Rounds", id="figures"),
        pytest.param("“a great day”", "“A Great Day”", id="quotes"),
        pytest.param("élan vital", "Élan Vital", id="accent"),
        pytest.param("", "", id="empty"),
    ],
)
def test_headline_case(text: str, expected: str) -> None:
    assert headline_case(text) == expected


HEADLINES = st.one_of(
    st.text(max_size=80),
    st.text(alphabet="aeiAÈ.:' -'’«»dlnxviS\u0130ßſŉǅΣςK5", max_size=60),
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Treni fermi a Colico e a Milano", ["Colico", "Milano"]),
        ("Tarditi: «Nessun accordo»", ["Tarditi"]),
        ("Bus: fermi per Elena Preziosi", ["Elena", "Preziosi"]),
        ("Colico, treni fermi per Elena", ["Colico"]),
        ("La FERT e la Russia", []),
        ("Colico senza treni", []),
    ],
)
def test_names_of_a_cased_text(text: str, expected: list[str]) -> None:
    assert list(names_of(text)) == expected


@given(HEADLINES, st.sets(st.text(max_size=12), max_size=4))
def test_truecase_changes_case_only(text: str, known: set[str]) -> None:
    assert truecase(text, known).casefold() == text.casefold()


@given(HEADLINES)
def test_headline_case_changes_case_only(text: str) -> None:
    assert headline_case(text).casefold() == text.casefold()


@given(HEADLINES)
def test_headline_case_is_stable(text: str) -> None:
    once = headline_case(text)
    assert headline_case(once) == once


def test_truecase_does_not_depend_on_the_order_of_names() -> None:
    text = "ROSSI E BIANCHI ALLA RAI"
    names = ["Rossi", "Bianchi", "Rai", "RAI"]
    assert truecase(text, names) == truecase(text, names[::-1]) == "Rossi e Bianchi alla RAI"
