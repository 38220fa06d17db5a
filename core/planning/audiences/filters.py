"""Filters on measures, as data: a measure, how it is compared, and with what. Never an expression."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from math import isfinite
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from core.errors import BadInput
from core.exploring.plain import comparable, missing, plain

Test = Callable[[pa.Array, Any], pa.Array]
MOST_FILTERS = 20
MOST_VALUES = 1_000

NUMBER_TESTS: dict[str, Test] = {
    "at least": pc.greater_equal,
    "above": pc.greater,
    "at most": pc.less_equal,
    "below": pc.less,
    "between": lambda cells, pair: pc.and_(pc.greater_equal(cells, pair[0]), pc.less_equal(cells, pair[1])),
}
TEXT_TESTS: dict[str, Test] = {
    "one of": lambda cells, values: pc.is_in(cells, value_set=pa.array(values, pa.string())),
    "none of": lambda cells, values: pc.invert(pc.is_in(cells, value_set=pa.array(values, pa.string()))),
}
WORDS = (*NUMBER_TESTS, *TEXT_TESTS)


@dataclass(frozen=True)
class Filter:
    """`is_` is one of WORDS; `value` a number, a pair of numbers, or texts. A customer without a value never passes."""

    measure: str
    is_: str
    value: float | tuple[float, float] | tuple[str, ...]

    @property
    def words(self) -> str:
        if self.is_ == "between":
            return f"{self.measure} between {self.value[0]:,g} and {self.value[1]:,g}"  # type: ignore[index]
        if isinstance(self.value, tuple):
            return f"{self.measure} {self.is_} {', '.join(map(str, self.value))}"
        return f"{self.measure} {self.is_} {self.value:,g}"

    def to_json(self) -> dict[str, Any]:
        value = list(self.value) if isinstance(self.value, tuple) else self.value
        return {"measure": self.measure, "is": self.is_, "value": value}

    @classmethod
    def from_json(cls, given: Any) -> "Filter":
        if not isinstance(given, Mapping) or set(given) != {"measure", "is", "value"}:
            raise BadInput("A filter names a measure, how it is compared, and a value.")
        measure, is_, value = given["measure"], given["is"], given["value"]
        if not isinstance(measure, str) or is_ not in WORDS:
            raise BadInput(f"A filter compares with one of: {', '.join(WORDS)}.")
        return cls(measure, is_, _value(is_, value, measure))

    def passed(self, cells: pa.Array) -> pa.Array:
        """Which cells pass; none that holds nothing does."""
        ours = plain(cells)
        if pa.types.is_boolean(ours.type):
            ours = pc.if_else(ours, "yes", "no")
        is_text = pa.types.is_string(ours.type)
        if is_text != (self.is_ in TEXT_TESTS):
            allowed = ", ".join(TEXT_TESTS if is_text else NUMBER_TESTS)
            raise BadInput(
                f"'{self.measure}' holds {'text' if is_text else 'numbers'}: compare it with one of: {allowed}."
            )
        tests = TEXT_TESTS if is_text else NUMBER_TESTS
        found = tests[self.is_](ours if is_text else comparable(cells), self.value)
        return pc.fill_null(pc.and_(found, pc.invert(missing(ours))), False)


def filters_from_json(given: Any) -> tuple[Filter, ...]:
    if not isinstance(given, list | tuple) or len(given) > MOST_FILTERS:
        raise BadInput(f"An audience has up to {MOST_FILTERS} filters.")
    return tuple(Filter.from_json(one) for one in given)


def _value(is_: str, value: Any, measure: str) -> Any:
    if is_ in TEXT_TESTS:
        if (
            isinstance(value, list | tuple)
            and 1 <= len(value) <= MOST_VALUES
            and all(isinstance(one, str) for one in value)
        ):
            return tuple(value)
        raise BadInput(f"Choose at least one value of '{measure}'.")
    if is_ != "between":
        return _number(value, measure)
    if isinstance(value, list | tuple) and len(value) == 2:
        low, high = (_number(one, measure) for one in value)
        if low <= high:
            return low, high
    raise BadInput(f"Give '{measure}' a lower and an upper limit.")


def _number(value: Any, measure: str) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not isfinite(value):
        raise BadInput(f"Compare '{measure}' with a number.")
    return float(value)
