"""What holds within a group of an RTF file."""

from __future__ import annotations

from dataclasses import dataclass

from presscli.readers.rtf_story import Story


@dataclass(slots=True)
class State:
    """What holds within a group; a group that opens inherits it."""

    story: Story
    passed_over: bool = False
    capture: str = ""
    """Which destination is captured as plain text rather than put into the story."""
    optional: bool = False
    """Whether the destination that follows may be passed over (``\\*``)."""
    strong: bool = False
    emphasis: bool = False
    hidden: bool = False
    font: int = -1
    skip: int = 1
    """Characters after a Unicode one that stand for it in older programs."""
    href: str = ""
    style: int = 0
    outline: int = -1
    listed: bool = False
    depth: int = 0
    in_table: bool = False
