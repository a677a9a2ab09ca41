"""Where the terms of a glossary, and names, stand in an Italian text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from presscli.glossary import Case, Glossary, Kind, Term, find_proper, find_surnames
from presscli.glossary.patterns import put

GLOSSARY = Glossary(
    (
        Term("Agenzia", "Agency"),
        Term("Agenzia delle Entrate", "Revenue Agency"),
        Term("bando", "call for tenders"),
        Term("Salute", "Health Ministry", Case.EXACT),
        Term("sportello unico", "one-stop shop"),
        Term("Frecciarossa", keep=True),
        Term("all", "ALL"),
        Term("Emilia", "Emily"),
        Term("Consiglio dell'Unione", "Council of the Union"),
    )
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("l'Agenzia", [("Agenzia", "Agency")]),
        ("L’Agenzia", [("Agenzia", "Agency")]),
        ("dell'agenzia", [("agenzia", "Agency")]),
        ("nell'Agenzia delle Entrate", [("Agenzia delle Entrate", "Revenue Agency")]),
        ("l'Agenzia  delle\u00a0Entrate", [("Agenzia  delle\u00a0Entrate", "Revenue Agency")]),
        ("l'Agenzia del demanio", [("Agenzia", "Agency")]),
        ("AGENZIA DELLE ENTRATE", [("AGENZIA DELLE ENTRATE", "REVENUE AGENCY")]),
        ("le Agenzie", []),
        ("un bando, due bandi", [("bando", "call for tenders")]),
        ("il Bando 2024", [("Bando", "Call for tenders")]),
        ("Bando pubblico", [("Bando", "call for tenders")]),
        ("(bando)", [("bando", "call for tenders")]),
        ("contrabbando", []),
        ("bando-tipo", []),
        ("pre-bando", []),
        ("la Salute e la salute", [("Salute", "Health Ministry")]),
        ("il FRECCIAROSSA 9600", [("FRECCIAROSSA", "FRECCIAROSSA")]),
        ("all'aperto", []),
        ("in Emilia-Romagna", []),
        ("in Emilia", [("Emilia", "Emily")]),
        ("il Consiglio dell’Unione", [("Consiglio dell’Unione", "Council of the Union")]),
        ("www.ente.example/bando", []),
        ("bando@ente.example o @bando", []),
        (
            "bando allo Sportello unico",
            [("bando", "call for tenders"), ("Sportello unico", "One-stop shop")],
        ),
        ("", []),
    ],
)
def test_terms_are_found(text: str, expected: list[tuple[str, str]]) -> None:
    assert [(use.text, use.english) for use in GLOSSARY.find(text)] == expected


@given(st.text(alphabet=st.sampled_from("abdno Agenzi'’lstr.@/-ſİ"), max_size=60))
def test_uses_are_in_order_and_say_where_they_are(text: str) -> None:
    end = 0
    for use in GLOSSARY.find(text):
        assert use.start >= end
        assert text[use.start : use.end] == use.text
        end = use.end


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ha detto Franco Bianchi ieri", ["Franco Bianchi"]),
        ("Rosa Verdi, presidente", ["Rosa Verdi"]),
        ("Giuseppe De Luca con Anna Dell'Acqua", ["Giuseppe De Luca", "Anna Dell'Acqua"]),
        ("il presidente Marco Neri Ministro", ["Marco Neri"]),
        ("la Marina Militare", []),
        ("la Carolina del Nord e la Virginia Occidentale", []),
        ("il Sacro Romano Impero", []),
        ("il Primo Maggio, una Stella Michelin", []),
        ("ROSA VERDI ELETTA", []),
        ("il Ministero della Salute", []),
        ("il Consiglio dei Ministri", []),
        ("le Acque Veronesi S.p.A.", ["Acque Veronesi"]),
        ("La Nuova Edilmar Srl", ["Nuova Edilmar"]),
        ("la Banca d’Italia", ["Banca d’Italia"]),
        ("scrivere a Rosa.Verdi@ente.example", []),
        ("la rosa verde", []),
    ],
)  # fmt: skip
def test_names_are_found(text: str, expected: list[str]) -> None:
    assert [use.text for use in find_proper(text)] == expected


def test_a_surname_is_known_once_the_release_has_the_full_name() -> None:
    surnames = find_surnames(["Parla Rosa Verdi.", "Con Anna De Luca e Giulio Cesare."])
    assert {term.source for term in surnames.terms} == {"Verdi", "De Luca"}
    (use,) = find_proper("ha spiegato Verdi", surnames)
    assert (use.text, use.term.kind) == ("Verdi", Kind.SURNAME)
    assert find_proper("ha spiegato Verdi") == ()
    assert find_proper("il voto dei Verdi", surnames) == ()


@pytest.mark.parametrize(
    ("text", "place", "english", "expected"),
    [
        ("an X is open", (3, 4), "call", "a call is open"),
        ("a X is open", (2, 3), "invitation", "an invitation is open"),
        ("the X", (4, 5), "the Hague", "the Hague"),
        ("The X", (4, 5), "the Hague", "The Hague"),
        ("X is open", (0, 1), "call", "Call is open"),
        ("A X", (2, 3), "order", "An order"),
        ("see X", (4, 5), "calls", "see calls"),
        ("“X is”", (1, 2), "call", "“Call is”"),
    ],
)
def test_the_article_fits_what_is_put(
    text: str, place: tuple[int, int], english: str, expected: str
) -> None:
    assert put(text, *place, english) == expected


@given(st.text(max_size=30), st.text(max_size=30))
def test_text_outside_is_untouched(before: str, after: str) -> None:
    text = f"{before}: in X, {after}"
    start = len(before) + 5
    assert put(text, start, start + 1, "Rome") == f"{before}: in Rome, {after}"


@pytest.mark.parametrize(
    "text",
    ["Aa " * 20_000, "x" * 200_000, "Aa-" * 20_000, "A'" * 20_000, "Rosa " * 20_000, "@" * 20_000],
    ids=["capitals", "one word", "hyphens", "apostrophes", "given names", "signs"],
)
def test_no_text_takes_long(text: str) -> None:
    # Quadratic patterns would run for minutes here; nothing is timed.
    assert GLOSSARY.find(text) == ()
    find_proper(text)
