"""Excel workbooks: one sheet, or several with the same columns stacked."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from xml.etree import ElementTree
from zipfile import ZipFile

import python_calamine as calamine

from core.errors import BadInput
from core.reading.choices import Choices
from core.reading.columns.names import clean_name
from core.reading.limits import Limits
from core.reading.results import Question, counted
from core.reading.source import Source
from core.reading.sources.archives import incomplete
from core.reading.sources.cells import cell_text
from core.reading.sources.headers import Header, find_header
from core.reading.sources.old_sheets import check_old_workbook
from core.reading.sources.sheets import SheetFacts, check_area, check_workbook
from core.reading.sources.smoothing import Numbered, Smoothed
from core.reading.sources.text import smooth_table

LOOKED_AT = 200  # rows of a sheet in which its column names are looked for
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


@dataclass(frozen=True)
class _Sheet:
    name: str
    cells: calamine.CalamineSheet
    header: Header
    facts: SheetFacts | None  # None in an old .xls

    @property
    def look(self) -> tuple[str, ...]:
        return tuple(clean_name(name).casefold() for name in self.header.names)


def open_workbook(path: Path, limits: Limits, choices: Choices, folder: Path) -> Source:
    facts, macros = _facts_by_sheet(path, limits)
    for name, each in facts.items():
        check_area(name, each, limits)
    with _library_in_words(), calamine.CalamineWorkbook.from_path(path) as workbook:
        filled = _filled_sheets(workbook, facts, choices)
        stacked = _wanted(filled, choices)
        limits.check_columns(len(stacked[0].header.names))
        names = stacked[0].header.names
        rows = _stacked_rows(stacked)
        smoothed = Smoothed()
        table = smooth_table(rows, names, choices.surplus, limits, folder, smoothed)
        settled = tuple(sheet.name for sheet in stacked)
        return Source(
            format="xlsx" if facts else "xls",
            names=names,
            natives=("text",) * len(names),
            rows=smoothed.rows,
            sample=table.sample(),
            scan=lambda _: table.scan(limits),
            place=partial(_place, _starts(stacked)),
            settled=replace(choices, sheets=settled, header_row=stacked[0].header.row),
            sheets=_with_anything(workbook, facts, settled),
            notes=_notes(stacked, macros),
            questions=() if choices.sheets else _sheet_question([sheet.name for sheet in filled], settled),
        )


@contextmanager
def _library_in_words() -> Iterator[None]:
    try:
        yield
    except calamine.PasswordError as error:
        raise BadInput(
            "The workbook is protected by a password. Remove the password in Excel and upload it again."
        ) from error
    except (calamine.CalamineError, calamine.XmlError, calamine.ZipError, OSError) as error:
        raise incomplete() from error
    except BaseException as error:
        # Where the library, which is Rust, loses its head, what comes is no Exception, and its class cannot be imported.
        if type(error).__name__ != "PanicException":
            raise
        raise incomplete() from error


def _facts_by_sheet(path: Path, limits: Limits) -> tuple[dict[str, SheetFacts], bool]:
    """Facts by the name that people see; empty for an old .xls."""
    with path.open("rb") as file:
        is_old = file.read(2) != b"PK"
    if is_old:
        check_old_workbook(path, limits)
        return {}, False
    parts, macros = check_workbook(path, limits)
    try:
        with ZipFile(path) as archive:
            sheets, relations = (_elements(archive, part) for part in ("workbook.xml", "_rels/workbook.xml.rels"))
            targets = {each.get("Id"): each.get("Target", "") for each in relations}
            named = {
                str(each.get("name")): targets.get(each.get(_RELATION), "")
                for each in sheets
                if each.tag.endswith("}sheet")
            }
    except (ElementTree.ParseError, KeyError) as error:
        raise incomplete() from error
    return {name: parts.get(_part(target), SheetFacts()) for name, target in named.items()}, macros


def _elements(archive: ZipFile, part: str) -> Iterator[ElementTree.Element]:
    """Without entities, which the check of the workbook does not let through, XML is harmless."""
    return ElementTree.fromstring(archive.read(f"xl/{part}")).iter()  # noqa: S314


def _part(target: str) -> str:
    return target.lstrip("/") if target.startswith("/") else f"xl/{target}"


def _filled_sheets(workbook: calamine.CalamineWorkbook, facts: dict[str, SheetFacts], choices: Choices) -> list[_Sheet]:
    wanted = choices.sheets or _visible(workbook)
    for name in wanted:
        if name not in workbook.sheet_names:
            known = ", ".join(f"'{each}'" for each in workbook.sheet_names[:10])
            raise BadInput(f"The workbook has no sheet '{name}'. Choose one of: {known}.")
    sheets = [workbook.get_sheet_by_name(name) for name in wanted]
    filled = [_sheet(sheet, facts.get(sheet.name), choices) for sheet in sheets if sheet.height]
    if not filled:
        raise BadInput("The workbook has no sheet with anything in it. Choose one that has a header row and customers.")
    return filled


def _visible(workbook: calamine.CalamineWorkbook) -> list[str]:
    return [
        sheet.name
        for sheet in workbook.sheets_metadata
        if sheet.typ == calamine.SheetTypeEnum.WorkSheet and sheet.visible == calamine.SheetVisibleEnum.Visible
    ]


def _with_anything(
    workbook: calamine.CalamineWorkbook, facts: dict[str, SheetFacts], read: Sequence[str]
) -> tuple[str, ...]:
    """Those that are read, and the others among which a person may choose."""
    visible = _visible(workbook)
    return tuple(
        name
        for name in workbook.sheet_names
        if name in read or (name in visible and _holds_anything(workbook, name, facts))
    )


def _holds_anything(workbook: calamine.CalamineWorkbook, name: str, facts: dict[str, SheetFacts]) -> bool:
    """The sheets of an old workbook are small enough to be asked themselves."""
    return bool(facts[name].cells if name in facts else workbook.get_sheet_by_name(name).height)


def _sheet(cells: calamine.CalamineSheet, facts: SheetFacts | None, choices: Choices) -> _Sheet:
    above = cells.start[0] if cells.start else 0
    head: list[list[str]] = [[] for _ in range(above)] + [
        [cell_text(cell) for cell in row] for row in cells.to_python(nrows=LOOKED_AT)
    ]
    return _Sheet(cells.name, cells, find_header(head, cells.width, choices.header_row), facts)


def _wanted(filled: Sequence[_Sheet], choices: Choices) -> list[_Sheet]:
    """What a person chose; else the first sheet, and those that have the same columns."""
    first = filled[0]
    if not choices.sheets:
        return [sheet for sheet in filled if sheet is first or (sheet.header.row and sheet.look == first.look)]
    for sheet in filled[1:]:
        for name, look in zip(first.header.names, first.look, strict=True):
            if look not in sheet.look:
                raise BadInput(
                    f"Sheet '{sheet.name}' has no column '{name}', which sheet '{first.name}' has. "
                    "Choose sheets with the same columns, or one sheet."
                )
    return list(filled)


def _stacked_rows(sheets: Sequence[_Sheet]) -> Iterator[Numbered]:
    for sheet in sheets:
        places = [sheet.look.index(look) for look in sheets[0].look]
        straight = places == list(range(sheet.cells.width))
        # The library counts rows from the top of the sheet, and columns from the first filled one.
        for number, row in enumerate(sheet.cells.iter_rows(), 1):
            if number >= sheet.header.first_row:
                text = [cell_text(cell) for cell in row]
                yield number, text if straight else [text[place] for place in places]


def _starts(sheets: Sequence[_Sheet]) -> tuple[tuple[int, str, int], ...]:
    """For every sheet: the number of its first row of values in the stack, its name, that row in the sheet."""
    starts, number = [], 1
    for sheet in sheets:
        starts.append((number, sheet.name, sheet.header.first_row))
        number += (sheet.cells.start or (0, 0))[0] + sheet.cells.height - sheet.header.first_row + 1
    return tuple(starts)


def _place(starts: tuple[tuple[int, str, int], ...], number: int) -> str:
    first, name, row = starts[bisect_right(starts, number, key=lambda start: start[0]) - 1]
    return f"row {row + number - first:,} of sheet '{name}'"


def _notes(sheets: Sequence[_Sheet], macros: bool) -> tuple[str, ...]:
    told = []
    if macros:
        told.append("The workbook holds macros. They were ignored; only values were read.")
    if len(sheets) > 1:
        told.append(f"{len(sheets)} sheets were stacked: {', '.join(repr(sheet.name) for sheet in sheets)}.")
    for sheet in sheets:
        if sheet.header.skipped:
            told.append(f"Rows of notes above the table in sheet '{sheet.name}', left out: {sheet.header.skipped:,}.")
        told += _formula_errors(sheet)
    return tuple(told)


def _formula_errors(sheet: _Sheet) -> Iterator[str]:
    if sheet.facts is None:
        return
    for column, count in sheet.facts.errors.items():
        place = column - 1 - (sheet.cells.start or (0, 0))[1]
        name = sheet.header.names[place] if 0 <= place < len(sheet.header.names) else ""
        yield (
            f"Column '{name or f'Column {column}'}' has {counted(count, 'formula error')} (first: row {sheet.facts.first_error[column]:,} "
            f"of sheet '{sheet.name}'). They count as missing values."
        )


def _sheet_question(filled: Sequence[str], taken: tuple[str, ...]) -> tuple[Question, ...]:
    if len(filled) < 2:
        return ()
    named = ", ".join(f"'{name}'" for name in taken)
    sentence = f"The workbook has {len(filled)} sheets with tables. {named} {'is' if len(taken) == 1 else 'are'} read. Is that right?"
    return (Question("sheets", None, sentence, tuple(filled), ", ".join(taken)),)
