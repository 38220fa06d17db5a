"""What each number of segments offered when the run was made: kept with it, whatever the data says by now."""

from collections.abc import Callable, Mapping
from typing import Any

from dash import html
from dash.development.base_component import Component

from webapp.components import values
from webapp.components.run.opened import Opened
from webapp.components.run.words import cut

COLUMNS: tuple[tuple[str, str, Callable[[float], str]], ...] = (
    ("Silhouette", "silhouette", lambda value: f"{value:.2f}".replace("-", "−")),
    ("Calinski-H.", "calinski_harabasz", lambda value: f"{value:,.0f}"),
    ("Davies-B.", "davies_bouldin", lambda value: f"{value:.2f}"),
    ("Gap", "gap", lambda value: f"{value:.2f}".replace("-", "−")),
    ("Stability", "stability", cut),
    ("Smallest", "smallest", lambda value: f"{value:,}"),
)


def table(opened: Opened) -> list[Component]:
    criteria = opened.facts.get("criteria")
    if criteria is None:
        return []
    told = [one for one in criteria["sweep"] if one["k"] > 1]
    heads = [
        html.Th("Segments", scope="col"),
        *(html.Th(title, scope="col", className="k-end") for title, *_ in COLUMNS),
    ]
    rows = [_row(one, len(opened.segments), criteria["knee"]) for one in told]
    made = html.Table(
        [html.Caption("Criteria by number of segments"), html.Thead(html.Tr(heads)), html.Tbody(rows)],
        className="k-table",
    )
    limits = opened.facts["limits"]
    note = (
        f"The team's limits then: at most {limits['most_segments']} segments, each of at least "
        f"{values.count(limits['smallest_segment'], 'customer')}."
    )
    summary = html.Summary("What each number of segments offered")
    parts = [summary, html.P(note, className="k-note"), html.Div(made, className="k-scroll")]
    return [html.Section(html.Details(parts, className="k-disclosure"), className="card")]


def _row(one: Mapping[str, Any], k: int, knee: int | None) -> Component:
    cells = [
        html.Td(values.MISSING if one.get(name) is None else written(one[name]), className="k-end")
        for _, name, written in COLUMNS
    ]
    words = f"{one['k']}{', the knee' if one['k'] == knee else ''}"
    return html.Tr([html.Th(words, scope="row"), *cells], className="k-row-chosen" if one["k"] == k else "")
