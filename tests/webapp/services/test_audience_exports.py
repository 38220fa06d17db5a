"""Files of an audience: the treated only, formulas disarmed, hashes that a second implementation finds too, every file recorded."""

import csv
import io
from hashlib import sha256

import pytest

from core.errors import BadInput
from core.recipe import Measure, Recipe
from tests.conftest import Cast
from tests.webapp.brought import kept as brought
from tests.webapp.planned import READY, frozen, made, moved
from tests.webapp.ran import people, ran
from webapp.errors import NotAllowed, NotFound
from webapp.records import KeptPlan
from webapp.services import audience_exports, audiences, entering, plans, teams
from webapp.store import audiences as stored
from webapp.store import events

# 60 customers with an address each; the mail addresses in capitals, the phone numbers without a country.
ROWS = [(f"{n:02}", 10 + n % 3 if n < 40 else 90 + n % 3, 20 + n % 7 if n < 40 else 950 + n % 7) for n in range(60)]
PEOPLE = b"id;visits;spend;e-mail;phone;remark\n" + b"".join(
    b"%s;%d;%d;Person%s@Example.org;030 12345%s;=1+1\n" % (who.encode(), visits, spend, who.encode(), who.encode())
    for who, visits, spend in ROWS
)


@pytest.fixture
def approved(cast: Cast) -> KeptPlan:
    """Everybody of both segments, a quarter of them held out."""
    recipe = Recipe((Measure("visits"), Measure("spend")), segments=2, starts=10)
    run = ran(cast.editor, brought(cast.editor, "People", PEOPLE), recipe)
    kept = made(cast.editor, run, **READY, segments=[0, 1], holdout=0.25, name="Winter; letter")
    frozen(cast.editor, kept)
    return moved(cast.editor, kept, "planned", "approved")


def written(cast: Cast, kept: KeptPlan, form: str) -> tuple[str, bytes]:
    file = audience_exports.export(cast.editor, kept.id, form, "Winter letter", "The agency")
    with file.body as body:
        return file.name, body.read()


def rows(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))


def test_nobody_who_is_held_out_is_in_a_file(cast: Cast, approved: KeptPlan) -> None:
    arms = stored.arms(audiences.find(cast.viewer, approved.id))  # type: ignore[arg-type]
    name, content = written(cast, approved, "csv")
    assert name == f"plan-{approved.id}-winter-letter-csv.csv"
    assert sorted(row["id"] for row in rows(content)) == sorted(arms.treated.to_pylist())
    assert len(arms.held_out_ids) == 15 and not set(arms.held_out_ids.to_pylist()) & {
        row["id"] for row in rows(content)
    }


def test_a_plain_list_names_segment_run_plan_and_arm(cast: Cast, approved: KeptPlan) -> None:
    _, content = written(cast, approved, "list")
    assert len(rows(content)) == 45
    assert {(row["run"], row["plan"], row["arm"]) for row in rows(content)} == {("Autumn", "Winter; letter", "treated")}


def test_every_file_is_recorded_with_its_digest(cast: Cast, approved: KeptPlan) -> None:
    _, content = written(cast, approved, "list")
    (export,) = audience_exports.of_plan(cast.viewer, approved.id)
    assert (export.form, export.purpose, export.recipient, export.person) == (
        "list",
        "Winter letter",
        "The agency",
        "Jonas Berg",
    )
    assert (export.rows, export.size, export.sha256) == (45, len(content), sha256(content).hexdigest())
    assert events.latest(cast.editor.team.id, 1)[0].kind == "exported an audience"


def test_what_has_left_the_house_stays_as_it_is(cast: Cast, approved: KeptPlan) -> None:
    with pytest.raises(BadInput, match="Take the plan back to planned first"):
        audiences.discard(cast.editor, approved.id)
    written(cast, approved, "list")
    plans.move(cast.editor, approved.id, "planned", approved.edit)
    with pytest.raises(BadInput, match="has left the house already"):
        audiences.discard(cast.editor, approved.id)


@pytest.mark.parametrize(
    ("form", "column", "phone"), [("google", "Email", "+493012345"), ("meta", "email", "493012345")]
)
def test_platforms_get_hashes_of_what_is_made_plain(
    cast: Cast, approved: KeptPlan, form: str, column: str, phone: str
) -> None:
    """Capitals are small, and a phone number without a country is one of the team's, which is Germany."""
    team = cast.admin.team
    teams.change_settings(cast.admin, team.name, {**vars(team.settings), "smallest_audience": 45}, team.version)
    editor = entering.who(cast.tokens["editor"])
    assert editor is not None
    with audience_exports.export(editor, approved.id, form, "Ads", "The platform").body as body:
        found = rows(body.read())
    treated = stored.arms(audiences.find(editor, approved.id)).treated.to_pylist()  # type: ignore[arg-type]
    assert {row[column] for row in found} == {_hashed(f"person{who}@example.org") for who in treated}
    assert {row["Phone" if form == "google" else "phone"] for row in found} == {_hashed(phone + who) for who in treated}


def test_an_audience_that_is_too_small_for_ads_stays_here(cast: Cast, approved: KeptPlan) -> None:
    with pytest.raises(BadInput, match="the audience has 45 customers, and your team sends lists of 1,000 or more"):
        written(cast, approved, "google")
    assert audience_exports.of_plan(cast.viewer, approved.id) == []


def test_missing_roles_are_told(cast: Cast) -> None:
    run = ran(cast.editor, people(cast.editor))
    told = audience_exports.missing(cast.editor, made(cast.editor, run))
    assert set(told) == {"google", "meta"} and "no column has the roles e-mail, phone" in told["google"]


def _hashed(text: str) -> str:
    return sha256(text.encode()).hexdigest()


def test_an_idea_leaves_nobody_out_of_the_house(cast: Cast, approved: KeptPlan) -> None:
    idea = plans.move(cast.editor, approved.id, "planned", approved.edit)
    with pytest.raises(BadInput, match="Approve the plan first"):
        audience_exports.export(cast.editor, idea.id, "list", "Letter", "Agency")
    with pytest.raises(BadInput, match="the purpose of the file"):
        audience_exports.export(cast.editor, idea.id, "list", "", "Agency")


def test_files_are_for_those_who_may_work(cast: Cast, approved: KeptPlan) -> None:
    with pytest.raises(NotAllowed):
        audience_exports.export(cast.viewer, approved.id, "list", "Letter", "Agency")
    with pytest.raises(NotFound):
        audience_exports.export(cast.stranger, approved.id, "list", "Letter", "Agency")


def test_a_file_streams_out_of_its_door(cast: Cast, approved: KeptPlan) -> None:
    response = cast.client("editor").send(
        f"/plans/{approved.id}/export", form="list", purpose="Letter", recipient="Agency"
    )
    assert (
        response.headers["Content-Disposition"] == f'attachment; filename="plan-{approved.id}-winter-letter-list.csv"'
    )
    assert response.headers["Cache-Control"] == "no-store" and len(rows(response.data)) == 45
    response.close()


def test_a_list_of_who_is_left_out_comes_in_as_a_file(cast: Cast, approved: KeptPlan) -> None:
    plans.move(cast.editor, approved.id, "planned", approved.edit)
    client = cast.client("editor")
    headers = {"X-CSRFToken": client.form_token()}
    answer = client.post(f"/plans/{approved.id}/suppression", data=b"\xef\xbb\xbf01\r\n02\r\n", headers=headers)
    assert answer.get_json() == {"customers": 2}
    refused = client.post(f"/plans/{approved.id}/suppression", data=b"\xff\xfe0", headers=headers)
    assert refused.status_code == 400 and "UTF-8" in refused.get_json()["error"]
