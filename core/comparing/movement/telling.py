"""The movement in sentences: a headline for the whole, one for each large flow, one for everybody who left a segment.

Names of segments are the caller's, by place; whoever is in no segment is called so here.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from core.clustering import NOBODY
from core.comparing.figures import percent, shown
from core.comparing.membership import ABSENT
from core.comparing.movement.borders import Border
from core.comparing.movement.parts import Move, Movement
from core.comparing.movement.reasons import Reason
from core.comparing.movement.wording import words_for

Names = Mapping[int, str]


@dataclass(frozen=True)
class Told:
    """What is known of a flow: itself, why its behaviour part moved, and where its line was and is."""

    move: Move
    reason: Reason | None = None
    border: Border | None = None


def headline(moved: Movement, names: Names) -> str:
    kept = moved.totals["stayed"] + moved.moved
    if not kept:
        return "No customer is in both versions."
    said = [_same_segments(moved), f"{percent(moved.totals['stayed'] / kept)} of {kept:,} customers stayed in theirs."]
    if moved.moved:
        said.append(f"Of {moved.moved:,} who moved, {_halves(moved.totals['behaviour'], moved.totals['border'])}.")
        largest = next(move for move in moved.moves if move.behaviour + move.border)
        said.append(f"The largest flow: {largest.customers:,} {_way(largest, names)}.")
    return " ".join(said)


def large_moves(moved: Movement, *, least: int = 1) -> tuple[Move, ...]:
    """The flows worth a sentence: people who are in both versions and changed place, at least so many of them."""
    return tuple(move for move in moved.moves if move.behaviour + move.border >= max(least, 1))


def tell(known: Told, names: Names) -> str:
    """One flow: how many, why those who moved did, and why the others only changed their name."""
    move = known.move
    if move.newcomers:
        return f"{_customers(move.newcomers)} {_are(move.newcomers)} new, in {_name(move.target, names)}."
    if move.gone:
        return f"{_customers(move.gone)} of {_name(move.origin, names)} {_are(move.gone)} gone."
    if move.stayed:
        return f"{_customers(move.stayed)} stayed in {_name(move.origin, names)}."
    if not move.border:
        return f"{move.behaviour:,} went {_way(move, names)}: they {_did(known.reason)}."
    if not move.behaviour:
        return f"{move.border:,} went {_way(move, names)} without doing anything different: {_line(known, names)}."
    return (
        f"Of {move.customers:,} who went {_way(move, names)}, {move.behaviour:,} {_did(known.reason)}; "
        f"{move.border:,} did nothing different: {_line(known, names)}."
    )


def tell_leaving(moves: Iterable[Told], names: Names) -> str:
    """Everybody who left one segment for others, told by the largest flow of either kind."""
    left = [known for known in moves if known.move.behaviour + known.move.border]
    if not left:
        return ""
    behaviour, border = sum(k.move.behaviour for k in left), sum(k.move.border for k in left)
    origin = _name(left[0].move.origin, names)
    said = []
    if behaviour:
        said.append(f"{behaviour:,} {_did(max(left, key=lambda k: k.move.behaviour).reason)}")
    if border:
        moved_line = max(left, key=lambda k: k.move.border)
        said.append(f"{border:,} only lost the label, because {_line(moved_line, names)}")
    return f"Of {behaviour + border:,} who left {origin}, {'; '.join(said)}."


def _same_segments(moved: Movement) -> str:
    lasting = sum(place.old is not None and place.new is not None for place in moved.places)
    old = sum(place.old is not None for place in moved.places)
    new = sum(place.new is not None for place in moved.places)
    if lasting == old == new:
        return f"The same {lasting} segments;"
    return f"{lasting} of {old} segments live on, {new - lasting} {_are(new - lasting)} new;"


def _halves(behaviour: int, border: int) -> str:
    if not border:
        return "all behaved differently"
    if not behaviour:
        return "all only crossed a border that moved"
    return f"{behaviour:,} behaved differently and {border:,} only crossed a border that moved"


def _way(move: Move, names: Names) -> str:
    return f"from {_name(move.origin, names)} to {_name(move.target, names)}"


def _did(reason: Reason | None) -> str:
    if reason is None:
        return "behaved differently"
    words = words_for(reason.measure)
    return f"{words.more if reason.beyond > 0 else words.less} ({_medians(reason)})"


def _medians(reason: Reason) -> str:
    """The stayers are told only where the movers' own change does not show what happened, as with sums that always grow."""
    measure, change = words_for(reason.measure).measure, reason.after - reason.before
    own = f"median {measure} {shown(reason.before)}, now {shown(reason.after)}"
    if change * reason.beyond > 0 or reason.stayed_before is None or reason.stayed_after is None:
        return own
    return f"{own}; of those who stayed {shown(reason.stayed_before)}, now {shown(reason.stayed_after)}"


def _line(known: Told, names: Names) -> str:
    border = known.border
    between = f"the line between {_name(known.move.origin, names)} and {_name(known.move.target, names)}"
    if border is None or shown(border.before) == shown(border.after):
        return f"{between} was drawn anew"
    measure = words_for(border.measure).measure
    return f"{between} moved from {shown(border.before)} to {shown(border.after)} {measure}"


def _name(place: int, names: Names) -> str:
    if place in (NOBODY, ABSENT):
        return "no segment"
    return names.get(place, f"segment {place}")


def _customers(count: int) -> str:
    return f"{count:,} customer{'s' if count != 1 else ''}"


def _are(count: int) -> str:
    return "is" if count == 1 else "are"
