"""Home: what is new, and where to start."""

from datetime import timedelta

import time_machine

from tests.conftest import DEVICE, Cast
from tests.webapp.pages.conftest import Visitor
from tests.webapp.work_now import work_now
from webapp.clock import now
from webapp.rights import Role
from webapp.services import entering, sample_data, teams
from webapp.store import people
from webapp.store import teams as stored_teams
from webapp.store.engine import writing


def test_it_opens_with_the_team_and_its_people(viewer: Visitor) -> None:
    page = viewer.draws("/")
    assert "Nordhaus shop" in page
    assert "3 people" in page


def test_what_happened_since_the_last_visit_is_new_and_what_came_before_is_not(cast: Cast, viewer: Visitor) -> None:
    teams.change_role(cast.admin, cast.editor.person.id, "viewer", 1)
    with time_machine.travel(now() + timedelta(hours=1)):
        entering.open_session(cast.viewer.person, DEVICE)  # the visit before this one was the first
        assert "Since your last visit" in viewer.draws("/")
        assert "Mara Lind made Jonas Berg viewer" in viewer.draws("/")
    with time_machine.travel(now() + timedelta(hours=2)):
        entering.open_session(cast.viewer.person, DEVICE)
        assert "Nothing new since your last visit" in viewer.draws("/")


def test_only_admins_are_offered_what_only_admins_may(viewer: Visitor, admin: Visitor) -> None:
    assert "Invite a colleague" not in viewer.draws("/")
    assert "Invite a colleague" in admin.draws("/")


def test_whoever_is_alone_in_a_team_is_shown_what_to_do(cast: Cast) -> None:
    page = Visitor(cast, "stranger").draws("/")
    assert "Only you so far" in page
    assert "1 person" in page


def test_an_unknown_address_is_not_found(viewer: Visitor) -> None:
    assert "Not found, or you do not have access" in viewer.draws("/no/such/page")


def test_whoever_is_in_two_teams_can_turn_to_the_other(cast: Cast) -> None:
    with writing():
        other = stored_teams.add("Second shop", cast.admin.team.settings)
        stored_teams.add_member(other.id, cast.admin.person.id, Role.VIEWER)
    frame = Visitor(cast, "admin").client.get("/_dash-layout").text
    assert "Turn to another team" in frame
    assert "Second shop" in frame
    assert people.by_email("admin@example.org") is not None


def test_a_team_without_datasets_is_offered_sample_data_by_those_who_may_work(
    cast: Cast, viewer: Visitor, admin: Visitor
) -> None:
    assert "Try it with sample data" in admin.draws("/")
    assert "Try it with sample data" not in viewer.draws("/")
    sample_data.bring(cast.editor)
    for waits in (admin, viewer):
        assert "Sample data is on its way" in waits.draws("/")
        assert "Try it with sample data" not in waits.draws("/")
    work_now(limit_to={"visitors": 20, "customers": 60})
    assert "Web shop orders" in viewer.draws("/")
    assert "Try it with sample data" not in admin.draws("/")
