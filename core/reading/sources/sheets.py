"""What the parts of a workbook hold, found out in a stream before a library opens it.

A single cell at the far corner makes the reader of workbooks ask for half a terabyte and end the whole process;
entities can multiply without end. So the XML is looked through first, block by block.
"""

import re
import zipfile
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from core.errors import BadInput, TooBig
from core.reading.limits import Limits
from core.reading.sources.archives import blocks, incomplete, opened_zip

LONGEST_CELL = 4_000_000  # bytes of XML
SPARSE = 0.02  # filled cells in a sheet that big have to be more than this share
PROLOG = 65_536
_TOKEN = re.compile(
    rb"<(?:\w+:)?(?:"
    rb"c(?=[\s/>])(?P<cell>[^>]*)>"
    rb"|row(?=[\s/>])(?P<row>[^>]*)>"
    rb"|f(?:\s[^>]*)?(?:/>|>[^<]*</(?:\w+:)?f>)\s*(?:<(?:\w+:)?v\s*/>|<(?:\w+:)?v>\s*</(?:\w+:)?v>)?\s*(?P<empty></(?:\w+:)?c>)"
    rb")"
)
_REFERENCE = re.compile(rb"""\br=["']([A-Z]{1,3})(\d{1,7})["']""")
_ROW = re.compile(rb"""\br=["'](\d{1,7})["']""")
_ERROR = re.compile(rb"""\bt=["']e["']""")


@dataclass
class SheetFacts:
    cells: int = 0
    top: int = 1 << 20
    bottom: int = 0
    left: int = 1 << 14
    right: int = 0
    errors: Counter[int] = field(default_factory=Counter)  # formula errors by column, counted from 1
    first_error: dict[int, int] = field(default_factory=dict)  # the row of the first one

    @property
    def area(self) -> int:
        return max(self.bottom - self.top + 1, 0) * max(self.right - self.left + 1, 0)


def check_workbook(path: Path, limits: Limits) -> tuple[dict[str, SheetFacts], bool]:
    """Facts of every part that is a sheet, by the name of the part, and whether there are macros."""
    with opened_zip(path, limits, "workbook") as archive:
        parts = archive.namelist()
        _check_sort(parts)
        for part in parts:
            if part.endswith((".xml", ".rels", ".vml")):
                _check_prolog(archive, part)
        for part in parts:
            if part.startswith("xl/sharedStrings"):
                for _ in blocks(archive, part, limits, "workbook"):
                    pass
        sheets = {
            part: _look_through(archive, part, limits)
            for part in parts
            if part.startswith("xl/worksheets/") and part.endswith(".xml")
        }
    return sheets, "xl/vbaProject.bin" in parts


def check_area(name: str, facts: SheetFacts, limits: Limits) -> None:
    if facts.area <= limits.sheet_cells:
        return
    corner = f"{column_letters(facts.right)}{facts.bottom}"
    if facts.cells < SPARSE * facts.area:
        raise BadInput(
            f"Sheet '{name}' claims cells up to {corner} but is almost empty. "
            "Delete the stray cell (press Ctrl+End in Excel to find it)."
        )
    raise TooBig(
        f"Sheet '{name}' has {facts.area:,} cells up to {corner}; the limit is {limits.sheet_cells:,}. Save it as CSV."
    )


def column_letters(number: int) -> str:
    letters = ""
    while number:
        number, digit = divmod(number - 1, 26)
        letters = chr(65 + digit) + letters
    return letters


def _check_sort(parts: list[str]) -> None:
    if "mimetype" in parts:
        raise BadInput("OpenDocument spreadsheets are not read. Save it as .xlsx and upload that.")
    if "xl/workbook.bin" in parts:
        raise BadInput("Binary workbooks (.xlsb) are not read. Save it as .xlsx and upload that.")
    if "xl/workbook.xml" not in parts:
        raise BadInput("The file is an Office document but not an Excel workbook. Upload CSV, Excel or Parquet.")


def _check_prolog(archive: zipfile.ZipFile, part: str) -> None:
    """Entities can be declared in one place only: before the first element."""
    with archive.open(part) as member:
        prolog = member.read(PROLOG)
    for letters in (prolog, prolog.replace(b"\0", b"")):  # UTF-16 hides nothing
        if b"<!DOCTYPE" in letters or b"<!ENTITY" in letters:
            raise BadInput("The workbook contains instructions that are not allowed. Save it again from Excel.")


def _look_through(archive: zipfile.ZipFile, part: str, limits: Limits) -> SheetFacts:
    facts, rest = SheetFacts(), b""
    at = _Place()
    for block in blocks(archive, part, limits, "workbook"):
        text = rest + block
        end = 0
        # A token may go on in the next block, so the last stretch without a closing sign waits.
        safe = text.rfind(b"</", 0, len(text) - 64)
        for token in _TOKEN.finditer(text, 0, max(safe, 0)):
            _note(token, at, facts)
            end = token.end()
        rest = text[max(end, safe - LONGEST_CELL) if safe > 0 else end :]
        if len(rest) > 2 * LONGEST_CELL:
            raise incomplete()
    for token in _TOKEN.finditer(rest):
        _note(token, at, facts)
    return facts


@dataclass
class _Place:
    row: int = 0
    column: int = 0


def _note(token: re.Match[bytes], at: _Place, facts: SheetFacts) -> None:
    if (row := token["row"]) is not None:
        given = _ROW.search(row)
        at.row, at.column = int(given[1]) if given else at.row + 1, 0
        return
    if (cell := token["cell"]) is not None:
        given = _REFERENCE.search(cell)
        at.row, at.column = (int(given[2]), _number(given[1])) if given else (at.row, at.column + 1)
        facts.cells += 1
        facts.top, facts.bottom = min(facts.top, at.row), max(facts.bottom, at.row)
        facts.left, facts.right = min(facts.left, at.column), max(facts.right, at.column)
        if not _ERROR.search(cell):
            return
    facts.errors[at.column] += 1
    facts.first_error.setdefault(at.column, at.row)


def _number(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number
