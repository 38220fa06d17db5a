"""Every table, as rows that stay inside the store."""

from webapp.store.engine import Base
from webapp.store.tables.answers import AnswerRow, TreatmentRow
from webapp.store.tables.audiences import AudienceRow, ExportRow, SuppressionRow
from webapp.store.tables.data import ChunkRow, DatasetRow, DatasetVersionRow, TableRow, UploadRow
from webapp.store.tables.history import RunStarRow, SavedViewRow
from webapp.store.tables.parts import Utc
from webapp.store.tables.people import EventRow, LinkRow, MembershipRow, PersonRow, SessionRow, TeamRow, TryRow
from webapp.store.tables.plans import PlanEditRow, PlanRow, PlanSegmentRow
from webapp.store.tables.runs import NoteEditRow, NoteRow, RunCheckRow, RunResultRow, RunRow, RunTagRow, SegmentRow
from webapp.store.tables.sharing import ErasureRow, ShareRow
from webapp.store.tables.work import JobRow, WorkerRow

__all__ = [
    "AnswerRow",
    "AudienceRow",
    "Base",
    "ChunkRow",
    "DatasetRow",
    "DatasetVersionRow",
    "ErasureRow",
    "EventRow",
    "ExportRow",
    "JobRow",
    "LinkRow",
    "MembershipRow",
    "NoteEditRow",
    "NoteRow",
    "PersonRow",
    "PlanEditRow",
    "PlanRow",
    "PlanSegmentRow",
    "RunCheckRow",
    "RunResultRow",
    "RunRow",
    "RunStarRow",
    "RunTagRow",
    "SavedViewRow",
    "SegmentRow",
    "SessionRow",
    "ShareRow",
    "SuppressionRow",
    "TableRow",
    "TeamRow",
    "TreatmentRow",
    "TryRow",
    "UploadRow",
    "Utc",
    "WorkerRow",
]
