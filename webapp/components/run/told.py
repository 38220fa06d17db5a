"""What a run found, in numbers and in a sentence that can be quoted; and the recipe that led there, in words."""

from collections.abc import Mapping
from typing import Any

from dash import html
from dash.development.base_component import Component

from core.clustering import band_of
from webapp.clock import now
from webapp.components import blocks, values
from webapp.components.blocks import HIDDEN
from webapp.components.run.head import METHODS
from webapp.components.run.opened import Opened, Shown
from webapp.components.run.words import capital, cut, spent
from webapp.components.times import stamp

EDGES = ((0.5, "clearly apart"), (0.25, "edges overlap"), (-1.0, "hardly apart"))
GAPS = {"median": "gaps filled with the median", "mean": "gaps filled with the mean", "drop": "customers with gaps left out",
        "own": "gaps as a value of their own"}  # fmt: skip
OUTLIERS = {"iqr": "outliers clipped at 1.5 times the box", "drop": "outliers left out"}
TRANSFORMS = {"log1p": "logarithm", "sqrt": "square root", "yeo-johnson": "Yeo-Johnson"}
SCALINGS = {"z-score": "scaled by its standard deviation", "min-max": "scaled from 0 to 1", "robust": "scaled by its quartiles",
            "none": "not scaled"}  # fmt: skip


def metrics(opened: Shown) -> Component:
    told = [_customers(opened), _segments(opened), *_money(opened), *_stability(opened), *_silhouette(opened)]
    return html.Div([_metric(*each) for each in told], className="k-metrics")


def verdict(opened: Opened) -> Component:
    criteria = opened.facts.get("criteria")
    said = _verdict(opened, criteria) if criteria else [html.P(_without_criteria(opened))]
    why = [html.P(f"“{opened.run.why}” — {opened.run.person}", className="k-quiet")] if opened.run.why else []
    return html.Section([html.Div([*said, *why, *_left_out(opened)], className="k-found")], className="card")


def recipe(opened: Opened) -> Component:
    """Folded away: everything that decided the result."""
    run = opened.run
    settings = [f"{METHODS[run.method]}, {values.count(run.segments or 0, 'segment')}"]
    if run.method != "rfm":
        settings[0] += f", {run.recipe['starts']} starts, seed {run.recipe['seed']}"
    steps = [*settings, *(_measure(measure) for measure in run.recipe.get("measures", ())), *_limits(run.recipe)]
    steps += [f"{values.count(len(run.recipe['repairs']), 'repair')} before"] if run.recipe.get("repairs") else []
    marks = f"Recipe {run.fingerprint[:12]}, labels {opened.result.digest[:12] if opened.result else '·'}, analysis {run.core_version}."
    done = html.Ul([html.Li(step) for step in steps], className="k-done")
    summary = html.Summary("Recipe in words")
    checked = [html.P(sentence, className="k-note") for sentence in _checks(opened)]
    return html.Section(
        html.Details([summary, done, html.P(marks, className="k-note"), *checked], className="k-disclosure"),
        className="card",
    )


def _metric(label: str, value: str, context: str) -> Component:
    return html.Div([html.Div(label), html.B(value), html.Span(context)], className="k-metric")


def _customers(opened: Shown) -> tuple[str, str, str]:
    placed, left = opened.facts["placed"], opened.facts["customers"] - opened.facts["placed"]
    return "Customers", values.number_of(placed), f"{left:,} in no segment" if left else "all of the version"


def _segments(opened: Shown) -> tuple[str, str, str]:
    smallest = opened.run.smallest or 0
    return "Segments", str(len(opened.segments)), f"the smallest has {values.count(smallest, 'customer')}"


def _money(opened: Shown) -> list[tuple[str, str, str]]:
    meaning, money = opened.money, opened.everyone["money"]
    return (
        []
        if meaning is None or money is None
        else [(capital(meaning.label), spent(money, meaning), "of all customers")]
    )


def _stability(opened: Shown) -> list[tuple[str, str, str]]:
    weakest = opened.run.stability
    return [] if weakest is None else [("Stability, weakest", cut(weakest), band_of(weakest))]


def _silhouette(opened: Shown) -> list[tuple[str, str, str]]:
    mean = opened.run.silhouette
    if mean is None:
        return []
    return [("Silhouette", f"{mean:.2f}".replace("-", "−"), next(words for least, words in EDGES if mean >= least))]


def _verdict(opened: Opened, criteria: Mapping[str, Any]) -> list[Component]:
    k, suggested = len(opened.segments), criteria["suggested"]
    if not criteria["clear_structure"]:
        icon, mood, title = "bi-exclamation-circle", "k-warn", f"{k} segments, and no clear number."
    elif suggested == k:
        icon, mood, title = "bi-check-lg", "k-ok", f"{k} segments, as the criteria suggest."
    else:
        icon, mood, title = "bi-signpost-split", "k-warn", f"{k} segments; the criteria suggest {suggested}."
    return [html.H2([html.I(className=f"bi {icon} {mood}", **HIDDEN), " ", title]), html.P(criteria["verdict"])]


def _without_criteria(opened: Opened) -> str:
    if opened.run.applies_id is not None:
        return f"The customers of this version in the segments of an earlier run. {opened.facts.get('assigning', '')}"
    return "Groups by recency, frequency and money, by the limits that are stored with the run."


def _left_out(opened: Opened) -> list[Component]:
    facts = opened.facts
    said = [
        facts["left_out"] and f"{values.count(facts['left_out'], 'customer')} left out by the preparation.",
        facts["noise"] and f"{values.count(facts['noise'], 'customer')} in no segment.",
        facts["remark"],
    ]
    words = " ".join(part for part in said if part)
    return [html.P(words, className="k-note")] if words else []


def _measure(measure: Mapping[str, Any]) -> str:
    """Income: gaps filled with the median, logarithm, scaled by its standard deviation."""
    gaps = measure["gaps"]
    parts = [GAPS[gaps] if isinstance(gaps, str) else f"gaps filled with {values.number(gaps)}"]
    if measure["kind"] == "number":
        outliers = measure["outliers"]
        pair = None if isinstance(outliers, str) else f"clipped to the quantiles {outliers[0]:g} and {outliers[1]:g}"
        parts += [
            TRANSFORMS.get(measure["transform"], ""),
            pair or OUTLIERS.get(str(outliers), ""),
            SCALINGS[measure["scaling"]],
        ]
    parts += [f"weight {measure['weight']:g}"] if measure["weight"] != 1 else []
    return f"{measure['name']}: {', '.join(part for part in parts if part)}"


def _limits(recipe: Mapping[str, Any]) -> list[str]:
    return [
        f"{name}: limits {', '.join(values.number(limit) for limit in limits)}"
        for name, limits in recipe.get("limits", {}).items()
    ]


def _checks(opened: Opened) -> list[Any]:
    zone = opened.viewer.person.zone
    return [
        [
            "Carried out again by ",
            check.person,
            ", ",
            stamp(check.at, zone, now()),
            ": ",
            check.differs or "the same labels.",
        ]
        for check in opened.checks[:3]
    ]


def checked(opened: Opened) -> list[Component]:
    """The last time that somebody carried it out again, for everyone to see."""
    if not opened.checks:
        return []
    last = opened.checks[0]
    icon = "bi-check-circle k-ok" if last.same else "bi-exclamation-circle k-bad"
    words = "The same labels came out." if last.same else last.differs
    when = stamp(last.at, opened.viewer.person.zone, now())
    front = html.I(className=f"bi {icon}", **HIDDEN)
    row = blocks.row(front, f"Carried out again: {words}", last.person, when)
    return [html.Section(html.Div([row], className="k-rows"), className="card card-flush")]
