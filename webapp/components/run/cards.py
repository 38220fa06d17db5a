"""A card for each segment: how many, how much, what sets it apart, what to do for it; and everyone as the yardstick."""

from collections.abc import Mapping
from typing import Any

from dash import dcc, html
from dash.development.base_component import Component

from core.explaining.wording import described
from webapp.components import values
from webapp.components.blocks import HIDDEN
from webapp.components.marks import mark
from webapp.components.run.opened import Opened
from webapp.components.run.words import capital, cut, spent
from webapp.records import Segment
from webapp.services import segments

MOST_OF_EVERYONE = 3
DECIDED = {"accepted": "accepted", "changed": "in our words"}


def grid(opened: Opened) -> Component:
    firm = {one["segment"]: one for one in opened.facts["firmness"]}
    cards = [_card(opened, one, firm.get(one.number)) for one in opened.segments]
    return html.Div([*cards, _everyone(opened)], className="k-cards")


def _card(opened: Opened, one: Segment, firm: Mapping[str, Any] | None) -> Component:
    name = dcc.Link(one.name, href=f"/runs/{one.run_id}/segments/{one.number}")
    sentences = [html.Li(sentence["text"]) for sentence in one.profile["sentences"]]
    stable = [html.Span(f"stability {cut(firm['stability'])}", className="k-number")] if firm else []
    return html.Article(
        [
            html.Header([mark(one.number, one.colour), html.H3(name)]),
            _big(opened, one.customers, one.profile, opened.facts["placed"]),
            html.Ul(sentences, className="k-card-said"),
            html.Footer([_strategy(one), *stable]),
        ],
        className="card k-card",
    )


def _big(opened: Opened, customers: int, profile: Mapping[str, Any], placed: int) -> Component:
    numbers = [
        html.Div([html.B(values.number_of(customers)), html.Span(f"customers, {values.share(customers, placed)}")])
    ]
    meaning, money, share = opened.money, profile["money"], profile["money_share"]
    if meaning is not None and money is not None and share is not None:
        part = f"{share:.0%}".replace("%", f"{values.THIN}%")
        numbers.append(html.Div([html.B(spent(money, meaning)), html.Span(f"{meaning.label}, {part}")]))
    return html.Div(numbers, className="k-card-numbers")


def _strategy(one: Segment) -> Component:
    strategy = segments.strategy_of(one)
    if strategy["state"] == "ignored":
        return html.Span("No strategy", className="k-quiet")
    decided = DECIDED.get(strategy["state"], "suggested")
    words = [
        html.I(className="bi bi-lightbulb", **HIDDEN),
        f" {strategy['title']} ",
        html.Small(f"({decided})", className="k-quiet"),
    ]
    return html.Span(words, title=strategy.get("reason", ""))


def _everyone(opened: Opened) -> Component:
    """The middle customer of the measures that the segments were made of."""
    numbers = opened.everyone["numbers"]
    known = [name for name in opened.chosen if name in numbers][:MOST_OF_EVERYONE]
    said = [
        html.Li(f"{capital(opened.meanings[name].label)}: {described(numbers[name]['median'], opened.meanings[name])}")
        for name in known
    ]
    head = html.Header([html.Span("∑", className="k-mark k-mark-everyone", **HIDDEN), html.H3("Everyone")])
    foot = html.Footer(html.Span("The middle customer of each measure: the yardstick of every card"))
    big = _big(opened, opened.facts["customers"], opened.everyone, opened.facts["customers"])
    return html.Article(
        [head, big, html.Ul(said, className="k-card-said"), foot], className="card k-card k-card-everyone"
    )
