"""What the command line and the service say about measures that were made."""

from typing import Any

from core.measuring.customers import Measured


def facts(made: Measured) -> dict[str, Any]:
    """The settled settings, the funnel and the columns of the table, ready for JSON."""
    found = made.funnel
    return {
        "measuring": made.measuring.to_json(),
        "funnel": {
            "lines": found.lines,
            "steps": [
                {"rule": step.rule, "what": step.words, "left_out": step.left_out, "lines": step.lines}
                for step in found.steps
            ],
            "customers": found.customers,
        },
        "customers": found.customers,
        "orders": found.orders,
        "units": found.units,
        "money": found.money,
        "only_returns": found.only_returns,
        "returned_everything": found.returned_everything,
        "columns": [{"name": one.name, "unit": one.unit, "meaning": one.meaning} for one in made.measures],
    }
