"""Who may change a team's people and settings."""

import pytest

from core.errors import BadInput
from tests.conftest import Cast
from webapp.errors import Conflict, NotAllowed, NotFound
from webapp.rights import Role
from webapp.services import entering, teams


def version(cast: Cast, who: str) -> int:
    person = getattr(cast, who).person
    return next(member.version for member in teams.members(cast.admin) if member.person.id == person.id)


def test_an_admin_changes_a_role(cast: Cast) -> None:
    teams.change_role(cast.admin, cast.viewer.person.id, "editor", version(cast, "viewer"))
    again = entering.who(cast.tokens["viewer"])
    assert again is not None and again.role is Role.EDITOR


@pytest.mark.parametrize("who", ["editor", "viewer"])
def test_others_may_not_change_a_role(cast: Cast, who: str) -> None:
    with pytest.raises(NotAllowed):
        teams.change_role(getattr(cast, who), cast.viewer.person.id, "admin", version(cast, "viewer"))


def test_a_stranger_cannot_find_our_people(cast: Cast) -> None:
    with pytest.raises(NotFound):
        teams.change_role(cast.stranger, cast.viewer.person.id, "admin", 1)
    assert [member.person.name for member in teams.members(cast.stranger)] == ["Olena Kravets"]


def test_of_two_admins_who_change_the_same_role_the_second_is_told(cast: Cast) -> None:
    seen = version(cast, "viewer")
    teams.change_role(cast.admin, cast.viewer.person.id, "editor", seen)
    with pytest.raises(Conflict, match="Aiko Sato is editor by now"):
        teams.change_role(cast.admin, cast.viewer.person.id, "admin", seen)


def test_the_last_admin_can_neither_leave_nor_step_down(cast: Cast) -> None:
    with pytest.raises(BadInput, match="only admin"):
        teams.remove(cast.admin, cast.admin.person.id)
    with pytest.raises(BadInput, match="only admin"):
        teams.change_role(cast.admin, cast.admin.person.id, "viewer", version(cast, "admin"))


def test_a_removed_person_is_signed_out_at_once(cast: Cast) -> None:
    teams.remove(cast.admin, cast.editor.person.id)
    assert entering.who(cast.tokens["editor"]) is None


def test_removing_twice_says_that_nobody_is_there(cast: Cast) -> None:
    teams.remove(cast.admin, cast.editor.person.id)
    with pytest.raises(NotFound):
        teams.remove(cast.admin, cast.editor.person.id)


def test_anyone_may_leave(cast: Cast) -> None:
    teams.remove(cast.viewer, cast.viewer.person.id)
    assert cast.viewer.person.id not in {member.person.id for member in teams.members(cast.admin)}
