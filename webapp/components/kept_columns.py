"""The columns of a version: what each holds, what it is for, and what is missing in it."""

from typing import Any

from dash import html
from dash.development.base_component import Component

from webapp.components import blocks, values
from webapp.records import Version


def table(version: Version) -> Component:
    """What is missing is known of versions that were read from a file."""
    reading = version.found.facts.get("reading", {"columns": [], "rows": 0})
    read = {column["name"]: column for column in reading["columns"]}
    head = html.Tr([html.Th(words, scope="col", **more) for words, more in _HEADS])
    body = [_row(column, read.get(column["name"]), reading["rows"]) for column in version.found.columns]
    made = html.Table([html.Caption("Columns"), html.Thead(head), html.Tbody(body)], className="k-table k-kept-columns")
    note = "What each holds, and what it is for"
    if version.found.facts.get("added"):
        note += f". Sums, dates and gaps are those of the file that was added, {version.file_name}"
    return blocks.card("Columns", html.Div(made, className="k-scroll"), note=note, flush=True)


def _row(column: dict[str, Any], read: dict[str, Any] | None, rows: int) -> Component:
    reason = [html.Span(read["reason"], className="k-quiet")] if read else []
    return html.Tr(
        [
            html.Th([html.B(column["name"]), *reason], scope="row"),
            html.Td(column["type"].capitalize()),
            html.Td(column["role"].capitalize()),
            html.Td(_holds(read), className="k-wide"),
            html.Td(_missing(read, rows), **_NUMBER),
        ]
    )


def _holds(read: dict[str, Any] | None) -> str:
    """From when to when, or the sum."""
    if read and read["first"] and read["last"]:
        return f"{values.date(read['first'])} to {values.date(read['last'])}"
    if read and read["total"] is not None:
        return f"Sum {values.number(read['total'])}"
    return values.MISSING


def _missing(read: dict[str, Any] | None, rows: int) -> str:
    if not read or not read["missing"]:
        return values.MISSING
    return f"{values.number_of(read['missing'])} ({values.share(read['missing'], rows)})"


_NUMBER = {"data-number": ""}
_HEADS: tuple[tuple[str, dict[str, str]], ...] = (
    ("Column", {}),
    ("Type", {}),
    ("Role", {}),
    ("Holds", {"className": "k-wide"}),
    ("Missing", _NUMBER),
)
