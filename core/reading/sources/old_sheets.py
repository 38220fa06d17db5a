"""What the sheets of an old workbook (.xls) claim to hold, found out before a library opens it.

The library lays out all sheets at once, each as far as its farthest cell: a few bytes that name a cell far away would make
it ask for a hundred gigabytes and end the whole process. Containers are those of [MS-CFB], records those of [MS-XLS].
"""

import struct
from collections.abc import Iterator, Sequence
from pathlib import Path

from core.errors import TooBig
from core.reading.limits import Limits
from core.reading.sources.archives import incomplete
from core.reading.sources.sheets import SheetFacts, check_area

EOF, ENCRYPTED, BOUNDSHEET, DIMENSIONS, MULRK = 0x0A, 0x2F, 0x85, 0x200, 0xBD
CELLS = (0x06, 0xBD, 0xD6, 0xFD, 0x203, 0x204, 0x205, 0x27E)  # each begins with its row and its column
NAMES = ("Workbook", "Book")
LAST_SECTOR = 0xFFFFFFFA  # what is above is no sector
IN_HEADER = 109  # sectors of the table of sectors that the header names itself
ENTRY = 128


def check_old_workbook(path: Path, limits: Limits) -> None:
    try:
        stream = _workbook_stream(path.read_bytes())
        total = 0
        for name, place in _sheets(stream):
            facts = _look_through(stream, place)
            check_area(name, facts, limits)
            total += facts.area
            if total > limits.sheet_cells:
                raise TooBig(
                    f"The sheets of the workbook have {total:,} cells together; the limit is {limits.sheet_cells:,}. "
                    "Save the sheet with the table as a workbook of its own."
                )
    except (struct.error, IndexError) as error:
        raise incomplete() from error


def _sheets(stream: bytes) -> Iterator[tuple[str, int]]:
    """Where each begins. An encrypted workbook names none that could be looked through."""
    for number, content in _records(stream, 0):
        if number == ENCRYPTED:
            return
        if number == BOUNDSHEET:
            letters = content[8:].decode("utf-16-le" if content[7] & 1 else "latin-1", "replace")
            yield letters, struct.unpack_from("<I", content)[0]


def _look_through(stream: bytes, place: int) -> SheetFacts:
    facts = SheetFacts()
    for number, content in _records(stream, place):
        if number == DIMENSIONS and len(content) >= 12:
            top, bottom, left, right = struct.unpack_from("<IIHH", content)
            _widen(facts, top + 1, bottom, left + 1, right)
        elif number in CELLS:
            row, column = struct.unpack_from("<HH", content)
            last = struct.unpack_from("<H", content, len(content) - 2)[0] if number == MULRK else column
            facts.cells += last - column + 1
            _widen(facts, row + 1, row + 1, column + 1, last + 1)
    return facts


def _widen(facts: SheetFacts, top: int, bottom: int, left: int, right: int) -> None:
    facts.top, facts.bottom = min(facts.top, top), max(facts.bottom, bottom)
    facts.left, facts.right = min(facts.left, left), max(facts.right, right)


def _records(stream: bytes, place: int) -> Iterator[tuple[int, bytes]]:
    """Up to the end of the part that begins there."""
    while place + 4 <= len(stream):
        number, length = struct.unpack_from("<HH", stream, place)
        if number == EOF:
            return
        yield number, stream[place + 4 : place + 4 + length]
        place += 4 + length


def _workbook_stream(content: bytes) -> bytes:
    """Nothing where there is none; the library then says so."""
    shift, small_shift = struct.unpack_from("<HH", content, 30)
    directory, _, smallest, small_table, _, more = struct.unpack_from("<IIIIII", content, 48)
    if not (7 <= shift <= 16 and small_shift < shift):
        raise incomplete()
    sectors = [content[start : start + (1 << shift)] for start in range(1 << shift, len(content), 1 << shift)]
    table = _table_of_sectors(content, sectors, more)
    entries = _joined(sectors, table, directory)
    for start in range(0, len(entries) - ENTRY + 1, ENTRY):
        name, first, size = _entry(entries[start : start + ENTRY])
        if name in NAMES and size >= smallest:
            return _joined(sectors, table, first)[:size]
        if name in NAMES:
            _, first_small, _ = _entry(entries[:ENTRY])
            inside = _joined(sectors, table, first_small)
            small = [inside[at : at + (1 << small_shift)] for at in range(0, len(inside), 1 << small_shift)]
            return _joined(small, _numbers(_joined(sectors, table, small_table)), first)[:size]
    return b""


def _table_of_sectors(content: bytes, sectors: Sequence[bytes], more: int) -> list[int]:
    """Which sector follows which; the header names where that is written, and where more such names are."""
    places = list(struct.unpack_from(f"<{IN_HEADER}I", content, 76))
    while more < LAST_SECTOR and len(places) <= len(sectors) + IN_HEADER:
        *named, more = _numbers(sectors[more])
        places += named
    return [number for place in places if place < LAST_SECTOR for number in _numbers(sectors[place])]


def _joined(sectors: Sequence[bytes], table: Sequence[int], first: int) -> bytes:
    parts: list[bytes] = []
    while first < LAST_SECTOR:
        if len(parts) > len(sectors):
            raise incomplete()  # it bites its own tail
        parts.append(sectors[first])
        first = table[first]
    return b"".join(parts)


def _entry(entry: bytes) -> tuple[str, int, int]:
    """Its name, where it begins, how long it is."""
    length, first, size = struct.unpack_from("<H", entry, 64)[0], *struct.unpack_from("<II", entry, 116)
    return entry[: max(length - 2, 0)].decode("utf-16-le", "replace"), first, size


def _numbers(sector: bytes) -> tuple[int, ...]:
    return struct.unpack(f"<{len(sector) // 4}I", sector[: len(sector) // 4 * 4])
