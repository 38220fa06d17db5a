"""What the database could not do becomes a sentence, where a person can be told: in reading as in writing."""

from sqlalchemy import ExceptionContext
from sqlalchemy.exc import OperationalError

from core.errors import Problem
from webapp.errors import Busy, Conflict, DiskTrouble, NoSpace

OVERTAKEN_SENTENCE = "Somebody else changed this at the same moment. Nothing was saved. Look again, then save."
AWAY_SENTENCE = "The database does not answer. Nothing was saved. Try again in a minute."

# Both databases give codes. The low byte of SQLite's is the kind of its error, the rest only the place.
SQLITE: dict[int, type[Busy | DiskTrouble | NoSpace]] = {5: Busy, 6: Busy, 10: DiskTrouble, 13: NoSpace}
# Another write was faster (unique, foreign key); locks, serialisation and deadlock; a full disk; a disk that fails.
POSTGRES: dict[str, type[Busy | DiskTrouble | NoSpace]] = {
    "55P03": Busy, "40P01": Busy, "40001": Busy, "53100": NoSpace, "58030": DiskTrouble,
}  # fmt: skip
POSTGRES_OVERTAKEN = ("23505", "23503")
POSTGRES_AWAY = ("08", "57P", "25P03", "53300")


def tell(context: ExceptionContext) -> None:
    """Listens to every error of the engine; what is not for a person goes on as it is."""
    if context.is_pre_ping:
        return  # the pool looks for another connection by itself
    problem = _of_sqlite(context) if context.dialect.name == "sqlite" else _of_postgres(context)
    if isinstance(problem, DiskTrouble):
        context.is_disconnect = (
            True  # what this connection believes to be on the disk may not be: begin anew with another
        )
    if problem is not None:
        raise problem


def _of_sqlite(context: ExceptionContext) -> Problem | None:
    kind = SQLITE.get((getattr(context.original_exception, "sqlite_errorcode", None) or 0) & 0xFF)
    return None if kind is None else kind()


def _of_postgres(context: ExceptionContext) -> Problem | None:
    code: str | None = getattr(context.original_exception, "sqlstate", None)
    if code in POSTGRES_OVERTAKEN:
        return Conflict(OVERTAKEN_SENTENCE)
    unreached = code is None and isinstance(context.sqlalchemy_exception, OperationalError)
    if context.is_disconnect or unreached or (code or "").startswith(POSTGRES_AWAY):
        return Busy(AWAY_SENTENCE)
    kind = POSTGRES.get(code or "")
    return None if kind is None else kind()
