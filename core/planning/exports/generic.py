"""The plain list for any other tool: who is treated, in which segment, from which run, for which plan."""

from collections.abc import Mapping

from core.planning.audiences.holdout import Arms
from core.planning.exports.disarming import disarmed
from core.planning.exports.written import Outlet, Sink, Tally, Written, cleaned, write_rows

HEADERS = ("customer_id", "segment", "run", "plan", "arm")


def write_generic(arms: Arms, names: Mapping[int, str], run: str, plan: str, to: Sink) -> Written:
    """Ids leave as they are; names that people typed are disarmed. Nobody who is held out is in the file."""
    outlet, tally = Outlet(to), Tally()
    called = {segment: _name(names.get(segment, f"Segment {segment}")) for segment in set(arms.segments.tolist())}
    treated = arms.segments[~arms.held_out].tolist()
    ids, run, plan = arms.treated.to_pylist(), _name(run), _name(plan)
    rows = ((one, called[segment], run, plan, "treated") for one, segment in zip(ids, treated, strict=True))
    tally.rows = write_rows(HEADERS, rows, outlet)
    return outlet.closed(tally)


def _name(text: str) -> str:
    return disarmed(cleaned(text))
