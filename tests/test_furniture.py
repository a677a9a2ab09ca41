from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from presscli.document import Paragraph, ParagraphKind
from presscli.furniture import (
    render_contact_line,
    render_dateline,
    render_furniture,
)
from presscli.parse.dateline import find_dateline

DATELINES = [
    ("Mosca, 30 dicembre 2021 - ", "Moscow, 30 December 2021 – "),
    ("MOSCA, 30 DICEMBRE 2021 - ", "MOSCOW, 30 December 2021 – "),
    ("ROMA, 12 mar. (askanews) - ", "ROME, 12 March (askanews) – "),
    ("(ANSA) - MILANO, 3 GEN - ", "(ANSA) – MILAN, 3 January – "),
    ("Bruxelles, 9/10/2023 – ", "Brussels, 9 October 2023 – "),
    ("Roma, 5 maggio - ", "Rome, 5 May – "),
    ("Roma, 1° maggio 2024 - ", "Rome, 1 May 2024 – "),
    ("(Adnkronos) – Roma, 12 mar. - ", "(Adnkronos) – Rome, 12 March – "),
    ("ROMA (ITALPRESS) - ", "ROME (ITALPRESS) – "),
    ("Roma/Bruxelles, 3 marzo 2024 - ", "Rome/Brussels, 3 March 2024 – "),
    ("Mosca, Russia, 3 gennaio 2022 – ", "Moscow, Russia, 3 January 2022 – "),
    ("Roma, lunedì 3 marzo 2025 - ", "Rome, Monday 3 March 2025 – "),
    ("Roma, lì 3 marzo 2025 - ", "Rome, 3 March 2025 – "),
    ("Roma, 3 marzo 2025. ", "Rome, 3 March 2025. "),
    ("Roma, 3 marzo 2024, ore 11 - ", "Rome, 3 March 2024, 11:00 – "),
    ("L'Aia, 3 marzo 2022 – ", "The Hague, 3 March 2022 – "),
    ("Ginevra, 9-10 gennaio - ", "Geneva, 9-10 January – "),
    ("Cesena, 3 marzo 2024 - ", "Cesena, 3 March 2024 – "),
]


@pytest.mark.parametrize(("raw", "english"), DATELINES, ids=[c[0].strip() for c in DATELINES])
def test_dateline(raw: str, english: str) -> None:
    dateline = find_dateline(f"{raw}Il ministro ha detto")
    assert dateline is not None
    assert dateline.raw == raw
    assert render_dateline(dateline) == english


def test_dateline_on_a_line_of_its_own() -> None:
    text = "Roma, 12 marzo 2024"
    paragraph = Paragraph(text, dateline=find_dateline(text))
    assert render_furniture(paragraph) == "Rome, 12 March 2024"


RULED = [
    (ParagraphKind.ATTRIBUTION, "(Fonte: kremlin.ru)", "(Source: kremlin.ru)"),
    (ParagraphKind.ATTRIBUTION, "FONTE: Istat", "SOURCE: Istat"),
    (ParagraphKind.ATTRIBUTION, "Source: Istat", "Source: Istat"),
    (
        ParagraphKind.ATTRIBUTION,
        "Fonte: Ufficio stampa del Comune di Sassolungo",
        "Source: Press office of the Comune di Sassolungo",
    ),
    (ParagraphKind.ATTRIBUTION, "Fonte: Ministero della Salute", "Source: Ministry of Health"),
    (
        ParagraphKind.ATTRIBUTION,
        "A cura dell'Ufficio comunicazione dell’Ateneo",
        "Prepared by the Communications office of the Ateneo",
    ),
    (
        ParagraphKind.ATTRIBUTION,
        "© 2024 Alfa S.p.A. – Tutti i diritti riservati",
        "© 2024 Alfa S.p.A. – All rights reserved",
    ),
    (
        ParagraphKind.ATTRIBUTION,
        "© Alfa - Riproduzione consentita citando la fonte",
        "© Alfa - Reproduction permitted if the source is named",
    ),
    (ParagraphKind.ATTRIBUTION, "www.comune.example", "www.comune.example"),
    (ParagraphKind.ATTRIBUTION, "(ANSA).", "(ANSA)."),
    (
        ParagraphKind.EMBARGO,
        "EMBARGO FINO ALLE ORE 11 DEL 12 MARZO 2025",
        "EMBARGOED UNTIL 11:00 ON 12 MARCH 2025",
    ),
    (
        ParagraphKind.EMBARGO,
        "Sotto embargo fino alle 18.30 di giovedì 13 marzo 2025",
        "Embargoed until 18:30 on Thursday 13 March 2025",
    ),
    (ParagraphKind.EMBARGO, "Embargo fino al 3 marzo", "Embargoed until 3 March"),
    (
        ParagraphKind.EMBARGO,
        "EMBARGO: non pubblicare prima delle ore 12.00 del 18 settembre 2024",
        "EMBARGOED UNTIL 12:00 ON 18 SEPTEMBER 2024",
    ),
    (ParagraphKind.EMBARGO, "Notizia sotto embargo", "Under embargo"),
    (
        ParagraphKind.EMBARGO,
        "Embargoed until 11 a.m. on March 12",
        "Embargoed until 11 a.m. on March 12",
    ),
    (ParagraphKind.SUBHEADLINE, "COMUNICATO STAMPA", "PRESS RELEASE"),
    (
        ParagraphKind.SUBHEADLINE,
        "Comunicato stampa n. 12 del 3 marzo 2024",
        "Press release no. 12 of 3 March 2024",
    ),
    (ParagraphKind.BOILERPLATE, "Chi siamo", "About us"),
    (ParagraphKind.CAPTION, "###", "###"),
    (ParagraphKind.CAPTION, "-30-", "-30-"),
    (ParagraphKind.BODY, "12 marzo 2024", "12 March 2024"),
    (
        ParagraphKind.CONTACTS,
        "Per informazioni:\nUfficio stampa\ntel. 055 555 0100",
        "For information:\nPress office\ntel. 055 555 0100",
    ),
]


@pytest.mark.parametrize(("kind", "italian", "english"), RULED, ids=[c[1][:40] for c in RULED])
def test_paragraph_by_rule(kind: ParagraphKind, italian: str, english: str) -> None:
    assert render_furniture(Paragraph(italian, kind)) == english


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        (ParagraphKind.BODY, "Il Consiglio ha approvato il bilancio."),
        (ParagraphKind.HEADLINE, "Bilancio approvato"),
        (ParagraphKind.CAPTION, "Nella foto: il sindaco con la giunta."),
        (ParagraphKind.BODY, "Il Comunicato del 3 marzo è stato ritirato."),
        (ParagraphKind.EMBARGO, "Embargo fino al 3 marzo per tutti i testi allegati"),
        (ParagraphKind.CONTACTS, "Contatti\nScrivere alla segreteria entro le ore dodici."),
    ],
)
def test_prose_is_left_to_a_model(kind: ParagraphKind, text: str) -> None:
    assert render_furniture(Paragraph(text, kind)) is None


CONTACTS = [
    ("Per informazioni:", "For information:"),
    ("CONTATTI", "CONTACTS"),
    ("Ufficio stampa del Comune di Rho", "Press office of the Comune di Rho"),
    ("tel. 02 1234567 – cell. 333 1234567", "tel. 02 1234567 – mobile 333 1234567"),
    ("Giulia Neri, cell. +39 333 555 0198", "Giulia Neri, mobile +39 333 555 0198"),
    ("E-mail: ufficio.stampa@comune.example", "E-mail: ufficio.stampa@comune.example"),
    ("Sito: www.orari.example/ore", "Website: www.orari.example/ore"),
    ("Via Ufficio 3, 20100 Milano", "Via Ufficio 3, 20100 Milano"),
    ("Sede: via 25 Aprile 3", "Venue: via 25 Aprile 3"),
    ("Orari: dal lunedì al venerdì, 9-18", "Opening hours: Monday to Friday, 9-18"),
    (
        "Orari: dal martedì alla domenica, ore 10.00-18.00",
        "Opening hours: Tuesday to Sunday, at 10:00-18:00",
    ),
    ("dalle ore 9 alle ore 13", "from 09:00 to 13:00"),
    ("Ingresso libero fino a esaurimento posti", "Free admission while seats last"),
    ("Quando: giovedì 3 ottobre, ore 18.30", "When: Thursday 3 October, at 18:30"),
    ("Marta Neri", "Marta Neri"),
    ("", ""),
    ("Scrivere alla segreteria del festival entro domani", None),
    ("Per informazioni è possibile rivolgersi alla sede.", None),
]


@pytest.mark.parametrize(("line", "english"), CONTACTS, ids=[c[0][:40] for c in CONTACTS])
def test_contact_line(line: str, english: str | None) -> None:
    assert render_contact_line(line) == english


@given(
    st.from_regex(r"[a-z]{1,8}(\.[a-z]{1,8})?@[a-z]{2,8}\.(it|example)", fullmatch=True),
    st.from_regex(r"\+39 0[0-9]{2} [0-9]{3} [0-9]{4}", fullmatch=True),
    st.from_regex(r"https://[a-z]{2,8}\.it/[a-z0-9/-]{0,20}", fullmatch=True),
)
def test_addresses_pass_exactly(email: str, phone: str, url: str) -> None:
    english = render_contact_line(f"Ufficio stampa: tel. {phone}, {email}, {url}")
    assert english == f"Press office: tel. {phone}, {email}, {url}"


@given(st.text(max_size=120), st.sampled_from(list(ParagraphKind)))
def test_any_paragraph_is_rendered_or_left(text: str, kind: ParagraphKind) -> None:
    english = render_furniture(Paragraph(text or "x", kind))
    assert english is None or bool(english.strip()) == bool((text or "x").strip())
