"""What is done with a dataset's versions before anything is worked out from them."""

from typing import Any

from sqlalchemy import select

from webapp.errors import Conflict
from webapp.records import Treatment
from webapp.store.engine import alone, db
from webapp.store.tables import TreatmentRow

CHANGED = "Somebody else changed this dataset's repairs or measures meanwhile. Look at them again."


def of(dataset_id: int) -> Treatment:
    """Nothing, until somebody decides otherwise."""
    row = _row(dataset_id)
    return (
        Treatment()
        if row is None
        else Treatment(tuple(row.repairs), dict(row.measuring), dict(row.scoring), row.joined_id, row.version)
    )


def change(dataset_id: int, seen_edit: int, **changes: Any) -> Treatment:
    """Within a write; `repairs`, `measuring`, `scoring` or `joined_id`."""
    alone(f"the treatment of dataset {dataset_id}")
    if of(dataset_id).edit != seen_edit:
        raise Conflict(CHANGED)
    row = _row(dataset_id)
    if row is None:
        row = TreatmentRow(dataset_id=dataset_id, repairs=[], measuring={}, scoring={})
        db.session.add(row)
    for name, value in changes.items():
        setattr(row, name, value)
    db.session.flush()
    return of(dataset_id)


def joined_with(dataset_id: int) -> list[int]:
    """The orders datasets that this customers dataset is joined with."""
    joined = select(TreatmentRow.dataset_id).where(TreatmentRow.joined_id == dataset_id)
    return list(db.session.scalars(joined.order_by(TreatmentRow.dataset_id)))


def _row(dataset_id: int) -> TreatmentRow | None:
    return db.session.scalar(select(TreatmentRow).where(TreatmentRow.dataset_id == dataset_id))
