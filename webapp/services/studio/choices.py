"""What can be chosen in the studio, and the complete recipe that a state makes of it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from numpy.typing import NDArray

from core.errors import BadInput
from core.preparing.candidates import Candidate
from core.recipe import MOST_MEASURES, Measure, Recipe
from webapp.records import Answer
from webapp.services.studio.state import State

FAMILIAR = 0.6  # a correlation that is worth a word


@dataclass(frozen=True)
class Choices:
    """Every column that could be a measure, and which are chosen as long as nobody has."""

    customers: int
    rows: int  # by which preparations were suggested
    columns: Mapping[str, Candidate]
    numbers: tuple[str, ...]
    alike: NDArray[Any]
    usual: tuple[str, ...]

    @classmethod
    def of(cls, answer: Answer) -> "Choices":
        facts = answer.facts
        columns = {column["name"]: _candidate(column) for column in facts["columns"]}
        return cls(
            facts["customers"], facts["rows"], columns, tuple(facts["numbers"]), answer.arrays["alike"],
            tuple(facts["usual"]),
        )  # fmt: skip

    def chosen(self, state: State) -> tuple[str, ...]:
        """Those that are there; `lost` are the others."""
        wanted = self.usual if state.measures is None else state.measures
        return tuple(name for name in wanted if self.can_be_chosen(name))

    def lost(self, state: State) -> tuple[str, ...]:
        return tuple(name for name in state.measures or () if not self.can_be_chosen(name))

    def can_be_chosen(self, name: str) -> bool:
        return name in self.columns and self.columns[name].measure is not None

    def measure(self, state: State, name: str) -> Measure:
        """As suggested, with what somebody changed."""
        suggested = self.columns[name].measure
        assert suggested is not None, "only what can be chosen is prepared"
        return replace(suggested, **state.prepared.get(name, {}))

    def recipe(self, state: State) -> Recipe:
        chosen = self.chosen(state)
        if not chosen:
            raise BadInput(self._nothing())
        measures = tuple(self.measure(state, name) for name in chosen)
        return Recipe(measures, method=state.method, seed=state.seed)

    def likest(self, name: str, state: State) -> tuple[str, float] | None:
        """The chosen measure that says most nearly the same, if any does."""
        others = [other for other in self.chosen(state) if other in self.numbers and other != name]
        if name not in self.numbers or not others:
            return None
        r = {other: float(self.alike[self.numbers.index(name), self.numbers.index(other)]) for other in others}
        other = max(r, key=lambda each: abs(r[each]))
        return (other, r[other]) if abs(r[other]) >= FAMILIAR else None

    def _nothing(self) -> str:
        if not any(column.measure for column in self.columns.values()):
            return (
                "Nothing in this dataset can be a measure: a measure is a number or a category that differs between "
                "customers. Look at its columns, or bring another file."
            )
        return f"Choose between 1 and {MOST_MEASURES} measures."


def _candidate(column: Mapping[str, Any]) -> Candidate:
    measure = column["measure"]
    if measure is not None:
        outliers = measure["outliers"]
        measure = Measure(**{**measure, "outliers": tuple(outliers) if isinstance(outliers, list) else outliers})
    kept = {"reasons": tuple(column["reasons"]), "bars": tuple(column["bars"]), "measure": measure}
    return Candidate(**{**column, **kept})
