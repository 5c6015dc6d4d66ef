"""What LibreOffice writes: the workbooks of the other producers and the flat document, opened and saved by it."""

from features.books import BOOKS, book
from features import foreign_books, opendocument_books, openpyxl_books, xlsxwriter_books  # noqa: F401


def saved(name, source, **more):
    """Registers the book that LibreOffice makes of the book `source`."""
    entry = next(entry for entry in BOOKS if entry.name == source)
    book(name, source=source, **{"sheet": entry.sheet, "header": entry.header, "first": entry.first, **more})(None)


for _kind in ("charts", "drawings", "rules", "tables", "formulas", "print", "layout"):
    saved(f"libreoffice-{_kind}.ods", f"xlsxwriter-{_kind}.xlsx")
for _kind in ("charts", "rules", "drawings"):
    saved(f"libreoffice-{_kind}.xlsx", f"xlsxwriter-{_kind}.xlsx")
saved("libreoffice-objects.ods", "openpyxl-objects.xlsx")
saved("libreoffice-styles.ods", "openpyxl-styles.xlsx")
saved("libreoffice-pivot.ods", "foreign-pivot.xlsx")
saved("libreoffice-pivot.xlsx", "foreign-pivot.xlsx")
saved("libreoffice-rich.ods", "opendocument-flat.fods")
saved("libreoffice-rich.xlsx", "opendocument-flat.fods")
