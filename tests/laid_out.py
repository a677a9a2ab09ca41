"""A release with blocks of every kind, as the reader of a document would give it."""

from __future__ import annotations

import datetime
from dataclasses import replace

from presscli.document import SourceText
from presscli.markup import Block, BlockKind, Metadata, Span, SpanKind
from presscli.readers.blocks import Run, join_texts, make_block

ROME = datetime.timezone(datetime.timedelta(hours=2))
METADATA = Metadata(
    title="Titolo della pagina che non serve",
    author="Anna Bellandi",
    publisher="Ministero della Salute",
    domain="www.salute.example",
    url="https://www.salute.example/comunicati/12",
    published=datetime.datetime(2025, 4, 12, 10, 30, tzinfo=ROME),
    language="it",
)


def block(text: str, kind: BlockKind = BlockKind.PARAGRAPH, **more: object) -> Block:
    """A block without markup."""
    return runs(Run(text), kind=kind, **more)


def runs(*of: Run, kind: BlockKind = BlockKind.PARAGRAPH, **more: object) -> Block:
    """A block of marked runs."""
    made = make_block(of, kind)
    assert made is not None
    return replace(made, **more)  # type: ignore[arg-type]


def cells(*rows: tuple[str, ...], table: int = 1) -> list[Block]:
    """A table whose first row names the columns, the first column the rows."""
    return [
        block(text, BlockKind.CELL, table=table, row=y, column=x, header=y == 0)
        for y, row in enumerate(rows)
        for x, text in enumerate(row)
    ]


def item(text: str, level: int = 1, *, ordered: bool = False) -> Block:
    """An item of a list."""
    return block(text, BlockKind.ITEM, level=level, ordered=ordered)


BLOCKS: tuple[Block, ...] = (
    block("Influenza, i dati della settimana", BlockKind.TITLE),
    block("Bollettino di sorveglianza"),
    runs(
        Run("Calano i casi", strong=True),
        Run(" in tutte le regioni. Il bollettino completo è sul "),
        Run("sito del ministero", href="https://www.salute.example/bollettino"),
        Run(" e sarà aggiornato ogni venerdì."),
    ),
    block("I numeri", BlockKind.HEADING, level=2),
    item("Nuovi casi in calo"),
    item("Nord", 2),
    item("Sud e isole", 2),
    item("Ricoveri stabili"),
    *cells(
        ("Regione", "Casi", "Variazione", "Data"),
        ("Lombardia", "12.450", "-3,5%", "12.4.2025"),
        ("Sicilia", "4.210", "-", ""),
    ),
    block("Fonte dei dati: laboratori regionali", BlockKind.CAPTION),
    block("Le raccomandazioni", BlockKind.HEADING, level=3),
    item("Vaccinarsi", ordered=True),
    item("Lavarsi le mani", ordered=True),
    runs(
        Run("«La stagione è finita», dice il ministro."),
        kind=BlockKind.QUOTE,
    ),
    block("Stime aggiornate al 10 aprile.", BlockKind.FOOTNOTE),
    block("Ufficio stampa\nTel. 06 1234567\nstampa@salute.example", BlockKind.SIGNATURE),
)

ANSWERS = {
    "Influenza, i dati della settimana": ["Flu, the week's data"],
    "Bollettino di sorveglianza": ["Surveillance bulletin"],
    "Calano i casi in tutte le regioni.": ["Cases fall in all regions."],
    "Calano i casi": ["Cases fall."],
    "Il bollettino completo è sul sito del ministero e sarà aggiornato ogni venerdì.": [
        "The full bulletin is on the ministry's website and will be updated every Friday."
    ],
    "sito del ministero": ["Website of the ministry"],
    "I numeri": ["The numbers"],
    "Nuovi casi in calo": ["New cases falling."],
    "Nord": ["North"],
    "Sud e isole": ["South and islands"],
    "Ricoveri stabili": ["Admissions stable"],
    "Regione": ["Region."],
    "Casi": ["Cases"],
    "Variazione": ["Change"],
    "Lombardia": ["Lombardy"],
    "Sicilia": ["Sicily"],
    "Fonte dei dati: laboratori regionali": ["Data source: regional laboratories"],
    "Le raccomandazioni": ["The recommendations"],
    "Vaccinarsi": ["Get vaccinated"],
    "Lavarsi le mani": ["Wash your hands"],
    '"La stagione è finita", dice il ministro.': ['"The season is over," says the minister.'],
    "Stime aggiornate al 10 aprile.": ["Estimates as of 10 April."],
}
"""What a fake engine makes of it."""


def document(
    blocks: tuple[Block, ...] = BLOCKS, metadata: Metadata = METADATA, name: str = "nota.html"
) -> SourceText:
    """A document of these blocks."""
    return SourceText(name, join_texts(blocks), sha256="00ff", blocks=blocks, metadata=metadata)


def span(text: str, words: str, kind: SpanKind = SpanKind.STRONG, href: str = "") -> Span:
    """A span around words of a text."""
    start = text.index(words)
    return Span(start, start + len(words), kind, href)
