"""Paragraphs to segments: sentences, and parts of sentences that are too long for a model.

Both functions keep one promise: the texts and separators of the segments, put
together in order, are the text that came in.
"""

from presscli.segment.parts import split_long
from presscli.segment.sentences import segment

__all__ = ["segment", "split_long"]
