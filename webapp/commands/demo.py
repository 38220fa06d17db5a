"""`./kindred demo`: a sample team with sample data, and a link that signs in once."""

from pathlib import Path

from core.samples import shopping_centre, web_shop
from webapp.commands import opening
from webapp.jobs.sample_data import SEED
from webapp.services import operator
from webapp.settings import Settings


def demo(settings: Settings, files: Path | None) -> None:
    with opening.opened(settings):
        token = operator.open_demo()
    print("The sample team is there; its data follows within a minute of ./kindred run.")
    print(f"This link signs in once, within an hour:\n{opening.address(settings)}/enter/{token}")
    if files is not None:
        shopping_centre(SEED).write(files)
        web_shop(SEED).write(files)
        print(f"The sample files are in {files}.")
