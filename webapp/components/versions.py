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


def _card(dataset_id: int, version: Version, shown: bool, zone: str) -> Component:
    facts = [
        *([f"brought by {version.by}"] if version.by else []), version.file_name, values.count(version.rows, "row"), values.count(len(version.found.columns), "column"),
        *_read_as(version.found.facts.get("reading", {})),
    ]  # fmt: skip
    line = html.Div([stamp(version.made, zone, now()), *(html.Span(fact) for fact in facts)], className="k-facts")
    link = dcc.Link("Look at its rows", href=f"/datasets/{dataset_id}?tab=rows&version={version.number}")
    found = version.found.facts
    told = [line, *_added(found.get("added")), *_differs(found.get("difference")), *_done(found.get("reading", {}))]
    ends = [] if shown else [html.Div(link, className="k-version-end")]
    return blocks.card(f"Version {version.number}", *told, *ends)


def _read_as(reading: dict[str, Any]) -> list[str]:
    return [told for about in ("encoding", "separator") if (told := _in_words(reading.get(about)))]


def _in_words(written: str | None) -> str:
    return {",": "comma", ";": "semicolon", "\t": "tab", "|": "bar"}.get(written or "", written or "")


def _added(counts: dict[str, int] | None) -> list[Component]:
    if not counts:
        return []
    told = f"The file added {values.count(counts['added'], 'row')} to the version before."
    if counts["already_there"]:
        told += f" {values.count(counts['already_there'], 'row')} of it were there already and are not counted twice."
    if counts["replaced"]:
        told += f" {values.count(counts['replaced'], 'row')} of the version before gave way to newer ones of the same customers."
    return [html.P(told)]


def _differs(differing: dict[str, Any] | None) -> list[Component]:
    return [difference.shown(differing)] if differing else []


def _done(reading: dict[str, Any]) -> list[Component]:
    notes = reading.get("notes") or []
    if not notes:
        return []
    listed = html.Ul([html.Li(note) for note in notes], className="k-done")
    words = f"What was done with the file: {values.count(len(notes), 'note')}"
    return [html.Details([html.Summary(words), listed], className="k-disclosure", open=len(notes) <= FEW)]
