"""The flow between two runs, and the split of who moved, each with the numbers behind it."""

from dash import html
from dash.development.base_component import Component

from core.clustering import NOBODY
from core.comparing import ABSENT
from webapp.components.figure import Behind, framed
from webapp.figures import flows, movement
from webapp.services import comparisons
from webapp.services.comparisons import GONE, NEW, Pair, Side


def flow(found: Pair) -> Component:
    rows, columns, counts = (found.overlap[part] for part in ("rows", "columns", "customers"))
    kept = {(pair["old"], pair["new"]) for pair in found.matching["pairs"]}
    bands = [
        flows.Band(row, column, counts[row][column], (rows[row], columns[column]) in kept)
        for row in range(len(rows)) for column in range(len(columns)) if counts[row][column]
    ]  # fmt: skip
    left, right = ([_place(side, place, absent) for place in places] for side, places, absent in _ends(found))
    behind = Behind(
        (found.old.run.name, found.new.run.name, "Customers"),
        [(left[band.origin].name, right[band.target].name, band.customers) for band in bands],
    )
    small = sum(band.customers < flows.FEWEST for band in bands)
    note = f"{found.customers['everyone']:,} customers; pale bands stayed."
    note += f" {small} flows of fewer than {flows.FEWEST} are left out." if small else ""
    drawn = flows.figure(left, right, bands)
    return framed("Who went where", note, drawn, f"Flows from {found.old.run.name} to {found.new.run.name}", behind)


def moved(found: Pair) -> Component:
    """One bar per large flow between two segments; the rest is in the table of members."""
    if found.why_not:
        return html.Section(
            [html.H2("Did the customers move, or did the line?"), html.P(found.why_not)], className="card"
        )
    names, colours = found.place_names, _colours(found)
    told = [
        movement.Flow(
            f"{names.get(move.origin, 'no segment')} → {names.get(move.target, 'no segment')}", colours.get(move.origin, 0),
            move.behaviour, move.border,
        )
        for move in (one.move for one in found.large)
    ]  # fmt: skip
    title = "Did the customers move, or did the line?"
    if not told:
        return html.Section([html.H2(title), html.P("No large flow: nearly everybody stayed.")], className="card")
    behind = Behind(
        ("Flow", "Behaved differently", "Only the border moved"), [(f.name, f.behaviour, f.border) for f in told]
    )
    note = "Solid: behaved differently. Outlined: only the border moved"
    return framed(title, note, movement.figure(told), "Large flows by their causes", behind)


def _ends(found: Pair) -> tuple[tuple[Side, list[int], str], tuple[Side, list[int], str]]:
    return (found.old, found.overlap["rows"], NEW), (found.new, found.overlap["columns"], GONE)


def _place(side: Side, place: int, absent: str) -> flows.Place:
    colour = None if place in (NOBODY, ABSENT) else side.segments[place].colour
    return flows.Place(comparisons.place_name(side, place, absent), colour)


def _colours(found: Pair) -> dict[int, int]:
    return {
        place.number: found.new.segments[place.new].colour if place.new is not None else found.old.segments[place.old or 0].colour
        for place in found.movement.places
    }  # fmt: skip
