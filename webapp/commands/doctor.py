"""`./kindred doctor`: everything the program needs, one line each, and what to do about what is wrong."""

import shutil
import sys
from collections.abc import Iterator
from dataclasses import dataclass

from webapp.app import create_app
from webapp.errors import CannotStart
from webapp.services import health
from webapp.settings import Settings
from webapp.store import instance, migrate, probe
from webapp.store.engine import SAFE_SQLITE, db, sqlite

SAFE_PYTHON = (3, 11, 14)
LEAST_FREE = 1_000_000_000


@dataclass(frozen=True)
class Finding:
    word: str  # well, note or bad
    subject: str
    text: str


def doctor(settings: Settings) -> int:
    findings = list(_findings(settings))
    for finding in findings:
        print(f"{finding.word:<5} {finding.subject:<9} {finding.text}")
    bad = [finding for finding in findings if finding.word == "bad"]
    print("Everything needed is there." if not bad else f"{len(bad)} to mend: see what is marked bad.")
    return 1 if bad else 0


def _findings(settings: Settings) -> Iterator[Finding]:
    yield _python()
    if not settings.postgres:
        yield _sqlite()
    yield _disk(settings)
    yield from _settings(settings)
    yield from _database(settings)
    yield from _limits(settings)


def _python() -> Finding:
    version = ".".join(map(str, sys.version_info[:3]))
    if sys.version_info >= SAFE_PYTHON:
        return Finding("well", "Python", version)
    return Finding(
        "note", "Python", f"{version} works; 3.11.14 and later read hostile archives more safely. Update when you can."
    )


def _sqlite() -> Finding:
    version = sqlite.sqlite_version
    if tuple(map(int, version.split("."))) >= SAFE_SQLITE:
        return Finding("well", "SQLite", version)
    return Finding(
        "note", "SQLite",
        f"{version} can damage a database when writing and tidying coincide. Kindred keeps the two apart; use no other "
        "program on the database while it runs, or move to PostgreSQL.",
    )  # fmt: skip


def _disk(settings: Settings) -> Finding:
    free = shutil.disk_usage(instance.prepare(settings.instance).folder).free
    text = f"{free / 1e9:,.1f} GB free at {settings.instance}"
    if free >= LEAST_FREE:
        return Finding("well", "disk", text)
    return Finding("bad", "disk", f"{text}. Make room, or move the instance with KINDRED_INSTANCE.")


def _settings(settings: Settings) -> Iterator[Finding]:
    yield Finding("well", "address", settings.address)
    if settings.https and not settings.trusted_hosts:
        yield Finding(
            "bad",
            "address",
            "KINDRED_HTTPS is set, but no name is trusted: set KINDRED_TRUSTED_HOSTS=kindred.example.org.",
        )
    key = "set by KINDRED_SECRET_KEY" if settings.secret_key else f"kept in {settings.instance / 'secret.key'}"
    yield Finding("well", "secret", key)


def _database(settings: Settings) -> list[Finding]:
    """The database, and what it knows of a worker."""
    try:
        with create_app(settings).app_context():
            try:
                return _database_and_worker()
            finally:
                db.session.remove()
                db.engine.dispose()
    except CannotStart as problem:
        return [Finding("bad", "database", problem.sentence)]
    except Exception as error:
        reason = str(error.__cause__ or error).splitlines()[0][:200]
        text = f"It does not answer: {reason.rstrip('.')}. Check its server, its file and its disk."
        return [Finding("bad", "database", text)]


def _database_and_worker() -> list[Finding]:
    version = probe.engine_version()
    if not migrate.is_current():
        return [Finding("note", "database", f"{version}: ./kindred run brings it to the newest schema.")]
    probe.read_and_write()
    word = health.word_on_worker()
    worker = Finding("well", "worker", "answers") if word == "well" else Finding("note", "worker", word)
    return [Finding("well", "database", f"{version} answers, at the newest schema."), worker]


def _limits(settings: Settings) -> Iterator[Finding]:
    yield Finding(
        "well",
        "limits",
        f"{settings.web_processes} web processes with {settings.web_threads} threads each; requests up to 2 MB.",
    )
    jobs = (
        f"{settings.short_slots} short and {settings.long_slots} long at once, each with {settings.job_memory_mb:,} MB."
    )
    yield Finding("well", "jobs", jobs)
    yield Finding("well", "log", str(settings.instance / "kindred.log"))
