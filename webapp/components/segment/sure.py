"""How sure: how firmly the segment comes back, who stands at its border and leans where, how close its customers are."""

from dash import html
from dash.development.base_component import Component

from core.explaining.wording import listed
from webapp.components import blocks, values
from webapp.components.figure import Behind, framed
from webapp.components.run.words import cut
from webapp.components.segment.opened import Opened
from webapp.components.studio.criteria import BANDS
from webapp.figures.silhouettes import Block, silhouettes
from webapp.figures.theme import SEGMENTS

STANDINGS = ("core", "usual", "border")
MOST_LEANINGS = 3


def cards(opened: Opened) -> list[Component]:
    parts = [*_firm(opened), *_silhouette(opened)]
    if not parts:
        return [
            html.P(
                "How sure was not asked: these segments were not found by a recipe on these customers.",
                className="k-note",
            )
        ]
    return [html.Div(parts, className="k-columns k-columns-even k-profiles")]


def _firm(opened: Opened) -> list[Component]:
    firm = opened.firmness
    if firm is None:
        return []
    band = html.Span([cut(firm["stability"]), ", ", html.B(firm["band"], className=BANDS[firm["band"]])])
    note = f"Share in common with the segment found again, the mean of {firm['resamples']} resamples; lost in {firm['dissolved']} of them"
    return [
        blocks.card(
            "How firmly it comes back", html.P(band), *_border(opened, [firm[word] for word in STANDINGS]), note=note
        )
    ]


def _border(opened: Opened, counts: list[int | None]) -> list[Component]:
    if any(count is None for count in counts):
        return []
    known = [count or 0 for count in counts]
    whole = sum(known)
    place = opened.segment.colour % len(SEGMENTS)
    bar = html.Div(
        [html.I(className=f"seg-{place}", style={"width": f"{count / max(whole, 1):.2%}"}) for count in known],
        className="k-standings", **{"aria-hidden": "true"},
    )  # fmt: skip
    words = ", ".join(f"{count:,} {word}" for count, word in zip(known, STANDINGS, strict=True))
    said = f"{values.share(known[0], whole)} core customers: {words}."
    return [bar, html.P(said), html.P(_leaning(opened), className="k-note")]


def _leaning(opened: Opened) -> str:
    """To which other segments those at the border lean."""
    every = opened.run.facts.get("leanings") or []
    own = every[opened.segment.number] if every else []
    if not own:
        return "Nobody stands at the border."
    names = {one.number: one.name for one in opened.run.segments}
    told = [f"{values.count(one['customers'], 'customer')} to {names[one['neighbour']]}" for one in own]
    others = sum(one["customers"] for one in own[MOST_LEANINGS:])
    rest = [f"{others:,} elsewhere"] if others else []
    return f"Those at the border lean: {listed([*told[:MOST_LEANINGS], *rest])}."


def _silhouette(opened: Opened) -> list[Component]:
    close = opened.run.facts.get("closeness")
    if not close:
        return []
    own, told = opened.segment, close["segments"][opened.segment.number]
    block = Block(own.number, own.name, own.colour, told["mean"], told["plot"])
    note = (
        f"A sliver a customer, {values.count(told['asked'], 'customer')} asked; {values.percent(told['negative'])} are nearer "
        "to another segment. Dashed: mean of all"
    )
    behind = Behind(("Place", "Silhouette"), [(place + 1, value) for place, value in enumerate(told["plot"])])
    says = f"Silhouette of {own.name}: mean {told['mean']:.2f}, lowest {told['lowest']:.2f}, mean of all {close['mean']:.2f}"
    return [framed("How close its customers are", note, silhouettes([block], close["mean"]), says, behind)]
