"""How lines became customers, step by step: what each rule left out, and the switch of each rule."""

from collections.abc import Mapping, Sequence
from typing import Any

from dash import html
from dash.development.base_component import Component

from core.measuring import RULES
from webapp.components import blocks, values


def switch(rule: Any) -> dict[str, Any]:
    """The id of the button that switches a rule on or off."""
    return {"part": "measures-rule", "of": rule}


def card(funnel: Mapping[str, Any], rules: Sequence[str], orders: int, *, switchable: bool) -> Component:
    whole = funnel["lines"]
    steps = {step["rule"]: step for step in funnel["steps"]}
    rows = [_row("Order lines", whole, whole)]
    for rule in dict.fromkeys([*RULES, *steps]):
        rows.append(_rule(rule, steps.get(rule), whole, rule in rules, switchable and rule in RULES))
    rows.append(_row("Customers", funnel["customers"], whole, f"with {values.count(orders, 'order')}"))
    return blocks.card(
        "How lines became customers",
        html.Ol(rows, className="k-funnel"),
        note="How many lines each rule leaves out, and how many remain",
        flush=True,
    )


def _row(words: str, count: int, whole: int, note: str = "") -> Component:
    return html.Li(
        [html.Span(words, className="k-funnel-what"), _bar(count, whole), html.B(f"{count:,}"), html.Span(note)]
    )


def _rule(rule: str, step: Mapping[str, Any] | None, whole: int, on: bool, switchable: bool) -> Component:
    words = RULES.get(rule) or (step["what"] if step else rule)
    what = html.Span(words[0].upper() + words[1:], className="k-funnel-what")
    acts = [_switch(rule, words, on)] if switchable else []
    if step is None:
        note = "cannot be told here" if on else "left in"
        return html.Li([what, html.Span(), html.Span(), html.Span(note), *acts], className="k-quiet")
    left_out = f"−{step['left_out']:,}" if step["left_out"] else "none left out"
    return html.Li([what, _bar(step["lines"], whole), html.B(f"{step['lines']:,}"), html.Span(left_out), *acts])


def _switch(rule: str, words: str, on: bool) -> Component:
    return html.Button(
        "Leave in" if on else "Leave out", id=switch(rule), type="button", className="btn btn-sm btn-outline-secondary",
        **{"aria-label": f"{'Leave in' if on else 'Leave out'} {words}"},
    )  # fmt: skip


def _bar(count: int, whole: int) -> Component:
    return html.I(html.I(style={"width": f"{100 * count / max(whole, 1):.2f}%"}), className="k-share", **blocks.HIDDEN)
