"""Tracing everybody from the old version to the new one, under the old model and the new one; `parts` says what counts as what."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from core.clustering import NOBODY
from core.comparing.matching import Matching
from core.comparing.members import PLACES
from core.comparing.membership import ABSENT, Joined, at_rows
from core.comparing.movement.parts import BEHAVIOUR, BORDER, GONE, NEWCOMERS, PARTS, STAYED, Move, Movement, Place
from core.errors import BadInput

Array = NDArray[Any]


def trace(joined: Joined, scored: Array, matching: Matching) -> Movement:
    """`scored` are the labels that the old model gives to the customers of the new run, in its rows."""
    labels = np.asarray(scored, np.uint8)
    if joined.new_rows.max(initial=-1) >= len(labels) or (labels[labels != NOBODY] >= joined.old_segments).any():
        raise BadInput("The customers of the new version were not scored with this model. Score them again.")
    was, now = joined.old, _renumbered(matching)[joined.new]
    by_old_line = at_rows(labels, joined.new_rows, ABSENT)
    part = _parts(was, by_old_line, now)
    elsewhere = (part == BEHAVIOUR) & (by_old_line != now)
    return Movement(_places(matching), _moves(was, now, part, elsewhere), joined.ids, was, now, part)


def _parts(was: Array, by_old_line: Array, now: Array) -> Array:
    part = np.where(was == now, STAYED, np.where(by_old_line == was, BORDER, BEHAVIOUR)).astype(np.uint8)
    part[was == ABSENT] = NEWCOMERS
    part[now == ABSENT] = GONE
    return part


def _moves(was: Array, now: Array, part: Array, elsewhere: Array) -> tuple[Move, ...]:
    flows = was.astype(np.int64) * PLACES + now
    counts = np.bincount(flows * len(PARTS) + part, minlength=PLACES * PLACES * len(PARTS)).reshape(-1, len(PARTS))
    detours = np.bincount(flows[elsewhere], minlength=PLACES * PLACES)
    found = [
        Move(
            int(flow) // PLACES,
            int(flow) % PLACES,
            int(counts[flow].sum()),
            **dict(zip(PARTS, counts[flow].tolist(), strict=True)),
            elsewhere=int(detours[flow]),
        )
        for flow in np.flatnonzero(counts.any(axis=1))
    ]
    return tuple(sorted(found, key=lambda move: -move.customers))


def _renumbered(matching: Matching) -> Array:
    """The place of every label of the new run."""
    places = np.arange(PLACES, dtype=np.uint8)
    places[: len(matching.new)] = matching.places
    return places


def _places(matching: Matching) -> tuple[Place, ...]:
    ours = [Place(fate.segment, fate.segment, fate.partner) for fate in matching.old]
    theirs = [Place(matching.place(fate.segment), None, fate.segment) for fate in matching.new if fate.partner is None]
    return (*ours, *theirs)
