"""Frozen audiences: made once, looked at by whoever plans in the same weeks, never changed."""

import io
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
from sqlalchemy import select

from core.planning import Arms
from webapp.clock import now
from webapp.records import FrozenAudience
from webapp.store import stored_tables
from webapp.store.engine import db
from webapp.store.tables import AudienceRow, PersonRow, PlanRow, SuppressionRow

SCHEMA = pa.schema([("customer", pa.string()), ("segment", pa.int16()), ("held_out", pa.bool_())])
_SOMEBODY = "Somebody who is gone"


def find(plan_id: int) -> FrozenAudience | None:
    found = db.session.execute(
        select(AudienceRow, PersonRow.name)
        .outerjoin(PersonRow, PersonRow.id == AudienceRow.person_id)
        .where(AudienceRow.plan_id == plan_id)
    ).first()
    return None if found is None else _record(*found)


def of_team(team_id: int) -> list[FrozenAudience]:
    """Of all plans that are there."""
    rows = db.session.execute(
        select(AudienceRow, PersonRow.name)
        .join(PlanRow, PlanRow.id == AudienceRow.plan_id)
        .outerjoin(PersonRow, PersonRow.id == AudienceRow.person_id)
        .where(PlanRow.team_id == team_id, PlanRow.removed_at.is_(None))
        .order_by(AudienceRow.plan_id)
    )
    return [_record(*row) for row in rows]


def arms(audience: FrozenAudience) -> Arms:
    rows = stored_tables.read(stored_tables.find(audience.table_id)).read_all().combine_chunks()
    ids, segments, held_out = (rows.column(place) for place in range(3))
    one = pa.concat_arrays(ids.chunks) if ids.num_chunks else pa.array([], pa.string())
    return Arms(one, np.asarray(segments), np.asarray(held_out))


def keep(plan_id: int, person_id: int | None, made: dict[str, Any]) -> bool:
    """Within the job's last write: the table is published, and takes the place of an earlier one. False when the plan is gone."""
    if db.session.get(PlanRow, plan_id, with_for_update=True) is None:
        stored_tables.hide([made["table_id"]])
        return False
    discard(plan_id)
    stored_tables.publish(made["table_id"])
    db.session.add(AudienceRow(plan_id=plan_id, person_id=person_id, frozen_at=now(), **made))
    db.session.flush()
    return True


def discard(plan_id: int) -> None:
    """Within a write; the space is given back later."""
    row = db.session.scalar(select(AudienceRow).where(AudienceRow.plan_id == plan_id))
    if row is not None:
        stored_tables.hide([row.table_id])
        db.session.delete(row)
        db.session.flush()


def decide(plan_id: int, relief: dict[str, Any]) -> None:
    row = db.session.scalars(select(AudienceRow).where(AudienceRow.plan_id == plan_id).with_for_update()).one()
    row.relief = relief
    db.session.flush()


def suppress(plan_id: int, ids: pa.Array) -> None:
    """Within a write: in place of those of before; none at all takes the list away."""
    row = db.session.scalar(select(SuppressionRow).where(SuppressionRow.plan_id == plan_id).with_for_update())
    if row is not None:
        db.session.delete(row)
        db.session.flush()
    if len(ids):
        packed = io.BytesIO()
        pq.write_table(pa.table({"id": ids}), packed, compression="zstd")
        db.session.add(SuppressionRow(plan_id=plan_id, customers=len(ids), ids=packed.getvalue(), at=now()))
    db.session.flush()


def suppressed(plan_id: int) -> pa.Array | None:
    body = db.session.scalar(select(SuppressionRow.ids).where(SuppressionRow.plan_id == plan_id))
    return None if body is None else pq.read_table(pa.BufferReader(body)).column(0).combine_chunks()


def count_suppressed(plan_id: int) -> int:
    return db.session.scalar(select(SuppressionRow.customers).where(SuppressionRow.plan_id == plan_id)) or 0


def _record(row: AudienceRow, person: str | None) -> FrozenAudience:
    return FrozenAudience(
        plan_id=row.plan_id, table_id=row.table_id, run=row.run, run_id=row.run_id, version=row.version, choice=row.choice,
        facts=row.facts, treated=row.treated, held_out=row.held_out, relief=row.relief, person=person or _SOMEBODY,
        frozen=row.frozen_at,
    )  # fmt: skip
