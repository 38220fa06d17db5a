"""How sure: how close customers are to their own segment, how firmly segments come back, and whether others would find them."""

from collections.abc import Mapping
from typing import Any

from dash import html
from dash.development.base_component import Component

from webapp.components import fields, states, values
from webapp.components.figure import Behind, framed
from webapp.components.marks import segment
from webapp.components.run import ids
from webapp.components.run.opened import Opened
from webapp.components.run.words import cut
from webapp.components.studio.criteria import BANDS
from webapp.figures.silhouettes import Block, silhouettes
from webapp.services.sensitivity import NotAsked, Sensitive

TITLE = "Would another analyst get the same?"
STANDINGS = ("core", "usual", "border")


def closeness(opened: Opened) -> list[Component]:
    close = opened.facts.get("closeness")
    if not close:
        return []
    blocks = [
        Block(one.number, one.name, one.colour, told["mean"], told["plot"])
        for one, told in zip(opened.segments, close["segments"], strict=True)
    ]
    rows = [
        [f"{one.number} {one.name}", told["mean"], told["lowest"], told["negative"], told["asked"]]
        for one, told in zip(opened.segments, close["segments"], strict=True)
    ]
    behind = Behind(("Segment", "Mean", "Lowest", "Share nearer to another segment", "Customers asked"), rows)
    asked = sum(told["asked"] for told in close["segments"])
    note = f"A sliver a customer, {values.count(asked, 'customer')} asked; below zero the neighbour is nearer. Dashed: mean of all"
    says = "Silhouettes: " + "; ".join(f"{block.name} {block.mean:.2f}" for block in blocks)
    figure = silhouettes(blocks, close["mean"])
    return [framed("How close customers are to their own segment", note, figure, says, behind)]


def firmness(opened: Opened) -> list[Component]:
    """Who comes back when other customers of the same kind are drawn, and who stands at a border."""
    firm = opened.facts["firmness"]
    if not firm:
        return []
    heads = [
        ("Segment", ""),
        ("Stability", "k-end"),
        ("In words", ""),
        *((word.capitalize(), "k-end") for word in STANDINGS),
    ]
    rows = [_firm(opened, told) for told in firm]
    head = html.Thead(html.Tr([html.Th(words, scope="col", className=place) for words, place in heads]))
    made = html.Table([html.Caption("How firmly segments come back"), head, html.Tbody(rows)], className="k-table")
    note = f"Mean share in common with the segment found again in {firm[0]['resamples']} resamples; customers by how often they stay"
    title = html.Div(html.Div([html.H2("How firmly segments come back"), html.P(note)]), className="k-card-head")
    return [html.Section([title, html.Div(made, className="k-scroll")], className="card card-flush")]


def others(found: Any) -> list[Component]:
    """Not asked, or what came of it."""
    if isinstance(found, NotAsked):
        return [_not_asked(found)]
    assert isinstance(found, Sensitive)
    outcomes = [one for one in found.facts["outcomes"] if one["agreement"] is not None]
    rows = [_outcome(one) for one in sorted(outcomes, key=lambda one: -one["agreement"])]
    table = html.Table(
        [html.Caption("Agreement with this run, by choice"), html.Tbody(rows)], className="k-table k-others"
    )
    head = html.Div(
        html.Div([html.H2(TITLE), html.P(f"Agreement with this run (adjusted Rand). {found.sentence}")]),
        className="k-card-head",
    )
    return [
        html.Section([head, html.Div(table, className="k-scroll"), *_could_not(found)], className="card card-flush")
    ]


def _firm(opened: Opened, told: Mapping[str, Any]) -> Component:
    one = opened.segments[told["segment"]]
    counts = [
        html.Td(values.MISSING if told[word] is None else f"{told[word]:,}", className="k-end") for word in STANDINGS
    ]
    return html.Tr(
        [
            html.Th(segment(one.number, one.name, one.colour), scope="row"),
            html.Td(cut(told["stability"]), className="k-end"),
            html.Td(told["band"], className=BANDS[told["band"]]),
            *counts,
        ]
    )


def _not_asked(found: NotAsked) -> Component:
    if not found.possible:
        text = "Only segments that a recipe made can be tried with other choices."
        return html.Div(states.empty("bi-people", TITLE, text), className="card")
    text = (
        "The recipe is run again with every single choice made differently: preparation, one segment more or fewer, other seeds. "
        "It takes a minute or so."
    )
    button = fields.button("Try other choices", "outline-secondary", id=ids.ask_others, type="button")
    return html.Div(states.empty("bi-people", TITLE, text, button), className="card")


def _outcome(one: Mapping[str, Any]) -> Component:
    agreement = max(one["agreement"], 0.0)
    bar = html.Span(
        html.I(className="k-strength", style={"width": f"{agreement:.0%}"}),
        className="k-share",
        **{"aria-hidden": "true"},
    )
    return html.Tr(
        [
            html.Th(one["name"], scope="row"),
            html.Td(bar, className="k-bar-cell"),
            html.Td(cut(one["agreement"]), className="k-end"),
        ]
    )


def _could_not(found: Sensitive) -> list[Component]:
    problems = [f"{one['name']}: {one['problem']}" for one in found.facts["outcomes"] if one["problem"]]
    return [html.P(" ".join(problems), className="k-note k-card-foot")] if problems else []
