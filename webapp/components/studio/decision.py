"""The decision: the number of segments, what the criteria say of it, and the elbow standing on the slider."""

import dash_bootstrap_components as dbc
from dash import dcc, html
from dash.development.base_component import Component

from core.clustering import Verdict
from webapp.components.blocks import HIDDEN
from webapp.components.studio import ids
from webapp.figures.elbow import elbow
from webapp.services.studio import Swept

NUMBERS = ("none", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten", "Eleven", "Twelve")
PLAIN = {"displayModeBar": False, "responsive": True}


def card(swept: Swept, k: int, verdict: list[Component]) -> Component:
    words = [
        html.Span("Number of segments", className="k-quiet", id="studio-number-label"),
        html.Div(str(k), id=ids.number, className="k-chosen-number"),
        html.Div(verdict, id=ids.verdict, className="k-decision-words", **{"aria-live": "polite"}),
    ]
    return html.Section([html.Div(words), _curve(swept, k)], className="card k-decision")


def _curve(swept: Swept, k: int) -> Component:
    inertia, ks = swept.inertia, [k for k in swept.ks if k > 1]
    if len(ks) < 2:
        alone = dbc.Input(id=ids.look("k"), type="hidden", value=k)
        return html.Div(
            [html.P(_alone(swept, k), className="k-note"), dcc.Graph(id=ids.elbow, className="k-gone"), alone]
        )
    figure = html.Div(
        dcc.Graph(id=ids.elbow, figure=elbow(inertia, swept.knee, k), config=PLAIN, className="k-plot"),
        role="img", **{"aria-label": _said(inertia, ks, swept.knee)},
    )  # fmt: skip
    control = dbc.Input(id=ids.look("k"), type="range", min=ks[0], max=ks[-1], step=1, value=k, class_name="k-slider")
    slider = html.Label([html.Span("Number of segments", className="k-unseen"), control], className="k-whole")
    marks = html.Div(
        [html.Span(str(each), **{"data-k": str(each)}) for each in ks], className="k-slider-marks", **HIDDEN
    )
    caption = html.P("Inertia by number of segments: lower is tighter", className="k-quiet")
    return html.Div([caption, figure, slider, marks])


def waiting_verdict(swept: Swept, words: str) -> list[Component]:
    """Never a knee without words beside it."""
    knee = f"The curve bends at {swept.knee}, which alone proves nothing. " if swept.knee else ""
    return [_headline("bi-hourglass-split k-quiet", "The criteria are being worked out"), html.P([knee, words])]


def no_verdict(words: str) -> list[Component]:
    return [_headline("bi-exclamation-circle k-warn", "The criteria could not be worked out"), html.P(words)]


def said(verdict: Verdict) -> list[Component]:
    icon, headline = _found(verdict)
    return [_headline(icon, headline), html.P(verdict.sentence)]


def _found(verdict: Verdict) -> tuple[str, str]:
    if verdict.suggested is None:
        return (
            "bi-x-circle k-bad-ink",
            "No clear number: the data runs on without gaps" if verdict.supporters else "No number fits",
        )
    first = len(verdict.supporters[verdict.suggested])
    others = {name for k, names in verdict.supporters.items() if k != verdict.suggested for name in names}
    against = others - set(verdict.supporters[verdict.suggested])
    if not against:
        return "bi-check-circle-fill k-ok", f"{_word(verdict.suggested)}: the criteria agree"
    second = len(verdict.supporters.get(verdict.runner_up or 0, ()))
    if verdict.runner_up and second >= first - 1:
        one, two = sorted((verdict.suggested, verdict.runner_up))
        return "bi-signpost-split k-warn", f"{_word(one)} or {_word(two).lower()}: the criteria disagree"
    return "bi-check-circle-fill k-ok", f"{_word(verdict.suggested)}, say most criteria"


def _headline(icon: str, words: str) -> Component:
    return html.H2([html.I(className=f"bi {icon}", **HIDDEN), f" {words}"])


def _word(k: int) -> str:
    return NUMBERS[k] if k < len(NUMBERS) else str(k)


def _alone(swept: Swept, k: int) -> str:
    if k > 1:
        return "This method finds its number by itself."
    return "All customers are alike in these measures, so there is only one segment. Choose other measures."


def _said(inertia: dict[int, float], ks: list[int], knee: int | None) -> str:
    bends = f"; knee at {knee}" if knee else ""
    first, last = ks[0], ks[-1]
    return f"Inertia falls from {inertia[first]:,.0f} with {first} segments to {inertia[last]:,.0f} with {last}{bends}"
