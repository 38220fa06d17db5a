"""Every id that a callback names stands in the frame or on a page, and every callback has its line in the rights."""

import re
from pathlib import Path

import orjson
import pytest

from tests.conftest import Cast
from tests.webapp import brought
from tests.webapp.pages.conftest import Visitor
from webapp import dashboard, guard, pages, rights
from webapp.pages.dataset_tabs import TABS


def test_every_id_of_a_callback_is_on_a_page(cast: Cast, admin: Visitor) -> None:
    """Leaving is offered only to those who can; so the viewer's pages count as well."""
    visitors = [admin, Visitor(cast, "viewer")]
    drawn = admin.client.get("/_dash-layout").text + admin.draws("/datasets") + admin.draws("/")  # while there are none
    things = brought.addresses(cast.editor)
    addresses = [address for page in dashboard.PAGES for address in things.get(page.PATH, [page.PATH])]
    addresses += [f"{address}?tab={tab.NAME}" for address in things["/datasets/<dataset_id>"] for tab in TABS]
    two = [address.rpartition("/")[2] for address in things["/runs/<run_id>"][:2]]  # which are done
    addresses.append(f"/compare?runs={','.join(two)}")
    addresses += [f"/plans/new?run={things['/runs/<run_id>'][0].rpartition('/')[2]}"]
    drawn += "".join(visitor.draws(address) for visitor in visitors for address in addresses)
    for output, callback in cast.server.extensions["dash"].callback_map.items():
        named = {part.rsplit(".", 1)[0] for part in output.strip(".").split("...")}
        named |= {each["id"] for each in [*callback["inputs"], *callback["state"]]}
        for name in named:
            if not name.startswith(("{", "_pages")) and not re.fullmatch(r"[0-9a-f-]{32,}", name):
                assert f'"id":"{name}"' in drawn.replace('": "', '":"'), name


def test_patterns_are_named_after_a_part() -> None:
    """So that no two pages answer to each other's buttons."""
    modules = Path(pages.__file__).parent.rglob("*.py")
    parts = re.findall(r'"part": "([\w-]+)"', "".join(module.read_text() for module in modules))
    assert len(parts) == len(set(parts)) >= 3


def test_every_layout_and_callback_has_a_right(cast: Cast) -> None:
    callbacks = map(guard.function_name, cast.server.extensions["dash"].callback_map.values())
    layouts = [f"{page.__name__.removeprefix('webapp.')}.layout" for page in dashboard.PAGES]
    assert {*filter(None, callbacks), *layouts} == rights.CALLBACKS.keys()


def test_every_page_in_the_menu_has_an_icon() -> None:
    assert all(page.ICON.startswith("bi-") for page in dashboard.MENU)


def test_a_page_that_breaks_says_so_with_a_reference(
    admin: Visitor, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr("webapp.pages.home.teams.members", lambda _viewer: 1 / 0)
    page = orjson.loads(admin.draws("/"))
    assert "This page could not be put together" in str(page)
    assert "ZeroDivisionError" not in str(page)
    assert "ZeroDivisionError" in caplog.text
