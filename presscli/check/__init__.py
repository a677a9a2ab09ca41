"""Is the translation true to its source? Facts, shape and words, without a model.

:func:`choose` picks among the hypotheses of an engine, :func:`check_segment`
reports what is wrong with a translation, :func:`check_summary_sentence` what a
summary says that its sources do not, :func:`list_facts` what a text states.
:func:`align` says which sentences or paragraphs of a translation belong to which
of the source.
"""

from presscli.check.align import Bead, align
from presscli.check.choose import Choice, choose
from presscli.check.hold import hold
from presscli.check.inventory import list_facts
from presscli.check.segment import check_segment
from presscli.check.summary import check_summary_sentence
from presscli.check.wording import PLAIN, Wording

__all__ = [
    "PLAIN",
    "Bead",
    "Choice",
    "Wording",
    "align",
    "check_segment",
    "check_summary_sentence",
    "choose",
    "hold",
    "list_facts",
]
