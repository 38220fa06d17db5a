"""The movement in sentences: a headline for the whole, one for each large flow, one for everybody who left a segment.

Names of segments are the caller's, by place; whoever is in no segment is called so here.
"""

from collections.abc import Iterable, Mapping

from core.clustering import NOBODY
from core.comparing.figures import percent
from core.comparing.membership import ABSENT
from core.comparing.movement.explained import Explained
from core.comparing.movement.parts import Move, Movement
from core.comparing.movement.reasons import Reason
from core.comparing.movement.wording import words_for

Names = Mapping[int, str]


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


def tell(moved: Movement, known: Explained, names: Names) -> str:
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
    line = _line(moved, known, names)
    if not move.behaviour:
        return f"{move.border:,} only changed the label {_way(move, names)}, because {line}."
    return (
        f"Of {move.customers:,} who went {_way(move, names)}, {move.behaviour:,} {_did(known.reason)}; "
        f"{move.border:,} only changed the label, because {line}."
    )


def tell_leaving(moved: Movement, flows: Iterable[Explained], origin: int, names: Names) -> str:
    """Everybody who left a segment for others. Of `flows` those from there are used; who is in none of them counts too."""
    out = [move for move in moved.moves if move.origin == origin and move.behaviour + move.border]
    behaviour, border = sum(move.behaviour for move in out), sum(move.border for move in out)
    if not out:
        return f"Nobody left {_name(origin, names)} for another segment."
    known = [flow for flow in flows if flow.move.origin == origin]
    said = _deeds(known, behaviour)
    if border:
        largest = max(out, key=lambda move: move.border)
        line = next((flow for flow in known if flow.move == largest), Explained(largest))
        because = "because" if largest.border == border else "mostly because"
        said.append(f"{border:,} only lost the label, {because} {_line(moved, line, names)}")
    return f"Of {behaviour + border:,} who left {_name(origin, names)}, {'; '.join(said)}."


def _deeds(flows: Iterable[Explained], behaviour: int) -> list[str]:
    """What they did differently, the most customers first; small flows and those without a reason come last."""
    counts: dict[str, int] = {}
    for flow in flows:
        if flow.reason:
            counts[_deed(flow.reason)] = counts.get(_deed(flow.reason), 0) + flow.move.behaviour
    said = [f"{count:,} {deed}" for deed, count in sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))]
    rest = behaviour - sum(counts.values())
    if rest:
        said.append(f"{rest:,} behaved differently{' in other ways' if said else ''}")
    return said


def _same_segments(moved: Movement) -> str:
    lasting = sum(place.old is not None and place.new is not None for place in moved.places)
    old = sum(place.old is not None for place in moved.places)
    new = sum(place.new is not None for place in moved.places)
    if lasting == old == new:
        return f"The same {lasting} segments;"
    return f"{lasting} of {old} segments {'lives' if lasting == 1 else 'live'} on, {new - lasting} {_are(new - lasting)} new;"


def _halves(behaviour: int, border: int) -> str:
    if not border:
        return "all behaved differently"
    if not behaviour:
        return "all only crossed a border that moved"
    return f"{behaviour:,} behaved differently and {border:,} only crossed a border that moved"


def _way(move: Move, names: Names) -> str:
    return f"from {_name(move.origin, names)} to {_name(move.target, names)}"


def _did(reason: Reason | None) -> str:
    return f"{_deed(reason)} ({_medians(reason)})" if reason else "behaved differently"


def _deed(reason: Reason) -> str:
    words = words_for(reason.measure)
    return words.more if reason.rose else words.less


def _medians(reason: Reason) -> str:
    words = words_for(reason.measure)
    return f"median {words.measure} {words.shown(reason.before)}, now {words.shown(reason.after)}"


def _line(moved: Movement, known: Explained, names: Names) -> str:
    """Why a customer who did nothing is somewhere else."""
    origin, target = _name(known.move.origin, names), _name(known.move.target, names)
    if known.move.origin in moved.retired:
        return f"{origin} is no longer a segment"
    if known.move.target in moved.fresh:
        return f"{target} is a new segment"
    between = f"the line between {origin} and {target}"
    if known.border is None:
        return f"{between} was drawn anew"
    words = words_for(known.border.measure)
    before, after = words.shown(known.border.before), words.shown(known.border.after)
    if before == after:
        return f"{between} was drawn anew"
    return f"{between} moved from {before} to {after} ({words.measure})"


def _name(place: int, names: Names) -> str:
    if place in (NOBODY, ABSENT):
        return "no segment"
    return names.get(place, f"segment {place}")


def _customers(count: int) -> str:
    return f"{count:,} customer{'s' if count != 1 else ''}"


def _are(count: int) -> str:
    return "is" if count == 1 else "are"
