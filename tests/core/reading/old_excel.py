"""Old Excel workbooks (.xls, BIFF8), written record by record, for no library that is kept up writes them any more.

    old_workbook({"May": [["id", "day"], ["00123", datetime(2024, 5, 1)]]})

The records are those of [MS-XLS], their container is that of [MS-CFB]. Texts stand once in a shared table that goes on in
further records where it is long, whole numbers are packed as Excel packs them, and a date is a number in a format.
"""

import datetime as dt
import struct
from collections.abc import Sequence

Cell = str | float | bool | dt.datetime | None
Rows = Sequence[Sequence[Cell]]

BOF, EOF, CODEPAGE, DATEMODE, FONT, FORMAT, XF = 0x809, 0x0A, 0x42, 0x22, 0x31, 0x41E, 0xE0
BOUNDSHEET, SST, CONTINUE, DIMENSIONS = 0x85, 0xFC, 0x3C, 0x200
LABELSST, NUMBER, RK, BOOLERR = 0xFD, 0x203, 0x27E, 0x205
MOST_IN_RECORD = 8_224
STYLES = 15  # formats that come before those of cells
PLAIN, DATED = STYLES, STYLES + 1
DATE_FORMAT = 164  # the first number that is free for formats of one's own
DAY_ZERO = dt.datetime(1899, 12, 30)
RK_WHOLE, RK_MOST = 0b10, 1 << 29

SECTOR = 512
SMALLEST_STREAM = 4_096  # what is shorter lies in small sectors
SMALL_SECTOR = 64
FREE, END, OF_FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
MOST_FAT = 109  # sectors that the header itself can name


def old_workbook(sheets: dict[str, Rows], stray: tuple[int, int] | None = None, most: int | None = None) -> bytes:
    """With a stray cell at a row and column of every sheet, counted from 0; or sheets that say they have so many rows."""
    texts = _Texts()
    bodies = [_sheet(rows, texts, stray, most) for rows in sheets.values()]
    before = _record(BOF, struct.pack("<HHHHII", 0x600, 5, 0, 1996, 0, 6)) + _formats()
    after = texts.records() + _record(EOF)
    place = len(before) + sum(len(_bound(name, 0)) for name in sheets) + len(after)
    bounds = b""
    for name, body in zip(sheets, bodies, strict=True):
        bounds += _bound(name, place)
        place += len(body)
    return _compound_file(before + bounds + after + b"".join(bodies))


class _Texts:
    """The shared table: every text once, by its number."""

    def __init__(self) -> None:
        self.places: dict[str, int] = {}
        self.uses = 0

    def place(self, text: str) -> int:
        self.uses += 1
        return self.places.setdefault(text, len(self.places))

    def records(self) -> bytes:
        parts = [struct.pack("<II", self.uses, len(self.places))]
        for text in self.places:
            written = _text(text, "<H")
            if len(parts[-1]) + len(written) > MOST_IN_RECORD:
                parts.append(b"")
            parts[-1] += written
        return b"".join(_record(CONTINUE if number else SST, part) for number, part in enumerate(parts))


def _sheet(rows: Rows, texts: _Texts, stray: tuple[int, int] | None, most: int | None) -> bytes:
    width = max((len(row) for row in rows), default=0)
    cells = [
        _cell(line, place, cell, texts)
        for line, row in enumerate(rows)
        for place, cell in enumerate(row)
        if cell is not None
    ]
    if stray:
        cells.append(_cell(*stray, "x", texts))
    begins = _record(BOF, struct.pack("<HHHHII", 0x600, 0x10, 0, 1996, 0, 6))
    return (
        begins
        + _record(DIMENSIONS, struct.pack("<IIHHH", 0, most or len(rows), 0, width, 0))
        + b"".join([*cells, _record(EOF)])
    )


def _cell(line: int, column: int, cell: Cell, texts: _Texts) -> bytes:
    place = struct.pack("<HHH", line, column, DATED if isinstance(cell, dt.datetime) else PLAIN)
    match cell:
        case str():
            return _record(LABELSST, place + struct.pack("<I", texts.place(cell)))
        case bool():
            return _record(BOOLERR, place + struct.pack("<BB", cell, 0))
        case dt.datetime():
            return _record(NUMBER, place + struct.pack("<d", (cell - DAY_ZERO) / dt.timedelta(days=1)))
        case int() | float() if float(cell).is_integer() and abs(cell) < RK_MOST:
            return _record(RK, place + struct.pack("<i", int(cell) << 2 | RK_WHOLE))
        case _:
            assert cell is not None
            return _record(NUMBER, place + struct.pack("<d", cell))


def _formats() -> bytes:
    font = _record(FONT, struct.pack("<HHHHHBBBB", 200, 0, 0x7FFF, 400, 0, 0, 0, 0, 0) + _text("Arial", "<B"))
    date = _record(FORMAT, struct.pack("<H", DATE_FORMAT) + _text("dd/mm/yyyy hh:mm", "<H"))
    styles = [(0, 0xFFF5)] * STYLES + [(0, 1), (DATE_FORMAT, 1)]
    looks = b"".join(_record(XF, struct.pack("<HHH14x", 0, shown, kind)) for shown, kind in styles)
    return _record(CODEPAGE, struct.pack("<H", 1_200)) + _record(DATEMODE, bytes(2)) + font * 4 + date + looks


def _bound(name: str, place: int) -> bytes:
    return _record(BOUNDSHEET, struct.pack("<IBB", place, 0, 0) + _text(name, "<B"))


def _text(text: str, length: str) -> bytes:
    """Its length, how many bytes a letter takes, and the letters."""
    try:
        letters, wide = text.encode("latin-1"), 0
    except UnicodeEncodeError:
        letters, wide = text.encode("utf-16-le"), 1
    return struct.pack(length, len(letters) >> wide) + bytes([wide]) + letters


def _record(number: int, content: bytes = b"") -> bytes:
    assert len(content) <= MOST_IN_RECORD, "a longer record would have to go on in another"
    return struct.pack("<HH", number, len(content)) + content


def _compound_file(workbook: bytes) -> bytes:
    """One stream in a file of sectors: its own, then the directory, then the table of which sector follows which.

    A short stream lies in small sectors inside that of the root, with a table of which small one follows which.
    """
    is_small = len(workbook) < SMALLEST_STREAM
    stream = workbook.ljust(-(-len(workbook) // SECTOR) * SECTOR, b"\0")
    directory = len(stream) // SECTOR
    small_table = _table([*range(1, -(-len(workbook) // SMALL_SECTOR)), END]) if is_small else b""
    before = directory + 1 + len(small_table) // SECTOR
    fat_sectors = 1
    while fat_sectors * SECTOR // 4 < before + fat_sectors:
        fat_sectors += 1
    assert fat_sectors <= MOST_FAT, "a bigger file would need a table of its tables"
    fat = [*range(1, directory), END, END, *[END] * (before - directory - 1), *[OF_FAT] * fat_sectors]
    root = _entry("Root Entry", 5, 0 if is_small else END, len(stream) if is_small else 0, child=1)
    entries = root + _entry("Workbook", 2, 0, len(workbook)) + bytes(2 * 128)
    header = _header(directory, range(before, before + fat_sectors), directory + 1 if is_small else END)
    return header + stream + entries + small_table + _table(fat)


def _table(following: list[int]) -> bytes:
    in_sector = SECTOR // 4
    filled = following + [FREE] * (-len(following) % in_sector)
    return struct.pack(f"<{len(filled)}I", *filled)


def _header(directory: int, fat: range, small_table: int) -> bytes:
    sorts = struct.pack("<HHHHH6x", 0x3E, 3, 0xFFFE, 9, 6)
    small = (small_table, int(small_table != END))
    places = struct.pack("<IIIIIIIII", 0, len(fat), directory, 0, SMALLEST_STREAM, *small, END, 0)
    named = [*fat, *[FREE] * (MOST_FAT - len(fat))]
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + sorts + places + struct.pack(f"<{MOST_FAT}I", *named)


def _entry(name: str, kind: int, start: int, size: int, child: int = FREE) -> bytes:
    letters = f"{name}\0".encode("utf-16-le")
    facts = struct.pack("<HBBIII", len(letters), kind, 1, FREE, FREE, child)
    return letters.ljust(64, b"\0") + facts + bytes(16 + 4 + 16) + struct.pack("<IQ", start, size)
