"""The instance folder: private to the operator, with the database, the secret key, locks, backups and the log."""

import os
import secrets
from dataclasses import dataclass
from pathlib import Path

from webapp.errors import CannotStart


@dataclass(frozen=True)
class Instance:
    folder: Path

    @property
    def database(self) -> Path:
        return self.folder / "kindred.db"

    @property
    def backups(self) -> Path:
        return self.folder / "backups"

    @property
    def log(self) -> Path:
        return self.folder / "kindred.log"

    def lock(self, name: str) -> Path:
        return self.folder / f"{name}.lock"


def prepare(folder: Path) -> Instance:
    """Make the folder if need be, and nobody's business but the operator's."""
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        if folder.stat().st_mode & 0o077:
            folder.chmod(0o700)
        (folder / "backups").mkdir(mode=0o700, exist_ok=True)
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
        _write_key(path, secrets.token_urlsafe(32))
        return _read_key(path)


def _read_key(path: Path) -> str:
    key = path.read_text(encoding="ascii").strip()
    if len(key) < 32:
        raise CannotStart(
            f"{path} does not hold a key any more. Delete it and start again: everyone has to sign in anew."
        )
    return key


def _write_key(path: Path, key: str) -> None:
    # Written aside and linked into place, so that of two programs starting at once one key wins, whole.
    aside = path.with_suffix(f".{os.getpid()}.{secrets.token_hex(4)}")
    with open(os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="ascii") as file:
        file.write(key)
        file.flush()
        os.fsync(file.fileno())
    try:
        os.link(aside, path)
    except FileExistsError:
        pass
    finally:
        aside.unlink()
