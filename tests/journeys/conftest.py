"""A real browser in front of a real server."""

import logging
import shutil
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

import pytest
from flask import Flask
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, sync_playwright
from selenium.webdriver.chrome.options import Options
from werkzeug.serving import make_server

CHROMIUM = shutil.which("chromium") or shutil.which("google-chrome")


def pytest_setup_options() -> Options:
    """For the browser of dash[testing]."""
    options = Options()
    options.add_argument("--headless=new")
    options.add_argument("--window-size=1280,900")
    return options


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    if CHROMIUM is None:
        pytest.skip("Chromium is not installed, so no journey was made")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(
            executable_path=CHROMIUM, args=["--no-sandbox", "--disable-dev-shm-usage"]
        )
        yield chromium
        chromium.close()


@pytest.fixture
def address(server: Flask) -> Iterator[str]:
    """Where the application of this test answers."""
    logging.getLogger("werkzeug").setLevel(logging.ERROR)  # not every request of every picture
    listening = make_server("127.0.0.1", 0, server, threaded=True)
    thread = threading.Thread(target=listening.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    yield f"http://127.0.0.1:{listening.port}"
    listening.shutdown()
    thread.join()
    listening.server_close()


@dataclass
class Tab:
    """One browser with one page, which writes down what its console complains about."""

    page: Page
    context: BrowserContext
    address: str
    complaints: list[str] = field(default_factory=list)

    def goes(self, path: str) -> Page:
        self.page.goto(f"{self.address}{path}")
        return self.page

    def forgives(self, complaint: str) -> None:
        """The browser itself complains about every answer of 400 and more; here that is what the test wants."""
        assert any(complaint in each for each in self.complaints), f"nobody complained: {complaint}"
        self.complaints = [each for each in self.complaints if complaint not in each]

    def note(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            self.complaints.append(f"{message.type}: {message.text}")


Opens = Callable[..., Tab]


@pytest.fixture
def opens(browser: Browser, address: str) -> Iterator[Opens]:
    """Open a browser of one's own, signed in by a token or as nobody. In the end no console may have complained."""
    tabs: list[Tab] = []

    def open_(token: str | None = None, width: int = 1280, height: int = 900, mode: str = "light") -> Tab:
        context = browser.new_context(viewport={"width": width, "height": height}, color_scheme=mode)  # type: ignore[arg-type]
        if token is not None:
            context.add_cookies([{"name": "kindred", "value": token, "url": address}])
        tab = Tab(context.new_page(), context, address)
        tab.page.set_default_timeout(15_000)
        tab.page.on("console", tab.note)
        tab.page.on("pageerror", lambda error: tab.complaints.append(f"page: {error}"))
        tabs.append(tab)
        return tab

    yield open_
    complaints = [complaint for tab in tabs for complaint in tab.complaints]
    for tab in tabs:
        tab.context.close()
    assert complaints == []
