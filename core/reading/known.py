"""What a look at a file leaves to whoever reads it later: its rows can then be streamed without being looked at again.

It is kept as JSON, and serves the same bytes, opened with the same choices, by a program that reads as this one does.
"""

from collections.abc import Callable
from dataclasses import asdict, dataclass
from typing import Any

import duckdb

from core.reading.choices import Choices
from core.reading.columns.dates import DateRule
from core.reading.columns.numbers import NumberRule
from core.reading.columns.text import TextRule
from core.reading.columns.values import Rule
from core.reading.results import Reading
from core.reading.source import Letters

WAY = (
    f"1, DuckDB {duckdb.__version__}"  # to be counted up whenever a rule or an opened file comes to mean something else
)
RULES: dict[str, Callable[..., Rule]] = {"text": TextRule, "number": NumberRule, "date": DateRule}


@dataclass(frozen=True)
class Known:
    asked: Choices
    names: tuple[str, ...]  # of all columns, as the file writes them
    rules: dict[int, Rule]  # by the place of the column among them; one that is left out has none
    careful: bool  # the slower way was taken to the cells
    letters: Letters | None
    reading: Reading

    def to_json(self) -> dict[str, Any]:
        rules = [{"column": place, "type": rule.type, **asdict(rule)} for place, rule in self.rules.items()]
        return {"way": WAY, **asdict(self), "rules": rules}

    @classmethod
    def from_json(cls, written: dict[str, Any]) -> "Known | None":
        """None for what another program has written, which may have read otherwise."""
        if written["way"] != WAY:
            return None
        rules = {rule["column"]: _rule(rule) for rule in written["rules"]}
        asked, reading = Choices.from_json(written["asked"]), Reading.from_json(written["reading"])
        letters = Letters(**written["letters"]) if written["letters"] else None
        return cls(asked, tuple(written["names"]), rules, written["careful"], letters, reading)


def _rule(written: dict[str, Any]) -> Rule:
    fields = {name: tuple(value) if isinstance(value, list) else value for name, value in written.items()}
    made = RULES[written["type"]]
    return made(**{name: value for name, value in fields.items() if name not in ("column", "type")})
