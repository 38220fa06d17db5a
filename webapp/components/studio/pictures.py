"""The picture of the customers: a map on two axes, a space of three, every two measures, or the tree."""

from collections.abc import Sequence

import dash_bootstrap_components as dbc
import numpy as np
import plotly.graph_objects as go
from dash import html
from dash.development.base_component import Component

from core.clustering.kmeans.kernel import NOBODY
from core.clustering.views import regions_of
from core.explaining.wording import written
from webapp.components import values
from webapp.components.figure import Behind, Cell, framed, table
from webapp.components.studio import ids
from webapp.figures.pairs_by_segment import pairs_by_segment
from webapp.figures.segment_map import Cloud, Scale, segment_map, segment_space
from webapp.figures.tree import tree
from webapp.services.studio import Shown, Swept

DOTS, DOTS_IN_PAIRS = 2_400, 500
MOST_PAIRS = 6
NAMES = {"map": "Map", "space": "In space", "pairs": "Pairs", "tree": "Tree"}
Drawn = tuple[go.Figure, str, str]

SAYS = "Customers as dots in the colours of their segments. The table holds sizes and centres."


def card(swept: Swept, k: int, view: str, axes: tuple[str, str, str], may_see_ids: bool) -> Component:
    figure, title, note = drawn(swept, k, view, axes, may_see_ids)
    controls = _controls(swept, view, axes)
    return framed(title, note, figure, SAYS, behind(swept.of(k)), part=ids.map_, above=[controls])


def behind(shown: Shown) -> Behind:
    """Sizes and centres in the units of the measures."""
    columns = shown.swept.columns
    rows: list[list[Cell]] = [
        [f"{number} {name}", size, *(float(value) for value in middle)]
        for number, (name, size, middle) in enumerate(zip(shown.names, shown.sizes, shown.middles, strict=True))
    ]
    return Behind(("Segment", "Customers", *(f"Centre, {column}" for column in columns)), rows)


def table_behind(shown: Shown) -> Component:
    return table("Segments and their centres", behind(shown), hidden=True)


def drawn(swept: Swept, k: int, view: str, axes: tuple[str, str, str], may_see_ids: bool) -> Drawn:
    """The figure, what it shows, and of how many."""
    draw = {"space": _space, "pairs": _pairs, "tree": _tree}.get(view if view in views(swept) else "map", _map)
    return draw(swept.of(k), axes, may_see_ids)


def views(swept: Swept) -> list[str]:
    """Those that this sweep has enough for."""
    some = {
        "map": True,
        "space": len(swept.axes) > 2,
        "pairs": len(_measures(swept)) > 2,
        "tree": swept.tree is not None,
    }
    return [view for view, there in some.items() if there]


def _controls(swept: Swept, view: str, axes: tuple[str, str, str]) -> Component:
    options = [{"label": NAMES[each], "value": each} for each in views(swept)]
    names = [{"label": _option(swept, name), "value": name} for name in swept.axes]
    chosen = zip(("x", "y", "up"), ("Across", "Up", "Deep"), axes, strict=True)
    selects = [
        html.Label([html.Span(words), dbc.Select(id=ids.look(axis), options=names, value=value, size="sm")])
        for axis, words, value in chosen
    ]
    picked = view if view in views(swept) else "map"
    kinds = dbc.RadioItems(options, value=picked, id=ids.look("view"), className="k-choice", name="studio-view")
    return html.Div([kinds, html.Div(selects, id=ids.axes, className=axes_class(picked))], className="k-map-controls")


def axes_class(view: str) -> str:
    """Only the axes that a picture has."""
    return {"map": "k-axes k-axes-map", "space": "k-axes k-axes-space"}.get(view, "k-axes k-axes-none")


def _map(shown: Shown, axes: tuple[str, str, str], may_see_ids: bool) -> Drawn:
    across, up = axes[:2]
    clouds, grid = _with_regions(shown, across, up, may_see_ids)
    figure = segment_map(clouds, grid, _scale(shown.swept, across), _scale(shown.swept, up))
    return figure, f"Customers by segment, on {_named((across, up))}", _note(shown, clouds)


def _space(shown: Shown, axes: tuple[str, str, str], may_see_ids: bool) -> Drawn:
    clouds = _clouds(shown, axes, DOTS, may_see_ids)
    figure = segment_space(clouds, [_scale(shown.swept, name) for name in axes])
    return figure, f"Customers by segment, on {_named(axes)}", _note(shown, clouds)


def _pairs(shown: Shown, _axes: tuple[str, str, str], may_see_ids: bool) -> Drawn:
    names = _measures(shown.swept)[:MOST_PAIRS]
    clouds = _clouds(shown, names, DOTS_IN_PAIRS, may_see_ids)
    figure = pairs_by_segment(clouds, [_scale(shown.swept, name) for name in names])
    return figure, "Every two measures", _note(shown, clouds, "")


def _tree(shown: Shown, _axes: tuple[str, str, str], _may_see_ids: bool) -> Drawn:
    parts = shown.swept.tree
    assert parts is not None, "only a method with a tree has this view"
    ends = parts["ends"][shown.at]
    figure = tree(parts["across"], parts["up"], parts["leaf"], parts["sizes"], parts["heights"], ends, shown.k)
    return figure, "How the segments would join", "Each end stands for a group of customers; the cut makes the segments"


def _with_regions(
    shown: Shown, across: str, up: str, may_see_ids: bool
) -> tuple[list[Cloud], tuple[np.ndarray, np.ndarray]]:
    swept, even = shown.swept, shown.swept.even
    ends = [(swept.axes[name].low, swept.axes[name].high) for name in (across, up)]
    wide = [(low, high) if low < high else (low - 0.5, high + 0.5) for low, high in ends]
    regions = regions_of(
        shown.places(across)[:even], shown.places(up)[:even], shown.labels[:even], shown.k, wide[0], wide[1]
    )
    return _clouds(shown, (across, up), DOTS, may_see_ids, regions.heights), (regions.across, regions.up)


def _clouds(
    shown: Shown, axes: Sequence[str], most: int, may_see_ids: bool, heights: Sequence[np.ndarray | None] = ()
) -> list[Cloud]:
    dots, labels = shown.dots(most), shown.labels
    places, centres = [shown.places(axis) for axis in axes], [shown.centres(axis) for axis in axes]
    clouds: list[Cloud] = []
    for number in [*range(shown.k), *([NOBODY] if shown.noise else [])]:
        own = dots[labels[dots] == number]
        known = [each.decode(errors="replace") for each in shown.ids[own]] if may_see_ids else None
        columns = tuple(place[own] for place in places)
        if number == NOBODY:
            clouds.insert(0, Cloud(None, "", columns, (), known))
            continue
        centre = tuple(float(column[number]) for column in centres)
        height, place = heights[number] if heights else None, shown.colours[number]
        clouds.append(Cloud(number, shown.names[number], columns, centre, known, height, place))
    return clouds


def _scale(swept: Swept, name: str) -> Scale:
    axis = swept.axes[name]
    if name in swept.components:
        share, words = swept.components[name]
        return Scale(
            f"{name.capitalize()}, {share:.0%}: {words}  →".replace("%", f"{values.THIN}%"), axis.low, axis.high
        )
    meaning = next(meaning for meaning in swept.meanings if meaning.name == name)
    return Scale(name, axis.low, axis.high, tuple((place, written(value, meaning)) for place, value in axis.marks))


def _measures(swept: Swept) -> list[str]:
    return [name for name in swept.axes if name not in swept.components]


def _option(swept: Swept, name: str) -> str:
    return f"{name.capitalize()}: {swept.components[name][1]}" if name in swept.components else name


def _named(axes: Sequence[str]) -> str:
    if all(axis.startswith("component ") for axis in axes):
        return f"{'two' if len(axes) == 2 else 'three'} components"
    return f"{', '.join(axes[:-1])} and {axes[-1]}"


def _note(shown: Shown, clouds: Sequence[Cloud], marked: str = ", centres numbered") -> str:
    swept = shown.swept
    dots = sum(len(cloud.dots[0]) for cloud in clouds)
    everyone = values.count(swept.customers, "customer")
    of = f"All {everyone}" if dots == swept.customers else f"{dots:,} of {everyone} drawn as dots"
    noise = f"; {shown.noise:,} in no segment" if shown.noise else ""
    has_density = any(cloud.heights is not None for cloud in clouds) and swept.even < swept.customers
    density = f", density of a fair sample of {swept.even:,}" if has_density else ""
    return f"{of}{density}{marked}{noise}"
