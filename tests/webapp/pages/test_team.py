"""Team: admins look after people and invitations, the others see who is there."""

import re

from tests.conftest import PASSWORD, Cast
from tests.webapp.pages.conftest import Visitor
from webapp.rights import Role
from webapp.services import activity, invitations, resets, teams

KEY = "a-key-of-this-one-page"


def change(person_id: int) -> str:
    return f'{{"part":"team-change","person":{person_id}}}.n_clicks'


def withdraw(invitation_id: int) -> str:
    return f'{{"invitation":{invitation_id},"part":"team-withdraw"}}.n_clicks'


def invite(admin: Visitor, email: str, key: str = KEY):  # type: ignore[no-untyped-def]
    return admin.presses(
        "pages.team.invite",
        "team-invite.n_submit",
        {
            "team-invite.n_submit": 1,
            "team-invite-email.value": email,
            "team-invite-role.value": "editor",
            "team-invite-key.data": key,
        },
    )


def role(cast: Cast, who: str) -> Role | None:
    person = getattr(cast, who).person
    return next((member.role for member in teams.members(cast.admin) if member.person.id == person.id), None)


def test_everybody_sees_people_and_their_roles(viewer: Visitor) -> None:
    page = viewer.draws("/team")
    assert all(word in page for word in ("Mara Lind", "Jonas Berg", "Aiko Sato", "Editor"))


def test_another_team_is_not_to_be_seen(viewer: Visitor) -> None:
    assert "Olena Kravets" not in viewer.draws("/team")


def test_who_may_not_change_anything_is_shown_nothing_to_change(viewer: Visitor, admin: Visitor) -> None:
    for button in ("team-change", "team-invite", "team-activity", "/team/settings"):
        assert button not in viewer.draws("/team")
        assert button in admin.draws("/team")


def test_the_only_admin_is_told_why_leaving_is_not_possible(admin: Visitor) -> None:
    page = admin.draws("/team")
    assert "You are the only admin of this team" in page
    assert "team-leave" not in page


def test_an_invitation_gives_a_link_that_works(cast: Cast, admin: Visitor) -> None:
    answer = invite(admin, "new@example.org")
    link = re.search(r"http://localhost/invitation/(\w+)", str(answer.values["team-invite-link.children"]))
    assert link is not None
    invitation = invitations.look(link.group(1))
    assert (invitation.email, invitation.role, invitation.team.id) == (
        "new@example.org",
        Role.EDITOR,
        cast.admin.team.id,
    )


def test_an_invitation_empties_the_form_and_takes_a_new_key(admin: Visitor) -> None:
    answer = invite(admin, "new@example.org")
    assert answer.values["team-invite-email.value"] == ""
    assert answer.values["team-invite-key.data"] not in ("", KEY)
    assert "new@example.org" in str(answer.values["team-invited.children"])


def test_pressing_twice_makes_one_invitation_and_the_same_link(cast: Cast, admin: Visitor) -> None:
    first, second = invite(admin, "new@example.org"), invite(admin, "new@example.org")
    assert first.values["team-invite-link.children"] == second.values["team-invite-link.children"]
    assert len(invitations.open_in(cast.admin)) == 1


def test_a_wrong_address_is_told_under_its_field_and_stays_there(cast: Cast, admin: Visitor) -> None:
    answer = invite(admin, "nonsense")
    assert answer.values == {}
    assert "not an e-mail address" in answer.told["team-invite-email-error"]["children"]
    assert invitations.open_in(cast.admin) == []


def test_an_invitation_is_withdrawn(cast: Cast, admin: Visitor) -> None:
    invite(admin, "new@example.org")
    (invitation,) = invitations.open_in(cast.admin)
    button = withdraw(invitation.id)
    answer = admin.presses("pages.team.revoke", button, {button: 1})
    assert answer.said == "The invitation of new@example.org is withdrawn."
    assert invitations.open_in(cast.admin) == []


def test_a_button_that_was_only_drawn_withdraws_nothing(cast: Cast, admin: Visitor) -> None:
    invite(admin, "new@example.org")
    (invitation,) = invitations.open_in(cast.admin)
    button = withdraw(invitation.id)
    assert admin.presses("pages.team.revoke", button, {button: None}).status == 204
    assert len(invitations.open_in(cast.admin)) == 1


def test_the_drawer_opens_on_the_person_whose_button_was_pressed(cast: Cast, admin: Visitor) -> None:
    button = change(cast.editor.person.id)
    answer = admin.presses("pages.team.choose", button, {change(cast.viewer.person.id): None, button: 1})
    assert answer.values["team-member.is_open"] is True
    assert answer.values["team-member-name.children"] == "Jonas Berg"
    assert answer.values["team-member-role.value"] == "editor"
    assert answer.values["team-member-remove.children"] == "Remove Jonas Berg"


def test_a_changed_role_is_said_and_shown(cast: Cast, admin: Visitor) -> None:
    answer = admin.presses(
        "pages.team.change_role",
        "team-member-save.n_clicks",
        {
            "team-member-save.n_clicks": 1,
            "team-member-person.data": cast.viewer.person.id,
            "team-member-role.value": "admin",
            "team-member-version.data": 1,
        },
    )
    assert answer.said == "Aiko Sato is admin from now on."
    assert answer.values["team-member.is_open"] is False
    assert role(cast, "viewer") is Role.ADMIN


def test_a_role_that_somebody_else_changed_is_not_changed_over(cast: Cast, admin: Visitor) -> None:
    teams.change_role(cast.admin, cast.viewer.person.id, "editor", 1)
    answer = admin.presses(
        "pages.team.change_role",
        "team-member-save.n_clicks",
        {
            "team-member-person.data": cast.viewer.person.id,
            "team-member-role.value": "admin",
            "team-member-version.data": 1,
        },
    )
    assert "Aiko Sato is editor by now" in answer.said
    assert role(cast, "viewer") is Role.EDITOR


def test_a_removed_person_is_gone_from_the_list(cast: Cast, admin: Visitor) -> None:
    values = {"team-member-remove.n_clicks": 1, "team-member-person.data": cast.editor.person.id}
    answer = admin.presses("pages.team.remove", "team-member-remove.n_clicks", values)
    assert answer.said == "Jonas Berg is not in the team any more."
    assert "Jonas Berg" not in str(answer.values["team-people.children"])
    assert role(cast, "editor") is None


def test_a_reset_link_opens_for_the_person_it_was_made_for(cast: Cast, admin: Visitor) -> None:
    values = {"team-member-person.data": cast.editor.person.id, "team-member-key.data": KEY}
    answer = admin.presses("pages.team.make_reset_link", "team-member-reset.n_clicks", values)
    link = re.search(r"http://localhost/reset/(\w+)", str(answer.values["team-member-link.children"]))
    assert link is not None
    assert resets.look(link.group(1)).id == cast.editor.person.id


def test_whoever_leaves_is_led_to_the_door(cast: Cast, viewer: Visitor) -> None:
    answer = viewer.presses("pages.team.leave", "team-leave.n_clicks", {"team-leave.n_clicks": 1})
    assert answer.values["team-gone.href"] == "/sign-in"
    assert role(cast, "viewer") is None


def test_older_activity_is_added_below(cast: Cast, admin: Visitor) -> None:
    newest = activity.log(cast.admin, 100)
    assert len(newest) == 3  # admin, editor and viewer signed in
    values = {"team-activity-more.n_clicks": 1, "team-activity-oldest.data": newest[0].id}
    answer = admin.presses("pages.team.more_activity", "team-activity-more.n_clicks", values)
    (added,) = answer.values["team-activity.children"]["operations"]
    assert (added["operation"], len(added["params"]["value"])) == ("Extend", 2)
    assert answer.values["team-activity-oldest.data"] == newest[-1].id
    assert answer.values["team-activity-more.hidden"] is True


def test_a_viewer_cannot_press_what_is_not_shown(cast: Cast, viewer: Visitor) -> None:
    values = {"team-member-person.data": cast.editor.person.id}
    assert viewer.presses("pages.team.remove", "team-member-remove.n_clicks", values).status == 403
    assert role(cast, "editor") is Role.EDITOR


def test_the_password_of_the_cast_is_never_in_a_page(admin: Visitor) -> None:
    assert PASSWORD not in admin.draws("/team")
