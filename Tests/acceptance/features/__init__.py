"""Workbooks with every feature that an annotator may damage, made by other producers or by hand when a test runs.

`books.py` holds what they share and the register; the other modules make them, one producer each; `checklist.py` says
which of them shows what, and what none can show.
"""
