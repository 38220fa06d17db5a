"""What was found in a file: one sentence, what is in doubt, what was done, and the first rows as they will be."""

from typing import Any

from dash import html
from dash.development.base_component import Component

from webapp.components import blocks, rows, values
from webapp.components.bringing import controls
from webapp.services.deciding import WHOLE, separator_name

Looked = dict[str, Any]
ROWS = 10
ASKED_OF_COLUMNS = ("date order", "decimal sign")
FORMATS = {
    "csv": "Text table", "xlsx": "Excel workbook", "xls": "Old Excel workbook", "parquet": "Parquet", "jsonlines": "JSON lines",
}  # fmt: skip
IN_WORDS = {"comma": "commas", "semicolon": "semicolons", "tab": "tabs", "bar": "bars", "aligned": "aligned columns"}
HEADER, SHEETS = "header row", "sheets"
NOBODY = {
    "customers": (
        "No column says who the customer is",
        "Row numbers serve instead. What cannot be done then: following customers from one version to the next, and adding "
        "a file to this one. If a column holds the customer's number, give it the role customer.",
    ),
    "orders": (
        "No column says who the customer is",
        "Order lines become measures per customer only when a column names the customer. Give that column the role customer.",
    ),
}


def found(looked: Looked) -> Component:
    doubts = [*_nobody(looked), *(_question(looked, question) for question in looked["questions"])]
    facts = [FORMATS.get(looked["format"]), looked["encoding"], IN_WORDS.get(separator_name(looked["separator"]))]
    parts = [
        html.Div(
            [html.P(verdict(looked)), html.Div([html.Span(fact) for fact in facts if fact], className="k-facts")],
            className="k-verdict",
        ),
        *(doubts),
    ]
    if notes := [*looked["notes"], *looked.get("notes_beside", ())]:
        parts.append(_done(notes))
    return html.Section(parts, className="card card-flush", **{"aria-label": "What was found"})


def verdict(looked: Looked) -> str:
    """541,909 order lines in 8 columns, from 1 Dec 2010 to 9 Dec 2011."""
    noun = "order line" if looked["kind"] == "orders" else "customer"
    told = f"{values.count(looked['rows'], noun)} in {values.count(len(looked['columns']), 'column')}"
    dates = next((column for column in looked["columns"] if column["role"] == "date" and column["first"]), None)
    if dates and looked["kind"] == "orders":
        first, last = (values.date(dates[end][:10]) for end in ("first", "last"))
        told += f", from {first} to {last}"
    return f"{told}."


def first_rows(looked: Looked) -> Component:
    columns, shown = looked["columns"], looked["first_rows"][:ROWS]
    table = rows.table(
        f"The first {len(shown)} rows as they will be", [column["name"] for column in columns],
        [column["type"] for column in columns], shown,
    )  # fmt: skip
    note = f"{values.number_of(len(shown))} of {values.number_of(looked['rows'])}, as they will be kept"
    return blocks.card("First rows", table, note=note, flush=True)


def asked(looked: Looked, about: str) -> dict[str, Any] | None:
    """The question about the whole file, if there is one; its control stands with the question."""
    return next((question for question in looked["questions"] if question["about"] == about), None)


def asked_of(looked: Looked, column: str) -> bool:
    return any(
        question["column"] == column and question["about"] in ASKED_OF_COLUMNS for question in looked["questions"]
    )


def header_row(looked: Looked) -> Component:
    chosen = looked["choices"]["header_row"] or 0
    return controls.select(WHOLE, "header_row", "Column names stand in", header_rows(chosen), str(chosen))


def header_rows(chosen: int) -> list[tuple[str, str]]:
    return [("0", "None, number the columns"), *((str(row), f"Row {row}") for row in range(1, max(chosen + 3, 13)))]


def sheets(looked: Looked) -> Component:
    chosen = looked["choices"]["sheets"]
    return controls.ticks("sheets", "Sheets to read, one below the other", looked.get("sheets", chosen), chosen)


def _nobody(looked: Looked) -> list[Component]:
    if any(column["role"] == "customer" for column in looked["columns"]):
        return []
    title, text = NOBODY[looked["kind"]]
    return [_find("bi-person-x", title, text)]


def _question(looked: Looked, question: dict[str, Any]) -> Component:
    return _find("bi-question-circle", question["sentence"], None, _control(looked, question))


def _control(looked: Looked, question: dict[str, Any]) -> Component | None:
    if question["about"] == HEADER:
        return header_row(looked)
    if question["about"] == SHEETS:
        return sheets(looked)
    places = [place for place, column in enumerate(looked["columns"]) if column["name"] == question["column"]]
    if question["about"] not in ASKED_OF_COLUMNS or not places:
        return None
    options = [(option, controls.WRITTEN.get(option, option)) for option in question["options"]]
    return controls.radios(places[0], "written", f"How {question['column']} is written", options, question["taken"])


def _find(icon: str, title: str, text: str | None, control: Component | None = None) -> Component:
    words = [
        html.Div(title, className="k-find-title"),
        *([html.P(text)] if text else []),
        *([control] if control else []),
    ]
    return html.Div([html.I(className=f"bi {icon} k-warn", **blocks.HIDDEN), html.Div(words)], className="k-find")


def _done(notes: list[str]) -> Component:
    """Long lists open on demand."""
    listed = html.Ul([html.Li(note) for note in notes], className="k-done")
    if len(notes) <= 4:
        return html.Div([html.H2("What was done"), listed], className="k-done-block")
    return html.Details(
        [html.Summary(f"What was done: {values.count(len(notes), 'note')}"), listed],
        className="k-done-block k-disclosure",
    )
