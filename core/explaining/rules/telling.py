"""A rule as people read it and as a database does. Numbers are told with every digit that counts."""

from collections.abc import Mapping

from core.explaining.customers import UNKNOWN
from core.explaining.meanings import Meaning
from core.explaining.rules.rule import Condition, Rule
from core.explaining.wording import THIN, capital, counted, listed, priced


def as_text(rule: Rule, meanings: Mapping[str, Meaning]) -> str:
    if not rule.conditions:
        return "Everyone."
    text = ", ".join(_condition(one, meanings[one.measure]) for one in rule.conditions)
    return f"{capital(text)}."


def as_sql(rule: Rule) -> str:
    """What follows WHERE in standard SQL; a column without a value fits no limits there either."""
    return " AND ".join(_sql(one) for one in rule.conditions) or "TRUE"


def _condition(one: Condition, meaning: Meaning) -> str:
    if one.values:
        return f"{meaning.label} {listed(list(one.values), 'or')}"
    span, last = _span(one, meaning)
    noun = counted(last, meaning) if meaning.unit in ("days", "count") else ""
    return f"{span}{noun}" if noun else f"{meaning.label} {span}"


def _span(one: Condition, meaning: Meaning) -> tuple[str, str]:
    """The span, and the number in it that is named last."""
    low = "" if one.low is None else exact(one.low, meaning)
    if one.below is None:
        return f"at least {low}", low
    if not one.whole:
        high = exact(one.below, meaning)
        return (f"{low} to below {high}" if low else f"below {high}"), high
    high = exact(one.below - 1, meaning)
    if not low:
        return f"at most {high}", high
    return (f"exactly {low}" if low == high else f"{low} to {high}"), high


def exact(value: float, meaning: Meaning) -> str:
    if meaning.unit == "share":
        return f"{100 * value:.12g}{THIN}%"
    number = f"{value:,.12g}".replace("-", "−")
    return priced(number, meaning) if meaning.unit == "money" else number


def _sql(one: Condition) -> str:
    column = '"' + one.measure.replace('"', '""') + '"'
    if not one.values:
        limits = [(">=", one.low), ("<", one.below)]
        return " AND ".join(f"{column} {sign} {_literal(bound)}" for sign, bound in limits if bound is not None)
    listed_values = ", ".join("'" + value.replace("'", "''") + "'" for value in one.values)
    test = f"{column} IN ({listed_values})"
    return f"({test} OR {column} IS NULL OR {column} = '')" if UNKNOWN in one.values else test


def _literal(bound: float) -> str:
    return str(int(bound)) if bound.is_integer() else repr(bound)
