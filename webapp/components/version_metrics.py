"""A version in numbers, and against the one before it: a strip of metrics, divided by hairlines."""

from collections.abc import Sequence

from dash import html
from dash.development.base_component import Component

from webapp.components import values
from webapp.records import Version

Metric = tuple[str, str, str]  # what, how much, against what


def strip(shown: Version, every: Sequence[Version]) -> Component:
    told = [_rows(shown, every), *_customers(shown), _columns(shown), *_filled(shown), *_period(shown)]
    return html.Div([_metric(*each) for each in told], className="k-metrics")


def _metric(label: str, value: str, context: str) -> Component:
    return html.Div([html.Div(label), html.B(value), html.Span(context)], className="k-metric")


def _rows(shown: Version, every: Sequence[Version]) -> Metric:
    before = next((version for version in every if version.number == shown.number - 1), None)
    if before is None:
        return "Rows", values.number_of(shown.rows), "the first version"
    more = shown.rows - before.rows
    sign = "+" if more > 0 else "−" if more < 0 else "±"
    return "Rows", values.number_of(shown.rows), f"{sign}{abs(more):,} since version {before.number}"


def _customers(shown: Version) -> list[Metric]:
    customers = (shown.found.facts.get("difference") or {}).get("customers")
    if not customers:
        return []
    context = f"{values.number_of(customers['new'])} new, {values.number_of(customers['gone'])} gone"
    return [("Customers", values.number_of(customers["after"]), context)]


def _columns(shown: Version) -> Metric:
    columns = shown.found.columns
    ignored = sum(column["role"] == "ignore" for column in columns)
    context = "all of them in use" if not ignored else f"{len(columns) - ignored} in use, {ignored} ignored"
    return "Columns", values.number_of(len(columns)), context


def _filled(shown: Version) -> list[Metric]:
    """Known where the version is what one file held."""
    reading = shown.found.facts.get("reading")
    if not reading or shown.found.facts.get("added"):
        return []
    columns = reading["columns"]
    missing = sum(column["missing"] for column in columns)
    cells = shown.rows * len(columns)
    worst = max(columns, key=lambda column: column["missing"])
    context = f"{worst['name']}: {values.number_of(worst['missing'])} missing" if missing else "nothing is missing"
    return [("Filled", values.share(cells - missing, cells), context)]


def _period(shown: Version) -> list[Metric]:
    """Of order lines: from the first date to the last."""
    facts = shown.found.facts
    date = next((column["name"] for column in shown.found.columns if column["role"] == "date"), None)
    ordered = any(column["role"] == "order" for column in shown.found.columns)
    columns = facts.get("reading", {}).get("columns", [])
    ends = [(column["first"], column["last"]) for column in columns if column["name"] == date and column["first"]]
    shifts = (facts.get("difference") or {}).get("dates", [])
    ends = [(shift["first_after"], shift["last_after"]) for shift in shifts if shift["column"] == date] or ends
    if not ordered or not ends or None in ends[0]:
        return []
    first, last = (values.date(end[:10]) for end in ends[0])
    return [("From", first, f"to {last}")]
