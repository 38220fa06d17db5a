"""What a person decided about a file in the form of the confirm step, as the choices that reading takes.

Only what differs from what was found is a choice. So the reasons of the guesses stay, and a guess that a choice
elsewhere makes better is made again.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from core.errors import BadInput
from core.reading import ALIGNED, KINDS, ROLES, TYPES, Choices, ColumnChoice
from webapp.records import Upload
from webapp.services import door

Given = dict[tuple[int | str, str], Any]  # (column or WHOLE, what about) -> what the form holds
WHOLE = ""
FIND_OUT = "find out"
SEPARATORS = {
    "comma": ",", "semicolon": ";", "tab": "\t", "bar": "|", "caret": "^", "tilde": "~", "unit": "\x1f", "aligned": ALIGNED,
}  # fmt: skip
ENCODINGS = ("utf-8", "cp1252", "utf-16", "latin-1", "cp1250", "mac-roman")
SURPLUS = ("refuse", "drop")
MOST_SHEETS, LONGEST_SHEET = 1_000, 255
NOT_UNDERSTOOD = "This form is out of date. Reload the page, then choose again."


def given(values: object, places: object) -> Given:
    """The form as it came: a list of values, and where each of them stands."""
    if not isinstance(values, list) or not isinstance(places, list):
        return {}
    return {
        (place["column"], place["about"]): value
        for place, value in zip(places, values, strict=False)
        if isinstance(place, dict)
        and isinstance(place.get("column"), int | str)
        and isinstance(place.get("about"), str)
    }


def decided(upload: Upload, form: Given) -> Choices:
    """What was decided before, and what the form says otherwise."""
    before = Choices.from_json(upload.choices)
    found = Choices.from_json(upload.looked["choices"]) if upload.looked else before
    whole: dict[str, Any] = {
        about: value
        for about, check in _CHECKS.items()
        if (WHOLE, about) in form and (value := check(form[WHOLE, about])) != getattr(found, about)
    }
    if not upload.looked:
        return replace(before, **whole)
    columns = {column.name: column for column in before.columns}
    for place, column in enumerate(found.columns):
        choice = _column(place, column, columns.get(column.name, ColumnChoice(column.name)), form)
        if choice != ColumnChoice(column.name):
            columns[column.name] = choice
    return replace(before, **whole, columns=tuple(columns.values()))


def proposed_name(file_name: str) -> str:
    """online_retail-2011.csv.gz is Online retail 2011."""
    stem = re.sub(r"(\.(csv|txt|tsv|xlsx?|xlsm|parquet|jsonl?|ndjson|gz|zip))+$", "", file_name, flags=re.IGNORECASE)
    words = " ".join(re.sub(r"[_\-.]+", " ", stem).split())[: door.MOST_NAME]
    return words[:1].upper() + words[1:]


def separator_name(separator: str | None) -> str:
    return next((name for name, sign in SEPARATORS.items() if sign == separator), FIND_OUT)


def _column(place: int, found: ColumnChoice, before: ColumnChoice, form: Given) -> ColumnChoice:
    """The order of dates and the decimal sign belong to the type; with another type they are found out anew."""
    choice = before
    type_ = form.get((place, "type"), found.type)
    if type_ != found.type:
        choice = ColumnChoice(choice.name, door.one_of(type_, TYPES, NOT_UNDERSTOOD), choice.role)
    role = form.get((place, "role"), found.role)
    if role != found.role:
        choice = replace(choice, role=door.one_of(role, ROLES, NOT_UNDERSTOOD))
    written = form.get((place, "written"))
    if written is not None and type_ == found.type and written not in (found.date_order, found.decimal):
        choice = replace(choice, **_written(written))
    return choice


def _written(value: object) -> Mapping[str, Any]:
    about = "decimal" if value in (".", ",") else "date_order"
    return {about: door.one_of(value, (".", ",", "day", "month"), NOT_UNDERSTOOD)}


def _separator(value: object) -> str | None:
    if value == FIND_OUT:
        return None
    return SEPARATORS[door.one_of(value, tuple(SEPARATORS), "Choose a separator from the list.")]


def _encoding(value: object) -> str | None:
    """One of the list, or the one that was found, which may be any."""
    if value == FIND_OUT:
        return None
    if not isinstance(value, str) or not re.fullmatch(r"[A-Za-z0-9_-]{1,40}", value):
        raise BadInput("Choose an encoding from the list.")
    return value


def _header_row(value: object) -> int | None:
    if value == FIND_OUT:
        return None
    number = int(value) if isinstance(value, str) and re.fullmatch(r"[0-9]{1,6}", value) else value
    return door.whole(number, 0, 999_999, "The row with the column names")


def _sheets(value: object) -> tuple[str, ...] | None:
    """Names out of a list, or one that was typed."""
    names = [value.strip()] if isinstance(value, str) else value
    if names in ([], [""]):
        return None
    if (
        not isinstance(names, list)
        or len(names) > MOST_SHEETS
        or not all(isinstance(name, str) and 0 < len(name) <= LONGEST_SHEET for name in names)
    ):
        raise BadInput("Choose the sheets from the list.")
    return tuple(names)


_CHECKS: dict[str, Callable[[object], Any]] = {
    "kind": lambda value: door.one_of(value, KINDS, "Choose what a row is: a customer, or an order line."),
    "encoding": _encoding,
    "separator": _separator,
    "header_row": _header_row,
    "sheets": _sheets,
    "surplus": lambda value: door.one_of(value, SURPLUS, "Choose what happens to rows with too many values."),
}
