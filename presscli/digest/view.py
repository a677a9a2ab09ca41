"""A digest as templates get it: plain text and lists, in the order of the page."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from presscli.digest.choices import Grouping
from presscli.digest.figures import KeyFigure, key_figures
from presscli.digest.model import Copy, Digest, Entry
from presscli.lexicon.date_english import format_date
from presscli.lexicon.date_patterns import EN_WEEKDAYS
from presscli.render.common import NO_SOURCE
from presscli.render.moments import PRESS_ZONE
from presscli.render.view import view
from presscli.render.views import ReleaseView


@dataclass(frozen=True, slots=True)
class CopyView:
    """One of the files in which a release came; without a source, it is not ``named``."""

    source: str
    url: str
    name: str
    named: bool

    @property
    def label(self) -> str:
        """The source where it stands by itself, without a word before it."""
        return self.source if self.named else f"Source {self.source}"


@dataclass(frozen=True, slots=True)
class FigureGroup:
    """Figures that stand in one clause; it is shown once."""

    figures: tuple[KeyFigure, ...]
    clause: str


@dataclass(frozen=True, slots=True)
class EntryView:
    """One entry. ``day`` is as ``Monday 23 November 2026``; ``when`` is ISO 8601."""

    anchor: str
    urn: str
    release: ReleaseView
    figures: tuple[KeyFigure, ...]
    copies: tuple[CopyView, ...]
    when: str
    day: str
    dated: bool

    @property
    def figure_groups(self) -> tuple[FigureGroup, ...]:
        """The figures by their clauses, in the order of the first of each."""
        groups: dict[str, list[KeyFigure]] = {}
        for figure in self.figures:
            groups.setdefault(figure.clause, []).append(figure)
        return tuple(FigureGroup(tuple(group), clause) for clause, group in groups.items())

    @property
    def also(self) -> tuple[CopyView, ...]:
        """The copies that are not shown."""
        return self.copies[1:]

    @property
    def sources(self) -> tuple[str, ...]:
        """Who issued or sent it, each once."""
        return tuple(dict.fromkeys(copy.source for copy in self.copies))


@dataclass(frozen=True, slots=True)
class GroupView:
    """Entries under one heading; empty where the digest is not grouped."""

    heading: str
    entries: tuple[EntryView, ...]


@dataclass(frozen=True, slots=True)
class DigestView:
    """A digest as a template gets it, under the name ``digest``."""

    title: str
    urn: str
    made_at: str
    made_on: str
    groups: tuple[GroupView, ...]
    sources: tuple[str, ...]
    counts: dict[str, int]
    counted: str
    failures: tuple[tuple[str, str], ...]
    signatures: tuple[str, ...]
    notice: str

    @property
    def entries(self) -> tuple[EntryView, ...]:
        """All entries, in the order of the page."""
        return tuple(entry for group in self.groups for entry in group.entries)


def digest_view(digest: Digest) -> DigestView:
    """Prepare a digest for a template."""
    entries = [_entry(entry) for entry in digest.entries]
    return DigestView(
        title=digest.title,
        urn=digest.identity,
        made_at=digest.made_at.isoformat(timespec="seconds"),
        made_on=f"{day_of(digest.made_at, None)}, {digest.made_at:%H:%M}",
        groups=tuple(_groups(entries, digest.grouping)),
        sources=tuple(sorted({s for e in entries for s in e.sources}, key=str.casefold)),
        counts=digest.counts,
        counted=counted(digest),
        failures=tuple((f.name, f.reason) for f in digest.failures),
        signatures=digest_signatures(digest),
        notice="Translated and summarised by machine; check before publishing",
    )


def digest_signatures(digest: Digest) -> tuple[str, ...]:
    """One line for each model that took part in an entry."""
    lines = (s for e in digest.entries for s in view(e.result).signatures)
    return tuple(dict.fromkeys([*lines, *digest.signatures]))


def counted(digest: Digest) -> str:
    """The footer's figures in one line."""
    counts = digest.counts
    parts = [f"{counts['translated']} translated"]
    if counts["copies"]:
        parts.append(f"{counts['copies']} joined as copies")
    parts += [f"{counts[name]} {name}" for name in ("skipped", "failed", "flagged")]
    return ", ".join(parts)


def day_of(moment: datetime.datetime, zone: datetime.tzinfo | None = PRESS_ZONE) -> str:
    """A day as ``Monday 23 November 2026``; in Rome unless told otherwise."""
    day = (moment.astimezone(zone) if zone else moment).date()
    return f"{EN_WEEKDAYS[day.weekday()][0].capitalize()} {format_date(day)}"


def _entry(entry: Entry) -> EntryView:
    return EntryView(
        anchor=entry.anchor,
        urn=entry.urn,
        release=view(entry.result, anchor=entry.anchor),
        figures=key_figures(entry.result),
        copies=tuple(_copy(c) for c in entry.copies),
        when=entry.when.isoformat(timespec="seconds"),
        day=day_of(entry.when),
        dated=entry.dated,
    )


def _copy(copy: Copy) -> CopyView:
    return CopyView(copy.source or NO_SOURCE, copy.url, copy.name, named=bool(copy.source))


def _groups(entries: Iterable[EntryView], grouping: Grouping) -> list[GroupView]:
    """Entries under their headings, the group with the newest entry first."""
    groups: dict[str, list[EntryView]] = {}
    for entry in entries:
        heading = {
            Grouping.DATE: entry.day,
            Grouping.SOURCE: entry.copies[0].label,
            Grouping.NONE: "",
        }[grouping]
        groups.setdefault(heading, []).append(entry)
    return [GroupView(heading, tuple(members)) for heading, members in groups.items()]
