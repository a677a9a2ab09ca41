"""From words with places on a page to the paragraphs that somebody wrote.

PDF knows characters and where they stand, and nothing of lines, columns, paragraphs or
tables. These modules find them, by plain geometry on plain values:

    words -> rows (:mod:`.rows`) -> furniture put aside (:mod:`.furniture`)
          -> regions in reading order (:mod:`.columns`) -> tables (:mod:`.tables`)
          -> paragraphs (:mod:`.paragraphs`), words put together (:mod:`.hyphens`)

:mod:`.document` knows this order. Places are in points (1/72 inch), with ``y`` growing
downwards; every threshold is in ems, that is, times the size of the type.
"""
