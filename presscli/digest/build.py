"""Candidates -> the entries of a digest."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from presscli.digest.copies import Text, digest_text, join_copies
from presscli.digest.model import Candidate, Copy, Entry
from presscli.document import Result, SourceText
from presscli.errors import EngineError, InputError, LanguageError, PresscliError

Process = Callable[[SourceText], Result]
OF_ONE_RELEASE = (InputError, LanguageError, EngineError)
"""Failures that say something about a release; any other would meet the next one too."""

Fail = Callable[[str, PresscliError], None]


@dataclass(frozen=True, slots=True)
class _Member:
    """A release in either state: to be translated, or an entry from before."""

    text: Text
    copies: tuple[Copy, ...]
    candidate: Candidate | None = None
    entry: Entry | None = None


def build(
    candidates: Sequence[Candidate], process: Process, fail: Fail, *, known: Iterable[Entry] = ()
) -> tuple[Entry, ...]:
    """Translate what is new, and join copies of one release.

    Args:
        candidates: What is news.
        process: Makes the English; only called for the fullest copy of each release.
        fail: Told when a release cannot be made; another copy of it is tried.
        known: Entries of the digest as it is, which stay.

    Returns:
        Entries, newest first; those of one moment in the order of their files' names.

    Raises:
        PresscliError: A failure that is not about one release (no model, no disk).
    """
    order = sorted(candidates, key=lambda c: (c.when, c.copy.name))
    members = [_Member(digest_text(e.result.release), e.copies, entry=e) for e in known] + [
        _Member(digest_text(c.release), (c.copy,), candidate=c) for c in order
    ]
    groups = _unique(members)
    entries = [_entry(group, process, fail) for group in groups]
    made = [entry for entry in entries if entry is not None]
    return tuple(sorted(made, key=lambda e: (-e.when.timestamp(), e.copies[0].name)))


def _unique(members: Sequence[_Member]) -> list[list[_Member]]:
    """Members by release; equal words are one release however few they are."""
    same: dict[str, list[_Member]] = {}
    for member in members:
        same.setdefault(member.copies[0].fingerprint, []).append(member)
    firsts = [group[0] for group in same.values()]
    groups = join_copies([m.text for m in firsts])
    lists = list(same.values())
    return [[m for i in group for m in lists[i]] for group in groups]


def _entry(group: Sequence[_Member], process: Process, fail: Fail) -> Entry | None:
    """The entry of one release: its fullest copy that can be made, the others named."""
    copies = _distinct(c for member in group for c in member.copies)
    for member in group:
        shown = member.copies[0]
        rest = tuple(c for c in copies if c != shown)
        if member.entry is not None:
            return replace(member.entry, copies=(shown, *rest))
        if member.candidate is None:
            continue
        try:
            result = process(member.candidate.text)
        except OF_ONE_RELEASE as error:
            fail(shown.name, error)
            copies = tuple(c for c in copies if c != shown)
            continue
        return Entry(result, (shown, *rest), dated=member.candidate.dated)
    return None


def _distinct(copies: Iterable[Copy]) -> tuple[Copy, ...]:
    """Copies, a file that was read again but has not changed left out."""
    return tuple({(c.name, c.sha256): c for c in copies}.values())
