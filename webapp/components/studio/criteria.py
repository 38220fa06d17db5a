"""What each number of segments offers, criterion by criterion."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from dash import html
from dash.development.base_component import Component

from core.clustering import Limits, Verdict, band_of
from webapp.components import values
from webapp.components.studio import ids
from webapp.services.studio import Criteria, Swept

BANDS = {"highly stable": "k-ok", "stable": "k-ok", "doubtful": "k-warn", "not to be trusted": "k-bad-ink"}


@dataclass(frozen=True)
class Column:
    title: str
    values: Mapping[int, float]
    best: Callable[..., float]
    written: Callable[[float], str]


def card(rows: list[Component]) -> Component:
    return html.Section(rows, id=ids.criteria, className="card card-flush")


def content(
    swept: Swept, criteria: Criteria | None, verdict: Verdict | None, limits: Limits, k: int
) -> list[Component]:
    """Without criteria, what the sweep itself knows."""
    weakest = (
        f" Stability: the weakest segment, {criteria.resamples} resamples" if criteria and criteria.resamples else ""
    )
    head = html.Div(
        html.Div(
            [
                html.H2("What each number offers"),
                html.P([html.Span("●", className="k-best-mark"), f" best of its column.{weakest}"]),
            ]
        ),
        className="k-card-head",
    )
    columns = _columns(swept, criteria)
    best = {column.title: column.best(column.values.values()) for column in columns if column.values}
    names = [
        html.Th("Segments", scope="col"),
        *(html.Th(column.title, scope="col", className="k-end") for column in columns),
    ]
    names += [html.Th("Smallest", scope="col", className="k-end"), html.Th("In words", scope="col", className="k-wide")]
    rows = [
        html.Tr(
            [html.Th(str(each), scope="row"), *(_cell(column, each, best.get(column.title)) for column in columns),
             html.Td(f"{min(swept.of(each).sizes):,}", className="k-end"), html.Td(_words(each, swept, criteria, verdict, limits), className="k-wide k-quiet")],
            className="k-row-chosen" if each == k else "", **{"data-k": str(each)},
        )
        for each in swept.ks if each > 1
    ]  # fmt: skip
    table = html.Table(
        [html.Caption("Criteria by number of segments"), html.Thead(html.Tr(names)), html.Tbody(rows)],
        className="k-table",
    )
    return [head, html.Div(table, className="k-scroll")]


def _columns(swept: Swept, criteria: Criteria | None) -> list[Column]:
    facts: Any = swept.answer.facts
    ratios = {name: dict(facts[name]) for name in ("calinski_harabasz", "davies_bouldin")}
    silhouette = {k: mean for k, (mean, _) in criteria.evidence.silhouette.items()} if criteria else {}
    return [
        Column("Silhouette", silhouette, max, _criterion),
        Column("Calinski-H.", ratios["calinski_harabasz"], max, lambda value: f"{value:,.0f}"),
        Column("Davies-B.", ratios["davies_bouldin"], min, _criterion),
        Column("Gap", {k: gap for k, gap in criteria.gaps.items() if k > 1} if criteria else {}, max, _criterion),
        Column("Stability", criteria.weakest if criteria else {}, max, _cut),
    ]


def _cell(column: Column, k: int, best: float | None) -> Component:
    if k not in column.values:
        return html.Td(values.MISSING, className="k-end", title="Not known, or not defined for this number")
    value = column.values[k]
    mood = BANDS[band_of(value)] if column.title == "Stability" else ""
    mark = (
        [" ", html.Span("●", className="k-best-mark"), html.Span("best", className="k-unseen")] if value == best else []
    )
    return html.Td(
        [html.Span(column.written(value), className=mood), *mark], className="k-end k-best" if mark else "k-end"
    )


def _words(k: int, swept: Swept, criteria: Criteria | None, verdict: Verdict | None, limits: Limits) -> str:
    smallest = min(swept.of(k).sizes)
    if k > limits.most_segments:
        return "More than the team can work with"
    if smallest < limits.smallest_segment:
        return "Its smallest segment is too small"
    if verdict is None or criteria is None:
        return "The knee of the curve" if k == swept.knee else ""
    behind = verdict.supporters.get(k, ())
    if behind:
        first, *others = behind
        return ", ".join([first[:1].upper() + first[1:], *others])
    return "Falls apart on resampling" if criteria.weakest.get(k, 1.0) < 0.6 else ""


def _criterion(value: float) -> str:
    return f"{value:.2f}".replace("-", "−")


def _cut(value: float) -> str:
    """Cut, never rounded up to 1.00."""
    return f"{int(value * 100) / 100:.2f}"
