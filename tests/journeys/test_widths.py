"""From a phone to a desk nothing scrolls sideways, and everything that is pressed can be hit."""

import pytest

from tests.conftest import Cast
from tests.journeys.conftest import Opens
from tests.journeys.pages import SIGNED_IN
from webapp.services import invitations, me, resets, teams

pytestmark = [pytest.mark.journey, pytest.mark.parametrize("server", ["sqlite"], indirect=True)]

LONGEST = "a" * 120
SIDEWAYS = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
TOO_SMALL = """[...document.querySelectorAll('main button, main input:not([type=radio]):not([type=hidden]), main select, nav a, summary')]
    .filter(each => each.checkVisibility() && each.getBoundingClientRect().height < 44)
    .filter(each => !each.closest('main details'))
    .map(each => each.outerHTML.slice(0, 90))"""


@pytest.mark.parametrize("width", [390, 768, 1280])
def test_no_page_scrolls_sideways(cast: Cast, opens: Opens, width: int) -> None:
    tab = opens(cast.tokens["admin"], width=width)
    for path, drawn in SIGNED_IN.items():
        tab.goes(path).wait_for_selector(drawn)
        assert tab.page.evaluate(SIDEWAYS) <= 0, path
    tab.forgives("status of 404")


def test_no_page_outside_the_frame_scrolls_sideways_on_a_phone(cast: Cast, opens: Opens) -> None:
    key = "a-key-of-this-one-page"
    invitation = invitations.invite(cast.admin, f"{'n' * 60}@{'example.' * 12}org", "viewer", key)
    reset = resets.make_link(cast.admin, cast.viewer.person.id, key)
    tab = opens(width=390)
    for path in ("/sign-in", f"/invitation/{invitation}", f"/reset/{reset}", "/reset/ended"):
        tab.goes(path)
        assert tab.page.evaluate(SIDEWAYS) <= 0, path
    tab.forgives("status of 404")


def test_the_longest_names_stay_within_a_phone(cast: Cast, opens: Opens) -> None:
    me.change(cast.admin, LONGEST, "UTC", 1)
    teams.change_settings(cast.admin, LONGEST, dict(vars(cast.admin.team.settings)), 1)
    tab = opens(cast.tokens["admin"], width=390)
    for path in ("/", "/team", "/team/settings", "/me"):
        tab.goes(path).wait_for_selector(SIGNED_IN[path])
        assert tab.page.evaluate(SIDEWAYS) <= 0, path


def test_a_thumb_can_hit_everything(cast: Cast, opens: Opens) -> None:
    tab = opens(cast.tokens["admin"], width=390)
    for path in ("/", "/team", "/team/settings", "/me"):
        tab.goes(path).wait_for_selector(SIGNED_IN[path])
        assert tab.page.evaluate(TOO_SMALL) == [], path
