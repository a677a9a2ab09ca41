"""Sections of a page that are written by different programs, between markers."""

from __future__ import annotations

import re


def _markers(name: str) -> tuple[str, str]:
    return f"<!-- {name}: begin -->", f"<!-- {name}: end -->"


def find_section(page: str, name: str) -> str:
    """The section with its markers; empty where the page has none."""
    begin, end = _markers(name)
    match = re.search(f"{re.escape(begin)}.*?{re.escape(end)}", page, re.DOTALL)
    return match[0] if match else ""


def find_sections(page: str) -> list[str]:
    """All sections of a page with their markers, in order."""
    names = re.findall(r"<!-- (\S+): begin -->", page)
    return [section for name in names if (section := find_section(page, name))]


def put_section(page: str, name: str, body: str) -> str:
    """The page with the section replaced, or put at its end."""
    begin, end = _markers(name)
    made = f"{begin}\n{body.strip()}\n{end}"
    old = find_section(page, name)
    return page.replace(old, made) if old else f"{page.rstrip()}\n\n{made}\n"
