"""What an operator can set, read once from the environment; nonsense stops the start with a sentence."""

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from webapp.errors import CannotStart

ROOT = Path(__file__).resolve().parent.parent
_HOST = re.compile(r"[A-Za-z0-9_.-]{1,253}|\[?[0-9A-Fa-f:.]{2,45}\]?")
LOOPBACK = ("127.0.0.1", "localhost", "::1")


@dataclass(frozen=True)
class Settings:
    instance: Path  # where everything is kept that must not be lost
    host: str
    port: int
    database_url: str | None  # None: SQLite in the instance folder
    secret_key: str | None  # None: made at the first start and kept in the instance folder
    https: bool  # a proxy in front speaks https
    trusted_hosts: tuple[str, ...]
    web_processes: int
    web_threads: int
    short_slots: int  # jobs that a person waits for, at once
    long_slots: int
    job_memory_mb: int

    @classmethod
    def from_env(cls, environ: Mapping[str, str] = os.environ) -> "Settings":
        settings = cls(
            instance=_folder(environ),
            host=_host(environ),
            port=_whole(environ, "KINDRED_PORT", 8050, 1, 65535),
            database_url=_database_url(environ),
            secret_key=_secret(environ),
            https=_switch(environ, "KINDRED_HTTPS"),
            trusted_hosts=_trusted_hosts(environ),
            web_processes=_whole(environ, "KINDRED_WEB_PROCESSES", 2, 1, 32),
            web_threads=_whole(environ, "KINDRED_WEB_THREADS", 8, 2, 64),
            short_slots=_whole(environ, "KINDRED_SHORT_SLOTS", 2, 1, 64),
            long_slots=_whole(environ, "KINDRED_LONG_SLOTS", 1, 1, 64),
            job_memory_mb=_whole(environ, "KINDRED_JOB_MEMORY_MB", 2_000, 500, 1_000_000),
        )
        settings.check()
        return settings

    def check(self) -> None:
        if self.host not in LOOPBACK and not self.https:
            raise CannotStart(
                f"KINDRED_HOST is {self.host}, which others on the network can reach, but passwords would travel in the "
                "clear. Put a proxy with https in front and set KINDRED_HTTPS=1, or use 127.0.0.1."
            )

    @property
    def hosts(self) -> list[str]:
        """The names a browser may call this program by."""
        return [*LOOPBACK[:2], "[::1]", self.host, *self.trusted_hosts]

    @property
    def postgres(self) -> bool:
        return self.database_url is not None

    @property
    def address(self) -> str:
        """What people type into their browser."""
        if self.https and self.trusted_hosts:
            return f"https://{self.trusted_hosts[0]}"
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"http://{host}:{self.port}"


def _folder(environ: Mapping[str, str]) -> Path:
    text = environ.get("KINDRED_INSTANCE") or str(ROOT / "instance")
    try:
        return Path(text).expanduser().absolute()
    except RuntimeError:
        raise CannotStart(f"KINDRED_INSTANCE is “{text[:40]}”. Nobody of that name has a home folder here.") from None


def _host(environ: Mapping[str, str]) -> str:
    host = environ.get("KINDRED_HOST") or "127.0.0.1"
    if not _HOST.fullmatch(host):
        raise CannotStart(f"KINDRED_HOST is “{host[:40]}”. Give a name or a number of this machine, like 127.0.0.1.")
    return host


def _trusted_hosts(environ: Mapping[str, str]) -> tuple[str, ...]:
    names = tuple(name.strip() for name in environ.get("KINDRED_TRUSTED_HOSTS", "").split(",") if name.strip())
    for name in names:
        if not _HOST.fullmatch(name.removeprefix(".")):
            raise CannotStart(
                f"KINDRED_TRUSTED_HOSTS holds “{name[:40]}”. Give names alone, with commas between, like kindred.example.org."
            )
    return names


def _database_url(environ: Mapping[str, str]) -> str | None:
    url = environ.get("KINDRED_DATABASE_URL") or None
    if url is None:
        return None
    scheme, separator, rest = url.partition("://")
    if scheme not in ("postgresql", "postgres", "postgresql+psycopg") or not separator or not _names_database(rest):
        raise CannotStart(
            "KINDRED_DATABASE_URL is not an address of PostgreSQL. Write postgresql://person:password@host/database, "
            "or leave it out to keep everything in SQLite. In a password write %40 for @, %2F for / and %3A for :."
        )
    return f"postgresql+psycopg://{rest}"


def _names_database(rest: str) -> bool:
    try:
        parts = urlsplit(f"postgresql://{rest}")
        return parts.port != 0 and len(parts.path) > 1
    except ValueError:
        return False


def _secret(environ: Mapping[str, str]) -> str | None:
    secret = environ.get("KINDRED_SECRET_KEY") or None
    if (secret is not None and len(set(secret)) < 12) or (secret is not None and len(secret) < 32):
        raise CannotStart(
            "KINDRED_SECRET_KEY is too short or too plain to protect anyone. "
            "Use at least 32 random characters, or leave it out and Kindred makes its own."
        )
    return secret


def _whole(environ: Mapping[str, str], name: str, default: int, least: int, most: int) -> int:
    text = environ.get(name) or str(default)
    if not text.isascii() or not text.isdigit() or len(text) > 12 or not least <= int(text) <= most:
        raise CannotStart(f"{name} is “{text[:40]}”. Give a whole number from {least} to {most}.")
    return int(text)


def _switch(environ: Mapping[str, str], name: str) -> bool:
    text = environ.get(name, "").strip().lower()
    if text not in ("", "0", "no", "false", "1", "yes", "true"):
        raise CannotStart(f"{name} is “{text[:40]}”. Give 1 or 0.")
    return text in ("1", "yes", "true")
