"""TMX both ways: what comes back is what went out; other people's files are read with care."""

from __future__ import annotations

import io
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from presscli.errors import InputError
from presscli.store import PERSON, Unit, open_store
from presscli.store.tmx import read_tmx, write_tmx

HEAD = '<?xml version="1.0"?><tmx version="1.4"><header srclang="it"/><body>'
TAIL = "</body></tmx>"


def parsed(text: str | bytes) -> list[tuple[str, str, str]]:
    data = text.encode() if isinstance(text, str) else text
    return [(u.signature, u.source, u.target) for u in read_tmx(io.BytesIO(data), "m.tmx")]


def unit(source: str = "uno", target: str = "one", signature: str = "m|x:1") -> Unit:
    return Unit(signature, source, target, -0.25, "2026-03-01T12:00:00+00:00")


texts = st.text(
    st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff"), min_size=1
).filter(lambda text: text == text.strip())


@given(st.lists(st.builds(unit, texts, texts, st.sampled_from([PERSON, "m|beam:4", "<&\"'>"]))))
def test_what_goes_out_comes_back(units: list[Unit]) -> None:
    stream = io.StringIO()
    assert write_tmx(units, stream) == (len(units), 0)
    back = list(read_tmx(io.BytesIO(stream.getvalue().encode()), "m.tmx"))
    assert [(u.signature, u.source, u.target) for u in back] == [
        (u.signature, u.source, u.target) for u in units
    ]
    assert [u.score for u in back] == [-0.25 if u.signature else 0.0 for u in units]


def test_the_file_is_tmx_as_its_specification_has_it() -> None:
    stream = io.StringIO()
    write_tmx([unit(), unit("due", "two", PERSON)], stream)
    root = ET.fromstring(stream.getvalue())
    header = root.find("header")
    assert (root.tag, root.get("version")) == ("tmx", "1.4")
    assert header is not None
    required = [
        "creationtool",
        "creationtoolversion",
        "segtype",
        "o-tmf",
        "adminlang",
        "srclang",
        "datatype",
    ]
    assert all(header.get(name) for name in required)
    assert header.get("segtype") in {"block", "paragraph", "sentence", "phrase"}
    machine, person = root.iter("tu")
    # DTD: tu holds notes and props first, then tuv.
    assert [child.tag for child in machine] == ["prop", "prop", "tuv", "tuv"]
    assert machine.get("creationdate") == "20260301T120000Z"
    assert [child.tag for child in person] == ["tuv", "tuv"]
    assert '<!DOCTYPE tmx SYSTEM "tmx14.dtd">' in stream.getvalue()


def test_what_xml_cannot_hold_is_left_out_and_counted() -> None:
    stream = io.StringIO()
    assert write_tmx([unit("a\x0bb"), unit("c", "d\ufffe"), unit()], stream) == (1, 2)


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (
            '<tu><tuv xml:lang="en-GB"><seg>Good day</seg></tuv>'
            '<tuv xml:lang="IT-it"><seg>Buon giorno</seg></tuv></tu>',
            [(PERSON, "Buon giorno", "Good day")],
        ),
        (
            '<tu><tuv xml:lang="it"><seg>Il <bpt i="1">&lt;b&gt;</bpt>decreto'
            '<ept i="1">&lt;/b&gt;</ept> <hi>legge</hi>.</seg></tuv>'
            '<tuv xml:lang="en"><seg>The <ph>&lt;br/&gt;</ph>decree.</seg></tuv></tu>',
            [(PERSON, "Il decreto legge.", "The decree.")],
        ),
        ('<tu><tuv xml:lang="it"><seg>solo</seg></tuv></tu>', []),
        (
            '<tu><tuv xml:lang="it"><seg>uno</seg></tuv>'
            '<tuv xml:lang="fr"><seg>un</seg></tuv></tu>',
            [],
        ),
        ('<tu><tuv lang="it"><seg>a</seg></tuv><tuv lang="en"><seg/></tuv></tu>', []),
        (
            '<tu><prop type="x-presscli-signature">m</prop><prop type="x-presscli-score">nan</prop>'
            '<tuv lang="it"><seg>a</seg></tuv><tuv lang="en"><seg>b</seg></tuv></tu>',
            [("m", "a", "b")],
        ),
    ],
    ids=["languages", "inline codes", "one side", "another language", "empty", "bad score"],
)
def test_other_peoples_units(body: str, expected: list[tuple[str, str, str]]) -> None:
    assert parsed(HEAD + body + TAIL) == expected


def test_any_encoding_of_xml() -> None:
    text = (HEAD + TAIL).replace(
        "<body>",
        "<body><tu><tuv lang='it'><seg>è</seg></tuv><tuv lang='en'><seg>is</seg></tuv></tu>",
    )
    text = text.replace('version="1.0"?', 'version="1.0" encoding="UTF-16"?')
    assert parsed(text.encode("utf-16")) == [(PERSON, "è", "is")]


@pytest.mark.parametrize(
    ("data", "message"),
    [
        ("", "not TMX"),
        ("Buongiorno", "not TMX"),
        ("<html/>", "not TMX (its root is 'html')"),
        (HEAD, "not TMX"),
        (
            '<!DOCTYPE tmx [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><tmx>&b;</tmx>',
            "declares entities",
        ),
        ('<!DOCTYPE tmx [<!ENTITY x SYSTEM "file:///etc/passwd">]><tmx>&x;</tmx>', "entities"),
    ],
    ids=["empty", "text", "html", "cut off", "billion laughs", "a file of ours"],
)
def test_what_is_no_tmx(data: str, message: str) -> None:
    with pytest.raises(InputError) as caught:
        parsed(data)
    assert message in str(caught.value)


def test_a_person_s_translation_survives_the_round_trip_through_a_store(tmp_path: Path) -> None:
    with open_store(str(tmp_path / "a.db")) as store:
        store.memory.remember("m", {"uno": ("one", -0.5)})
        store.memory.remember(PERSON, {"due": ("two", 0.0)})
        stream = io.StringIO()
        write_tmx(store.memory.units(), stream)
    found = parsed(stream.getvalue())
    assert sorted(found) == [(PERSON, "due", "two"), ("m", "uno", "one")]
