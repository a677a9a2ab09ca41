"""Digests in every format: golden files, and what standards ask of feeds."""

from __future__ import annotations

import datetime
import io
import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import feedparser
import pytest
from lxml import etree

from presscli.digest.choices import DigestFormat, Grouping
from presscli.digest.formats import MARK, render_digest
from presscli.digest.model import Digest
from presscli.digest.template import Template
from presscli.digest.view import digest_view
from presscli.errors import ConfigError, UsageError
from presscli.render.identity import urn
from tests.digests import DOUBT, NOW, make_digest, make_result, three

GOLDEN = Path(__file__).parent / "golden" / "digest"
RELAX_NG = Path(__file__).parent / "schemas" / "atom.rng"
EMPTY = Digest("Press digest", urn("digest:test"), NOW)
FORMS = pytest.mark.parametrize("form", list(DigestFormat), ids=lambda form: form.value)


@FORMS
def test_matches_golden(form: DigestFormat, request: pytest.FixtureRequest) -> None:
    text = render_digest(make_digest(three()), form)
    golden = GOLDEN / f"three.{form.value}"
    if request.config.getoption("--update-golden"):
        golden.parent.mkdir(parents=True, exist_ok=True)
        golden.write_text(text, encoding="utf-8")
    assert text == golden.read_text(encoding="utf-8")


@FORMS
def test_an_empty_digest_is_a_digest(form: DigestFormat) -> None:
    text = render_digest(EMPTY, form)
    assert MARK.decode() in text
    assert "0 translated" in text or '"translated": 0' in text or "<b>0</b> translated" in text


@FORMS
def test_says_which_input_failed_what_was_skipped_and_what_made_it(form: DigestFormat) -> None:
    text = render_digest(make_digest(three()), form)
    assert "translate|model:fixed@1" in text
    if form is not DigestFormat.ATOM:
        assert "rotto.txt" in text
    assert "2</b> skipped" in text or "2 skipped" in text or '"skipped": 2' in text


@FORMS
def test_a_doubt_is_in_every_format(form: DigestFormat) -> None:
    text = render_digest(make_digest([make_result(findings=(DOUBT,))]), form)
    assert "[?]" in text or "W-NUMBER" in text


@pytest.mark.parametrize(
    ("grouping", "headings"),
    [
        (
            Grouping.DATE,
            ["Monday 23 November 2026", "Sunday 22 November 2026", "Saturday 21 November 2026"],
        ),
        (
            Grouping.SOURCE,
            ["Regione Vesara", "porto.vesara.example", "Source not stated in the release"],
        ),
        (Grouping.NONE, []),
    ],
)
def test_markdown_stands_under_its_groups(grouping: Grouping, headings: list[str]) -> None:
    text = render_digest(make_digest(three(), grouping=grouping), DigestFormat.MARKDOWN)
    assert [line[3:] for line in text.splitlines() if line.startswith("## ")] == headings


def test_markdown_folds_the_full_text_with_its_original() -> None:
    text = render_digest(make_digest(three()), DigestFormat.MARKDOWN)
    assert text.count("<details>") == text.count("</details>") == 3
    assert "> Frase tenuta." not in text, "kept as it is: there is nothing to put beside it"
    assert "> Vesara, 22/11/2026 - Nel primo semestre" in text


# JSON Feed 1.1: which fields a feed and an item must have, and of what kind.
FEED_FIELDS = {"version": str, "title": str, "items": list}
ITEM_FIELDS = {"id": str}
KINDS: dict[str, type] = {
    "title": str,
    "content_html": str,
    "content_text": str,
    "summary": str,
    "external_url": str,
    "date_published": str,
    "authors": list,
    "language": str,
    "_presscli": dict,
}


def feed(digest: Digest) -> dict[str, Any]:
    parsed: dict[str, Any] = json.loads(render_digest(digest, DigestFormat.JSON))
    return parsed


def test_json_is_a_json_feed() -> None:
    parsed = feed(make_digest(three()))
    assert parsed["version"] == "https://jsonfeed.org/version/1.1"
    assert all(isinstance(parsed[name], kind) for name, kind in FEED_FIELDS.items())
    for item in parsed["items"]:
        assert all(isinstance(item[name], kind) for name, kind in ITEM_FIELDS.items())
        assert item.keys() <= {*ITEM_FIELDS, *KINDS}
        assert all(isinstance(v, KINDS[n]) for n, v in item.items() if n in KINDS)
        assert item.get("content_html") or item.get("content_text")
        assert datetime.datetime.fromisoformat(item["date_published"]).tzinfo
        assert all(author.keys() & {"name", "url", "avatar"} for author in item.get("authors", []))


def test_json_names_no_author_where_no_source_was_stated() -> None:
    (item,) = feed(make_digest([make_result(source="")]))["items"]
    assert "authors" not in item
    assert "sources" not in item["_presscli"] or item["_presscli"]["sources"] == []


def test_json_gives_the_segment_of_each_figure() -> None:
    (item,) = feed(make_digest([make_result()]))["items"]
    (first, *_) = item["_presscli"]["figures"]
    assert first == {
        "text": "4.2 million tonnes",
        "clause": "In the first half of the year the port handled 4.2 million tonnes.",
        "segment": 1,
        "doubtful": False,
    }


def atom(digest: Digest) -> bytes:
    return render_digest(digest, DigestFormat.ATOM).encode()


@pytest.mark.parametrize("digest", [EMPTY, make_digest(three())], ids=["empty", "three"])
def test_atom_is_valid_by_the_schema(digest: Digest) -> None:
    schema = etree.RelaxNG(etree.parse(RELAX_NG))
    assert schema.validate(etree.fromstring(atom(digest))), schema.error_log


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("<id>", "<ident>"),
        ("<updated>2026", "<updated>26"),
        ("<title>Press digest</title>", ""),
        ("<name>presscli digest", "<nome>presscli digest"),
        ('rel="via"', 'relation="via"'),
    ],
)
def test_the_schema_refuses_what_is_no_atom(old: str, new: str) -> None:
    text = atom(make_digest(three())).decode()
    assert old in text
    close_old, close_new = old.replace("<", "</"), new.replace("<", "</")
    broken = text.replace(old, new, 1)
    if close_old in broken and old.endswith(">") and new.endswith(">"):
        broken = broken.replace(close_old, close_new, 1)
    if "<nome>" in broken:
        broken = broken.replace("</name>", "</nome>", 1)
    schema = etree.RelaxNG(etree.parse(RELAX_NG))
    assert not schema.validate(etree.fromstring(broken.encode()))


def test_feedparser_reads_the_atom() -> None:
    parsed = feedparser.parse(io.BytesIO(atom(make_digest(three()))))
    assert not parsed.bozo
    assert parsed.version == "atom10"
    assert parsed.feed.title == "Press digest"
    entry = next(e for e in parsed.entries if "Port" in e.title)
    assert entry.author == "porto.vesara.example"
    assert entry.published == "2026-11-22T00:00:00+01:00"
    assert entry.links[0].href == "https://porto.vesara.example/"
    assert "[?]" in entry.content[0].value
    assert 'lang="it"' in entry.content[0].value or "tonnellate" in entry.content[0].value


def test_atom_makes_no_category_of_a_source_that_was_not_stated() -> None:
    named, unnamed = (atom(make_digest([make_result(source=s)])) for s in ("Ente", ""))
    assert b'<category term="Ente" />' in named
    assert b"<category" not in unnamed


def test_a_clause_with_several_figures_is_shown_once() -> None:
    clause = "1,200 workers stop for 8 hours."
    (entry,) = digest_view(make_digest(three()[1:2])).entries
    ((figures, shown),) = [([f.text for f in g.figures], g.clause) for g in entry.figure_groups]
    assert (figures, shown) == (["8 hours", "1,200 workers"], clause)
    assert [f.clause for f in entry.figures] == [clause, clause]


@pytest.mark.parametrize("form", [DigestFormat.TEXT, DigestFormat.MARKDOWN, DigestFormat.HTML])
def test_a_heading_for_releases_without_a_source_says_so(form: DigestFormat) -> None:
    digest = make_digest([make_result(source="")], grouping=Grouping.SOURCE)
    shown = render_digest(digest, form).casefold()
    assert "source not stated in the release" in shown
    assert "source source" not in shown


def test_atom_holds_nothing_that_xml_cannot() -> None:
    digest = replace(EMPTY, title="a\x00b\x1b\ufffe<&>\ud800")
    title = etree.fromstring(atom(digest)).findtext("{http://www.w3.org/2005/Atom}title")
    assert title == "a\ufffdb\ufffd\ufffd<&>\ufffd"


def test_ids_do_not_change_from_run_to_run() -> None:
    first, second = feed(make_digest(three())), feed(make_digest(three()[::-1]))
    assert [i["id"] for i in first["items"]] == [i["id"] for i in second["items"]]
    assert len({i["id"] for i in first["items"]}) == 3


def template(folder: Path, text: str, *, escape: bool = True) -> Template:
    path = folder / "t.html"
    path.write_text(text, encoding="utf-8")
    return Template(path, escape=escape)


def test_a_template_sees_the_digest_and_is_escaped(tmp_path: Path) -> None:
    text = "{% for e in digest.entries %}{{ e.release.title }}|{{ e.sources|join }};{% endfor %}"
    digest = make_digest([make_result((("T", "<b>T</b>"), ("a", "b")))])
    assert template(tmp_path, text).render(digest) == "&lt;b&gt;T&lt;/b&gt;|porto.vesara.example;"
    assert template(tmp_path, text, escape=False).render(digest).startswith("<b>T</b>|")


@pytest.mark.parametrize(
    "text",
    [
        "{{ digest.__class__ }}",
        "{{ ''.__class__.__mro__[1].__subclasses__() }}",
        "{{ digest.counts.update({'translated': 9}) }}",
        "{% include '/etc/passwd' %}",
        "{{ digest.nonsense }}",
        "{{ 1 / 0 }}",
    ],
)
def test_a_template_reaches_nothing_else(tmp_path: Path, text: str) -> None:
    with pytest.raises(ConfigError, match=r"t\.html"):
        template(tmp_path, text).render(EMPTY)


def test_a_template_with_a_fault_names_the_line(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="line 2"):
        template(tmp_path, "fine\n{% if %}")


def test_a_template_that_is_missing_is_a_usage_error(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="--template"):
        Template(tmp_path / "none.html", escape=True)
