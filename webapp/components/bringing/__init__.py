"""The parts of the confirm step. Each control of its form stands at a place: a column or the whole file, and what about it."""

from typing import Any


def answer(column: Any, about: Any) -> dict[str, Any]:
    """The id of a control. A column is its number in the file; the whole file is services.deciding.WHOLE."""
    return {"part": "bring-answer", "column": column, "about": about}
