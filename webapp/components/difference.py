"""What differs between a version and the one before: customers, rows, columns, and how values moved."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from dash import html
from dash.development.base_component import Component

from webapp.components import values

Facts = dict[str, Any]  # core.versioning.Difference, as it is kept
Row = tuple[str, str, str, str]  # column, before, now, how far it moved
STEADY = "steady"
MOVED = "How values moved"
HEADS = ("Column", "Before", "Now", "Missing before", "Missing now", "How far it moved")


def shown(facts: Facts) -> Component:
    parts = [html.P(sentence(facts), className="k-differs")]
    parts += [html.P(note, className="k-note") for note in facts["notes"]]
    parts += [html.P(told) for told in _columns(facts["columns"])]
    parts += _moved(facts)
    return html.Div(parts, className="k-difference")


def sentence(facts: Facts) -> str:
    """1,080 customers are new, 556 gone and 11,263 kept; 12,371 rows instead of 11,847."""
    rows = f"{values.count(facts['rows_after'], 'row')} instead of {values.number_of(facts['rows_before'])}"
    if facts["rows_after"] == facts["rows_before"]:
        rows = f"{values.count(facts['rows_after'], 'row')}, as many as before"
    customers = facts["customers"]
    if not customers:
        return f"{rows}."
    told = ", ".join(f"{values.number_of(customers[what])} {what}" for what in ("new", "gone"))
    return f"Of the customers, {told} and {values.number_of(customers['kept'])} kept; {rows}."


def _columns(columns: Facts) -> Iterable[str]:
    for what, words in (("added", "New columns"), ("gone", "Columns that are gone")):
        if columns[what]:
            yield f"{words}: {', '.join(column['name'] for column in columns[what])}."
    for changed in columns["changed"]:
        before, after = changed["before"], changed["after"]
        yield f"Column {after['name']} was {before['type']} as {before['role']}, and is {after['type']} as {after['role']} now."


def _moved(facts: Facts) -> list[Component]:
    """Only what differs has a row."""
    shifts = [(draw, shift) for kind, draw in _DRAWN.items() for shift in facts[kind]]
    moved = [(draw(shift), shift["missing"]) for draw, shift in shifts if not _same(shift)]
    still = len(shifts) - len(moved)
    told = (
        [html.P(f"{values.count(still, 'column')} moved no further than by chance.", className="k-note")]
        if still
        else []
    )
    if not moved:
        return told
    head = html.Thead(html.Tr([html.Th(words, scope="col") for words in HEADS]))
    body = html.Tbody([_row(row, missing) for row, missing in moved])
    table = html.Table([html.Caption(MOVED), head, body], className="k-table k-shifts")
    return [html.Div(table, className="k-scroll", tabIndex="0", role="region", **{"aria-label": MOVED}), *told]


def _same(shift: Facts) -> bool:
    missing = shift["missing"]
    ends = shift.get("first_before") == shift.get("first_after") and shift.get("last_before") == shift.get("last_after")
    steady = shift.get("stability", {"word": STEADY})["word"] == STEADY
    return bool(
        missing["before"] == missing["after"] and ends and steady and not shift.get("new") and not shift.get("vanished")
    )


def _row(row: Row, missing: Facts) -> Component:
    name, before, after, moved = row
    gaps = [values.number_of(missing[when]) if missing[when] else values.MISSING for when in ("before", "after")]
    cells = (before, after, *gaps, moved or values.MISSING)
    return html.Tr([html.Th(name, scope="row"), *(html.Td(cell) for cell in cells)])


def _number(shift: Facts) -> Row:
    before, after = (_median(shift[f"median_{when}"]) for when in ("before", "after"))
    return shift["column"], before, after, shift["stability"]["word"]


def _category(shift: Facts) -> Row:
    before, after = (
        values.count(shift[f"categories_{when}"], "category", "categories") for when in ("before", "after")
    )
    named = [f"new: {_names(shift['new'])}"] if shift["new"] else []
    named += [f"gone: {_names(shift['vanished'])}"] if shift["vanished"] else []
    told = f" ({'; '.join(named)})" if named else ""
    return shift["column"], before, f"{after}{told}", shift["stability"]["word"]


def _dates(shift: Facts) -> Row:
    before, after = (_range(shift[f"first_{when}"], shift[f"last_{when}"]) for when in ("before", "after"))
    return shift["column"], before, after, ""


def _other(shift: Facts) -> Row:
    return shift["column"], values.MISSING, values.MISSING, ""


def _median(value: float | None) -> str:
    return values.MISSING if value is None else f"median {values.number(value)}"


def _range(first: str | None, last: str | None) -> str:
    return f"{values.date(first)} to {values.date(last)}" if first and last else values.MISSING


def _names(categories: Sequence[Facts]) -> str:
    return ", ".join(category["name"] for category in categories[:3])


_DRAWN: dict[str, Callable[[Facts], Row]] = {
    "numbers": _number, "categories": _category, "dates": _dates, "others": _other,
}  # fmt: skip
