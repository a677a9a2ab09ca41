"""How fast, beside what others do with the same weights: ``make bench``.

``texts`` makes the work, ``systems`` does it, ``worker`` runs a system in a process
of its own, ``measure`` asks the workers in turn and keeps the figures, ``report`` and
``plots`` show them. ``__main__`` says what is measured.
"""
