"""Every table, as rows that stay inside the store."""

from webapp.store.engine import Base
from webapp.store.tables.answers import AnswerRow, TreatmentRow
from webapp.store.tables.data import ChunkRow, DatasetRow, DatasetVersionRow, TableRow, UploadRow
from webapp.store.tables.parts import Utc
from webapp.store.tables.people import EventRow, LinkRow, MembershipRow, PersonRow, SessionRow, TeamRow, TryRow
from webapp.store.tables.runs import NoteEditRow, NoteRow, RunCheckRow, RunResultRow, RunRow, RunTagRow, SegmentRow
from webapp.store.tables.sharing import ErasureRow, ShareRow
from webapp.store.tables.work import JobRow, WorkerRow

__all__ = [
    "AnswerRow",
    "Base",
    "ChunkRow",
    "DatasetRow",
    "DatasetVersionRow",
    "ErasureRow",
    "EventRow",
    "JobRow",
    "LinkRow",
    "MembershipRow",
    "NoteEditRow",
    "NoteRow",
    "PersonRow",
    "RunCheckRow",
    "RunResultRow",
    "RunRow",
    "RunTagRow",
    "SegmentRow",
    "SessionRow",
    "ShareRow",
    "TableRow",
    "TeamRow",
    "TreatmentRow",
    "TryRow",
    "UploadRow",
    "Utc",
    "WorkerRow",
]
