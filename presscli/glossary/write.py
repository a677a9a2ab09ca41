"""A glossary as a file, in the form that :func:`presscli.glossary.read_glossary` reads."""

from __future__ import annotations

from presscli.glossary.terms import Glossary, row


def write_tsv(glossary: Glossary) -> str:
    """The glossary as TSV, with a line that names the columns; reading it gives it back."""
    lines = ["# source\ttarget\tcase\tpart of speech"]
    lines += ["\t".join(row(term)) for term in glossary.terms]
    return "\n".join(lines) + "\n"
