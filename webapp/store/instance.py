"""The instance folder: private to the operator, with the database, the secret key, locks, backups and the log."""

import fcntl
import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from flask import current_app

from webapp.errors import CannotStart


@dataclass(frozen=True)
class Instance:
    """Where everything lies."""

    folder: Path

    @property
    def database(self) -> Path:
        return self.folder / "kindred.db"

    @property
    def backups(self) -> Path:
        return self.folder / "backups"

    @property
    def scratch(self) -> Path:
        """For files of an hour; what a killed process leaves here is swept."""
        return self.folder / "scratch"

    @property
    def log(self) -> Path:
        return self.folder / "kindred.log"

    def lock(self, name: str) -> Path:
        return self.folder / f"{name}.lock"


def current() -> Instance:
    """The one that the running application was put together on."""
    place: Instance = current_app.extensions["kindred.instance"]
    return place


def prepare(folder: Path) -> Instance:
    """Make the folder if need be, and nobody's business but the operator's."""
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        if folder.stat().st_mode & 0o077:
            folder.chmod(0o700)
        for inside in ("backups", "incoming", "scratch"):
            (folder / inside).mkdir(mode=0o700, exist_ok=True)
    except OSError as error:
        raise CannotStart(
            f"The folder {folder} cannot be used ({error.strerror}). Check who owns it, or set KINDRED_INSTANCE to another."
        ) from error
    return Instance(folder)


def secret_key(instance: Instance) -> str:
    """The key that signs cookies and one-time links: made once, readable by the operator alone."""
    path = instance.folder / "secret.key"
    try:
        return _read_key(path)
    except FileNotFoundError:
        _write_once(path, secrets.token_urlsafe(32))
        return _read_key(path)


@contextmanager
def mark_running(instance: Instance) -> Iterator[None]:
    """A lock shared by all that run on this instance."""
    with instance.lock("running").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_SH)
        yield


def mark_running_for_good(instance: Instance) -> None:
    """The same, for as long as this process and those that it forks live."""
    descriptor = os.open(instance.lock("running"), os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    fcntl.flock(descriptor, fcntl.LOCK_SH)


def remember_address(instance: Instance, address: str) -> None:
    """Where the program answers, for links that other commands print."""
    (instance.folder / "address").write_text(address, encoding="utf-8")


def last_address(instance: Instance) -> str | None:
    path = instance.folder / "address"
    return path.read_text(encoding="utf-8") if path.exists() else None


@contextmanager
def nothing_running(instance: Instance) -> Iterator[None]:
    with instance.lock("running").open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise CannotStart("Kindred is running on this instance. Stop it first; nothing was changed.") from None
        yield


def host_id(instance: Instance) -> str:
    """Which instance folder this is: uploads lie in one of them until a worker beside them has read them."""
    path = instance.folder / "host.id"
    if not path.exists():
        _write_once(path, secrets.token_hex(8))
    return path.read_text(encoding="ascii").strip()


def _read_key(path: Path) -> str:
    key = path.read_text(encoding="ascii").strip()
    if len(key) < 32:
        raise CannotStart(
            f"{path} does not hold a key any more. Delete it and start again: everyone has to sign in anew."
        )
    return key


def _write_once(path: Path, text: str) -> None:
    # Written aside and linked into place, so that of two programs starting at once one text wins, whole.
    aside = path.with_suffix(f".{os.getpid()}.{secrets.token_hex(4)}")
    with open(os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="ascii") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    try:
        os.link(aside, path)
    except FileExistsError:
        pass
    finally:
        aside.unlink()
