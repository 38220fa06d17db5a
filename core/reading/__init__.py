"""Bytes of any customer file -> a clean, typed table, in a stream.

    with open_table(path, Limits(), choices) as table:
        table.reading            what the file holds, how it is read, what was done with it, what is in doubt
        table.batches()          the rows as Arrow record batches
        table.known              what it takes to open the same file later without looking at all of it again

A person changes `table.reading.choices`, and the file is looked at again; next month's file is read by them too.
Whatever is wrong with a file is a sentence: core.errors.BadInput, or TooBig.
"""

from core.reading.choices import ALIGNED, KINDS, ROLES, TYPES, Choices, ColumnChoice
from core.reading.known import Known
from core.reading.limits import Limits
from core.reading.opening import OpenTable, look, open_table
from core.reading.results import Column, Odd, Question, Reading, facts

__all__ = [
    "ALIGNED",
    "KINDS",
    "ROLES",
    "TYPES",
    "Choices",
    "Column",
    "ColumnChoice",
    "Known",
    "Limits",
    "Odd",
    "OpenTable",
    "Question",
    "Reading",
    "facts",
    "look",
    "open_table",
]
