"""Acronyms and quotation marks come through."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from presscli.check import check_segment, list_facts
from presscli.check.acronyms import check_acronyms, find_acronyms
from presscli.check.quotes import check_quotes, find_quotes
from presscli.document import Severity


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("l'Onu e l'UE", ["ONU", "UE"]),
        ("le PMI e gli SMEs", ["PMI", "SME"]),
        ("Bei giorni con Pam", []),
        ("papa Giovanni XXIII", []),
        ("la Nato, Nato a Roma", ["NATO"]),
        ("IL GOVERNO VARA il piano", []),
        ("ROMA, 3 maggio 2024 - Il gruppo ELDR", ["ELDR"]),
        ("LA NATO NON CAMBIA LINEA", []),
        ("le sigle FERPA, USIT, CONAL firmano", ["FERPA", "USIT", "CONAL"]),
        ("il D.L. della S.p.A.", []),
        ("COVID-19 e B-52", []),
        ("10 MW e 3 kWh", []),
        ("US$10", []),
        ("su @ONU e www.UE.it", []),
    ],
)
def test_acronyms_are_found(text: str, expected: list[str]) -> None:
    assert [a.letters for a in find_acronyms(text, language="it")] == expected


def test_english_acronyms_may_have_points() -> None:
    found = find_acronyms("the U.S. and the U.N.", language="en")
    assert [(a.text, a.letters) for a in found] == [("U.S.", "US"), ("U.N.", "UN")]


def test_a_changed_acronym_names_both() -> None:
    (finding,) = check_acronyms("Lo dice la BCE.", "The IMF says so.")
    assert (finding.code, finding.severity) == ("W-ACRONYM", Severity.ERROR)
    assert (finding.source_value, finding.target_value) == ("BCE", "IMF")
    assert (finding.source_span, finding.target_span) == ((11, 14), (4, 7))


@pytest.mark.parametrize(
    ("source", "target", "severity"),
    [
        ("Lo dicono le istituzioni.", "The EU institutions say so.", Severity.WARNING),
        ("Lo dicono le istituzioni.", "The NATO institutions say so.", Severity.ERROR),
        ("Lo dicono le Nazioni Unite.", "The EU says so.", Severity.ERROR),
        ("Lo dice il governo statunitense.", "The UN government says so.", Severity.ERROR),
        ("La UE ha confermato.", "The UE confirmed.", Severity.ERROR),
        ("Il gruppo ELDR dissente.", "The LEDR Group dissents.", Severity.ERROR),
        ("Costa 30 dollari.", "It costs UNESCO$30.", Severity.ERROR),
        ("La RSPCA ha chiesto.", "The SRPCA asked.", Severity.ERROR),
        ("L'Ufficio del bilancio.", "The OMB.", Severity.WARNING),
        ("I file PDF distribuiti.", "The PDF and DPF files sent.", Severity.ERROR),
        ("I CD di Debian.", "The CDs and the DC of Debian.", Severity.ERROR),
        ("Vive negli Stati Uniti.", "He lives in the US, in the SU.", Severity.WARNING),
        ("Il direttore generale.", "The ECO.", Severity.WARNING),
    ],
)
def test_an_added_acronym_is_an_error_but_for_the_union(
    source: str, target: str, severity: Severity
) -> None:
    (finding,) = check_acronyms(source, target)
    assert (finding.code, finding.severity) == ("W-ACRONYM", severity)


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("Costa 30 dollari.", "It costs US$30."),
        ("Costa 30 corone danesi.", "It costs DKK 30."),
        ("Le unità GSG9 erano presenti.", "The GSG 9 units were there."),
        ("Il Casms si riunisce martedì.", "The CASMS meets on Tuesday."),
        ("Le telecamere a circuito chiuso.", "The CCTV cameras."),
        ("Nel 356 a.C. fu distrutto.", "It was destroyed in 356 BCE."),
        ("La risonanza magnetica nucleare (RMN).", "Nuclear magnetic resonance (NMR)."),
        ("Il Partito Democratico vota.", "The PD votes."),
        ("La riforma della OCM.", "The reform of the CMO."),
        ("L'Unione africana.", "The AU."),
        ("ROMA, 3 marzo 2023 - Parla il ministro.", "ROME, 3 March 2023 - The minister speaks."),
        ("GINEVRA - Parla il ministro.", "GENEVA - The minister speaks."),
        ("TORINO - È URGENTE.", "TURIN - It is URGENT."),
    ],
)
def test_acronyms_that_the_source_explains_are_no_finding(source: str, target: str) -> None:
    found = check_segment(source, target)
    assert [f for f in found if f.code == "W-ACRONYM" or f.target_value.isupper()] == []


def test_an_acronym_left_in_italian_is_named_with_its_source() -> None:
    (finding,) = check_acronyms("Un funzionario Ue europeo.", "A European UE official.")
    assert (finding.source_value, finding.target_value) == ("Ue", "UE")


def test_a_lost_acronym_is_no_lost_name_as_well() -> None:
    findings = check_segment("Lo ha detto oggi la CGIL.", "It was said today.")
    assert [f.code for f in findings if f.code in ("W-ACRONYM", "W-NAME")] == ["W-ACRONYM"]


def test_a_line_in_capitals_has_no_acronyms() -> None:
    assert list(check_acronyms("ALLARME DELLA CGIL", "UNION RAISES THE ALARM")) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("«Sì», dice", ["«Sì»"]),
        ("“Yes,” he says", ["“Yes,”"]),
        ('"Uno" e "due"', ['"Uno"', '"due"']),
        ("‘Yes,’ he says", ["‘Yes,’"]),
        ("'Yes, we can,' he says", ["'Yes, we can,'"]),
        ("it's the dogs' day", []),
        ("L'alba e l'aria", []),
        ("«Siamo pronti. Poi", ["«Siamo pronti. Poi"]),
        ("e andremo», conclude", ["e andremo»"]),
        ('in 9"80', []),
    ],
)
def test_quotations_are_found(text: str, expected: list[str]) -> None:
    assert [text[start:end] for start, end in find_quotes(text)] == expected


def test_a_quotation_without_its_marks_is_a_warning() -> None:
    source = 'Il piano "Cuore sano" parte oggi: «Ci siamo».'
    (finding,) = check_quotes(source, 'The plan Cuore sano starts today: "Here we are".')
    assert (finding.code, finding.severity) == ("W-QUOTE", Severity.WARNING)
    assert (finding.source_value, finding.source_span) == ('"Cuore sano"', (9, 21))


def test_a_title_may_stay_as_it_is() -> None:
    assert list(check_quotes('Esce "La voce"', 'Out now: "La voce"')) == []


def test_several_lost_quotations_are_one_finding() -> None:
    (finding,) = check_quotes("«Sì» e «no»", "Yes and no")
    assert finding.message.startswith("2 quotations have lost the quotation marks")


@given(st.text(max_size=80), st.sampled_from(["it", "en"]))
def test_any_text_has_a_list_of_facts(text: str, language: str) -> None:
    assert all(fact.strip("~ ") for fact in list_facts(text, language=language) if fact != '""')


def test_facts_are_listed_in_reading_order() -> None:
    text = "«Siamo pronti», dice l'Onu il 3 marzo alle ore 9.30: 1.250,50 euro su www.onu.example"
    assert list_facts(text, language="it") == [
        '"Siamo pronti"',
        "UN",
        "3 mar",
        "09:30/21:30",
        "1250.5 EUR",
        "www.onu.example",
    ]


@pytest.mark.parametrize(
    ("target", "found"),
    [
        ("The strike by FERT lasts one day", False),
        ("The strike by Fert lasts one day", False),
        ("The strike by fert lasts one day", True),
        ("The fertile strike lasts one day", True),
    ],
)
def test_an_acronym_in_small_letters_is_lost(target: str, found: bool) -> None:
    findings = check_acronyms("Lo sciopero della FERT dura un giorno", target)
    assert any(f.source_value == "FERT" for f in findings) is found


def test_an_acronym_that_is_an_english_word_may_be_small() -> None:
    assert not list(check_acronyms("Il test della LIM è pronto, dice la FIRE", "The fire of LIM"))
