"""A state after somebody changed what is chosen: whatever the page says is checked, and only what differs is written down."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from core.errors import BadInput
from core.recipe import METHODS, MOST_SEED, quoted
from webapp.services import door
from webapp.services.studio.choices import Choices
from webapp.services.studio.state import SETTINGS, State, heard

LONGEST_SETTING = 40
OUT_OF_DATE = "There is no measure {name} in this dataset any more. Reload the page."


@dataclass(frozen=True)
class Changes:
    """What the controls of a page say: which measures are ticked, their settings as text, the method, the seed."""

    ticked: Mapping[str, bool] = field(default_factory=dict)
    settings: Mapping[tuple[str, str], object] = field(default_factory=dict)
    method: object = METHODS[0]
    seed: object = 1


def changed(state: State, choices: Choices, changes: Changes) -> State:
    method = door.one_of(changes.method, METHODS, f"Choose a method: {', '.join(METHODS)}.")
    seed = door.whole(changes.seed, 0, MOST_SEED, "The seed")
    after = state.with_(method=method, seed=seed, measures=_measures(state, choices, changes.ticked))
    for (name, setting), value in changes.settings.items():
        after = _prepared_with(after, choices, name, setting, value)
    return after


def _measures(state: State, choices: Choices, ticked: Mapping[str, bool]) -> tuple[str, ...] | None:
    """Those chosen before in their order, then what was added; None as long as they are the usual ones."""
    for name in ticked:
        if name not in choices.columns:
            raise BadInput(OUT_OF_DATE.format(name=quoted(name)))
    before = choices.chosen(state)
    kept = [name for name in before if ticked.get(name, True)]
    added = [name for name, on in ticked.items() if on and name not in before and choices.can_be_chosen(name)]
    names = (*kept, *added)
    return None if set(names) == set(choices.usual) else names


def _prepared_with(state: State, choices: Choices, name: str, setting: str, value: object) -> State:
    if setting not in SETTINGS.values() or not choices.can_be_chosen(name):
        raise BadInput(OUT_OF_DATE.format(name=quoted(name)))
    suggested = choices.columns[name].measure
    assert suggested is not None, "it can be chosen"
    if setting != "weight" and (not isinstance(value, str) or len(value) > LONGEST_SETTING):
        raise BadInput(f"Choose how {quoted(name)} is prepared.")
    # A field of numbers sends a number; a select sends texts, also where a number or two are meant.
    heard_ = heard(setting, value, name) if isinstance(value, str) else value
    changes: dict[str, Any] = {setting: heard_}
    made = replace(choices.measure(state, name), **changes)
    differing = {key: getattr(made, key) for key in SETTINGS.values() if getattr(made, key) != getattr(suggested, key)}
    rest = {key: kept for key, kept in state.prepared.items() if key != name}
    return state.with_(prepared={**rest, name: differing} if differing else rest)
