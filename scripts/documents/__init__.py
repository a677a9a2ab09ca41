"""The documents of ``tests/documents``: releases of our own, laid out by real tools.

    python -m scripts.documents

LibreOffice, qpdf and ``pip install 'presscli[documents]'`` are needed for it.

The texts stand in ``texts/``, in a small markup; what each document must give, word for
word, is written beside it from the same text, by :mod:`.markup` and no reader.
"""
