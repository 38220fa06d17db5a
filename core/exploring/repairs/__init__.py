"""Repairs: a recorded list of changes to a version, which itself stays as it came.

values.py    changes of values: fill, merge spellings, clip, treat as missing, take text as numbers
rows.py      rows left out: by a value, exact copies, all but the last row of a customer
columns.py   columns described anew: a code that is no number, a column left out
recorded.py  the list: to and from JSON, undone, reordered, replayed on any version
"""

from core.exploring.repairs.columns import Ignore, ToCategory
from core.exploring.repairs.recorded import Outcome, Repair, Repairs, Replayed, repaired, replay
from core.exploring.repairs.rows import Drop, DropCopies, KeepLast
from core.exploring.repairs.values import Blank, Clip, Fill, Merge, ToNumber

__all__ = [
    "Blank",
    "Clip",
    "Drop",
    "DropCopies",
    "Fill",
    "Ignore",
    "KeepLast",
    "Merge",
    "Outcome",
    "Repair",
    "Repairs",
    "Replayed",
    "ToCategory",
    "ToNumber",
    "repaired",
    "replay",
]
