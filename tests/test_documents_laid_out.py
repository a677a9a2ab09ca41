"""Documents through the digest and the check: moments, sources, and what is compared."""

from __future__ import annotations

import datetime
from dataclasses import replace

import pytest

from presscli.compare import compare_releases, require_italian
from presscli.digest import codec
from presscli.digest.gather import candidate_of
from presscli.digest.since import is_news, parse_since
from presscli.document import SourceText
from presscli.markup import BlockKind, Metadata
from presscli.render.moments import PRESS_ZONE
from tests.digests import NOW
from tests.laid_out import BLOCKS, METADATA, block, cells, document, item
from tests.test_render_blocks import made

HOUR = datetime.timedelta(hours=1)
SENTENCE = block("Il ponte sul fiume Arda riapre al traffico sabato mattina.")


@pytest.mark.parametrize(
    ("published", "when"),
    [
        (datetime.date(2026, 11, 20), datetime.datetime(2026, 11, 20, tzinfo=PRESS_ZONE)),
        # without an offset it is Italian time
        (
            datetime.datetime(2026, 11, 20, 18, 30),  # noqa: DTZ001
            datetime.datetime(2026, 11, 20, 17, 30, tzinfo=datetime.UTC),
        ),
        (
            datetime.datetime(2026, 11, 20, 23, 30, tzinfo=datetime.timezone(-5 * HOUR)),
            datetime.datetime(2026, 11, 21, 4, 30, tzinfo=datetime.UTC),
        ),
    ],
)
def test_a_document_is_in_order_by_when_it_was_published(
    published: datetime.date, when: datetime.datetime
) -> None:
    found = candidate_of(document((SENTENCE,), Metadata(published=published)), NOW, "")
    assert found.dated
    assert found.when == when
    assert found.when.tzinfo


def test_a_dateline_wins_and_a_document_without_either_has_the_time_of_its_file() -> None:
    dated = block("Roma, 3 marzo 2025 – Il ponte riapre al traffico.")
    found = candidate_of(document((dated,), METADATA), NOW, "")
    assert found.when.astimezone(PRESS_ZONE).date() == datetime.date(2025, 3, 3)
    bare = candidate_of(document((SENTENCE,), Metadata()), NOW, "")
    assert (bare.when, bare.dated) == (NOW, False)


@pytest.mark.parametrize(("hours", "news"), [(23, True), (25, False)])
def test_a_document_that_states_the_hour_is_taken_at_its_word(hours: int, news: bool) -> None:
    metadata = Metadata(published=NOW - hours * HOUR)
    found = candidate_of(document((SENTENCE,), metadata), NOW, "")
    assert is_news(found, parse_since("24h", NOW), frozenset()) is news


def test_a_copy_names_the_source_and_the_address_of_the_release() -> None:
    copy = candidate_of(document((SENTENCE,)), NOW, "").copy
    assert copy.source == "Ministero della Salute (salute.example)"
    assert copy.url == METADATA.url


def test_a_result_with_blocks_outlasts_a_run() -> None:
    result = made()
    assert codec.load(type(result), codec.dump(result)) == result


def test_an_entry_of_an_older_version_is_still_read() -> None:
    result = made(SourceText("n", "Titolo\n\nLa frase è qui."), {})
    old = codec.dump(result).replace(',"block":null', "").replace(',"spans":[]', "")
    old = old.replace(',"from_metadata":false,"url":""', "")
    assert codec.load(type(result), old) == result


# check


ENGLISH = (
    block("Flu, the week's data", BlockKind.TITLE),
    block("Cases fell to 12,450 in one week in all regions of the country."),
    item("Admissions are stable"),
    *cells(("Region", "Cases"), ("Lombardy", "12,450")),
)
ITALIAN = (
    block("Influenza, i dati della settimana", BlockKind.TITLE),
    block("I casi sono scesi a 12.450 in una settimana in tutte le regioni del Paese."),
    item("I ricoveri sono stabili"),
    *cells(("Regione", "Casi"), ("Lombardia", "12.450")),
)


@pytest.mark.parametrize("side", ["both", "source", "target"])
def test_documents_are_compared_block_by_block(side: str) -> None:
    it, en = document(ITALIAN, name="a.html"), document(ENGLISH, name="a.en.html")
    if side == "source":
        en = replace(en, blocks=(), metadata=Metadata())
    if side == "target":
        it = replace(it, blocks=(), metadata=Metadata())
    assert compare_releases(it, en).findings == ()


def test_a_wrong_figure_in_a_cell_is_found() -> None:
    wrong = (*ENGLISH[:-1], replace(ENGLISH[-1], text="12,540"))
    found = compare_releases(document(ITALIAN), document(wrong)).findings
    assert [f.code for f in found] == ["W-NUMBER"]


def test_a_title_that_only_the_metadata_have_is_not_missed() -> None:
    it = document(ITALIAN[1:], Metadata(title="Influenza, i dati della settimana"))
    assert compare_releases(it, document(ENGLISH[1:], Metadata())).findings == ()


def test_the_language_of_a_document_is_that_of_its_running_text() -> None:
    require_italian(document(BLOCKS))
