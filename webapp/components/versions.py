"""The versions of a dataset, newest first: what was done with each file, and what differs from the version before."""

from collections.abc import Sequence
from typing import Any

from dash import dcc, html
from dash.development.base_component import Component

from webapp.clock import now
from webapp.components import blocks, difference, values
from webapp.components.times import stamp
from webapp.records import Version

FEW = 4


def cards(dataset_id: int, versions: Sequence[Version], shown: int, zone: str) -> list[Component]:
    return [_card(dataset_id, version, version.number == shown, zone) for version in versions]


def strip(shown: Version, every: Sequence[Version]) -> Component:
    """The version in numbers, and against the one before it."""
    told = [
        ("Rows", values.number_of(shown.rows), _since(shown, every)),
        ("Columns", values.number_of(len(shown.found.columns)), _in_use(shown.found.columns)),
        *_from_reading(shown),
    ]
    return html.Div([_metric(*metric) for metric in told], className="k-metrics")


def _metric(label: str, value: str, context: str) -> Component:
    parts = [html.Div(label), html.B(value), html.Span(context)]
    return html.Div(parts, className="k-metric")


def _since(shown: Version, every: Sequence[Version]) -> str:
    before = next((version for version in every if version.number == shown.number - 1), None)
    if before is None:
        return "the first version"
    more = shown.rows - before.rows
    sign = "+" if more > 0 else "−" if more < 0 else "±"
    return f"{sign}{abs(more):,} since version {before.number}"


def _in_use(columns: Sequence[dict[str, Any]]) -> str:
    ignored = sum(column["role"] == "ignore" for column in columns)
    return "all of them in use" if not ignored else f"{len(columns) - ignored} in use, {ignored} ignored"


def _from_reading(shown: Version) -> list[tuple[str, str, str]]:
    """Known of versions that were read from a file."""
    columns = shown.found.facts.get("reading", {}).get("columns", [])
    if not columns:
        return []
    missing = sum(column["missing"] for column in columns)
    cells = shown.rows * len(columns)
    worst = max(columns, key=lambda column: column["missing"])
    context = f"{worst['name']}: {values.number_of(worst['missing'])} missing" if missing else "nothing is missing"
    told = [("Filled", values.share(cells - missing, cells), context)]
    dates = next((column for column in columns if column["role"] == "date" and column["first"]), None)
    if dates and any(column["role"] == "order" for column in columns):
        told.append(("From", values.date(dates["first"][:10]), f"to {values.date(dates['last'][:10])}"))
    return told


def _card(dataset_id: int, version: Version, shown: bool, zone: str) -> Component:
    facts = [
        version.file_name, values.count(version.rows, "row"), values.count(len(version.found.columns), "column"),
        *_read_as(version.found.facts.get("reading", {})),
    ]  # fmt: skip
    line = html.Div([stamp(version.made, zone, now()), *(html.Span(fact) for fact in facts)], className="k-facts")
    link = dcc.Link("Look at its rows", href=f"/datasets/{dataset_id}?tab=rows&version={version.number}")
    told = [line, *_differs(version.found.facts.get("difference")), *_done(version.found.facts.get("reading", {}))]
    ends = [] if shown else [html.Div(link, className="k-version-end")]
    return blocks.card(f"Version {version.number}", *told, *ends)


def _read_as(reading: dict[str, Any]) -> list[str]:
    return [told for about in ("encoding", "separator") if (told := _in_words(reading.get(about)))]


def _in_words(written: str | None) -> str:
    return {",": "comma", ";": "semicolon", "\t": "tab", "|": "bar"}.get(written or "", written or "")


def _differs(differing: dict[str, Any] | None) -> list[Component]:
    return [difference.shown(differing)] if differing else []


def _done(reading: dict[str, Any]) -> list[Component]:
    notes = reading.get("notes") or []
    if not notes:
        return []
    listed = html.Ul([html.Li(note) for note in notes], className="k-done")
    words = f"What was done with the file: {values.count(len(notes), 'note')}"
    return [html.Details([html.Summary(words), listed], className="k-disclosure", open=len(notes) <= FEW)]
