"""Finding paragraphs on a page: small functions on plain values, and what must always hold."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from presscli.markup import BlockKind
from presscli.readers.flow import Paragraph, Table, list_paragraphs
from presscli.readers.layout.boxes import Page, Piece, Word, join_words, make_piece
from presscli.readers.layout.columns import order_regions
from presscli.readers.layout.document import Document, lay_out
from presscli.readers.layout.furniture import find_running
from presscli.readers.layout.hyphens import is_divided, join_lines, known_words
from presscli.readers.layout.paragraphs import measure_region, split_paragraphs
from presscli.readers.layout.rows import find_pieces, find_rows
from presscli.readers.layout.tables import Grid, find_tables
from presscli.readers.letterhead import find_domain, find_publisher, is_organisation

SIZE = 10.0
LEADING = 12.0
ADVANCE = 5.0


def words(
    text: str, x: float, base: float, *, size: float = SIZE, strong: bool = False
) -> list[Word]:
    """A line of words, each character as wide as half the size of the type."""
    made = []
    for word in text.split():
        width = len(word) * size / 2
        made.append(Word(word, x, x + width, base, size))
        x += width + size / 4
    return made


def line(text: str, x: float = 50, base: float = 100, *, size: float = SIZE) -> Piece:
    return make_piece(words(text, x, base, size=size))


def wrap(text: str, x: float, top: float, width: float) -> list[Word]:
    """Lines filled as a typesetter fills them."""
    lines: list[str] = [""]
    for word in text.split():
        longer = f"{lines[-1]} {word}".strip()
        fits = sum(len(w) * ADVANCE for w in longer.split()) + longer.count(" ") * 2.5 <= width
        lines[-1:] = [longer] if fits or not lines[-1] else [lines[-1], word]
    return [w for at, text in enumerate(lines) for w in words(text, x, top + at * LEADING)]


def page(*parts: list[Word]) -> Page:
    return Page(tuple(word for part in parts for word in part), 842, 595)


def texts(found: Document) -> list[str]:
    return ["".join(run.text for run in p.runs) for p in list_paragraphs(found.flow)]


LEFT = (
    "La giunta regionale ha approvato il piano per la riduzione delle liste di attesa nelle "
    "strutture pubbliche e private accreditate, con un investimento di venti milioni di euro."
)
RIGHT = (
    "I sindacati hanno chiesto un incontro urgente al presidente, che li riceve domani alle "
    "dieci nella sede di piazza Unione insieme ai direttori delle aziende sanitarie locali."
)


def test_two_columns_are_read_one_after_the_other() -> None:
    title = words("Sanità, venti milioni contro le attese negli ospedali", 50, 80, size=16)
    left, right = wrap(LEFT, 50, 120, 230), wrap(RIGHT, 310, 123, 230)
    mixed = [word for pair in zip(left, right, strict=False) for word in pair]
    rest = left[len(right) :] + right[len(left) :]
    assert texts(lay_out([page(title, mixed, rest)])) == [join_words(title), LEFT, RIGHT]


def test_a_paragraph_goes_on_over_columns_and_pages() -> None:
    lines = wrap(f"{LEFT} {RIGHT}", 50, 120, 230)
    bases = sorted({word.base for word in lines})
    first = [word for word in lines if word.base <= bases[len(bases) // 2]]
    second = [Word(w.text, w.x0, w.x1, w.base - 60, w.size) for w in lines if w not in first]
    assert texts(lay_out([page(first), page(second)])) == [f"{LEFT} {RIGHT}"]


def test_a_table_is_none_of_columns() -> None:
    rows = [
        ("Ricavi", "842,7", "803,3"),
        ("Utile netto", "51,2", "53,6"),
        ("Debiti", "96,8", "121"),
    ]
    cells = [
        word
        for at, row in enumerate(rows)
        for x, text in zip((50, 200, 300), row, strict=True)
        for word in words(text, x, 100 + 14 * at)
    ]
    [table] = lay_out([page(cells)]).flow
    assert isinstance(table, Table)
    assert [[c.column for c in row] for row in table.rows] == [[0, 1, 2]] * 3
    assert texts(lay_out([page(cells)])) == [text for row in rows for text in row]


def test_a_cell_of_two_lines_and_one_that_almost_touches_the_next() -> None:
    pieces = [
        *[line("Voce", 50, 100), line("2025", 170, 100), line("2024", 240, 100)],
        *[line("Ricavi", 50, 114), line("842,7", 170, 114), line("803,3", 240, 114)],
        make_piece([*words("Margine operativo lordo", 50, 128), *words("118,0", 170, 128)]),
        *[line("109,2", 240, 128), line("rettificato", 50, 140)],
    ]
    [grid] = find_tables(pieces)
    assert isinstance(grid, Grid)
    shown = [{column: [p.text for p in cell] for column, cell in row.items()} for row in grid.rows]
    assert shown[2] == {0: ["Margine operativo lordo", "rettificato"], 1: ["118,0"], 2: ["109,2"]}


def test_paragraphs_are_told_by_gaps_indents_and_short_lines() -> None:
    lines = [
        line("La prima riga del testo arriva fino al margine destro", base=100),
        line("e la seconda no.", base=112),
        line("La terza comincia un altro capoverso e arriva al margine", base=124),
        line("quarta riga, che continua quella sopra fino al margine x", base=136),
        line("Rientrata, la quinta è un capoverso a sé e va al margine", x=60, base=148),
        line("La sesta sta dopo uno spazio e quindi è un altro ancora.", base=172),
    ]
    split = split_paragraphs(lines, measure_region(lines, SIZE))
    assert [len(p) for p in split] == [2, 2, 1, 1]


def test_list_items_and_their_hanging_lines() -> None:
    lines = [
        line("Le novità sono queste, e si leggono in due righe sole:", base=100),
        line("• la prima voce, che non sta su una riga sola perché è", x=60, base=112),
        line("lunga", x=70, base=124),
        line("• la seconda", x=60, base=136),
    ]
    flow = lay_out([page([w for piece in lines for w in piece.words])]).flow
    kinds = [
        (p.kind, "".join(r.text for r in p.runs)[:9]) for p in flow if isinstance(p, Paragraph)
    ]
    assert kinds[1:] == [(BlockKind.ITEM, "la prima "), (BlockKind.ITEM, "la second")]


def test_numbers_of_a_list_are_told_from_a_line_that_begins_with_one() -> None:
    data = page(
        words("Le regole sono:", 50, 100), words("1. uscire", 50, 112), words("2. tornare", 50, 124)
    )
    flow = lay_out([data]).flow
    assert [p.ordered for p in flow if isinstance(p, Paragraph)] == [False, True, True]
    other = lay_out([page(words("7. uscire", 50, 100))])
    assert texts(other) == ["7. uscire"]


def test_running_heads_and_page_numbers_are_found_and_repeated_text_is_not() -> None:
    def one(number: int) -> tuple[Page, list[Piece]]:
        parts = [
            words("Regione Valbruna – Comunicato", 50, 40),
            words("Il presidente ha detto di sì.", 50, 400),
            words(f"Pag. {number} di 3", 280, 810),
        ]
        return page(*parts), find_pieces(word for part in parts for word in part)

    assert find_running([one(n) for n in (1, 2, 3)]) == [{0, 2}] * 3


def test_footnotes_are_taken_out_and_their_marks_too() -> None:
    mark = Word("1", 205, 208, 96.5, 6, glued=True)
    text = [*words("I ricavi sono saliti ancora", 50, 100), mark, *words("di molto.", 212, 100)]
    more = wrap(LEFT, 50, 112, 400)
    note = [Word("1", 50, 53, 757, 5), *words("Dati non certificati.", 56, 760, size=8)]
    found = lay_out([page(text, more, note)])
    assert texts(found)[0].startswith("I ricavi sono saliti ancora di molto.")
    assert ["".join(r.text for r in n.runs) for n in found.notes] == ["Dati non certificati."]


def test_letterspaced_words_are_put_together() -> None:
    spaced = [Word(c, 50 + 9 * at, 55 + 9 * at, 100, SIZE) for at, c in enumerate("COMUNICATO")]
    assert [p.text for p in find_pieces(spaced)] == ["COMUNICATO"]


# --- words over the ends of lines


@pytest.mark.parametrize(
    ("above", "below", "joined"),
    [
        ("gli inve-", "stimenti", "gli investimenti"),
        ("la ric-", "chezza", "la ricchezza"),
        ("l'ac-", "qua pubblica", "l'acqua pubblica"),
        ("la cooperazione italo-", "russa", "la cooperazione italo-russa"),
        ("il quadro socio-", "economico", "il quadro socio-economico"),
        ("l'Unione euro-", "pea", "l'Unione europea"),
        ("Emilia-", "Romagna", "Emilia-Romagna"),
        ("nel biennio 2024-", "2025", "nel biennio 2024-2025"),
        ("una start-", "up", "una start-up"),
        ("il nord-", "est", "il nord-est"),
        ("dice -", "pare", "dice - pare"),
        ("fine", "riga", "fine riga"),
        ("con\u00ad", "tinua", "continua"),
        ("il co-", "autore", "il co-autore"),
    ],
)
def test_divided_words(above: str, below: str, joined: str) -> None:
    assert join_lines(above, below, frozenset()) == joined


def test_the_document_knows_better() -> None:
    known = known_words(["Il socioeconomico", "la ex-ministra", "il vice-", "sotto la linea"])
    assert "vice" not in known
    assert is_divided("socio", "economico", known)
    assert not is_divided("ex", "ministra", known)
    assert not is_divided("sotto", "linea", known)


# --- who issued it


@pytest.mark.parametrize(
    ("lines", "publisher"),
    [
        (
            ["Ufficio stampa", "Comune di Pratofiorito", "Piazza della Libertà 1"],
            "Comune di Pratofiorito",
        ),
        (["Ministero dell'interno | Dipartimento"], "Ministero dell'interno"),
        (["Meccanica Sabina S.p.A."], "Meccanica Sabina S.p.A."),
        (["COMUNICATO STAMPA", "Roma, 12 marzo 2026"], ""),
        (["Regione, approvato il bilancio: «Ora i fondi»"], ""),
        (["Comunicato del Consiglio"], ""),
    ],
)
def test_publishers_in_letterheads(lines: list[str], publisher: str) -> None:
    assert find_publisher(lines) == publisher


def test_domains_and_names() -> None:
    assert find_domain(["scrivete a nota@gmail.com", "stampa@pec.comune.it"]) == "comune.it"
    assert find_domain(["https://www.regione.it/a", "x@y.it"]) == "regione.it"
    assert not is_organisation("Il Comune approva: nuova pista ciclabile")


# --- what always holds

BOXES = st.lists(
    st.builds(
        lambda text, x, base, size: Word(text, x, x + len(text) * size / 2, base, size),
        st.text("abcdeàA1.-•", min_size=1, max_size=7),
        st.integers(0, 500).map(float),
        st.integers(0, 80).map(lambda n: n * 10.5),
        st.sampled_from([6.0, 10.0, 10.0, 10.0, 18.0]),
    ),
    min_size=1,
    max_size=60,
)


@given(BOXES)
def test_rows_and_regions_hold_every_word_once(boxes: list[Word]) -> None:
    rows = find_rows(boxes)
    assert Counter(word for row in rows for word in row) == Counter(boxes)
    pieces = find_pieces(boxes)
    assert sum(len(region) for region in order_regions(pieces)) == len(pieces)
    lines = [item for item in find_tables(pieces) if isinstance(item, Piece)]
    grids = [item for item in find_tables(pieces) if isinstance(item, Grid)]
    kept = "".join(piece.text for piece in lines)
    kept += "".join(p.text for g in grids for row in g.rows for cell in row.values() for p in cell)
    assert letters(kept) == letters("".join(piece.text for piece in pieces))


@given(BOXES)
def test_no_letter_is_lost_but_marks_of_lists_and_notes(boxes: list[Word]) -> None:
    found = lay_out([Page(tuple(boxes), 842, 595)])
    notes = ["".join(run.text for run in note.runs) for note in found.notes]
    kept = letters("".join([*texts(found), *notes, *found.letterhead]))
    lost = letters("".join(word.text for word in boxes)) - kept
    assert not kept - letters("".join(word.text for word in boxes))
    assert set(lost) <= set("1abcdeA"), lost
    # Only a word that a list's number, a note's mark or a page's number may be is left out.
    assert sum(lost.values()) <= sum(len(w.text) for w in boxes if len(w.text.strip("().•-*")) <= 3)


def letters(text: str) -> Counter[str]:
    return Counter(character for character in text if character.isalnum())
