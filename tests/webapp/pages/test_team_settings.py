"""Team settings: saved together, told under the field, never lost in a conflict."""

from typing import Any

import pytest

from tests.conftest import Cast
from tests.webapp.pages.conftest import Answer, Visitor
from webapp.components.activity import SETTINGS
from webapp.pages.team_settings import GROUPS
from webapp.services import teams


def typed(cast: Cast, **changes: Any) -> dict[str, Any]:
    """What stands in the form before and after somebody typed."""
    values = {"name": cast.admin.team.name, **vars(cast.admin.team.settings), **changes}
    fields = {f"team-settings-{name.replace('_', '-')}.value": value for name, value in values.items()}
    return {"team-settings-form.n_submit": 1, "team-settings-version.data": cast.admin.team.version, **fields}


def save(admin: Visitor, values: dict[str, Any]) -> Answer:
    return admin.presses("pages.team_settings.save", "team-settings-form.n_submit", values)


def saved(cast: Cast) -> Any:
    return next(team for team, _ in teams.mine(cast.admin) if team.id == cast.admin.team.id)


def test_every_setting_stands_on_the_page_once() -> None:
    assert sorted(name for names in GROUPS.values() for name in names) == sorted(SETTINGS)


def test_the_page_is_not_found_for_who_may_not_use_it(viewer: Visitor) -> None:
    page = viewer.draws("/team/settings")
    assert "Not found, or you do not have access" in page
    assert "team-settings-form" not in page


def test_settings_are_saved_and_the_frame_shows_the_new_name(cast: Cast, admin: Visitor) -> None:
    answer = save(admin, typed(cast, name="Nordhaus", most_segments=9))
    assert (saved(cast).name, saved(cast).settings.most_segments) == ("Nordhaus", 9)
    assert answer.values["team-settings-version.data"] == cast.admin.team.version + 1
    assert answer.told["frame-team"] == {"children": "Nordhaus"}
    assert answer.said == "Settings saved"


@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    [
        ("most_segments", 51, "The largest number of segments is a whole number from 2 to 50."),
        ("smallest_segment", None, "The smallest segment is a whole number from 1 to 1,000,000."),
        ("idle_hours", 0.5, "The hours until an idle session ends is a whole number from 1 to 720."),
        ("most_rows_million", -1, "The most rows of a file, in millions, is a whole number from 1 to 1,000."),
        ("name", "   ", "Give a name for the team of 1 to 120 characters."),
    ],
)
def test_what_is_wrong_is_told_under_its_field(
    cast: Cast, admin: Visitor, name: str, value: object, sentence: str
) -> None:
    answer = save(admin, typed(cast, **{name: value}))
    told = {place: props["children"] for place, props in answer.told.items() if props["children"]}
    assert told == {f"team-settings-{name.replace('_', '-')}-error": sentence}
    assert saved(cast) == cast.admin.team


def test_after_a_conflict_the_person_sees_what_differs_and_may_save_over_it(cast: Cast, admin: Visitor) -> None:
    teams.change_settings(cast.admin, "Nordhaus shop", {**vars(cast.admin.team.settings), "currency": "USD"}, 1)
    mine = typed(cast, smallest_segment=50)
    answer = save(admin, mine)
    told = str(answer.values["team-settings-changed-meanwhile.children"])
    assert "Somebody else changed the settings" in told
    assert "Currency: USD is saved" in told
    assert "Smallest segment: 100 is saved" in told
    assert saved(cast).settings.smallest_segment == 100
    again = save(admin, {**mine, "team-settings-version.data": answer.values["team-settings-version.data"]})
    assert again.said == "Settings saved"
    assert saved(cast).settings.smallest_segment == 50
