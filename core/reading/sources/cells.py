"""Cells that a program wrote, as text: they then take the same way as the cells of a CSV."""

import datetime as dt
import re

_thousand = re.compile(r"-?[1-9]\d{0,2}\.\d{3}")


def cell_text(value: object) -> str:
    match value:
        case None | dict() | list():
            return ""
        case bool():
            return "true" if value else "false"
        case float():
            return _number_text(value)
        case dt.datetime():
            return value.isoformat(" ")
        case _:
            return str(value)


def _number_text(value: float) -> str:
    """A whole number without a point. One that could be taken for thousands, 1.234, gets a zero at its end."""
    if value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    written = repr(value)
    return written + "0" if _thousand.fullmatch(written) else written
