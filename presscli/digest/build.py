"""Candidates -> the entries of a digest."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable, Sequence
from dataclasses import dataclass, replace

from presscli.digest.copies import Text, digest_text, join_copies
from presscli.digest.model import Candidate, Copy, Entry
from presscli.document import Result, SourceText
from presscli.errors import PresscliError
from presscli.windows import Outcome

Translate = Callable[[Sequence[SourceText]], Iterable[Outcome]]
"""Gives, for each release in the order given, its result or what was wrong with it.

What would meet every other release too (no model, no disk) it raises."""

Translating = Callable[[Sequence[SourceText]], Generator[Outcome, None, None]]
"""The same, to be closed where it may be left early: several releases are in work at once."""

Fail = Callable[[str, PresscliError], None]


@dataclass(frozen=True, slots=True)
class _Member:
    """A release in either state: to be translated, or an entry from before."""

    text: Text
    copies: tuple[Copy, ...]
    candidate: Candidate | None = None
    entry: Entry | None = None


@dataclass(slots=True)
class _Draft:
    """One release on its way: its texts that may still be shown, the fullest first."""

    left: list[_Member]
    copies: tuple[Copy, ...]
    result: Result | None = None

    def wanted(self) -> Candidate | None:
        """What is to be translated next; None where there is nothing (more) to do."""
        return self.left[0].candidate if self.left and self.result is None else None

    def take(self, outcome: Outcome, fail: Fail) -> None:
        """Keep a result, or strike out the copy that could not be made."""
        if isinstance(outcome, Result):
            self.result = outcome
            return
        shown = self.left.pop(0).copies[0]
        fail(shown.name, outcome)
        self.copies = tuple(c for c in self.copies if c != shown)

    def entry(self) -> Entry | None:
        """The finished entry, the other copies named; None if none could be made."""
        if not self.left:
            return None
        member = self.left[0]
        shown = member.copies[0]
        copies = (shown, *(c for c in self.copies if c != shown))
        if member.entry is not None:
            return replace(member.entry, copies=copies)
        if self.result is None or member.candidate is None:
            return None
        return Entry(self.result, copies, dated=member.candidate.dated)


def build(
    candidates: Sequence[Candidate],
    translate: Translate,
    fail: Fail,
    *,
    known: Iterable[Entry] = (),
) -> tuple[Entry, ...]:
    """Translate what is new, and join copies of one release.

    Args:
        candidates: What is news.
        translate: Makes the English, of all releases in one call, so that they can share
            batches: of the fullest copy of each; called again for the next copy of
            those that failed.
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
    drafts = [_Draft(list(g), _distinct(c for m in g for c in m.copies)) for g in _unique(members)]
    while wanted := [(draft, c.text) for draft in drafts if (c := draft.wanted())]:
        outcomes = translate([text for _, text in wanted])
        for (draft, _), outcome in zip(wanted, outcomes, strict=True):
            draft.take(outcome, fail)
    made = [entry for draft in drafts if (entry := draft.entry()) is not None]
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


def _distinct(copies: Iterable[Copy]) -> tuple[Copy, ...]:
    """Copies, a file that was read again but has not changed left out."""
    return tuple({(c.name, c.sha256): c for c in copies}.values())
