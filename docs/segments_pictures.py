"""The pictures of guide/segments.md, taken of the real program: python -m docs.segments_pictures [FOLDER]."""

import shutil
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from flask import Flask
from playwright.sync_api import Browser, Page, sync_playwright
from werkzeug.serving import make_server

from core.recipe import Measure, Recipe
from webapp.commands import opening
from webapp.jobs.kinds import KINDS
from webapp.jobs.worker import Worker
from webapp.records import JobState, Run, Viewer
from webapp.services import datasets, entering, operator, runs
from webapp.services.entering import Device
from webapp.settings import Settings
from webapp.store.engine import db

RECIPE = Recipe(
    (Measure("products", transform="log1p"), Measure("return rate"), Measure("money", transform="log1p")), segments=4
)
PATIENCE = 600.0  # seconds, on a slow machine


@contextmanager
def program() -> Iterator[tuple[Flask, str]]:
    """Server and worker on an instance of their own, and the address."""
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings.from_env({"KINDRED_INSTANCE": f"{folder}/instance"})
        server, stop = opening.application(settings), threading.Event()
        listening = make_server("127.0.0.1", 0, server, threaded=True)
        threads = [
            threading.Thread(target=listening.serve_forever),
            threading.Thread(target=Worker(settings, KINDS).work, args=(stop,)),
        ]
        with server.app_context():
            for thread in threads:
                thread.start()
            yield server, f"http://127.0.0.1:{listening.port}"
            listening.shutdown()
            stop.set()
            for thread in threads:
                thread.join()
            db.session.remove()
            db.engine.dispose()


def four_segments(viewer: Viewer) -> Run:
    """The web shop, from order lines to four segments by products ordered, return rate and spending."""
    wait_for(lambda: any(one.name == "Web shop orders" for one in datasets.mine(viewer)))
    shop = next(one for one in datasets.mine(viewer) if one.name == "Web shop orders")
    run = runs.save(
        viewer,
        shop.id,
        shop.version.number,
        RECIPE,
        "Who returns what",
        why="Four stand out, and four can be spoken to.",
    )
    wait_for(lambda: runs.find(viewer, run.id).state not in (JobState.QUEUED, JobState.RUNNING))
    return runs.find(viewer, run.id)


def wait_for(there) -> None:  # type: ignore[no-untyped-def]
    until = time.monotonic() + PATIENCE
    while not there():
        db.session.rollback()
        if time.monotonic() > until:
            raise TimeoutError("What the pictures show did not come about.")
        time.sleep(0.5)
    db.session.rollback()


def opened(browser: Browser, address: str, token: str, width: int = 1280, mode: str = "light") -> Page:
    context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=mode)  # type: ignore[arg-type]
    context.add_cookies([{"name": "kindred", "value": token, "url": address}])
    return context.new_page()


def main(folder: Path) -> None:
    with program() as (_, address), sync_playwright() as playwright:
        token = entering.by_link(operator.open_demo(), Device("", ""))
        viewer = entering.who(token)
        assert viewer is not None
        run = four_segments(viewer)
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        page = opened(browser, address, token)
        page.goto(f"{address}/runs/{run.id}/segments/1")
        page.wait_for_selector(".k-small-multiples .main-svg")
        page.screenshot(path=folder / "segment.png", clip={"x": 208, "y": 0, "width": 1072, "height": 900})
        page.goto(f"{address}/runs/{run.id}")
        page.wait_for_selector(".k-profiles .main-svg")
        page.locator(".k-profiles").screenshot(path=folder / "profiles.png")
        browser.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parent / "pictures")
