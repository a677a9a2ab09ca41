from __future__ import annotations

import pytest

from presscli.lexicon.tables import load_rows
from presscli.lexicon.terms import (
    ACRONYMS,
    LabelKind,
    acronym,
    is_agency,
    match_case,
    split_label,
    translate_phrases,
)


@pytest.mark.parametrize(
    ("italian", "english"),
    [
        ("ONU", "UN"),
        ("Onu", "UN"),
        ("UE", "EU"),
        ("Nato", "NATO"),
        ("Osce", "OSCE"),
        ("Oms", "WHO"),
        ("PIL", "GDP"),
        ("Iva", "VAT"),
        ("Bce", "ECB"),
        ("FMI", "IMF"),
        ("Usa", "USA"),
        ("usa", None),
        ("Roma", None),
        ("", None),
    ],
)
def test_acronym(italian: str, english: str | None) -> None:
    assert acronym(italian) == english


def test_acronym_keys_are_in_capitals() -> None:
    assert [key for key in ACRONYMS if key != key.upper()] == []


@pytest.mark.parametrize("name", ["ANSA", "askanews", "Adnkronos/Labitalia", "ITALPRESS"])
def test_agencies(name: str) -> None:
    assert is_agency(name)


@pytest.mark.parametrize(
    ("line", "kind", "english", "rest"),
    [
        ("Fonte: Istat", LabelKind.SOURCE, "Source", "Istat"),
        ("A cura dell’Ufficio studi", LabelKind.SOURCE, "Prepared by the", "Ufficio studi"),
        ("UFFICIO STAMPA - Mario Rossi", LabelKind.CONTACT, "PRESS OFFICE", "Mario Rossi"),
        ("Per informazioni:", LabelKind.CONTACT, "For information", ""),
        ("cell. 333 555", LabelKind.DATUM, "mobile", "333 555"),
        ("E-mail: a@b.example", LabelKind.DATUM, "E-mail", "a@b.example"),
        ("Chi siamo", LabelKind.BOILERPLATE, "About us", ""),
        ("© 2024 Alfa", LabelKind.COPYRIGHT, "©", "2024 Alfa"),
    ],
)
def test_split_label(line: str, kind: LabelKind, english: str, rest: str) -> None:
    label = split_label(line)
    assert label is not None
    assert (label.kind, label.english, label.rest) == (kind, english, rest)
    assert label.text + label.separator + label.rest == line


@pytest.mark.parametrize("line", ["Fontenay", "Infortuni sul lavoro", "mailing list", "Telese"])
def test_part_of_a_word_is_no_label(line: str) -> None:
    assert split_label(line) is None


@pytest.mark.parametrize(
    ("source", "target", "cased"),
    [("FONTE", "source", "SOURCE"), ("Fonte", "source", "Source"), ("cell.", "mobile", "mobile")],
)
def test_match_case(source: str, target: str, cased: str) -> None:
    assert match_case(source, target) == cased


def test_phrases_leave_addresses_alone() -> None:
    text = "Ufficio stampa, tel. 06 1 - cell. 333 2, info@mail.example"
    assert translate_phrases(text) == "Press office, tel. 06 1 - mobile 333 2, info@mail.example"


@pytest.mark.parametrize(
    ("name", "columns"),
    [
        ("acronyms.tsv", 2),
        ("acronym_words.tsv", 3),
        ("places.tsv", 2),
        ("places-cldr.tsv", 2),
        ("labels.tsv", 3),
        ("cities.tsv", 1),
        ("agencies.tsv", 1),
    ],
)
def test_tables_are_well_formed(name: str, columns: int) -> None:
    rows = load_rows(name)
    assert [row for row in rows if len(row) != columns] == []
    assert len({row[: max(1, columns - 1)] for row in rows}) == len(rows)
