"""A plan: what a team will do for some segments, when, at what cost, and by which figure it will be judged.

A plan that exists is a good plan: its fields are checked at the door, each alone and against the others, and every fault is told
with its field. What a plan must say grows with its status, so that an idea takes a name and a segment and nothing else.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields, replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any, Self

from core.errors import BadInput
from core.planning.plans.checks import CHECKS, KPIS
from core.planning.plans.fields import Fault, WrongField
from core.planning.plans.statuses import FIXED_AT_LAUNCH, LAUNCHED, NEEDED, NOW, SAY_IT, STATUSES

MOST_OF_KPI = {"conversion": 1.0, "orders": 1e6, "money": 1e9}


@dataclass(frozen=True)
class Plan:
    """`holdout` is a share, 0.1 for ten per cent; money is in `currency`; a KPI of conversion is a share as well.

    The measurement window begins with the plan and lasts `window_days`. Owner, notes and who changed what are kept elsewhere.
    """

    name: str
    segments: tuple[int, ...]
    status: str = "idea"
    objective: str = ""
    channels: tuple[str, ...] = ()
    offer: str = ""
    message: str = ""
    watch: str = ""
    start: date | None = None
    end: date | None = None
    budget: Decimal | None = None
    expected_cost: Decimal | None = None
    actual_cost: Decimal | None = None
    currency: str = "EUR"
    kpi: str = "conversion"
    baseline: float | None = None
    target: float | None = None
    result: float | None = None
    holdout: float = 0.1
    window_days: int = 30
    tags: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        faults: list[Fault] = []
        for name, check in CHECKS.items():
            try:
                object.__setattr__(self, name, check(getattr(self, name)))
            except BadInput as problem:
                faults.append(Fault(name, problem.sentence))
        faults += _between_fields(self, {fault.field for fault in faults})
        if faults:
            raise WrongField(tuple(faults))

    @property
    def window(self) -> tuple[date, date] | None:
        """The first day whose orders count, and the first that does not count any more."""
        return (self.start, self.start + timedelta(days=self.window_days)) if self.start else None

    def changed(self, **values: Any) -> Self:
        """The plan with other values; what customers have already felt is fixed at launch."""
        _check_names(values)
        if values.get("status", self.status) != self.status:
            raise WrongField((Fault("status", "The status of a plan changes by moving the plan."),))
        new = replace(self, **values)
        if self.status in LAUNCHED:
            moved = [name for name in FIXED_AT_LAUNCH if getattr(new, name) != getattr(self, name)]
            if moved:
                raise WrongField(
                    tuple(
                        Fault(name, f"{FIXED_AT_LAUNCH[name]} can't change once a plan has run or is cancelled.")
                        for name in moved
                    )
                )
        return new

    def moved(self, status: str) -> Self:
        """The plan with its next status; doing it twice is harmless."""
        if status not in STATUSES:
            raise WrongField((Fault("status", f"The status of a plan is one of: {', '.join(STATUSES)}."),))
        if status != self.status and status not in STATUSES[self.status]:
            allowed = " or ".join(STATUSES[self.status]) or "nothing else"
            raise WrongField(
                (Fault("status", f"A plan that is {NOW[self.status]} can become {allowed}, not {status}."),)
            )
        return replace(self, status=status)

    def to_json(self) -> dict[str, Any]:
        return {name: _plain(value) for name, value in asdict(self).items()}

    @classmethod
    def from_dict(cls, values: Mapping[str, Any]) -> Self:
        """From a form or from JSON."""
        _check_names(values)
        faults = tuple(Fault(name, SAY_IT[name]) for name in ("name", "segments") if name not in values)
        if faults:
            raise WrongField(faults)
        return cls(**values)


def _between_fields(plan: Plan, wrong: set[str]) -> list[Fault]:
    """Faults of fields that are right alone; `wrong` ones are not asked again."""
    needed = () if "status" in wrong else NEEDED.get(plan.status, ())
    found = [Fault(name, SAY_IT[name]) for name in needed if name not in wrong and not getattr(plan, name)]
    if plan.start and plan.end and not wrong & {"start", "end"}:
        found += _of_dates(plan, plan.start, plan.end, wrong)
    if not wrong & {"kpi", "baseline", "target", "result"}:
        found += _of_kpi(plan)
    return found


def _of_dates(plan: Plan, start: date, end: date, wrong: set[str]) -> list[Fault]:
    if end < start:
        return [Fault("end", f"The plan ends on {end}, before it starts on {start}. Choose a later end.")]
    days = (end - start).days + 1
    if "window_days" not in wrong and plan.window_days < days:
        sentence = (
            f"The plan lasts {days:,} days, longer than its measurement window. Measure for at least {days:,} days."
        )
        return [Fault("window_days", sentence)]
    return []


def _of_kpi(plan: Plan) -> list[Fault]:
    most, figures = MOST_OF_KPI[plan.kpi], {name: getattr(plan, name) for name in ("baseline", "target", "result")}
    found = [
        Fault(name, f"The {name} of '{KPIS[plan.kpi]}' lies between 0 and {'100 %' if most == 1 else f'{most:,.0f}'}.")
        for name, value in figures.items()
        if value is not None and value > most
    ]
    if not found and plan.baseline is not None and plan.target is not None and plan.target <= plan.baseline:
        found.append(Fault("target", "The target must be above the baseline: a plan is to raise its KPI."))
    return found


def _check_names(values: Mapping[str, Any]) -> None:
    known = {field.name for field in fields(Plan)}
    unknown = sorted(name for name in values if name not in known)
    if unknown:
        raise BadInput(f"A plan has no field '{unknown[0]}'.")


def _plain(value: Any) -> Any:
    if isinstance(value, tuple):
        return list(value)
    return value.isoformat() if isinstance(value, date) else str(value) if isinstance(value, Decimal) else value
