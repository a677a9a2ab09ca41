"""Several releases in one file: named, counted, limited; what is wrong with one stays its own."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from presscli import readers
from presscli.batch.inputs import Input, member_input
from presscli.batch.run import Run, State
from presscli.document import SourceText
from presscli.errors import InputError
from presscli.markup import BlockKind, Span, SpanKind
from presscli.read import read, read_all
from presscli.readers import releases
from presscli.readers.blocks import Run as MarkedRun
from presscli.readers.blocks import clean_block, join_texts, make_block
from presscli.readers.extracted import Bundle, Extracted, Member
from presscli.readers.folder import DEFAULT_GLOB
from presscli.readers.formats import FORMATS, Format
from presscli.readers.releases import read_releases
from presscli.store import open_store
from tests.folder_run import make_desk

MARK = b"%%tray\n"


def read_tray(data: bytes, *, name: str, encoding: str) -> Bundle:
    """A format of this test: parts divided by lines of ``%%``, bad ones and files among them."""
    parts: list[Extracted | Member | InputError] = []
    for number, part in enumerate(data.removeprefix(MARK).split(b"\n%%\n"), 1):
        if part.startswith(b"BAD"):
            parts.append(InputError(f"{name}/{number}", "damaged"))
        elif part.startswith(b"FILE"):
            parts.append(Member(f"allegati/{number}.txt", part[4:]))
        else:
            parts.append(Extracted(part.decode(), name=str(number)))
    return Bundle(tuple(parts))


@pytest.fixture(autouse=True)
def tray(monkeypatch: pytest.MonkeyPatch) -> None:
    known = Format("tray", "tray", (MARK,), reader=f"{__name__}:read_tray")
    monkeypatch.setattr(readers, "FORMATS", (known, *FORMATS))


def test_every_part_is_a_release_with_a_name_of_its_own() -> None:
    found = read_releases(MARK + b"Uno.\n%%\nFILEDue.\n%%\nBAD\n%%\nQuattro.", name="a/vassoio")
    texts = [f.text if isinstance(f, SourceText) else str(f) for f in found]
    assert texts == ["Uno.", "Due.", "a/vassoio/3: damaged", "Quattro."]
    names = [f.name for f in found if isinstance(f, SourceText)]
    assert names == ["a/vassoio/1", "a/vassoio/allegati/2.txt", "a/vassoio/4"]
    assert len({f.sha256 for f in found if isinstance(f, SourceText)}) == 3


def test_an_empty_part_is_an_error_of_its_own() -> None:
    first, second = read_releases(MARK + b"   \n%%\nDue.", name="v")
    assert str(first).startswith("v/1: no text in it")
    assert isinstance(second, SourceText)


def test_where_one_release_is_wanted_several_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "v"
    path.write_bytes(MARK + b"Uno.\n%%\nDue.")
    with pytest.raises(InputError, match=r"holds 2 releases, where one is wanted"):
        read(str(path))
    assert len(read_all(str(path))) == 2


def test_files_within_files_are_read_to_a_depth() -> None:
    inner = MARK + b"FILE" + b"Dentro."
    assert isinstance(read_releases(MARK + b"FILE" + inner, name="v")[0], SourceText)
    # Each level divides at the same lines, so one part a level it is.
    [deep] = read_releases(MARK + b"FILE" + MARK + b"FILE" + inner, name="v")
    assert "lies too deep" in str(deep)
    assert str(deep).startswith("v/allegati/1.txt/allegati/1.txt/allegati/1.txt:")


def test_no_more_members_than_allowed() -> None:
    data = MARK + b"\n%%\n".join([b"Uno."] * (releases.MAX_MEMBERS + 5))
    found = read_releases(data, name="v")
    assert len(found) == releases.MAX_MEMBERS + 1
    assert str(found[-1]).startswith("v: too many releases in one file. At most 10,000")


def test_a_member_gets_a_place_below_its_file() -> None:
    source = SourceText("in/posta.mbox/allegati/2.txt", "Due.")
    item = member_input(Input("in/posta.mbox", Path("sub"), found=True), source)
    place = Path("sub/posta.mbox/allegati")
    assert item == Input(source.name, place, found=True, member=True)
    from_stdin = member_input(Input("-"), SourceText("<stdin>/../../2", "Due."))
    assert from_stdin.branch == Path("stdin")


def test_members_are_outputs_of_their_own_and_not_done_twice(tmp_path: Path) -> None:
    inbox, out = tmp_path / "v.tray", tmp_path / "out"
    inbox.write_bytes(MARK + b"Il primo comunicato.\n%%\nBAD\n%%\nFILEIl terzo comunicato.")
    inputs = [Input(str(inbox))]

    def states() -> list[tuple[State, Path | None]]:
        with open_store(str(tmp_path / "store.sqlite3")) as store:
            run = Run(make_desk(store, out, [str(inbox)]), inputs)
            events = list(run.events())
            assert run.total == 3
        return [(e.state, e.place) for e in events]

    first, third = out / "v.tray/1.en.txt", out / "v.tray/allegati/3.en.txt"
    done = [(State.FAILED, None), (State.DONE, first), (State.DONE, third)]
    assert states() == done
    assert "IL TERZO" in third.read_text()
    unchanged = [(s if s is State.FAILED else State.UNCHANGED, p) for s, p in done]
    assert sorted(states()) == sorted(unchanged)
    inbox.write_bytes(MARK + b"Il primo comunicato.\n%%\nBAD\n%%\nFILEIl terzo, corretto.")
    assert [s for s, _ in states()].count(State.DONE) == 1


def block_of(*runs: MarkedRun) -> tuple[str, list[tuple[str, SpanKind, str]]]:
    block = make_block(runs)
    assert block is not None
    return block.text, [(block.text[s.start : s.end], s.kind, s.href) for s in block.spans]


def test_runs_become_spans_without_the_white_space_at_their_ends() -> None:
    link = "https://www.example.it/a"
    text, spans = block_of(
        MarkedRun("  Il \t presidente "),
        MarkedRun(" Mario Rossi ", strong=True),
        MarkedRun("ha\u200b detto ", href=link),
    )
    assert text == "Il presidente Mario Rossi ha detto"
    assert spans == [
        ("Mario Rossi", SpanKind.STRONG, ""),
        ("ha detto", SpanKind.LINK, link),
    ]


@pytest.mark.parametrize("href", ["javascript:alert(1)", "/a", "http://a b", "file:///etc", "x"])
def test_only_addresses_that_lead_somewhere_safe_are_links(href: str) -> None:
    assert block_of(MarkedRun("qui", href=href)) == ("qui", [])


def test_of_spans_that_cross_the_link_stays() -> None:
    text, spans = block_of(
        MarkedRun("uno ", strong=True),
        MarkedRun("due ", strong=True, href="https://a.it/"),
        MarkedRun("tre", href="https://a.it/"),
    )
    assert (text, spans) == ("uno due tre", [("due tre", SpanKind.LINK, "https://a.it/")])


def test_an_empty_block_is_none_but_an_empty_cell_is_a_cell() -> None:
    assert make_block([MarkedRun(" \n ")]) is None
    cell = make_block([], BlockKind.CELL)
    assert cell is not None
    assert cell.text == ""


def test_a_text_that_is_not_clean_loses_its_spans() -> None:
    block = make_block([MarkedRun("Roma", strong=True)])
    assert block is not None
    assert clean_block(block) == block
    assert clean_block(replace(block, text="Ro\u00adma")) == replace(block, spans=())
    accent = make_block([MarkedRun("e", strong=True), MarkedRun("\u0300")])
    assert accent is not None
    assert (accent.text, accent.spans) == ("\u00e8", ())


RUNS = st.lists(
    st.builds(
        MarkedRun,
        st.text("ab \n\t\u00a0\u200b\u0300è.", max_size=8),
        st.booleans(),
        st.booleans(),
        st.sampled_from(["", "https://a.it/", "mailto:a@b.it", "javascript:x"]),
    ),
    max_size=8,
)


@given(RUNS)
def test_blocks_are_clean_and_their_spans_hold(runs: list[MarkedRun]) -> None:
    block = make_block(runs)
    if block is None:
        return
    assert clean_block(block) == block
    assert join_texts([block]) == block.text == block.text.strip()
    for at, span in enumerate(block.spans):
        assert 0 <= span.start < span.end <= len(block.text)
        assert block.text[span.start : span.end] == block.text[span.start : span.end].strip()
        assert not any(crosses(span, other) for other in block.spans[at + 1 :])


def crosses(one: Span, other: Span) -> bool:
    inside = range(one.start + 1, one.end)
    return (other.start in inside) and other.end > one.end


@pytest.mark.issue(6)
def test_a_folder_is_searched_for_every_format_that_can_be_read() -> None:
    documents = Path(__file__).parent / "documents"
    kinds = {
        path.suffix
        for path in documents.glob("*/*")
        if path.is_file() and path.suffix not in {".txt", ".xml"}
    }
    assert kinds >= {".docx", ".odt", ".rtf", ".pdf", ".html", ".eml", ".mbox", ".msg", ".zip"}
    assert kinds <= {pattern.removeprefix("*") for pattern in DEFAULT_GLOB.split(",")}
