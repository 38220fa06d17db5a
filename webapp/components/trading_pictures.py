"""How trade went, in pictures: six figures over time, and what was sold most."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from dash import html
from dash.development.base_component import Component

from webapp.components import figure, values
from webapp.components.figure import Behind, Cell
from webapp.figures import theme, trading

Facts = Mapping[str, Any]


@dataclass(frozen=True)
class Series:
    title: str
    what: str
    note: str
    form: str
    value: Callable[[Facts], float | None]
    of_money: bool = False
    adds_up: bool = False


SERIES = (
    Series("Money", "{currency}", "In {currency}, returns left out", theme.COUNT, lambda period: period["money"], of_money=True, adds_up=True),
    Series("Orders", "orders", "Different orders that count", theme.COUNT, lambda period: period["orders"], adds_up=True),
    Series("Customers", "customers", "Those with an order in the {period}", theme.COUNT, lambda period: period["customers"], adds_up=True),
    Series("Average purchase value", "{currency} an order", "{currency} an order", ",.2f", lambda period: _ratio(period["money"], period["orders"]), of_money=True),
    Series("Purchase frequency", "orders a customer", "Orders of each customer who ordered in the {period}", ",.2f", lambda period: _ratio(period["orders"], period["customers"])),
    Series("Return rate", "of the units sold", "Units returned in the {period}, of those sold in it", ".1%", lambda period: _ratio(period["back"], period["units"])),
)  # fmt: skip


def sentence(told: Facts, currency: str) -> str:
    periods = told["periods"]
    orders = sum(period["orders"] for period in periods)
    span = f"from {values.date(periods[0]['first_day'])} on" if periods else ""
    if not told["has_money"]:
        return f"{values.count(orders, 'order')} {span}."
    money = sum(period["money"] or 0 for period in periods)
    each = values.money(_ratio(money, orders), currency)
    return f"{values.count(orders, 'order')} {span}, total spending {values.money(money, currency)}, {each} an order."


def over_time(told: Facts, period: str, currency: str) -> Component:
    shown = [series for series in SERIES if told["has_money"] or not series.of_money]
    return html.Div(
        [_series(series, told["periods"], period, currency) for series in shown], className="k-columns k-columns-even"
    )


def most_sold(told: Facts, currency: str) -> list[Component]:
    return [
        _sold(title, told[role], told["has_money"], currency)
        for role, title in (("product", "Products"), ("product group", "Product groups"))
        if told[role]
    ]


def _series(series: Series, periods: Sequence[Facts], period: str, currency: str) -> Component:
    days, numbers = [each["first_day"] for each in periods], [series.value(each) for each in periods]
    what = series.what.format(currency=currency)
    drawn = trading.over_time(days, numbers, what, series.form, bars=series.adds_up)
    behind = Behind((f"{period.capitalize()} from", series.title), list(zip(days, numbers, strict=True)))
    note = series.note.format(currency=currency, period=period)
    return figure.framed(f"{series.title} per {period}", note, drawn, _says(series, days, numbers), behind)


def _says(series: Series, days: Sequence[str], numbers: Sequence[float | None]) -> str:
    """The highest and the last."""
    known = [(number, day) for number, day in zip(numbers, days, strict=True) if number is not None]
    if not known:
        return "There is nothing to show."
    top, when = max(known)
    return f"{series.title}: highest {_written(top)} from {values.date(when)}, last {_written(known[-1][0])}."


def _sold(title: str, sold: Sequence[Facts], has_money: bool, currency: str) -> Component:
    field, axis = ("money", f"Money, {currency}") if has_money else ("units", "Units")
    names = [each["name"] or "Without a name" for each in sold]
    rows: list[Sequence[Cell]] = [
        (name, each["money"], each["units"], each["back"], each["customers"])
        for name, each in zip(names, sold, strict=True)
    ]
    behind = Behind(("Name", "Money", "Units", "Units returned", "Customers"), rows)
    drawn = trading.most_sold(names, [each[field] or 0 for each in sold], axis)
    note = f"The {len(sold)} that brought most {field}" if len(sold) > 1 else "There is one"
    return figure.framed(title, note, drawn, f"First is {names[0]}.", behind)


def _ratio(part: float | None, whole: float | None) -> float | None:
    return part / whole if part is not None and whole else None


def _written(number: float) -> str:
    return values.number(float(f"{number:.4g}"))
