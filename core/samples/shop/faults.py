"""The dirt in the customers file: so many of each fault, each written down where it was put.

A cell gets one fault at most. The shares are of the customers in the file, rounded to whole rows.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import pandas as pd

Cells = pd.Series
Spoil = Callable[[np.random.Generator, Cells], Cells]

SPELLINGS = {"female": ("F", "f", "Female", "Femal", "FEMALE"), "male": ("M", "m", "Male", "Mal", "MALE")}
IMPOSSIBLE_AGES = (-1, 0, 130, 180, 199, 1893)


@dataclass(frozen=True)
class Fault:
    name: str
    column: str
    share: float
    spoil: Spoil


def _missing(rng: np.random.Generator, cells: Cells) -> Cells:
    return cells.where(np.zeros(len(cells), dtype=bool))


def _blanks(rng: np.random.Generator, cells: Cells) -> Cells:
    in_front = rng.random(len(cells)) < 0.5
    return (" " + cells).where(in_front, cells + " ")


def _capitals(rng: np.random.Generator, cells: Cells) -> Cells:
    return cells.str.upper()


def _spellings(rng: np.random.Generator, cells: Cells) -> Cells:
    return cells.map(lambda gender: SPELLINGS[gender][rng.integers(len(SPELLINGS[gender]))])


def _impossible(rng: np.random.Generator, cells: Cells) -> Cells:
    return pd.Series(rng.choice(IMPOSSIBLE_AGES, len(cells)), index=cells.index, dtype=cells.dtype)


FAULTS = (
    Fault("other spelling", "gender", 0.060, _spellings),
    Fault("missing", "gender", 0.040, _missing),
    Fault("stray blank", "gender", 0.010, _blanks),
    Fault("missing", "age", 0.060, _missing),
    Fault("impossible", "age", 0.0006, _impossible),
    Fault("missing", "email", 0.020, _missing),
    Fault("capitals", "email", 0.020, _capitals),
    Fault("stray blank", "email", 0.010, _blanks),
    Fault("stray blank", "name", 0.015, _blanks),
    Fault("missing", "phone", 0.350, _missing),
    Fault("missing", "postcode", 0.030, _missing),
    Fault("missing", "country", 0.008, _missing),
    Fault("stray blank", "country", 0.010, _blanks),
)
REPEATED = 0.0015  # of the customers stand in the file twice, the second row like the first
READDRESSED = 0.0010  # stand in it twice, the second row with a newer e-mail address


def with_faults(rng: np.random.Generator, people: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The people with their dirt, and a row for each fault: customer, column, what; second rows stand at the end."""
    people, notes = people.copy(), []
    untouched = {column: rng.permutation(len(people)) for column in people.columns}
    for fault in FAULTS:
        rows, rest = np.split(untouched[fault.column], [how_many(fault.share, len(people))])
        untouched[fault.column] = rest
        people.loc[rows, fault.column] = fault.spoil(rng, people.loc[rows, fault.column])
        notes.append(_note(people.loc[rows], fault.column, fault.name))
    repeated, readdressed = _second_rows(rng, people)
    notes += [_note(repeated, "customer_id", "repeated"), _note(readdressed, "customer_id", "repeated, new e-mail")]
    return pd.concat([people, repeated, readdressed], ignore_index=True), pd.concat(notes, ignore_index=True)


def how_many(share: float, customers: int) -> int:
    return round(share * customers)


def _second_rows(rng: np.random.Generator, people: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    counts = [how_many(share, len(people)) for share in (REPEATED, READDRESSED)]
    reachable = rng.permutation(people.index[people["email"].notna()])[: sum(counts)]
    repeated, readdressed = (people.loc[rows] for rows in np.split(reachable, counts[:1]))
    newer = readdressed["email"].str.replace("@.*", "@moved.example", regex=True)
    return repeated, readdressed.assign(email=newer)


def _note(rows: pd.DataFrame, column: str, fault: str) -> pd.DataFrame:
    return pd.DataFrame({"customer_id": rows["customer_id"].to_numpy(), "column": column, "fault": fault})
