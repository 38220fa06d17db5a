"""The columns of a customers table by which customers can be reached, and the rows of those who are meant."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from core.errors import BadInput
from core.exploring import Table
from core.exploring.plain import as_text
from core.planning.audiences.holdout import Arms
from core.planning.audiences.ids import plain_ids
from core.reading.columns.role_words import plain_words

ROLES = ("e-mail", "phone", "name", "country", "postcode")
FIRST_NAMES = frozenset(["first", "given", "forename", "vorname", "prenom", "nombre"])
LAST_NAMES = frozenset(
    ["last", "family", "surname", "sur", "nachname", "familienname", "nom", "apellido", "apellidos", "cognome"]
)


@dataclass(frozen=True)
class Contacts:
    """Columns by role; `names` is one column of whole names, or two: first names, last names."""

    customer: str
    email: str | None
    phone: str | None
    names: tuple[str, ...]
    country: str | None
    postcode: str | None

    @classmethod
    def of(cls, table: Table) -> "Contacts":
        columns = {role: table.with_role(role) for role in ("customer", *ROLES)}
        customer = columns["customer"]
        if customer is None:
            raise BadInput("No column of the customers says who they are. Give one column the role customer.")
        found = {role: column.name if column else None for role, column in columns.items()}
        names = _names([column.name for column in table.columns if column.role == "name"])
        return cls(customer.name, found["e-mail"], found["phone"], names, found["country"], found["postcode"])

    @property
    def missing(self) -> tuple[str, ...]:
        """Roles that no column has."""
        there = (self.email, self.phone, self.names, self.country, self.postcode)
        return tuple(role for role, column in zip(ROLES, there, strict=True) if not column)

    @property
    def columns(self) -> tuple[str, ...]:
        singles = (self.customer, self.email, self.phone, self.country, self.postcode)
        return tuple(name for name in (*singles, *self.names) if name)


@dataclass(frozen=True)
class ArmRows:
    """Rows of the treated, and of those held out, who may be read but never written; `unknown` treated have no row."""

    treated: Iterator[pa.RecordBatch]
    held_out: Iterator[pa.RecordBatch]
    unknown: int


def arm_rows(table: Table, customer: str, columns: Sequence[str], arms: Arms) -> ArmRows:
    """Of customers who are in the table twice, the last row speaks."""
    theirs = plain_ids(as_text(table.read([customer]).read_all().column(0).combine_chunks()))
    treated, held_out = (_last_places(theirs, ids) for ids in (arms.treated, arms.held_out_ids))
    return ArmRows(_taken(table, columns, treated), _taken(table, columns, held_out), len(arms.treated) - len(treated))


def _last_places(theirs: pa.Array, ids: pa.Array) -> NDArray[Any]:
    backwards = pc.drop_null(pc.index_in(plain_ids(ids), value_set=theirs[::-1]))
    return np.sort(len(theirs) - 1 - np.asarray(backwards))


def _taken(table: Table, columns: Sequence[str], rows: NDArray[Any]) -> Iterator[pa.RecordBatch]:
    first = 0
    for batch in table.read(list(dict.fromkeys(columns))):
        here = rows[np.searchsorted(rows, first) : np.searchsorted(rows, first + batch.num_rows)] - first
        first += batch.num_rows
        if len(here):
            yield batch.take(pa.array(here))


def _names(columns: Sequence[str]) -> tuple[str, ...]:
    """First and last names where the headers tell them apart, otherwise one column of whole names."""
    first, last = (
        next((name for name in columns if known.intersection(plain_words(name).split())), None)
        for known in (FIRST_NAMES, LAST_NAMES)
    )
    return (first, last) if first and last else tuple(columns[:1])
