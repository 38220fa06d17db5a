"""What somebody looks at in a sweep: which number of segments, which picture, on which axes, under which limits."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from core.clustering import Limits
from core.recipe import MOST_SEGMENTS
from webapp.services import door
from webapp.services.studio.state import LARGEST_LIMIT, VIEWS, State
from webapp.services.studio.swept import Swept

MOST_PAIRS = 6


def looked(state: State, looked_at: object) -> State:
    """The state with what a page sends along; what is not understood stays as it is."""
    given: Mapping[str, Any] = looked_at if isinstance(looked_at, dict) else {}
    texts = {name: given[name][:200] for name in ("x", "y", "z") if isinstance(given.get(name), str)}
    view = {"view": given["view"]} if given.get("view") in VIEWS else {}
    return replace(
        state, **texts, **view, segments=_number(given, "segments", 1, MOST_SEGMENTS),
        most=_number(given, "most", 2, MOST_SEGMENTS), least=_number(given, "least", 1, LARGEST_LIMIT),
    )  # fmt: skip


def chosen_number(state: State, swept: Swept, limits: Limits, suggested: int | None = None) -> int:
    """What somebody chose, else what is suggested, else the knee, else what a team can work with."""
    wanted = state.segments or suggested or swept.knee or min(4, limits.most_segments)
    return swept.nearest(max(2, wanted))


def axes(state: State, swept: Swept) -> tuple[str, str, str]:
    """Those chosen, as far as this sweep has them, else those that show most."""
    usual = [*swept.usual_axes(), *(name for name in swept.axes if name not in swept.usual_axes())]
    chosen = [name if name in swept.axes else "" for name in (state.x, state.y, state.z)]
    for place, name in enumerate(chosen):
        free = (other for other in usual if other not in chosen)
        chosen[place] = name or next(free, usual[-1])
    return chosen[0], chosen[1], chosen[2]


def limit(value: object, least: int, most: int, what: str) -> int | None:
    """From a field that may be left empty."""
    return None if value in (None, "") else door.whole(_whole(value), least, most, what)


def _number(given: Mapping[str, Any], name: str, least: int, most: int) -> int | None:
    value = _whole(given.get(name))
    return value if isinstance(value, int) and not isinstance(value, bool) and least <= value <= most else None


def _whole(value: object) -> object:
    """A slider sends its number as a text."""
    return int(value) if isinstance(value, str) and value.isascii() and value.isdigit() and len(value) < 12 else value
