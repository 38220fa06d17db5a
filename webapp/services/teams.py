"""A team's people and settings."""

from dataclasses import replace

from core.errors import BadInput
from webapp.errors import Conflict, NotFound
from webapp.records import Member, Team, TeamSettings, Viewer
from webapp.rights import Right, Role
from webapp.services import door
from webapp.store import events, sessions, teams
from webapp.store.engine import writing

CURRENCIES = ("EUR", "USD", "GBP", "CHF", "SEK", "NOK", "DKK", "PLN", "CZK", "HUF", "RON", "BGN", "TRY", "UAH", "JPY", "CNY",
              "INR", "AUD", "NZD", "CAD", "BRL", "MXN", "ZAR", "SGD", "HKD", "KRW", "AED", "ILS")  # fmt: skip
PHONE_COUNTRIES = ("AT", "AU", "BE", "BG", "BR", "CA", "CH", "CN", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GB", "GR", "HK",
                   "HR", "HU", "IE", "IL", "IN", "IT", "JP", "KR", "LT", "LU", "LV", "MX", "NL", "NO", "NZ", "PL", "PT", "RO",
                   "SE", "SG", "SI", "SK", "TR", "UA", "US", "ZA")  # fmt: skip
LAST_ADMIN = "{name} is the only admin of this team. Make somebody else an admin first."

# Field of the settings -> least, most, how the field is called.
WHOLE = {
    "most_segments": (2, 50, "The largest number of segments"),
    "smallest_segment": (1, 1_000_000, "The smallest segment"),
    "smallest_audience": (1, 1_000_000, "The smallest audience for ads"),
    "idle_hours": (1, 720, "The hours until an idle session ends"),
    "session_days": (1, 90, "The days until everybody signs in again"),
    "largest_file_gb": (1, 100, "The largest file, in GB,"),
    "most_rows_million": (1, 1_000, "The most rows of a file, in millions,"),
}


def mine(viewer: Viewer) -> list[tuple[Team, Role]]:
    return teams.of_person(viewer.person.id)


def members(viewer: Viewer) -> list[Member]:
    viewer.must(Right.LOOK)
    return teams.members(viewer.team.id)


def change_role(viewer: Viewer, person_id: object, role: object, seen_version: object) -> Member:
    viewer.must(Right.ADMINISTER)
    wanted = door.role(role)
    with writing():
        teams.lock(viewer.team.id)
        member = _member(viewer, person_id)
        if member.version != door.version(seen_version):
            raise Conflict(
                f"{member.person.name} is {member.role} by now: somebody else changed it. Look again before you do."
            )
        if member.role is wanted:
            return member
        if member.role is Role.ADMIN:
            _not_the_last_admin(viewer, member)
        teams.set_role(viewer.team.id, member.person.id, wanted)
        events.add(
            viewer.team.id, viewer.person, "changed a role", person=member.person.name, before=member.role, role=wanted
        )
        return _member(viewer, person_id)


def remove(viewer: Viewer, person_id: object) -> Member:
    """Somebody leaves the team: by an admin's hand, or by their own."""
    if door.id_(person_id) != viewer.person.id:
        viewer.must(Right.ADMINISTER)
    with writing():
        teams.lock(viewer.team.id)
        member = _member(viewer, person_id)
        if member.role is Role.ADMIN:
            _not_the_last_admin(viewer, member)
        teams.remove_member(viewer.team.id, member.person.id)
        sessions.end_in_team(member.person.id, viewer.team.id)
        left = member.person.id == viewer.person.id
        events.add(viewer.team.id, viewer.person, "left the team" if left else "removed", person=member.person.name)
    return member


def change_settings(viewer: Viewer, name: object, values: dict[str, object], seen_version: object) -> Team:
    viewer.must(Right.ADMINISTER)
    changed = replace(viewer.team, name=door.name(name, "a name for the team"), settings=_settings(values))
    with writing():
        saved = teams.change(changed, door.version(seen_version))
        events.add(viewer.team.id, viewer.person, "changed the settings", **_differences(viewer.team, saved))
    return saved


def _settings(values: dict[str, object]) -> TeamSettings:
    return TeamSettings(
        currency=door.one_of(values.get("currency"), CURRENCIES, "Choose a currency from the list."),
        zone=door.zone(values.get("zone")),
        phone_country=door.one_of(values.get("phone_country"), PHONE_COUNTRIES, "Choose a country from the list."),
        **{field: door.whole(values.get(field), *limits) for field, limits in WHOLE.items()},
    )


def _differences(before: Team, after: Team) -> dict[str, str]:
    pairs = {"name": (before.name, after.name)} | {
        field: (getattr(before.settings, field), getattr(after.settings, field)) for field in vars(after.settings)
    }
    return {field: f"{old} → {new}" for field, (old, new) in pairs.items() if old != new}


def _member(viewer: Viewer, person_id: object) -> Member:
    member = teams.member(viewer.team.id, door.id_(person_id))
    if member is None:
        raise NotFound
    return member


def _not_the_last_admin(viewer: Viewer, member: Member) -> None:
    if teams.admins(viewer.team.id) <= 1:
        raise BadInput(LAST_ADMIN.format(name=member.person.name))
