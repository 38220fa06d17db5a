"""What somebody looks at in a sweep: which number of segments, which picture, on which axes."""

from collections.abc import Mapping

from core.clustering import Limits
from core.errors import BadInput
from webapp.services.studio.state import State, read_parts
from webapp.services.studio.swept import Swept

FEW = 4  # where nothing suggests a number
AXES = ("x", "y", "up")


def chosen_number(state: State, swept: Swept, limits: Limits, suggested: int | None = None) -> int:
    """What somebody chose, else what is suggested, else the knee, else what a team can work with."""
    wanted = state.segments or suggested or swept.knee or min(FEW, limits.most_segments)
    return swept.nearest(max(2, wanted))


def axes(state: State, swept: Swept) -> tuple[str, str, str]:
    """Those chosen, as far as this sweep has them, else those that show most."""
    usual = [*swept.usual_axes(), *(name for name in swept.usual_order() if name not in swept.usual_axes())]
    chosen = [name if name in swept.axes else "" for name in (state.x, state.y, state.z)]
    for place, name in enumerate(chosen):
        free = (other for other in usual if other not in chosen)
        chosen[place] = name or next(free, usual[-1])
    return chosen[0], chosen[1], chosen[2]


def turned(state: State, swept: Swept, controls: Mapping[str, object]) -> State:
    """After the controls of a page were turned. Axes are written down once somebody has moved one of them."""
    kept = dict(zip(AXES, axes(state, swept), strict=True))
    stand = all(controls.get(name, kept[name]) == kept[name] for name in AXES)
    moved = {name: value for name, value in controls.items() if name not in kept or not stand}
    limits = {name: value for name, value in moved.items() if name in ("most", "least")}
    asked = state.looked_at() | moved
    if any(isinstance(value, float) for value in limits.values()):
        raise BadInput("A limit is a whole number.")
    after, problems = read_parts(state.asked().address(), {name: value for name, value in asked.items() if value != ""})
    if problems and limits:
        raise BadInput(problems[0])
    return after
