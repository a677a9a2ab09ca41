"""A glossary file, TSV or YAML -> Glossary, or all that is wrong with it at once.

TSV: source, target, and if wanted case and part of speech; ``#`` begins a comment
line. YAML: ``source: target`` or ``source: {target: ..., case: ..., pos: ...}``.
Values are text as written: ``NO`` is a word, not false.
"""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from presscli.errors import ConfigError
from presscli.glossary.terms import KEEP, Case, Glossary, Term, fold
from presscli.registry.yamlfile import compose, read_text

if TYPE_CHECKING:
    import yaml

GLOSSARY_ENV = "PRESSCLI_GLOSSARY"
HOME_ENV = "PRESSCLI_HOME"
NO_GLOSSARY = "none"
"""Given for a file: not even the default one."""

NOTES = ("noun", "verb", "adjective", "adverb", "name", "acronym", "phrase")
MAX_TERM_CHARS = 200
"""Longer than any term; a longer one is a sentence, or two columns run together."""
MAX_TERMS = 20_000

_YAML_SUFFIXES = {".yaml", ".yml"}
_COLUMNS = ("source", "target", "case", "part of speech")
_YAML_KEYS = ("target", "case", "pos")


@dataclass(frozen=True, slots=True)
class Row:
    """One entry as it stands in the file."""

    line: int
    source: str
    target: str
    case: str = ""
    note: str = ""


def open_glossary(given: str = "") -> Glossary:
    """The glossary of a run.

    Args:
        given: A file; ``none`` for no glossary at all; empty for that of the
            environment variable ``PRESSCLI_GLOSSARY``, else the default file
            (``glossary.tsv``, ``.yaml`` or ``.yml`` in the user's configuration
            folder), else none.

    Raises:
        ConfigError: The file cannot be read, or says what is not allowed.
    """
    wanted = given or os.environ.get(GLOSSARY_ENV, "")
    if wanted == NO_GLOSSARY:
        return Glossary()
    path = Path(wanted) if wanted else default_file()
    return read_glossary(path) if path else Glossary()


def default_file() -> Path | None:
    """The default glossary, if there is one."""
    folder = config_home()
    names = ("glossary.tsv", "glossary.yaml", "glossary.yml")
    try:
        return next((folder / name for name in names if (folder / name).is_file()), None)
    except PermissionError:
        return None  # A service without a home of its own: nobody put a glossary there for it.


def config_home() -> Path:
    """The user's configuration folder; it need not exist."""
    override = os.environ.get(HOME_ENV, "")
    if override:
        return Path(override)
    from platformdirs import user_config_path

    try:
        return user_config_path("presscli", appauthor=False)
    except RuntimeError:  # neither HOME nor an entry in the list of users
        return Path(os.sep, ".presscli")


def read_glossary(path: Path) -> Glossary:
    """Read and check a glossary; ``.yaml`` and ``.yml`` are YAML, anything else is TSV.

    Raises:
        ConfigError: Lists every problem with its line.
    """
    text = unicodedata.normalize("NFC", read_text(path))
    problems: list[tuple[int, str]] = []
    if path.suffix.lower() in _YAML_SUFFIXES:
        rows = list(_yaml_rows(compose(text, str(path)), problems))
    else:
        rows = list(_tsv_rows(text, problems))
    terms = _terms(rows, problems)
    if len(rows) > MAX_TERMS:
        problems.append(
            (rows[MAX_TERMS].line, f"too many terms ({len(rows)}). At most {MAX_TERMS}")
        )
    if problems:
        listed = [f"{path}:{line}: {what}" for line, what in sorted(problems)]
        raise ConfigError(str(path), listed)
    return Glossary(tuple(terms), str(path))


def _tsv_rows(text: str, problems: list[tuple[int, str]]) -> Iterator[Row]:
    for number, ended in enumerate(text.split("\n"), start=1):
        line = ended.removesuffix("\r")
        if not line.strip() or line.startswith("#"):
            continue
        cells = [cell.strip() for cell in line.split("\t")]
        if len(cells) > len(_COLUMNS) and any(cells[len(_COLUMNS) :]):
            problem = f"{len(cells)} columns. Allowed: {', '.join(_COLUMNS)}, parted by tabs"
            problems.append((number, problem))
        elif len(cells) == 1:
            problems.append((number, f"no tab ({_short(line)}). Write: source, tab, target"))
        else:
            yield Row(number, *map(_one_spaced, cells[: len(_COLUMNS)]))


def _yaml_rows(node: yaml.Node | None, problems: list[tuple[int, str]]) -> Iterator[Row]:
    import yaml

    if node is None:
        return
    if not isinstance(node, yaml.MappingNode):
        problems.append((1, "not a mapping. Write: source term: target term"))
        return
    for key, value in node.value:
        line = key.start_mark.line + 1
        source = _scalar(key, line, problems)
        if isinstance(value, yaml.MappingNode):
            fields = _fields(value, problems)
        else:
            fields = {"target": _scalar(value, line, problems)}
        if source is not None and None not in fields.values():
            texts = {name: text or "" for name, text in fields.items()}
            yield Row(
                line, source, texts.get("target", ""), texts.get("case", ""), texts.get("pos", "")
            )


def _fields(node: yaml.MappingNode, problems: list[tuple[int, str]]) -> dict[str, str | None]:
    fields: dict[str, str | None] = {}
    for key, value in node.value:
        line = key.start_mark.line + 1
        name = str(key.value)
        if name not in _YAML_KEYS:
            problems.append((line, f"'{name}' is unknown. Known: {', '.join(_YAML_KEYS)}"))
        elif name in fields:
            problems.append((line, f"'{name}' is there twice"))
        else:
            fields[name] = _scalar(value, line, problems)
    return fields


def _scalar(node: yaml.Node, line: int, problems: list[tuple[int, str]]) -> str | None:
    """The text of a node as it is written, so that ``NO`` and ``12`` stay words."""
    import yaml

    if isinstance(node, yaml.ScalarNode):
        return _one_spaced(str(node.value))
    problems.append((line, "not text. Write: source term: target term"))
    return None


def _terms(rows: list[Row], problems: list[tuple[int, str]]) -> list[Term]:
    terms: list[Term] = []
    seen: dict[tuple[str, bool], int] = {}
    for row in rows:
        found = list(_faults(row))
        problems += [(row.line, problem) for problem in found]
        if found:
            continue
        case = Case(row.case.lower() or Case.ANY)
        key = (fold(row.source, case is Case.EXACT), case is Case.EXACT)
        if key in seen:
            problems.append(
                (row.line, f"'{row.source}' is there twice (first on line {seen[key]})")
            )
            continue
        seen[key] = row.line
        keep = row.target == KEEP
        terms.append(Term(row.source, "" if keep else row.target, case, row.note.lower(), keep))
    return terms


def _faults(row: Row) -> Iterator[str]:
    if not any(c.isalnum() for c in row.source):
        yield f"no source term ({_short(row.source)}). Write a word or more"
    if row.source.startswith("#"):
        yield f"source begins with # ({_short(row.source)}), as comments do. Leave the # out"
    if not any(c.isalnum() for c in row.target) and row.target != KEEP:
        yield f"no target term ({_short(row.target)}). Write a word or more, or {KEEP} to keep it"
    for name, text in (("source", row.source), ("target", row.target)):
        if len(text) > MAX_TERM_CHARS:
            yield f"{name} too long ({len(text)} characters). At most {MAX_TERM_CHARS}"
        if not text.isprintable():
            yield f"{name} has characters that do not print ({_short(text)}). One line of text"
    if row.case and row.case.lower() not in set(Case):
        yield f"case '{row.case}' is unknown. Known: {', '.join(Case)}"
    if row.note and row.note.lower() not in NOTES:
        yield f"part of speech '{row.note}' is unknown. Known: {', '.join(NOTES)}"


def _one_spaced(text: str) -> str:
    return " ".join(text.split())


def _short(text: str) -> str:
    shown = text if len(text) <= 40 else text[:40] + "..."
    return repr(shown)
