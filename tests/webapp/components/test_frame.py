"""The frame: what stands around every page, for whom, and what nobody gets to see."""

from flask import Flask

from tests.webapp.components.tree import parts, with_class, words
from webapp import dashboard
from webapp.components import frame
from webapp.records import Person, Team, TeamSettings, Viewer
from webapp.rights import Role

TEAM, OTHER = Team(7, "Nordhaus shop", TeamSettings(), 1), Team(8, "Second shop", TeamSettings(), 1)
MARA = Viewer(Person(1, "Mara Lind", "mara@example.org", "UTC", 1), TEAM, Role.ADMIN, 1)


def drawn(*teams: Team) -> object:
    app = Flask(__name__)
    app.secret_key = "for this test only"
    with app.test_request_context():
        return frame.layout(MARA, [(team, Role.ADMIN) for team in teams], dashboard.MENU)


def test_nobody_gets_an_empty_frame() -> None:
    assert words(frame.nobody()) == ""


def test_the_menu_leads_to_the_pages_that_exist() -> None:
    (menu,) = with_class(drawn(TEAM), "k-nav")
    assert [(link.href, words(link).strip()) for link in menu.children] == [
        ("/", "Home"),
        ("/datasets", "Datasets"),
        ("/runs", "Runs"),
        ("/compare", "Compare"),
        ("/plans", "Plans"),
        ("/team", "Team"),
    ]


def test_the_tab_knows_its_team() -> None:
    assert drawn(TEAM).to_plotly_json()["props"]["data-team"] == "7"  # type: ignore[attr-defined]


def test_only_who_is_in_several_teams_can_turn_to_another() -> None:
    assert "Turn to another team" not in words(drawn(TEAM))
    both = drawn(TEAM, OTHER)
    assert "Turn to another team" in words(both)
    fields = {part.name: part.value for part in parts(both) if getattr(part, "type", None) == "hidden"}
    assert fields["team"] == "8"


def test_what_changes_something_is_posted_with_a_token() -> None:
    forms = [part for part in parts(drawn(TEAM, OTHER)) if type(part).__name__ == "Form"]
    assert [(form.action, form.method) for form in forms] == [("/switch-team", "post"), ("/sign-out", "post")]
    assert all(any(getattr(part, "name", "") == "csrf_token" and part.value for part in parts(form)) for form in forms)
