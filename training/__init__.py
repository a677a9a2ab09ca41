"""The recipe for presscli's own MarianMT: prepare, train, export, evaluate.

Nothing here is part of the installed package; the commands are in README.md
beside this file and run from a checkout, ``python -m training.prepare ...``.
"""
