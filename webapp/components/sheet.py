"""A run or a segment on one page without scripts: as a brief that prints well, and as what a share link shows.

Outside a team only aggregates are shown: no ids, nobody's name, no words that were written for colleagues, and no profile of
a segment so small that it would tell about a person.
"""

from collections.abc import Mapping
from dataclasses import replace

from dash import html
from dash.development.base_component import Component

from webapp.components import blocks, values
from webapp.components.marks import mark
from webapp.components.run import profile, sizes, told
from webapp.components.run.head import method, removed
from webapp.components.run.opened import Shown
from webapp.components.times import date
from webapp.records import Segment
from webapp.services import segments

FEWEST = 10  # customers of a segment that is told about outside
TOO_FEW = f"Fewer than {FEWEST} customers: not told outside the team."


def of_run(shown: Shown, zone: str, *, inside: bool) -> Component:
    shown = shown if inside else _of_groups(shown)
    told_of = shown if inside else replace(shown, segments=[one for one in shown.segments if one.customers >= FEWEST])
    return html.Article(
        [
            blocks.head(shown.run.name, _facts(shown, zone)),
            told.metrics(shown),
            sizes.card(shown),
            blocks.section(values.count(len(shown.segments), "segment"), "each against everyone"),
            html.Div([_card(shown, one, inside) for one in shown.segments], className="k-sheet-cards"),
            blocks.section("Profile", "medians in their own units; colour is the distance from everyone"),
            profile.card(told_of),
        ],
        className="k-sheet",
    )


def of_segment(shown: Shown, segment: Segment, zone: str, *, inside: bool) -> Component:
    shown, few = shown if inside else _of_groups(shown), not inside and segment.customers < FEWEST
    title = html.Span([mark(segment.number, segment.colour), " ", segment.name])
    section = blocks.section("Profile", "medians in their own units; colour is the distance from everyone")
    return html.Article(
        [
            blocks.head(title, [f"Segment {segment.number} of {shown.run.name}", *_facts(shown, zone)]),
            blocks.section("What sets it apart", "against everyone"),
            html.Div(_card(shown, segment, inside), className="k-sheet-cards"),
            *([] if few else [section, profile.card(replace(shown, segments=[segment]))]),
        ],
        className="k-sheet",
    )


def _of_groups(shown: Shown) -> Shown:
    """Without values of categories that only a few customers have, which may be a name or a number of one of them."""
    assert shown.result is not None, "only what is done is shared"
    everyone = shown.everyone
    known = {
        name: [part for part in parts if part["share"] * everyone["customers"] >= FEWEST]
        for name, parts in everyone["categories"].items()
    }
    apart = [one for one in everyone["separations"] if known.get(one["name"], True)]
    told_of = {**everyone, "categories": known, "separations": apart}
    if any(one.customers < FEWEST for one in shown.segments):
        told_of["money"] = None  # the share of a few would be what they spent
    return replace(shown, result=replace(shown.result, facts={**shown.facts, "everyone": told_of}))


def _facts(shown: Shown, zone: str) -> list[str]:
    run = shown.run
    done = [date(run.done, zone)] if run.done else []
    return [f"{run.dataset}, version {run.version}", *done, method(run, shown.chosen), *removed(run)]


def _card(shown: Shown, one: Segment, inside: bool) -> Component:
    count = f"{values.count(one.customers, 'customer')}, {values.share(one.customers, shown.facts['placed'])}"
    few = not inside and one.customers < FEWEST
    said = [TOO_FEW] if few else [each["text"] for each in one.profile["sentences"] if inside or _of_many(shown, each)]
    return html.Section(
        [
            html.Header([mark(one.number, one.colour), html.H3(one.name), html.Span(count)]),
            html.Ul([html.Li(each) for each in said]),
            *(_of_the_team(one) if inside else []),
        ],
        className="card",
    )


def _of_many(shown: Shown, sentence: Mapping[str, str]) -> bool:
    """A sentence about a category names one of its values."""
    parts = shown.everyone["categories"].get(sentence["measure"])
    return parts is None or any(f" {part['value']} (" in sentence["text"] for part in parts)


def _of_the_team(one: Segment) -> list[Component]:
    """What the team makes of it."""
    strategy = segments.strategy_of(one)
    persona = [html.P(one.persona)] if one.persona else []
    plan = [html.P([html.B("Strategy: "), strategy["title"]])] if strategy["state"] != "ignored" else []
    return [*persona, *plan]
