"""Two runs joined by customer, in words first: the headline, which segment continues which, how far they agree."""

from collections.abc import Mapping
from typing import Any

from dash import html
from dash.development.base_component import Component

from webapp.components import values
from webapp.components.marks import segment
from webapp.components.run.words import cut
from webapp.services.comparisons import Pair, Side

CHIPS = {"continues": "k-chip k-chip-accent"}


def headline(found: Pair) -> Component:
    sentences = [html.Li(sentence) for sentence in ([] if found.why_not else found.sentences)]
    facts = found.customers
    counted = f"{facts['kept']:,} customers in both, {facts['came']:,} new, {facts['gone']:,} gone."
    parts = [
        html.P(html.B(found.headline)),
        html.P(counted, className="k-quiet"),
        *([html.Ul(sentences)] if sentences else []),
    ]
    return html.Section(parts, className="card k-compared-said", **{"aria-label": "What was found"})


def matching(found: Pair) -> Component:
    """A line per segment of the newer run, then those of the older one that nothing continues."""
    fates = found.matching
    rows = [_new(found, fate) for fate in fates["new"]]
    rows += [_retired(found, fate) for fate in fates["old"] if fate["partner"] is None]
    heads = ("Segment", "Status", "Comes from", found.old.run.name, found.new.run.name, "Shared", "Stayed")
    head = [html.Th(words, scope="col", className="k-end" if place > 2 else "") for place, words in enumerate(heads)]
    table = html.Table([html.Caption("Matching"), html.Thead(html.Tr(head)), html.Tbody(rows)], className="k-table")
    scroll = html.Div(table, className="k-scroll", tabIndex="0", role="region", **{"aria-label": "Matching"})
    title = html.Div(html.Div([html.H2("Matching"), html.P(fates["reason"])]), className="k-card-head")
    note = html.P(
        f"Shared: customers in both, of customers in either (Jaccard). {agreement(found)}",
        className="k-note k-card-foot",
    )
    return html.Section([title, scroll, note], className="card card-flush", **{"aria-label": "Matching"})


def agreement(found: Pair) -> str:
    told = found.agreement
    if told["adjusted_rand"] is None:
        return "No customer has a segment in both runs."
    rand, mutual = cut(told["adjusted_rand"]), cut(told["mutual_information"])
    stayed = values.share(round(told["stayed"] * told["customers"]), told["customers"])
    return f"{stayed} stayed in the segment that continues theirs. Agreement {rand} (adjusted Rand), {mutual} (normalised mutual information)."


def _new(found: Pair, fate: Mapping[str, Any]) -> Component:
    one = found.new.segments[fate["segment"]]
    pair = next((each for each in found.matching["pairs"] if each["new"] == fate["segment"]), None)
    before = None if pair is None else found.old.segments[pair["old"]]
    cells = [values.MISSING if before is None else f"{before.customers:,}", f"{one.customers:,}"]
    cells += [values.MISSING] * 2 if pair is None else [values.percent(pair["jaccard"]), values.percent(pair["kept"])]
    return _row(one.number, one.name, one.colour, fate["state"], _because(found.old, fate, "old"), cells)


def _retired(found: Pair, fate: Mapping[str, Any]) -> Component:
    one = found.old.segments[fate["segment"]]
    cells = [f"{one.customers:,}", values.MISSING, values.MISSING, values.MISSING]
    return _row(one.number, one.name, one.colour, fate["state"], f"went to {_because(found.new, fate, 'new')}", cells)


def _because(side: Side, fate: Mapping[str, Any], which: str) -> str:
    names = [side.name(pair[which]) for pair in fate["because"]]
    return ", ".join(names) if names else "nowhere"


def _row(number: int, name: str, colour: int, state: str, because: str, cells: list[str]) -> Component:
    chip = html.Span(state, className=CHIPS.get(state, "k-chip"))
    return html.Tr(
        [
            html.Th(segment(number, name, colour), scope="row"), html.Td(chip), html.Td(because),
            *(html.Td(cell, className="k-end") for cell in cells),
        ]
    )  # fmt: skip
