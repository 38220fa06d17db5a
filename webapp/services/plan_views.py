"""Which plans a page shows: what is asked stands in its address, and what the address cannot mean is passed over."""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import date, timedelta
from urllib.parse import urlencode

from core.planning import CHANNELS, STATUSES
from webapp.records import KeptPlan, Viewer
from webapp.services import plans

MOST_SEARCH = 120
LATELY = timedelta(days=30)
ALIVE = ("idea", "planned", "approved", "running")
VIEWS, LANES, UNITS = ("board", "calendar", "table"), ("segment", "owner", "channel"), ("weeks", "months")
SORTS = ("start", "name", "status", "segment", "channel", "owner", "cost")


@dataclass(frozen=True)
class Wanted:
    """All of it as text, as addresses are; empty means any, and the first of each list is the usual."""

    view: str = VIEWS[0]
    by: str = LANES[0]
    unit: str = UNITS[0]
    sort: str = SORTS[0]
    since: str = ""
    owner: str = ""
    status: str = ""
    channel: str = ""
    tag: str = ""
    run: str = ""
    search: str = ""

    @classmethod
    def of(cls, **asked: object) -> "Wanted":
        known = {field.name for field in fields(cls)}
        texts = {name: value[:MOST_SEARCH] for name, value in asked.items() if name in known and isinstance(value, str)}
        allowed = {"view": VIEWS, "by": LANES, "unit": UNITS, "sort": SORTS, "status": STATUSES, "channel": CHANNELS}
        return cls(**{name: text for name, text in texts.items() if text in allowed.get(name, (text,))})

    def address(self, **changes: str) -> str:
        """The page with something else wanted; the usual is left out."""
        wanted = {field.name: getattr(self, field.name) for field in fields(self)} | changes
        usual = Wanted()
        told = {name: value for name, value in wanted.items() if value != getattr(usual, name)}
        return "/plans" + (f"?{urlencode(told)}" if told else "")

    @property
    def narrows(self) -> bool:
        return any((self.owner, self.status, self.channel, self.tag, self.run, self.search))

    def first_day(self, today: date) -> date:
        """Of a calendar."""
        try:
            return date.fromisoformat(self.since)
        except ValueError:
            return today

    def among(self, every: Sequence[KeptPlan]) -> list[KeptPlan]:
        return [kept for kept in every if self._keeps(kept)]

    def _keeps(self, kept: KeptPlan) -> bool:
        plan = kept.plan
        tests = (
            (self.owner, str(kept.owner_id) == self.owner),
            (self.status, plan.status == self.status),
            (self.channel, self.channel in plan.channels),
            (self.tag, self.tag in plan.tags),
            (self.run, str(kept.run_id) == self.run),
            (self.search, self.search.casefold() in _text(kept)),
        )
        return all(passed for wanted, passed in tests if wanted)


@dataclass(frozen=True)
class Attention:
    """What waits for somebody: one's own plans of this week, windows that closed lately, plans that stand on nothing firm."""

    this_week: list[KeptPlan]
    closed: list[KeptPlan]
    unfirm: list[KeptPlan]


def attention(viewer: Viewer, today: date) -> Attention:
    mine = plans.mine(viewer)
    monday = today - timedelta(days=today.weekday())
    sunday = monday + timedelta(days=6)
    return Attention(
        this_week=[kept for kept in mine if kept.owner_id == viewer.person.id and _falls_into(kept, monday, sunday)],
        closed=[kept for kept in mine if _closed_lately(kept, today)],
        unfirm=[kept for kept in mine if kept.plan.status in ALIVE and (kept.run_id is None or kept.run_archived)],
    )


def _falls_into(kept: KeptPlan, first: date, last: date) -> bool:
    start, end = kept.plan.start, kept.plan.end or kept.plan.start
    return kept.plan.status in ALIVE and start is not None and end is not None and start <= last and end >= first


def _closed_lately(kept: KeptPlan, today: date) -> bool:
    window = kept.plan.window
    has_run = kept.plan.status in ("running", "done")
    return window is not None and has_run and timedelta(0) <= today - window[1] <= LATELY


def _text(kept: KeptPlan) -> str:
    plan = kept.plan
    words = (plan.name, plan.objective, plan.offer, *plan.tags, *(one.name for one in kept.segments), kept.owner or "")
    return " ".join(words).casefold()
