"""How a file is taken apart: encoding, separator, where the column names stand, which sheets."""

from typing import Any

from dash.development.base_component import Component

from webapp.components.bringing import controls
from webapp.components.bringing.found import HEADER, SHEETS, Looked, asked, header_row, header_rows, sheets
from webapp.services.deciding import ENCODINGS, FIND_OUT, SEPARATORS, WHOLE, separator_name

ENCODINGS_IN_WORDS = {
    "utf-8": "UTF-8", "utf-8-sig": "UTF-8 with a mark", "cp1252": "Western European (Windows-1252)", "utf-16": "UTF-16",
    "latin-1": "Western European (ISO 8859-1)", "cp1250": "Central European (Windows-1250)", "mac-roman": "Western European (Mac)",
}  # fmt: skip
SEPARATORS_IN_WORDS = {
    "comma": "Comma ,", "semicolon": "Semicolon ;", "tab": "Tab", "bar": "Bar |", "caret": "Caret ^", "tilde": "Tilde ~",
    "unit": "Unit separator", "aligned": "None: columns are aligned",
}  # fmt: skip
KINDS_IN_WORDS = (("customers", "A customer"), ("orders", "A line of an order"))
LEFT_TO_FIND = (FIND_OUT, "Found out by Kindred")


def as_found(looked: Looked) -> list[Component]:
    """The controls that stand beside a file that could be read, set as it was read."""
    choices = looked["choices"]
    made = [controls.radios(WHOLE, "kind", "A row is", KINDS_IN_WORDS, looked["kind"])]
    if looked["format"] == "csv":
        made += [_separator(separator_name(choices["separator"])), _encoding(choices["encoding"])]
    if choices["header_row"] is not None and not asked(looked, HEADER):
        made.append(header_row(looked))
    if len(looked.get("sheets", ())) > 1 and not asked(looked, SHEETS):
        made.append(sheets(looked))
    return made


def for_a_file_that_cannot_be_read(choices: dict[str, Any]) -> list[Component]:
    """Everything that may help, left to be found out unless somebody decided it."""
    header, sheets = choices.get("header_row"), choices.get("sheets") or [""]
    rows = [LEFT_TO_FIND, *header_rows(header or 0)]
    return [
        _separator(separator_name(choices.get("separator")), may_find_out=True),
        _encoding(choices.get("encoding") or FIND_OUT, may_find_out=True),
        controls.select(WHOLE, "header_row", "Column names stand in", rows, FIND_OUT if header is None else str(header)),
        controls.typed("sheets", "Sheet", sheets[0], "Of a workbook; left empty, the first one that has a table."),
        controls.select(
            WHOLE, "surplus", "Rows with too many values", [("refuse", "Refuse the file"), ("drop", "Leave them out")],
            choices.get("surplus") or "refuse",
        ),
    ]  # fmt: skip


def _separator(value: str, may_find_out: bool = False) -> Component:
    options = [
        (name, SEPARATORS_IN_WORDS[name])
        for name in SEPARATORS
        if name not in ("caret", "tilde", "unit") or name == value
    ]
    return controls.select(
        WHOLE, "separator", "Separator", [*([LEFT_TO_FIND] if may_find_out else []), *options], value
    )


def _encoding(value: str, may_find_out: bool = False) -> Component:
    names = ENCODINGS if value in (*ENCODINGS, FIND_OUT) else (value, *ENCODINGS)
    options = [(name, ENCODINGS_IN_WORDS.get(name, name.upper())) for name in names]
    return controls.select(WHOLE, "encoding", "Encoding", [*([LEFT_TO_FIND] if may_find_out else []), *options], value)
