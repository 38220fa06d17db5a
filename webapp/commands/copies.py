"""`./kindred backup FILE` and `./kindred restore FILE`."""

from pathlib import Path

from core.errors import BadInput
from webapp.clock import now
from webapp.commands import opening
from webapp.settings import Settings
from webapp.store import backup as store
from webapp.store import instance


def backup(settings: Settings, target: Path) -> None:
    with opening.opened(settings):
        size = store.write(target.expanduser().absolute())
    print(f"Everything was copied to {target} ({size / 1e6:,.1f} MB) and checked.")


def restore(settings: Settings, source: Path) -> None:
    if settings.postgres:
        raise BadInput(store.ON_POSTGRES)
    place = instance.prepare(settings.instance)
    with instance.nothing_running(place):
        kept = store.restore(source.expanduser().absolute(), place, now())
    print(f"{source} was checked and is the database now.")
    if kept is not None:
        print(f"The one before is kept at {kept}.")
