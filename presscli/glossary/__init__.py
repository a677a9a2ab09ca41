"""What a user, or the language itself, says about how a term goes into English.

:func:`read_glossary` reads a user's file, :meth:`Glossary.find` finds its terms in
an Italian text, :func:`find_proper` the names that are never translated.
"""

from presscli.glossary.load import NO_GLOSSARY, open_glossary, read_glossary
from presscli.glossary.proper import as_names, find_proper, find_surnames
from presscli.glossary.terms import KEEP, Case, Glossary, Kind, Term, Use
from presscli.glossary.write import write_tsv

__all__ = [
    "KEEP",
    "NO_GLOSSARY",
    "Case",
    "Glossary",
    "Kind",
    "Term",
    "Use",
    "as_names",
    "find_proper",
    "find_surnames",
    "open_glossary",
    "read_glossary",
    "write_tsv",
]
