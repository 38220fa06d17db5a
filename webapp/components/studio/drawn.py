"""What a page of the studio holds and sends: what is drawn already, what its controls say, and what changes on it."""

from collections.abc import Mapping
from typing import Any

from dash import Patch, no_update
from dash.development.base_component import Component

from webapp.components.studio import pictures, profiles, side, sizes, splits, sweep
from webapp.figures import clustergram, elbow
from webapp.records import Job
from webapp.rights import Right
from webapp.services import studio
from webapp.services.studio import Changes, Choices, Found, Refused, State, Studio


def marked(found: Found | Job | Refused, choices: Choices | Job) -> dict[str, Any]:
    """Whether the side is drawn, which sweep is, and which job is waited for."""
    return _mark(found, not isinstance(choices, Job))


def job(before: object) -> object:
    return before.get("job") if isinstance(before, dict) else None


def sweep_of(before: object) -> object:
    return before.get("sweep") if isinstance(before, dict) else None


def looked_at(state: State, found: Found | Job | Refused) -> dict[str, Any]:
    """With the number that is shown, so that a link shows the same to everybody."""
    return state.with_(segments=found.k).looked_at() if isinstance(found, Found) else state.looked_at()


def next_tick(ticks: object, waits: bool) -> int:
    """How many ticks there may be in all: one more, as long as there is something to wait for."""
    return (ticks if isinstance(ticks, int) else 0) + 1 if waits else 0


def seen(
    opened: Studio, state: State, found: Found | Job | Refused, before: object, ticks: object, judged: object
) -> tuple[Any, ...]:
    """What the page gets after a look at the sweep; `ticks` and `judged` count the looks at it and at its criteria."""
    known = before if isinstance(before, dict) else {}
    side_ = no_update if known.get("side") else _side(opened, state)
    waits, done = sweep.is_under_way(found), isinstance(found, Found)
    same = isinstance(found, Found) and found.recipe.fingerprint == known.get("sweep")
    mark = _mark(found, side_ is not None) | ({"sweep": known.get("sweep")} if waits else {})
    return (
        no_update if side_ is None else side_,
        no_update if waits or same else sweep.content(found),
        sweep.mood(found),
        sweep.progress(found),
        next_tick(ticks, waits),
        next_tick(judged, done),
        mark,
        looked_at(state, found) if done else no_update,
    )


def turned(before: Found, after: Found) -> tuple[Any, ...]:
    """Only what is another now is sent."""
    number = after.k != before.k
    view = (before.state.view, before.axes) != (after.state.view, after.axes)
    drawn: tuple[Any, ...] = (no_update,) * 3
    if number or view:
        may_see_ids = after.viewer.may(Right.WORK)
        drawn = pictures.drawn(after.swept, after.k, after.state.view, after.axes, may_see_ids)
    limits = before.limits != after.limits
    return (
        after.state.looked_at(),
        *drawn,
        pictures.table_behind(after.swept.of(after.k)) if number else no_update,
        pictures.axes_class(after.state.view) if view else no_update,
        sizes.content(after.swept, after.k, after.limits) if number or limits else no_update,
        profiles.content(after.swept, after.k) if number else no_update,
        _elbow(after) if number else no_update,
        _splits(after) if number else no_update,
    )


def changes(inputs: list[Any]) -> Changes:
    """From the three groups of controls on the side."""
    ticked, settings, method = inputs
    plain = {part["id"]["what"]: part.get("value") for part in method}
    return Changes(
        {str(part["id"]["measure"]): part.get("value") is True for part in ticked},
        {(str(part["id"]["measure"]), str(part["id"]["what"])): part.get("value") for part in settings},
        plain.get("method"),
        plain.get("seed"),
    )


def controls(inputs: list[Any]) -> Mapping[str, object]:
    """By their names in the address; a limit that was emptied is the team's again."""
    every = {str(part["id"]["what"]): part.get("value") for group in inputs for part in group}
    return {name: "" if value is None else value for name, value in every.items()}


def _mark(found: Found | Job | Refused, side_is_drawn: bool) -> dict[str, Any]:
    return {
        "side": side_is_drawn,
        "sweep": found.recipe.fingerprint if isinstance(found, Found) else None,
        "job": found.id if sweep.is_under_way(found) else None,
    }


def _side(opened: Studio, state: State) -> list[Component] | None:
    """None as long as the measures are not known."""
    choices = studio.ask_choices(opened)
    return None if isinstance(choices, Job) else side.content(opened.viewer, choices, state)


def _elbow(found: Found) -> Patch:
    patch = Patch()
    for name, value in elbow.moved(found.swept.inertia, found.k).items():
        patch["data"][elbow.CHOSEN][name] = value
    return patch


def _splits(found: Found) -> Patch:
    patch = Patch()
    patch["data"][clustergram.DOTS]["marker"]["color"] = splits.recoloured(found.swept, found.k)
    return patch
