"""The segments of a run, and what people make of them: name, colour, persona, owner, strategy. A person's own always wins."""

import unicodedata
from collections.abc import Mapping
from typing import Any

from core.errors import BadInput
from webapp.clock import now
from webapp.errors import NotFound
from webapp.records import Segment, Viewer
from webapp.rights import Right
from webapp.services import door, runs
from webapp.store import events, segments, teams
from webapp.store.engine import writing

MOST_NAME, MOST_PERSONA, MOST_WORDS = 80, 5_000, 500
COLOURS = 12
STRATEGY = ("title", "objective", "offer", "channel", "watch")
SUGGESTED, ACCEPTED, CHANGED, IGNORED = "suggested", "accepted", "changed", "ignored"


def of_run(viewer: Viewer, run_id: object) -> list[Segment]:
    """By number; none while the run is on its way."""
    return segments.of_run(runs.find(viewer, run_id).id)


def find(viewer: Viewer, run_id: object, number: object) -> Segment:
    segment = segments.find(runs.find(viewer, run_id).id, door.id_(number))
    if segment is None:
        raise NotFound
    return segment


def rename(viewer: Viewer, run_id: object, number: object, name: object, seen_edit: object) -> Segment:
    """Without a name it is called again what was suggested."""
    segment = _mine(viewer, run_id, number)
    wanted = None if name in (None, "") else _name(name)
    with writing():
        segments.only_one_at_a_time(segment.run_id)
        if wanted is not None:
            _refuse_taken(segment, wanted)
        segments.change(segment.id, door.version(seen_edit), viewer.person, name=wanted)
        if wanted is not None and wanted != segment.own_name:
            run = runs.find(viewer, segment.run_id)
            events.add(viewer.team.id, viewer.person, "named a segment", run=run.name, segment=wanted)
    return find(viewer, segment.run_id, segment.number)


def recolour(viewer: Viewer, run_id: object, number: object, colour: object, seen_edit: object) -> Segment:
    """Two segments of a run never share a colour: whoever has it gets the other's."""
    segment = _mine(viewer, run_id, number)
    wanted = door.whole(colour, 0, COLOURS - 1, "A colour")
    with writing():
        segments.only_one_at_a_time(segment.run_id)
        others = [other for other in segments.of_run(segment.run_id) if other.id != segment.id]
        segments.change(segment.id, door.version(seen_edit), viewer.person, colour=wanted)
        for other in others:
            if other.colour == wanted:
                segments.give_colour(other.id, segment.colour, viewer.person)
    return find(viewer, segment.run_id, segment.number)


def set_persona(viewer: Viewer, run_id: object, number: object, persona: object, seen_edit: object) -> Segment:
    """Who they are, in the team's own words."""
    segment = _mine(viewer, run_id, number)
    words = door.text(persona or "", MOST_PERSONA, "A persona")
    return _changed(viewer, segment, seen_edit, persona=words)


def give_to(viewer: Viewer, run_id: object, number: object, owner_id: object, seen_edit: object) -> Segment:
    """Who looks after it: somebody of the team, or nobody."""
    segment = _mine(viewer, run_id, number)
    owner = None if owner_id in (None, "") else door.id_(owner_id)
    if owner is not None and teams.member(viewer.team.id, owner) is None:
        raise BadInput("This person is not in the team any more. Choose somebody else.")
    return _changed(viewer, segment, seen_edit, owner_id=owner)


def accept_strategy(viewer: Viewer, run_id: object, number: object, key: object, seen_edit: object) -> Segment:
    """One of those that were suggested, as it stands."""
    segment = _mine(viewer, run_id, number)
    suggested = next((one for one in segment.profile.get("strategies", []) if one["key"] == key), None)
    if suggested is None:
        raise BadInput(door.OUT_OF_DATE)
    words = {part: suggested[part] for part in (*STRATEGY, "reason")}
    return _decided(viewer, segment, seen_edit, {"state": ACCEPTED, "key": key, **words})


def change_strategy(
    viewer: Viewer, run_id: object, number: object, words: Mapping[str, object], seen_edit: object
) -> Segment:
    """In the team's own words."""
    segment = _mine(viewer, run_id, number)
    own = {part: door.text(words.get(part) or "", MOST_WORDS, "Each part of a strategy") for part in STRATEGY}
    if not own["title"]:
        raise BadInput("Give the strategy a title, such as: Win back before day 200.")
    return _decided(viewer, segment, seen_edit, {"state": CHANGED, **own})


def ignore_strategy(viewer: Viewer, run_id: object, number: object, seen_edit: object) -> Segment:
    return _decided(viewer, _mine(viewer, run_id, number), seen_edit, {"state": IGNORED})


def suggest_strategy(viewer: Viewer, run_id: object, number: object, seen_edit: object) -> Segment:
    """What was decided is taken back."""
    return _changed(viewer, _mine(viewer, run_id, number), seen_edit, strategy={})


def strategy_of(segment: Segment) -> dict[str, Any]:
    """What holds now: the team's decision, or else the first suggestion; its `state` says which."""
    if segment.strategy:
        return segment.strategy
    suggested = segment.profile.get("strategies") or []
    return {"state": SUGGESTED, **suggested[0]} if suggested else {"state": IGNORED}


def _mine(viewer: Viewer, run_id: object, number: object) -> Segment:
    viewer.must(Right.WORK)
    return find(viewer, run_id, number)


def _decided(viewer: Viewer, segment: Segment, seen_edit: object, strategy: dict[str, Any]) -> Segment:
    """With who decided, and when, which stay as they are whatever is changed of the segment later."""
    signed = {**strategy, "by": viewer.person.name, "at": now().isoformat(timespec="seconds")}
    return _changed(viewer, segment, seen_edit, strategy=signed)


def _changed(viewer: Viewer, segment: Segment, seen_edit: object, **changes: Any) -> Segment:
    with writing():
        segments.change(segment.id, door.version(seen_edit), viewer.person, **changes)
    return find(viewer, segment.run_id, segment.number)


def _name(value: object) -> str:
    name = door.name(value, "a name for the segment")
    if len(name) > MOST_NAME:
        raise BadInput(f"Give a name for the segment of 1 to {MOST_NAME} characters.")
    return name


def _refuse_taken(segment: Segment, wanted: str) -> None:
    for other in segments.of_run(segment.run_id):
        if other.id != segment.id and _folded(other.name) == _folded(wanted):
            raise BadInput(f"There is already a segment called “{other.name}” in this run. Choose another name.")


def _folded(name: str) -> str:
    return unicodedata.normalize("NFC", name).casefold()
