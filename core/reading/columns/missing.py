"""Which cells hold no value: blanks, and the marks that people and programs write instead."""

import enum

# "NA" (Namibia), "none" and "-" are values in a column of text and marks in a column of numbers or dates.
MARKS_IN_TEXT = ("", "?", "??", "n/a", "n.a.", "#n/a", "null", "(null)", "<null>", "nan", "\u00a0")
MARKS = (
    *MARKS_IN_TEXT,
    "na",
    "none",
    "nil",
    "-",
    "--",
    "---",
    "–",
    "—",
    ".",
    "x",
    "unknown",
    "k.a.",
    "nat",
    "<na>",
    "\\n",
)
FORMULA_ERRORS = ("#ref!", "#div/0!", "#value!", "#name?", "#num!", "#null!", "#calc!", "#spill!", "#getting_data")
INFINITE = ("inf", "infinity", "infinite", "∞")


class Strange(enum.Enum):
    """Why a cell that is not blank gives no value."""

    MARK = "mark"
    FORMULA_ERROR = "formula error"
    INFINITE = "infinite"
    NOT_UNDERSTOOD = "not understood"


def is_missing(cell: str | None) -> bool:
    """Whether a cell says nothing about what its column is."""
    return cell is None or judge(cell) is not Strange.NOT_UNDERSTOOD


def judge(cell: str) -> Strange:
    """Judges a cell that its column could not read."""
    written = cell.strip().lower()
    if written in FORMULA_ERRORS:
        return Strange.FORMULA_ERROR
    if written in MARKS:
        return Strange.MARK
    if written.lstrip("+-") in INFINITE or _overflows(written):
        return Strange.INFINITE
    return Strange.NOT_UNDERSTOOD


def _overflows(written: str) -> bool:
    """Numbers such as 1e999, too big for any computer."""
    try:
        return float(written.replace(",", ".")) in (float("inf"), float("-inf"))
    except ValueError:
        return False
