"""What the press says in set words: dates, places, acronyms, labels.

Pure look-up on text, with its tables under ``data/``; no stage and no model.
"""
