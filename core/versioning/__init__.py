"""A new file of a dataset: does it replace the last version or add to it, what is the whole then, and what differs.

    guess_mode(old, new, room)      "replace" or "add", and why
    take_over(old, new, kind)       types and roles of the last version for the columns of the new file
    added(old, new, room)           the whole that both make together, in which nothing counts twice
    difference(old, new, room)      columns, rows, customers, shifted distributions

A table is a kind, columns with roles, and a function that starts a fresh stream of its rows; `Room` says how much memory
may be taken and where the rest goes. What cannot be done is a sentence: core.errors.BadInput, or TooBig.
"""

from core.versioning.adding import Counts, Whole, added
from core.versioning.difference import ChangedColumn, Columns, Customers, Difference, difference
from core.versioning.engine import Room
from core.versioning.guessing import Guess, guess_mode
from core.versioning.shifts import Category, CategoryShift, DateShift, Missing, NumberShift, OtherShift
from core.versioning.stability import Stability
from core.versioning.table import Column, Table
from core.versioning.taking_over import TakenOver, take_over

__all__ = [
    "Category",
    "CategoryShift",
    "ChangedColumn",
    "Column",
    "Columns",
    "Counts",
    "Customers",
    "DateShift",
    "Difference",
    "Guess",
    "Missing",
    "NumberShift",
    "OtherShift",
    "Room",
    "Stability",
    "Table",
    "TakenOver",
    "Whole",
    "added",
    "difference",
    "guess_mode",
    "take_over",
]
