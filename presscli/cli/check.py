"""``presscli check``: the checks alone, on a translation by whomever it was made."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from presscli.cli import options as o
from presscli.cli.console import Console, count
from presscli.cli.streams import require_stdout, write_stdout
from presscli.errors import QualityError, UsageError

if TYPE_CHECKING:
    from presscli.document import Comparison

Source = Annotated[str, typer.Argument(metavar="SOURCE", help="The Italian text; - for stdin.")]
Target = Annotated[
    str, typer.Argument(metavar="TARGET", help="Its English translation; - for stdin.")
]


@o.guarded
def check(
    source: Source,
    target: Target,
    lines: Annotated[
        bool, typer.Option("--lines", help="Line n of TARGET translates line n of SOURCE.")
    ] = False,
    json: Annotated[bool, typer.Option("--json", help="One JSON object, with offsets.")] = False,
    glossary: o.GlossaryFile = "",
    source_lang: o.SourceLang = "",
    encoding: o.Encoding = "",
    strict: Annotated[bool, typer.Option("--strict", help="Exit 5 if an error is found.")] = False,
    quiet: o.Quiet = False,
    debug: o.Debug = False,
) -> None:
    """Check an English translation against its Italian source, whoever made it.

    Prints a finding a line, tab-separated: file, place, severity, code, source
    value, target value, message. Exit code 0 with and without findings.
    """
    from presscli.compare import SOURCE_LANGUAGE, compare_lines, compare_releases, require_italian
    from presscli.glossary import open_glossary
    from presscli.read import STDIN, read
    from presscli.render.comparison import render_comparison_json, render_findings

    require_stdout()
    if source == target == STDIN:
        raise UsageError(
            "TARGET", "stdin is taken by SOURCE (-)", "One of the two may be -, the other a file"
        )
    if source_lang not in {"", SOURCE_LANGUAGE}:
        raise UsageError("--from", f"language '{source_lang}' is not supported", "Known: it")
    it = read(source, encoding=encoding, keep_lines=lines)
    en = read(target, encoding=encoding, keep_lines=lines)
    if not source_lang:
        require_italian(it)
    comparison = (compare_lines if lines else compare_releases)(it, en, open_glossary(glossary))
    write_stdout((render_comparison_json if json else render_findings)(comparison))
    _conclude(comparison, Console(quiet=quiet, debug=debug), strict=strict)


def _conclude(comparison: Comparison, console: Console, *, strict: bool) -> None:
    from presscli.document import Severity

    errors = sum(f.severity is Severity.ERROR for f in comparison.findings)
    warnings = len(comparison.findings) - errors
    units = count(len(comparison.units), "line" if comparison.lines else "paragraph")
    console.notice(f"{units} compared: {count(errors, 'error')}, {count(warnings, 'warning')}")
    if strict and errors:
        raise QualityError(
            comparison.target.name,
            f"{count(errors, 'error')} found",
            "Look at the findings above",
        )
