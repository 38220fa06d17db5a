"""Light and dark: chosen once, kept, and right before anything is painted."""

import pytest
from playwright.sync_api import Page, expect

from tests.conftest import Cast
from tests.journeys.conftest import Opens

pytestmark = [pytest.mark.journey, pytest.mark.parametrize("server", ["sqlite"], indirect=True)]

PAPER = {"light": "rgb(246, 246, 243)", "dark": "rgb(18, 20, 23)"}
WATCH = """new MutationObserver((_, watching) => {
    if (!document.documentElement || !document.documentElement.dataset.bsTheme) return;
    window.modeSetAt = performance.now();
    watching.disconnect();
}).observe(document, { attributes: true, childList: true, subtree: true });"""


def paper(page: Page) -> str:
    colour: str = page.evaluate("getComputedStyle(document.body).backgroundColor")
    return colour


def becomes(page: Page, mode: str) -> None:
    page.wait_for_function("colour => getComputedStyle(document.body).backgroundColor === colour", arg=PAPER[mode])


def choose(page: Page, choice: str) -> None:
    page.get_by_label("Light or dark").click()
    page.get_by_role("radio", name=choice).check()
    page.keyboard.press("Escape")


def test_a_choice_is_kept_over_a_reload_and_on_every_page(cast: Cast, opens: Opens) -> None:
    tab = opens(cast.tokens["viewer"])
    page = tab.goes("/")
    assert paper(page) == PAPER["light"]
    choose(page, "Dark")
    becomes(page, "dark")
    page.reload()
    assert paper(page) == PAPER["dark"]
    assert paper(tab.goes("/me")) == PAPER["dark"]
    page.get_by_label("Light or dark").click()
    expect(page.get_by_role("radio", name="Dark")).to_be_checked()


def test_the_mode_is_set_before_the_first_paint(cast: Cast, opens: Opens) -> None:
    tab = opens(cast.tokens["viewer"])
    choose(tab.goes("/"), "Dark")
    becomes(tab.page, "dark")
    tab.page.add_init_script(WATCH)
    tab.page.reload()
    tab.page.wait_for_function("() => performance.getEntriesByName('first-paint').length > 0 && window.modeSetAt")
    set_at, painted_at = tab.page.evaluate(
        "[window.modeSetAt, performance.getEntriesByName('first-paint')[0].startTime]"
    )
    assert set_at < painted_at


def test_the_system_is_followed_until_somebody_chooses(cast: Cast, opens: Opens) -> None:
    page = opens(cast.tokens["viewer"], mode="dark").goes("/")
    assert paper(page) == PAPER["dark"]
    page.emulate_media(color_scheme="light")
    becomes(page, "light")
    choose(page, "Dark")
    becomes(page, "dark")
    choose(page, "System")
    becomes(page, "light")


def test_the_sign_in_page_keeps_the_mode_too(cast: Cast, opens: Opens) -> None:
    assert paper(opens(mode="dark").goes("/sign-in")) == PAPER["dark"]
