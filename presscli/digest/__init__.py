"""A folder of releases -> one digest.

    gather -> select (--since, what is known already) -> join copies -> translate
           -> group -> render -> write -> remember

:func:`presscli.digest.build.build` is that line up to the grouping; nothing in this
package knows where the English comes from: that is a function the caller gives.
"""
