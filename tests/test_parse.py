from __future__ import annotations

import datetime as dt
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from presscli.document import Attribution, Paragraph, ParagraphKind, PressRelease
from presscli.parse import parse
from presscli.parse.dateline import find_dateline

BODY = (
    "Il Consiglio comunale ha approvato oggi il bilancio di previsione con ventuno voti a favore, "
    "otto contrari e due astenuti al termine di una lunga seduta."
)
MORE = "La discussione era cominciata in mattinata e si è conclusa dopo sei ore di interventi."


def kinds(release: PressRelease) -> list[str]:
    return [p.kind.value for p in release.paragraphs]


def texts(release: PressRelease) -> list[str]:
    return [p.text for p in release.paragraphs]


DATELINES = [
    ("Mosca, 30 dicembre 2021 - ", "Mosca", dt.date(2021, 12, 30), ""),
    ("ROMA, 12 mar. (askanews) - ", "ROMA", None, "askanews"),
    ("(ANSA) - MILANO, 3 GEN - ", "MILANO", None, "ANSA"),
    ("(AGENZIA TERRANOVA) - MILANO, 3 GEN - ", "MILANO", None, "AGENZIA TERRANOVA"),
    ("Bruxelles, 9/10/2023 – ", "Bruxelles", dt.date(2023, 10, 9), ""),
    ("Borgo San Lazzaro, 22/04/24 - ", "Borgo San Lazzaro", dt.date(2024, 4, 22), ""),
    ("Roma, 5 maggio - ", "Roma", None, ""),
    ("Roma, 1° maggio 2024 — ", "Roma", dt.date(2024, 5, 1), ""),
    ("(Adnkronos) – Roma, 12 mar. - ", "Roma", None, "Adnkronos"),
    ("(Adnkronos) - ", "", None, "Adnkronos"),
    ("ANSA - Roma, 3 gen - ", "Roma", None, "ANSA"),
    ("Roma, 12 mar - (Nova) - ", "Roma", None, "Nova"),
    ("ROMA (ITALPRESS) - ", "ROMA", None, "ITALPRESS"),
    ("MILANO (MF-DJ)--", "MILANO", None, "MF-DJ"),
    ("MILANO - ", "MILANO", None, ""),
    ("Roma/Bruxelles, 3 marzo 2024 - ", "Roma/Bruxelles", dt.date(2024, 3, 3), ""),
    ("Roma e Parigi, 3 marzo 2024 - ", "Roma e Parigi", dt.date(2024, 3, 3), ""),
    ("Mosca, Russia, 3 gennaio 2022 – ", "Mosca, Russia", dt.date(2022, 1, 3), ""),
    ("Roma, lunedì 3 marzo 2025 - ", "Roma", dt.date(2025, 3, 3), ""),
    ("Lunedì 3 marzo 2025 - ", "", dt.date(2025, 3, 3), ""),
    ("30 dicembre 2021 - ", "", dt.date(2021, 12, 30), ""),
    ("Roma, lì 3 marzo 2025 - ", "Roma", dt.date(2025, 3, 3), ""),
    ("Roma, il 3 marzo 2025. ", "Roma", dt.date(2025, 3, 3), ""),
    ("Roma, 3 marzo 2025: ", "Roma", dt.date(2025, 3, 3), ""),
    ("Roma, 3 marzo 2025 ", "Roma", dt.date(2025, 3, 3), ""),
    ("Roma 3 marzo 2025 - ", "Roma", dt.date(2025, 3, 3), ""),
    ("Roma - 3 marzo 2025 - ", "Roma", dt.date(2025, 3, 3), ""),
    ("Rho (MI), 3 mar 2024 - ", "Rho (MI)", dt.date(2024, 3, 3), ""),
    ("Reggio nell'Emilia, 3 giu. - ", "Reggio nell'Emilia", None, ""),
    ("L'Aia, 3 marzo 2022 – ", "L'Aia", dt.date(2022, 3, 3), ""),
    ("Città del Vaticano, 2 aprile 2005 -- ", "Città del Vaticano", dt.date(2005, 4, 2), ""),
    ("Roma, 3 marzo 2024, ore 11 - ", "Roma", dt.date(2024, 3, 3), ""),
    ("Ginevra, 9-10 gennaio 2022 - ", "Ginevra", None, ""),
]


@pytest.mark.parametrize(
    ("raw", "place", "date", "agency"),
    DATELINES,
    ids=[c[0].strip() for c in DATELINES],
)
def test_dateline(raw: str, place: str, date: dt.date | None, agency: str) -> None:
    dateline = parse(f"{raw}{BODY}\n\n{MORE}").dateline
    assert dateline is not None
    assert (dateline.raw, dateline.place, dateline.date, dateline.agency) == (
        raw,
        place,
        date,
        agency,
    )


@pytest.mark.parametrize(
    "opening",
    [
        "Ieri, 3 marzo - giorno di festa - ",
        "Il 3 marzo - dice la nota - ",
        "Il Governo - dice la nota - ",
        "Mario Rossi - sindaco dal 2019 - ",
        "Nel 2021 - anno difficile - ",
        "Secondo la nota, 3 marzo e 4 aprile sono giorni di festa. ",
        "Domani, 3 marzo 2024, ",
    ],
)
def test_no_dateline_in_a_sentence(opening: str) -> None:
    assert parse(f"{opening}{BODY}\n\n{MORE}").dateline is None


def test_dateline_on_a_line_of_its_own() -> None:
    release = parse(f"Bilancio approvato\n\nRoma, 12 marzo 2024\n\n{BODY}")
    assert kinds(release) == ["headline", "body", "body"]
    assert release.paragraphs[1].dateline is not None
    assert release.paragraphs[1].dateline.raw == release.paragraphs[1].text


def test_a_dateline_begins_a_paragraph_even_without_an_empty_line() -> None:
    release = parse(
        f"Bilancio approvato, ventuno voti a favore e otto contrari\nRoma, 3 marzo 2024 - {BODY}"
    )
    assert kinds(release) == ["headline", "body"]


ATTRIBUTIONS = [
    ("(Fonte: kremlin.ru)", "kremlin.ru"),
    ("Fonte: Ufficio stampa Comune di Sassolungo", "Ufficio stampa Comune di Sassolungo"),
    ("FONTE: Istat.", "Istat"),
    ("Fonte - Agenzia sanitaria regionale", "Agenzia sanitaria regionale"),
    ("[Fonte: Alfa S.p.A.]", "Alfa S.p.A."),
    ("Source: European Commission", "European Commission"),
    ("Fonte: https://www.governo.example/nota/12", "https://www.governo.example/nota/12"),
    ("Fonte kremlin.ru", "kremlin.ru"),
    ("© 2024 Alfa S.p.A. – Tutti i diritti riservati", "Alfa S.p.A."),
    ("© Autorità portuale - Riproduzione riservata", "Autorità portuale"),
    ("Copyright © 2020-2024 Beta Onlus", "Beta Onlus"),
    ("A cura di Marta Neri", "Marta Neri"),
    ("A cura dell'Ufficio comunicazione", "Ufficio comunicazione"),
    ("A cura della redazione", "redazione"),
    ("Diffuso da: Beta Onlus", "Beta Onlus"),
    ("www.comune.example", "www.comune.example"),
    ("https://www.comune.example/notizie/1", "https://www.comune.example/notizie/1"),
    ("kremlin.ru", "kremlin.ru"),
    ("(ANSA).", "ANSA"),
]


@pytest.mark.parametrize(("line", "source"), ATTRIBUTIONS, ids=[c[0] for c in ATTRIBUTIONS])
def test_attribution(line: str, source: str) -> None:
    release = parse(f"Bilancio approvato\n\n{BODY}\n\n{MORE}\n\n{line}")
    assert release.attribution == Attribution(source, raw=line)
    assert release.paragraphs[-1] == Paragraph(line, ParagraphKind.ATTRIBUTION)


def test_attribution_within_the_last_paragraph() -> None:
    release = parse(f"Bilancio approvato\n\n{BODY} (Fonte: Istat)")
    assert release.attribution == Attribution("Istat", raw="(Fonte: Istat)")
    assert kinds(release) == ["headline", "body"]


def test_an_agency_signs_at_the_end_of_the_last_paragraph() -> None:
    release = parse(f"{BODY}\n\n{MORE} (ANSA).")
    assert release.attribution == Attribution("ANSA", raw="(ANSA).")


def test_the_agency_of_the_dateline_is_the_source_where_no_other_is_stated() -> None:
    release = parse(f"ROMA, 12 mar. (askanews) - {BODY}")
    assert release.attribution == Attribution("askanews", raw="ROMA, 12 mar. (askanews) - ")


def test_a_named_source_comes_before_a_copyright_line() -> None:
    release = parse(f"{BODY}\n\n© 2024 Alfa\n\nFonte: Beta")
    assert release.attribution is not None
    assert release.attribution.source == "Beta"


def test_the_source_given_wins_and_the_stated_paragraph_stays() -> None:
    release = parse(f"{BODY}\n\n(Fonte: kremlin.ru)", source="Cremlino")
    assert release.attribution == Attribution("Cremlino", stated=False)
    assert texts(release)[-1] == "(Fonte: kremlin.ru)"


@pytest.mark.parametrize(
    "sentence",
    [
        "Fonte di orgoglio per la città, il teatro riapre dopo tre anni di lavori.",
        "Fonti vicine al ministero confermano la notizia della proroga dei termini.",
        BODY,
    ],
)
def test_no_source_is_invented(sentence: str) -> None:
    assert parse(f"{BODY}\n\n{sentence}").attribution is None


EMBARGOES = [
    ("EMBARGO FINO ALLE ORE 11 DEL 12 MARZO 2025", dt.datetime.fromisoformat("2025-03-12T11:00")),
    (
        "Sotto embargo fino alle 18.30 di giovedì 13 marzo 2025",
        dt.datetime.fromisoformat("2025-03-13T18:30"),
    ),
    ("Embargo: 12/03/2025 ore 9", dt.datetime.fromisoformat("2025-03-12T09:00")),
    ("Embargo fino al 12 marzo 2025", dt.date(2025, 3, 12)),
    (
        "EMBARGO: non pubblicare prima delle ore 12.00 del 18 settembre 2024",
        dt.datetime.fromisoformat("2024-09-18T12:00"),
    ),
    (
        "Embargo fino alle ore 24 del 31 dicembre 2024",
        dt.datetime.fromisoformat("2025-01-01T00:00"),
    ),
    ("Embargoed until 11 a.m. on March 12, 2025", dt.datetime.fromisoformat("2025-03-12T11:00")),
    ("Embargo until 12 March 2025", dt.date(2025, 3, 12)),
    ("Notizia sotto embargo", None),
    ("Embargo fino al 31 febbraio 2025", None),
]


@pytest.mark.parametrize(("line", "until"), EMBARGOES, ids=[c[0] for c in EMBARGOES])
def test_embargo(line: str, until: dt.datetime | dt.date | None) -> None:
    release = parse(f"{line}\n\nBilancio approvato\n\n{BODY}")
    assert kinds(release) == ["embargo", "headline", "body"]
    assert release.embargo is not None
    assert release.embargo.until == until


def test_an_embargo_without_a_year_takes_that_of_the_dateline() -> None:
    release = parse(f"Embargo fino al 12 marzo\n\nBilancio\n\nRoma, 10 marzo 2025 - {BODY}")
    assert release.embargo is not None
    assert release.embargo.until == dt.date(2025, 3, 12)


def test_an_embargo_on_oil_is_news() -> None:
    release = parse(f"L'embargo sul petrolio è in vigore dal 5 dicembre 2022.\n\n{BODY}")
    assert release.embargo is None


FORMS = [
    ("«È un bilancio prudente», ha detto il sindaco. «Ora tocca ai cantieri.»", "quote"),
    ("“È un bilancio prudente e lo rifarei”, ha detto.", "quote"),
    ("«Alba» è il nome del satellite lanciato questa mattina dalla base di Kourou.", "body"),
    ("Parole chiave: bilancio, comune, tasse", "keywords"),
    ("Tag: bilancio", "keywords"),
    ("#bilancio #comune", "keywords"),
    ("Nella foto: il sindaco con la giunta.", "caption"),
    ("Foto: archivio comunale", "caption"),
    ("###", "caption"),
    ("-30-", "caption"),
    ("YHX-RED", "caption"),
    ("12-MAR-25 18:30 NNNN", "caption"),
    ("Per informazioni: Ufficio stampa, tel. 055 555 0100", "contacts"),
    ("Per ulteriori informazioni è possibile scrivere a stampa@comune.example.", "contacts"),
    ("Contatti\nMarta Neri\ntel. 055 555 0100\nstampa@comune.example", "contacts"),
    ("Ufficio stampa\nComune di Sassolungo", "contacts"),
]


@pytest.mark.parametrize(("last", "kind"), FORMS, ids=[c[0][:30] for c in FORMS])
def test_kind_of_the_last_paragraph(last: str, kind: str) -> None:
    release = parse(f"Bilancio approvato\n\n{BODY}\n\n{MORE}\n\n{last}")
    assert kinds(release) == ["headline", "body", "body", kind]
    assert texts(release)[-1] == last


@pytest.mark.parametrize(
    "heading", ["Chi siamo", "Informazioni su Alfa", "About Alfa", "Il Gruppo"]
)
def test_boilerplate_under_its_heading(heading: str) -> None:
    about = "Alfa produce assali dal 1951."
    release = parse(f"Bilancio\n\n{BODY}\n\n{heading}\n\n{about}\n\nContatti: a@b.example")
    assert kinds(release) == ["headline", "body", "boilerplate", "boilerplate", "contacts"]


def test_company_profile_after_contacts() -> None:
    profile = "Alfa è un'azienda italiana che produce assali dal 1951."
    release = parse(f"{BODY}\n\nContatti\ntel. 055 555 0100\n\n{profile}")
    assert kinds(release) == ["body", "contacts", "boilerplate"]


def test_a_name_below_the_contacts_heading_belongs_to_them() -> None:
    release = parse(f"{BODY}\n\nContatti\n\nMarta Neri\n\ntel. 055 555 0100")
    assert kinds(release) == ["body", "contacts", "contacts", "contacts"]


HEADLINES = [
    (f"Bilancio approvato\n\n{BODY}", "Bilancio approvato"),
    (f"# Bilancio approvato\n\n{BODY}", "Bilancio approvato"),
    (f"*Bilancio approvato*\n\n{BODY}", "Bilancio approvato"),
    (f"**Bilancio approvato**\n\n{BODY}", "Bilancio approvato"),
    (f"Bilancio approvato\n==================\n\n{BODY}", "Bilancio approvato"),
    (f"COMUNICATO STAMPA\n\nBilancio approvato\n\n{BODY}", "Bilancio approvato"),
    (
        f"Comunicato stampa n. 12 del 3 marzo 2024\n\nBilancio approvato\n\n{BODY}",
        "Bilancio approvato",
    ),
    (f"COMUNE DI SASSOLUNGO\nAvviso: bilancio approvato\n\n{BODY}", "Avviso: bilancio approvato"),
    (
        f"Comune di Sassolungo: bilancio approvato\n\n{BODY}",
        "Comune di Sassolungo: bilancio approvato",
    ),
    (f"Il bilancio è approvato.\n\nRoma, 3 marzo 2024 - {BODY}", "Il bilancio è approvato."),
    (f"Nasce Alfa S.p.A.\n\n{BODY}", "Nasce Alfa S.p.A."),
    (f"Chi paga?\n\n{BODY}", "Chi paga?"),
    (f"{BODY}\n\n{MORE}", ""),
    (f"Mosca, 3 marzo 2024 - {BODY}\n\n{MORE}", ""),
    ("Bilancio approvato", ""),
    ("Il bilancio è approvato.\nSi vota domani.\nIl sindaco è contento.\nLa seduta è tolta.", ""),
]


@pytest.mark.parametrize(("text", "headline"), HEADLINES, ids=[c[0][:40] for c in HEADLINES])
def test_headline(text: str, headline: str) -> None:
    assert parse(text).headline == headline


def test_sub_headline_and_heading_within_the_body() -> None:
    release = parse(f"Bilancio\n\nVentuno voti a favore\n\n{BODY}\n\n## Le spese\n\n{MORE}")
    assert kinds(release) == ["headline", "subheadline", "body", "subheadline", "body"]


def test_hard_wrapped_lines_are_joined() -> None:
    wrapped = (
        "Il Consiglio comunale ha approvato oggi il bilancio di previsione\n"
        "con ventuno voti a favore, otto contrari e due astenuti. La seduta\n"
        "era cominciata in mattinata.\n"
        "\n"
        "Il prossimo consiglio si terrà il 3 marzo.\n"
    )
    assert texts(parse(wrapped)) == [
        "Il Consiglio comunale ha approvato oggi il bilancio di previsione con ventuno voti a "
        "favore, otto contrari e due astenuti. La seduta era cominciata in mattinata.",
        "Il prossimo consiglio si terrà il 3 marzo.",
    ]


def test_a_paragraph_on_each_line_is_kept_apart() -> None:
    assert texts(parse(f"{BODY}{BODY}\n{MORE}{BODY}\n{MORE}")) == [BODY + BODY, MORE + BODY, MORE]


def test_lines_that_all_end_with_a_stop_are_paragraphs() -> None:
    lines = ["Nel pomeriggio il ministro ha incontrato una delegazione.", "Si vota.", "È finita."]
    assert texts(parse("\n".join(lines))) == lines


def test_indented_lines_begin_paragraphs() -> None:
    text = "Il governo ha approvato il\ndecreto sulle concessioni\n   Il testo va ora alle\ncamere"
    assert texts(parse(text)) == [
        "Il governo ha approvato il decreto sulle concessioni",
        "Il testo va ora alle camere",
    ]


def test_list_items_are_kept_apart() -> None:
    items = ["- nuovi asili;", "- due piste ciclabili;", "1. il ponte;", "2) la piazza."]
    assert texts(parse("\n".join([BODY, *items])))[1:] == items


def test_contacts_keep_their_line_breaks() -> None:
    contacts = "Per informazioni:\nMarta Neri\ntel. 055 555 0100\nstampa@comune.example"
    assert texts(parse(f"{BODY}\n\n{contacts}"))[-1] == contacts


def test_contacts_right_below_the_body_are_a_paragraph_of_their_own() -> None:
    release = parse(f"{BODY} {MORE}\nUfficio stampa: tel. 055 555 0100\nstampa@comune.example")
    assert kinds(release) == ["body", "contacts"]


@pytest.mark.parametrize(
    ("last", "joined"),
    [("nessun comunicato.", "un comunicato. Non c'era"), ("nessuno.", "un comu-nicato. Non c'era")],
    ids=["sure", "unsure"],
)
def test_a_hyphen_at_a_line_end_goes_only_when_the_word_is_known(last: str, joined: str) -> None:
    wrapped = (
        "La giunta ha discusso del tema e alla fine ha diffuso un comu-\n"
        f"nicato. Non c'era, ha detto poi il sindaco ai giornalisti,\n{last}"
    )
    (text,) = texts(parse(wrapped))
    assert joined in text


def test_a_caption_left_over_from_a_web_page() -> None:
    title = "Colloqui tra Rossi e Bianchi"
    release = parse(f"{title}\n\n{BODY}\n\n(Fonte: a.example)\n\nColloqui {title}.")
    assert kinds(release) == ["headline", "body", "attribution", "caption"]


@pytest.mark.parametrize("text", ["", " \n\t\n ", "\n" * 5], ids=["empty", "spaces", "newlines"])
def test_no_words_no_paragraphs(text: str) -> None:
    assert parse(text) == PressRelease(())


def _ink(text: str) -> str:
    return re.sub(r"\s+", "", text)


LINES = st.sampled_from(
    [
        *("Bilancio approvato", BODY, MORE, "(Fonte: a.example)", "Contatti", "tel. 055 555 0100"),
        *("", "", "• uno;", "1. due", "Roma, 3 marzo 2024 – testo", "Il Sindaco", "Chi siamo"),
        *("EMBARGO FINO AL 3 MARZO", "«Sì», ha detto.", "© Alfa", "www.alfa.example", "ROMA"),
    ]
)


@given(st.lists(LINES, max_size=14))
def test_every_word_of_a_release_is_kept_in_order(lines: list[str]) -> None:
    text = "\n".join(lines)
    assert _ink("".join(texts(parse(text)))) == _ink(text)


@given(
    st.text(
        alphabet=st.characters(exclude_characters="#*_=-", exclude_categories=["C"]), max_size=300
    )
)
def test_every_character_of_any_text_is_kept(text: str) -> None:
    assert _ink("".join(texts(parse(text)))) == _ink(text)


@given(st.text(max_size=300))
def test_any_text_is_parsed_and_datelines_are_prefixes(text: str) -> None:
    for paragraph in parse(text).paragraphs:
        assert paragraph.text.strip()
        assert paragraph.text.startswith(paragraph.dateline.raw if paragraph.dateline else "")


@pytest.mark.parametrize(
    ("text", "raw"),
    [
        ("Moscow, 14 March 2023 – The ministers met.", "Moscow, 14 March 2023 – "),
        ("ROME, March 14, 2023 - The ministers met.", "ROME, March 14, 2023 - "),
    ],
)
def test_an_english_release_has_a_dateline_too(text: str, raw: str) -> None:
    dateline = find_dateline(text)
    assert dateline is not None
    assert dateline.raw == raw
    assert dateline.date == dt.date(2023, 3, 14)
