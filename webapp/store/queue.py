"""The queue: a table of jobs, claimed by one conditional update, held by a lease and a token.

Every write for a job names its token. A worker that lost its lease - stopped, cut off, too slow - can write nothing more,
because whoever took the job over made a new token. So a job is carried out at least once and its result is kept at most once.
"""

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

from sqlalchemy import ColumnElement, Update, bindparam, or_, select, update
from sqlalchemy.orm import Session

from webapp.clock import now
from webapp.errors import Conflict, Superseded
from webapp.records import Claim, Job, JobState, Lane
from webapp.store.engine import alone, db, rows_changed, writing
from webapp.store.tables import JobRow, PersonRow

LEASE = timedelta(seconds=30)
MOST_ATTEMPTS = 2
ANSWERING = "work out"  # the kind of job that works out an answer for a page
ERASING = "erase"  # while such a job is under way, its team begins nothing else
GIVING_BACK = "give space back"  # which only takes away
WHILE_ERASING = "Data of this team is being erased just now. Wait until that is done, then try again."
LATELY = timedelta(minutes=10)
DIED_TWICE = "This stopped twice without a word, so it was given up. Nothing was changed. Try again; if it stays, ask your administrator to look at the log."


def add(
    team_id: int, person_id: int | None, kind: str, lane: Lane, subject: str, facts: dict[str, Any],
    *, key: str | None = None, view: str | None = None, host: str | None = None,
) -> int:  # fmt: skip
    """Within a write. The same key of a team again is the same job; a newer job of a view takes the place of the older."""
    only_one_at_a_time(team_id)
    if kind not in (ERASING, GIVING_BACK) and under_way(team_id, ERASING) is not None:
        raise Conflict(WHILE_ERASING)
    if key is not None:
        known = db.session.scalar(select(JobRow.id).where(JobRow.team_id == team_id, JobRow.key == key))
        if known is not None:
            return known
    if view is not None:
        _make_way((JobRow.team_id == team_id) & (JobRow.view == view))
    row = JobRow(
        team_id=team_id, person_id=person_id, kind=kind, lane=lane, subject=_line(subject, 200), facts=facts,
        key=key, view=view, host=host, state=JobState.QUEUED, made=now(),
    )  # fmt: skip
    db.session.add(row)
    db.session.flush()
    return row.id


def with_key(team_id: int, key: str, person_id: int | None) -> Job | None:
    job_id = db.session.scalar(select(JobRow.id).where(JobRow.team_id == team_id, JobRow.key == key))
    return None if job_id is None else find(team_id, job_id, person_id)


def forget_ended(team_id: int, key: str) -> None:
    """Within a write: what has ended under this key no longer stands in the way of the same again."""
    ended = JobRow.state.in_([JobState.DONE, JobState.FAILED, JobState.CANCELLED])
    rows_changed(
        update(JobRow).where(JobRow.team_id == team_id, JobRow.key == key, ended).values(key=None, dismissed=True)
    )


def only_one_at_a_time(team_id: int) -> None:
    """Within a write: whoever looks whether a team's job is there already, and adds it if not, does so undisturbed."""
    alone(f"the jobs of team {team_id}")


def claim(lane: Lane, host: str) -> Claim | None:
    """The oldest waiting job of the lane whose bytes are within reach, if there is one; ours from now on."""
    within_reach = or_(JobRow.host.is_(None), JobRow.host == host)
    waiting = select(JobRow.id).where(JobRow.state == JobState.QUEUED, JobRow.lane == lane, within_reach)
    oldest = waiting.order_by(JobRow.id).limit(1).with_for_update(skip_locked=True).scalar_subquery()
    take = (
        update(JobRow)
        .where(JobRow.id == oldest, JobRow.state == JobState.QUEUED)
        .values(
            state=JobState.RUNNING, token=secrets.token_urlsafe(32), lease=now() + LEASE, begun=now(),
            attempts=JobRow.attempts + 1, share=0.0, sentence="",
        )
        .returning(JobRow)
    )  # fmt: skip
    with writing() as session:
        row = session.scalars(take).first()
        return None if row is None else _claim_of(row)


@contextmanager
def writing_for(claim: Claim) -> Iterator[Session]:
    """A write on behalf of a job, which happens only while the job is still ours."""
    with writing() as session:
        held = session.scalar(select(JobRow.id).where(*_ours(claim)).with_for_update())
        if held is None:
            raise Superseded
        yield session


def renew(claims: list[Claim]) -> list[Claim]:
    """Hold on to what is being worked on. Those that are not ours any more are left out of the answer."""
    with writing():
        return [
            claim for claim in claims if rows_changed(update(JobRow).where(*_ours(claim)).values(lease=now() + LEASE))
        ]


def report(claim: Claim, share: float, sentence: str) -> None:
    with writing():
        told = update(JobRow).where(*_ours(claim)).values(share=share, sentence=_line(sentence, 300))
        if not rows_changed(told):
            raise Superseded


def finish(claim: Claim, result: str | None) -> None:
    """Within the write that makes the product visible: both happen, or neither."""
    if not rows_changed(_ended(JobState.DONE, *_ours(claim), share=1.0, result=result)):
        raise Superseded


def fail(claim: Claim, failure: str, reference: str | None = None) -> None:
    """Nothing, when the job is not ours any more or ended meanwhile."""
    with writing():
        rows_changed(_ended(JobState.FAILED, *_ours(claim), failure=_line(failure, 500), reference=reference))


def once_more(claim: Claim, failure: str = DIED_TWICE) -> None:
    """The work ended before it was done, and not by its own fault as far as we know: again, unless that was the last attempt."""
    with writing():
        _let_go(*_ours(claim), failure=failure)


def hand_back(claim: Claim) -> None:
    """The worker has to stop; that is no fault of the job and counts as no attempt."""
    with writing():
        rows_changed(update(JobRow).where(*_ours(claim)).values(attempts=JobRow.attempts - 1))
        _let_go(*_ours(claim), failure=DIED_TWICE)


def confirm_cancelled(claim: Claim) -> None:
    with writing():
        rows_changed(_ended(JobState.CANCELLED, *_ours(claim)))


def reap() -> int:
    """Jobs whose worker has let the lease run out: cancelled if that was asked, given up, or queued again. How many."""
    lapsed = (JobRow.state == JobState.RUNNING, JobRow.lease < now())
    if db.session.scalar(select(JobRow.id).where(*lapsed).limit(1)) is None:
        return 0
    with writing() as session:
        # What is locked is being written for just now, so leave it: one stopped process must not hold up the others.
        ids = session.scalars(select(JobRow.id).where(*lapsed).with_for_update(skip_locked=True)).all()
        return _let_go(JobRow.id.in_(ids), *lapsed, failure=DIED_TWICE)


def cancel(team_id: int, job_id: int, person_id: int | None = None) -> bool:
    """False when there is no such job under way; a person's own only, if a person is given."""
    which = (JobRow.id == job_id) & (JobRow.team_id == team_id)
    return _cancel(which if person_id is None else which & (JobRow.person_id == person_id)) > 0


def cancel_short(team_id: int) -> None:
    """Within a write: what pages wait for."""
    _cancel((JobRow.team_id == team_id) & (JobRow.lane == Lane.SHORT))


def others_run(claim: Claim) -> bool:
    """Whether the team has other work in progress."""
    db.session.rollback()
    others = select(JobRow.id).where(
        JobRow.team_id == claim.team_id, JobRow.id != claim.job_id, JobRow.state == JobState.RUNNING
    )
    return db.session.scalar(others.limit(1)) is not None


def long_under_way(team_id: int) -> bool:
    alive = JobRow.state.in_([JobState.QUEUED, JobState.RUNNING])
    query = select(JobRow.id).where(JobRow.team_id == team_id, JobRow.lane == Lane.LONG, alive)
    return db.session.scalar(query.limit(1)) is not None


def asked_to_cancel(claims: list[Claim]) -> list[Claim]:
    ids = [claim.job_id for claim in claims]
    asked = set(db.session.scalars(select(JobRow.id).where(JobRow.id.in_(ids), JobRow.cancel_asked)))
    return [claim for claim in claims if claim.job_id in asked]


def lanes_waiting(host: str) -> set[Lane]:
    """Where there is something to claim. Waiting workers ask this many times a second."""
    return {Lane(lane) for lane in db.session.scalars(_LANES_WAITING, {"host": host})}


def under_way(team_id: int, kind: str) -> int | None:
    alive = JobRow.state.in_([JobState.QUEUED, JobState.RUNNING]) & JobRow.cancel_asked.is_(False)
    return db.session.scalar(select(JobRow.id).where(JobRow.team_id == team_id, JobRow.kind == kind, alive).limit(1))


def dismiss(team_id: int, job_id: int) -> bool:
    ended = JobRow.state.in_([JobState.FAILED, JobState.DONE, JobState.CANCELLED])
    return bool(
        rows_changed(update(JobRow).where(JobRow.id == job_id, JobRow.team_id == team_id, ended).values(dismissed=True))
    )


def of_team(team_id: int, person_id: int) -> list[Job]:
    """What runs or waits, what failed and was not dismissed, and what a person's own long work has lately come to.

    What a page waits for, that page tells.
    """
    under_way = JobRow.state.in_([JobState.QUEUED, JobState.RUNNING])
    failed = JobRow.state == JobState.FAILED
    mine = (JobRow.person_id == person_id) & (JobRow.lane == Lane.LONG)
    lately_done = (JobRow.state == JobState.DONE) & mine & (JobRow.ended > now() - LATELY)
    rows = db.session.execute(
        select(JobRow, PersonRow.name)
        .outerjoin(PersonRow, PersonRow.id == JobRow.person_id)
        .where(JobRow.team_id == team_id, JobRow.dismissed.is_(False), JobRow.kind != ANSWERING)
        .where(under_way | failed | lately_done)
        .order_by(JobRow.id.desc())
        .limit(50)
    )
    return [_record(row, name, person_id) for row, name in rows]


def find(team_id: int, job_id: int, person_id: int | None) -> Job | None:
    row = db.session.execute(
        select(JobRow, PersonRow.name)
        .outerjoin(PersonRow, PersonRow.id == JobRow.person_id)
        .where(JobRow.team_id == team_id, JobRow.id == job_id)
    ).first()
    db.session.rollback()  # who watches a job asks again and again: each time it is to be the newest
    return None if row is None else _record(row[0], row[1], person_id)


_LANES_WAITING = (
    select(JobRow.lane)
    .where(JobRow.state == JobState.QUEUED, or_(JobRow.host.is_(None), JobRow.host == bindparam("host")))
    .distinct()
)


def _ours(claim: Claim) -> tuple[ColumnElement[bool], ...]:
    return JobRow.id == claim.job_id, JobRow.token == claim.token, JobRow.state == JobState.RUNNING


def _cancel(which: ColumnElement[bool]) -> int:
    waiting = rows_changed(
        update(JobRow).where(which, JobRow.state == JobState.QUEUED).values(state=JobState.CANCELLED, ended=now())
    )
    return waiting + rows_changed(
        update(JobRow).where(which, JobRow.state == JobState.RUNNING).values(cancel_asked=True)
    )


def _make_way(which: ColumnElement[bool]) -> None:
    """Cancelled because nobody waits for it any more; whoever wants the same again later begins it anew."""
    _cancel(which)
    rows_changed(update(JobRow).where(which, JobRow.key.is_not(None)).values(key=None))


def _let_go(*which: ColumnElement[bool], failure: str) -> int:
    """What runs runs no longer: cancelled if that was asked, given up after its last attempt, else queued again."""
    again = {"state": JobState.QUEUED, "token": None, "lease": None, "share": 0.0, "sentence": ""}
    return (
        rows_changed(_ended(JobState.CANCELLED, *which, JobRow.cancel_asked.is_(True)))
        + rows_changed(_ended(JobState.FAILED, *which, JobRow.attempts >= MOST_ATTEMPTS, failure=failure))
        + rows_changed(update(JobRow).where(*which).values(**again))
    )


def _ended(state: JobState, *which: ColumnElement[bool], **facts: Any) -> Update:
    return update(JobRow).where(*which).values(state=state, token=None, lease=None, ended=now(), **facts)


def _line(text: str, most: int) -> str:
    """What may have come out of a file: without what PostgreSQL cannot keep, and no longer than its place."""
    return text.encode("utf-8", "replace").decode("utf-8").replace("\0", "")[:most]


def _claim_of(row: JobRow) -> Claim:
    assert row.token is not None
    return Claim(row.id, row.team_id, row.person_id, row.kind, dict(row.facts), row.attempts, row.token)


def _record(row: JobRow, person: str | None, viewer_id: int | None) -> Job:
    return Job(
        id=row.id, team_id=row.team_id, person=person or "The operator", mine=row.person_id is not None and row.person_id == viewer_id, kind=row.kind,
        subject=row.subject, state=JobState(row.state), share=row.share, sentence=row.sentence, result=row.result,
        failure=row.failure, reference=row.reference, made=row.made, begun=row.begun, ended=row.ended,
    )  # fmt: skip
