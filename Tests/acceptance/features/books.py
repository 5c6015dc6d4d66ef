"""The budget that every feature workbook holds, the register of their makers, and making them all once."""

import atexit
import binascii
import pathlib
import shutil
import struct
import tempfile
import zipfile
import zlib

HEADERS = ("Exercice", "Budget", "Nomenclature", "Section", "Sens", "Mouvement", "Chapitre", "Article", "Libellé article",
           "Fonction", "Libellé fonction", "Montant réalisé")
ACCOUNTS = (
    ("Investissement", "Dépense", "21", "2151", "Réseaux de voirie", "845", "Voirie communale", 181990.21),
    ("Investissement", "Dépense", "21", "21578", "Autre matériel technique", "847", "Equipements de voirie", 1234.5),
    ("Investissement", "Dépense", "23", "2313", "Constructions", "213", "Ecoles", 1250000),
    ("Investissement", "Recette", "13", "1321", "Etat et établissements", "01", "Opérations non ventilables", 70912.17),
    ("Investissement", "Dépense", "21", "2182", "Matériel de transport", "020", "Administration générale", 45000),
    ("Investissement", "Dépense", "21", "2121", "Plantations d'arbres", "511", "Espaces verts urbains", 8267.2),
    ("Fonctionnement", "Dépense", "011", "60612", "Energie - électricité", "020", "Administration générale", 99999.99),
    ("Investissement", "Dépense", "21", "2185", "Matériel de téléphonie", "57", "Technologies", -500),
    ("Investissement", "Dépense", "204", "2041412", "Bâtiments et installations", "847", "Equipements de voirie", 0.1),
    ("Investissement", "Dépense", "20", "2031", "Frais d'études", "518", "Autres actions", 30000.3),
)
#: The lines of the budget, one value a header; codes are text, as exports keep their zeros.
LINES = tuple((2025, "Budget principal", "M57_D", section, sens, "Réel", *rest)
              for section, sens, *rest in ACCOUNTS)
AMOUNT = HEADERS.index("Montant réalisé")

#: What `mesures annotate` appends: a drop-down, text that must stay text, exact numbers, dates, empty cells, one empty row.
COLUMNS = ("Avis:list(Favorable|Neutre|Défavorable)", "Remarque", "Note:number", "Vu le:date")
VALUES = (
    ("Favorable", "=1+1", "-1,5", "2025-03-01"), ("Neutre", " deux  espaces ", "12345678,91", "2024-02-29"),
    ("", "+33 4", "", "1999-12-31"), ("Défavorable", "a & b < c", "0", ""), ("", "", "", ""),
    ("Neutre", "_x0041_ « l'été »", "0,0001", "2100-01-01"),
)


class Book:
    """A feature workbook: its file name, what makes it, and where its table is.

    `header` is the row of the (last) header row, `first` the first line's, both from 1; `sheet` is None for the first.
    """

    def __init__(self, name, make, sheet=None, header=1, first=None, source=None, lines=len(LINES), opens=True):
        self.name, self.make, self.sheet, self.header = name, make, sheet, header
        self.first = first or header + 1
        #: The book that LibreOffice converts to make this one.
        self.source = source
        self.lines = lines
        #: Whether LibreOffice and openpyxl can be asked: they know no strict, no macro sheet…
        self.opens = opens

    @property
    def extension(self):
        return self.name.rsplit(".", 1)[1]

    @property
    def is_ods(self):
        return self.extension in ("ods", "ots", "fods")

    def columns(self):
        """The CSV of the columns to append: a value here and there, the last line of the table among them."""
        rows = ["row," + ",".join(f'"{title}"' for title in COLUMNS)]
        for index in range(self.lines):
            values = VALUES[index] if index < len(VALUES) else VALUES[index % 2] if index == self.lines - 1 else None
            if values:
                rows.append(f"{self.first + index}," + ",".join(f'"{value}"' for value in values))
        return "\n".join(rows) + "\n"

    def expected(self):
        """{(row, column of the appended ones): value} from 0: what the appended cells must hold, headers included."""
        cells = {(self.header - 1, at): title.split(":")[0] for at, title in enumerate(COLUMNS)}
        for index in range(self.lines):
            values = VALUES[index] if index < len(VALUES) else VALUES[index % 2] if index == self.lines - 1 else ()
            for at, value in enumerate(values):
                if value:
                    number = float(value.replace(",", ".")) if COLUMNS[at].endswith(":number") else value
                    cells[self.first - 1 + index, at] = number
        return cells


BOOKS = []


def book(name, **more):
    """Registers a maker of a feature workbook."""
    def registered(make):
        BOOKS.append(Book(name, make, **more))
        return make
    return registered


# Small pieces that several makers need.

def png(width=8, height=8, colour=(31, 119, 80)):
    """A plain picture."""
    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", binascii.crc32(kind + data))
    rows = b"".join(b"\0" + bytes(colour) * width for _ in range(height))
    return (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
            + chunk(b"IDAT", zlib.compress(rows, 9)) + chunk(b"IEND", b""))


def binary(seed, size=700):
    """Bytes that only an exact copy gives back, for parts whose contents nobody here reads."""
    out, state = bytearray(), seed
    while len(out) < size:
        state = (state * 1103515245 + 12345) & 0x7FFFFFFF
        out.append(state >> 16 & 0xFF)
    return bytes(out)


DATE = (2025, 1, 1, 0, 0, 0)


def repacked(source, path, change=None, add=None, first=()):
    """The package `source` with `change(name, data)` applied to each part and the parts `add` after them.

    A change that gives None leaves the part out; `first` are parts put before all others.
    """
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(path, "w") as new:
        def write(name, data, kind=zipfile.ZIP_DEFLATED):
            entry = zipfile.ZipInfo(name, DATE)
            entry.compress_type = kind
            entry.external_attr = 0o644 << 16
            new.writestr(entry, data)

        for name, data in first:
            write(name, data)
        for entry in old.infolist():
            data = old.read(entry)
            data = change(entry.filename, data) if change else data
            if data is not None:
                write(entry.filename, data, zipfile.ZIP_STORED if entry.filename == "mimetype" else zipfile.ZIP_DEFLATED)
        for name, data in (add or {}).items():
            write(name, data)


_folder = None


def made(convert_all):
    """{name: path} of the books, each made once; `convert_all` is LibreOffice, None to do without its books."""
    global _folder
    # Importing them registers the books.
    from features import (foreign_books, libreoffice_books, opendocument_books, openpyxl_books,  # noqa: F401
                          xlsxwriter_books)
    if _folder is None:
        _folder = pathlib.Path(tempfile.mkdtemp(prefix="mesures-features-"))
        atexit.register(shutil.rmtree, _folder, ignore_errors=True)
        for entry in BOOKS:
            if entry.source is None:
                entry.make(_folder / entry.name)
    paths = {entry.name: _folder / entry.name for entry in BOOKS}
    waiting = [entry for entry in BOOKS if entry.source and not paths[entry.name].is_file()]
    for extension in {entry.extension for entry in waiting} if convert_all else ():
        sources = {entry.name: _folder / entry.source for entry in waiting if entry.extension == extension}
        for name, path in convert_all(sources, _folder / f"libreoffice-{extension}", extension).items():
            shutil.copyfile(path, paths[name])
    return {name: path for name, path in paths.items() if path.is_file()}
