"""The fields of a plan, and what was typed into them. Shares are typed in per cent."""

from collections.abc import Sequence
from decimal import Decimal, InvalidOperation
from typing import Any

from dash import State, html
from dash.development.base_component import Component

from core.planning import CHANNELS, KPIS, Plan
from webapp.components import choices, fields
from webapp.components.choices import CURRENCIES
from webapp.records import Member

# In the order in which they are typed, and in which a callback gets them.
NAMES = (
    "name", "segments", "objective", "channels", "start", "end", "offer", "message", "watch", "budget", "expected_cost",
    "actual_cost", "currency", "kpi", "baseline", "target", "result", "holdout", "window_days", "tags",
)  # fmt: skip
OWNER = "plan-owner"
Options = list[dict[str, Any]]


def field(name: str) -> str:
    return f"plan-{name}"


def which(name: str) -> str:
    """The field under which a fault is told; what belongs to none stands under the first."""
    return field(name if name in NAMES else "name")


FIELDS = [field(name) for name in NAMES]


def states() -> list[State]:
    return [State(part, "value") for part in (*FIELDS, OWNER)]


def typed(raw: Sequence[object]) -> tuple[dict[str, object], object]:
    """The values of a plan, and its owner, from what the callback got."""
    *values, owner = raw
    told = dict(zip(NAMES, values, strict=True))
    told["holdout"] = _from_percent(told["holdout"])
    if told["kpi"] == "conversion":
        told |= {name: _from_percent(told[name]) for name in ("baseline", "target", "result")}
    told["tags"] = [part.strip() for part in str(told["tags"] or "").split(",") if part.strip()]
    told["window_days"] = _whole(told["window_days"])
    texts = ("objective", "offer", "message", "watch")
    return told | {name: told[name] or "" for name in texts}, owner


def form(
    plan: Plan, segments: Options, members: Sequence[Member], owner_id: int | None, *, is_new: bool
) -> list[Component]:
    """What a first plan takes stands on top; the rest is folded away."""
    return [
        fields.text(field("name"), "Name", plan.name if not is_new or plan.name != UNNAMED else "", maxlength=120),
        fields.checks(field("segments"), "Segments", segments, plan.segments),
        _text("objective", "Objective", plan, "What the plan is to achieve, in a sentence."),
        fields.checks(field("channels"), "Channels", _options(CHANNELS), plan.channels),
        html.Div([_day("start", "Start", plan), _day("end", "End", plan)], className="k-form-columns"),
        html.Div([_owner(members, owner_id), _sum("budget", "Budget", plan)], className="k-form-columns"),
        _more("Offer and message", _words(plan)),
        _more("Costs", _costs(plan)),
        _more("How it is judged", _judged(plan)),
    ]


UNNAMED = "Unnamed"


def _words(plan: Plan) -> list[Component]:
    return [
        fields.lines(field("offer"), "Offer", plan.offer),
        fields.lines(field("message"), "Idea of the message", plan.message),
        fields.lines(field("watch"), "What to watch", plan.watch),
        fields.text(field("tags"), "Tags, separated by commas", ", ".join(plan.tags)),
    ]


def _costs(plan: Plan) -> list[Component]:
    codes = list(dict.fromkeys([*CURRENCIES, plan.currency]))
    options = choices.currencies(code for code in codes if code in CURRENCIES)
    options += [{"value": code, "label": code} for code in codes if code not in CURRENCIES]
    return [
        _sum("expected_cost", "Expected cost", plan),
        _sum("actual_cost", "Actual cost", plan),
        fields.choice(field("currency"), "Currency", options, plan.currency),
    ]


def _judged(plan: Plan) -> list[Component]:
    unit = "Conversion is typed in per cent."
    return [
        fields.choice(field("kpi"), "KPI", _options(KPIS), plan.kpi),
        _figure("baseline", "Baseline", plan, "What it is without the plan. " + unit),
        _figure("target", "Target", plan, unit),
        _figure("result", "Result, where you know it from elsewhere", plan, unit),
        fields.text(field("holdout"), "Held out, in per cent", _percent(plan.holdout), "Customers who get nothing, to compare with: 0 to 50."),
        fields.text(field("window_days"), "Measurement window, in days", str(plan.window_days), "From the start of the plan on."),
    ]  # fmt: skip


def _more(label: str, parts: list[Component]) -> Component:
    return html.Details([html.Summary(label), html.Div(parts, className="k-form")], className="k-disclosure")


def _text(name: str, label: str, plan: Plan, hint: str) -> Component:
    return fields.text(field(name), label, getattr(plan, name), hint, maxlength=500)


def _day(name: str, label: str, plan: Plan) -> Component:
    value = getattr(plan, name)
    return fields.text(field(name), label, value.isoformat() if value else "", type="date")


def _sum(name: str, label: str, plan: Plan) -> Component:
    value = getattr(plan, name)
    return fields.text(field(name), label, "" if value is None else str(value), inputmode="decimal")


def _figure(name: str, label: str, plan: Plan, hint: str) -> Component:
    value = getattr(plan, name)
    shown = "" if value is None else _percent(value) if plan.kpi == "conversion" else f"{value:g}"
    return fields.text(field(name), label, shown, hint, inputmode="decimal")


def _owner(members: Sequence[Member], owner_id: int | None) -> Component:
    people: Options = [{"value": str(one.person.id), "label": one.person.name} for one in members]
    return fields.choice(OWNER, "Owner", [{"value": "", "label": "Nobody yet"}, *people], str(owner_id or ""))


def _options(names: dict[str, str]) -> Options:
    return [{"value": value, "label": label[:1].upper() + label[1:]} for value, label in names.items()]


def _percent(share: float) -> str:
    return f"{100 * share:.10g}"


def _from_percent(value: object) -> object:
    """What is no number goes on as it is, to be told as such."""
    try:
        return float(Decimal(str(value).strip().removesuffix("%").strip()) / 100) if value not in (None, "") else None
    except InvalidOperation:
        return value


def _whole(value: object) -> object:
    text = str(value).strip()
    return int(text) if text.isascii() and text.isdigit() and len(text) < 6 else value
