"""The audience of a plan: chosen in a form, then told with counts at every step, and who is held out."""

from collections.abc import Sequence
from functools import partial

import dash_bootstrap_components as dbc
from dash import dcc, html
from dash.development.base_component import Component

from core.planning import KPIS, told_detectable, told_needed
from core.planning.audiences.filters import WORDS
from core.planning.results import Baseline
from webapp.components import blocks, fields, values
from webapp.components.plans.words import kpi
from webapp.components.times import date
from webapp.records import FrozenAudience, KeptPlan

FILTERS = 3
ANY = "any"
SURES = {"all": "Everybody in the segments", "usual": "Without those at the border", "core": "Core customers only"}


class ids:  # noqa: N801
    form = "plan-audience-form"
    sure = "plan-sure"
    minus = "plan-minus"
    suppressed = "plan-suppressed"
    discard = "plan-discard"

    @staticmethod
    def filter(part: str, place: int) -> str:
        return f"plan-filter-{part}-{place}"


def choosing(kept: KeptPlan, measures: Sequence[str], others: Sequence[KeptPlan], suppressed: int) -> Component:
    """Segments and holdout are those of the plan."""
    sures = [{"value": value, "label": label} for value, label in SURES.items()]
    plans = [{"value": other.id, "label": other.plan.name} for other in others]
    minus = fields.checks(ids.minus, "Without the customers of", plans, [])
    list_ = fields.lines(
        ids.suppressed, "Without these customers", "", f"Paste ids, or bring a file. Now on the list: {suppressed:,}."
    )
    parts = [
        fields.radios(ids.sure, "How sure of their segment", sures, "all"),
        *([_filters(measures)] if measures else []),
        html.Div(minus, hidden=not plans),
        list_,
        _file(kept.id),
        html.Div(fields.button("Freeze audience"), className="k-form-end"),
    ]
    note = "Takes the customers as they are now; from then on it stays the same"
    body = dbc.Form(html.Div(parts, className="k-form"), id=ids.form, prevent_default_on_submit=True)
    return blocks.card("Audience", body, note=note)


def told(kept: KeptPlan, frozen: FrozenAudience, zone: str, *, may_discard: bool) -> Component:
    source = f"{frozen.run}, version {frozen.version}"
    run = dcc.Link(source, href=f"/runs/{frozen.run_id}") if frozen.run_id else source
    note = ["Frozen on ", date(frozen.frozen, zone), f" by {frozen.person} from ", run, "; it no longer changes"]
    parts = [_steps(frozen), _arms(frozen), *_sizes(kept, frozen)]
    if may_discard:
        again = fields.button("Discard and choose again", "outline-secondary", id=ids.discard, type="button")
        parts.append(html.Div(again, className="k-form-end"))
    return blocks.card("Audience", html.Div(parts, className="k-audience"), note=note)


def _filters(measures: Sequence[str]) -> Component:
    return html.Fieldset(
        [
            html.Legend("Filters on measures", className="k-label"),
            *(_filter(measures, place) for place in range(FILTERS)),
        ]
    )


def _filter(measures: Sequence[str], place: int) -> Component:
    names = [{"value": ANY, "label": "No filter"}, *({"value": name, "label": name} for name in measures)]
    tests = [{"value": word, "label": word} for word in WORDS]
    number = place + 1
    return html.Div(
        [
            fields.choice(ids.filter("measure", place), f"Measure {number}", names, ANY),
            fields.choice(ids.filter("test", place), f"Is {number}", tests, WORDS[0]),
            fields.text(ids.filter("value", place), f"Value {number}"),
        ],
        className="k-filters",
    )


def _file(plan_id: int) -> Component:
    """plans.js sends the file as it is."""
    button = html.Button(
        "Bring a file with ids", type="button", className="btn btn-outline-secondary", **{"data-suppress": str(plan_id)}
    )
    return html.Div(button, className="k-form-end")


def _steps(frozen: FrozenAudience) -> Component:
    whole = max(frozen.facts["steps"][0]["customers"], 1)
    rows = [
        html.Tr(
            [
                html.Th([_capital(step["words"]), *_left(step["left_out"])], scope="row"),
                html.Td(
                    html.Span(
                        html.I(style={"width": f"{step['customers'] / whole:.1%}"}),
                        className="k-step-bar",
                        **blocks.HIDDEN,
                    )
                ),
                html.Td(values.number_of(step["customers"]), className="k-end"),
            ]
        )
        for step in frozen.facts["steps"]
    ]
    unknown = frozen.facts["unknown"]
    said = [html.P(f"{unknown:,} ids of the list are nobody's in this run.", className="k-hint")] if unknown else []
    return html.Div(
        [html.Table([html.Caption("Who was taken, step by step"), html.Tbody(rows)], className="k-table"), *said]
    )


def _left(left_out: int) -> list[Component]:
    return [html.Span(f"{left_out:,} fewer", className="k-row-detail")] if left_out else []


def _arms(frozen: FrozenAudience) -> Component:
    treated, held_out = (values.share(part, frozen.customers) for part in (frozen.treated, frozen.held_out))
    bar = html.Div(
        html.I(style={"width": f"{frozen.treated / frozen.customers:.1%}"}), className="k-arms-bar", **blocks.HIDDEN
    )
    words = html.Div(
        [html.Span(f"{frozen.treated:,} treated, {treated}"), html.Span(f"{frozen.held_out:,} held out, {held_out}")],
        className="k-plan-facts",
    )
    return html.Div([bar, words], className="k-arms")


def _sizes(kept: KeptPlan, frozen: FrozenAudience) -> list[Component]:
    """What the sizes can show, before anything is launched."""
    before = _before(kept, frozen)
    if before is None:
        said = [
            "What these sizes can show is not known: no orders tell what the KPI was before. Type the baseline of a conversion in."
        ]
        return [html.P(said, className="k-hint")]
    written = partial(kpi, kept.plan)
    said = [
        f"Before, {KPIS[kept.plan.kpi]} were at {written(before.mean)} in {values.count(kept.plan.window_days, 'day')}."
    ]
    said.append(told_detectable(before.detectable(frozen.treated, frozen.held_out), written))
    target = kept.plan.target
    if target is not None and target > before.mean and kept.plan.holdout:
        said.append(told_needed(before.needed(target, kept.plan.holdout), frozen.customers, written))
    return [html.H3("Before launch"), *(html.P(sentence) for sentence in said)]


def _before(kept: KeptPlan, frozen: FrozenAudience) -> Baseline | None:
    """From the orders, or as somebody typed it in."""
    told_ = frozen.facts["baseline"]
    if told_ is not None and told_["kpi"] == kept.plan.kpi and (told_["spread"] or told_["kpi"] == "conversion"):
        return Baseline(**told_) if told_["mean"] < 1 or told_["kpi"] != "conversion" else None
    typed = kept.plan.baseline
    usable = typed is not None and kept.plan.kpi == "conversion" and typed < 1
    return Baseline("conversion", frozen.customers, typed, 0.0) if usable and typed is not None else None


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
