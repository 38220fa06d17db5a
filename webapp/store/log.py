"""The log in the instance folder, written to by every process of the program."""

import logging
import os
from logging.handlers import WatchedFileHandler

from webapp.store.instance import Instance

LARGEST = 10 * 1024 * 1024


def begin(place: Instance) -> None:
    """For a command: a log that has grown too long is put aside first."""
    if place.log.exists() and place.log.stat().st_size > LARGEST:
        os.replace(place.log, place.log.with_suffix(".log.1"))
    write_to(place)


def write_to(place: Instance) -> None:
    place.log.touch(mode=0o600)
    logging.basicConfig(
        level=logging.INFO,
        format="%(asctime)s %(levelname)s %(process)d %(name)s: %(message)s",
        handlers=[WatchedFileHandler(place.log, encoding="utf-8")],  # another command may put the file aside meanwhile
        force=True,
    )
