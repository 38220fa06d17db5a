"""What a share link shows, over plain HTTP; and the briefs that are drawn in the same way."""

import re

import pytest

from tests.conftest import Cast
from tests.webapp.ran import people, ran
from webapp.records import About, Run
from webapp.services import notes, segments, sharing

KEY = "one-press-of-a-button"
WORD = "three tall storks"


@pytest.fixture
def run(cast: Cast) -> Run:
    made = ran(cast.editor, people(cast.editor))
    segments.rename(cast.editor, made.id, 0, "Quiet <i>ones</i>", 1)
    segments.set_persona(cast.editor, made.id, 0, "Words for colleagues", 2)
    notes.add(cast.editor, About("run", made.id), "A note for colleagues")
    return made


def test_it_shows_aggregates_to_people_without_an_account_and_nothing_else(cast: Cast, run: Run) -> None:
    """30, 20 and 10 customers in three segments, out of 60."""
    answer = cast.client(None).get(f"/s/{sharing.share(cast.editor, run.id, key=KEY)}")
    page = re.sub(r"<[^>]+>", " ", answer.text)
    assert answer.status_code == 200
    for told in ("Autumn", "People, version 1", "3 segments", "30 customers", "20 customers", "10 customers", "visits"):
        assert told in page, told
    assert "Quiet &lt;i&gt;ones&lt;/i&gt;" in answer.text
    for kept in (
        "0-00",
        "1-07",
        "2-09",
        "Words for colleagues",
        "A note",
        "Jonas",
        "Mara",
        "Three stand out",
        "Strategy",
    ):
        place = answer.text.find(kept)
        assert place == -1, answer.text[place - 80 : place + 80]
    assert not re.search(r'href="/(runs|datasets|downloads)', answer.text)


def test_nothing_on_the_way_keeps_it_or_tells_where_it_was(cast: Cast, run: Run) -> None:
    headers = cast.client(None).get(f"/s/{sharing.share(cast.editor, run.id, key=KEY)}").headers
    assert headers["Cache-Control"] == "no-store"
    assert headers["Referrer-Policy"] == "no-referrer"
    assert headers["X-Robots-Tag"] == "noindex, nofollow"
    assert "frame-ancestors 'none'" in headers["Content-Security-Policy"]


def test_wrong_ended_and_revoked_links_give_the_same_page(cast: Cast, run: Run) -> None:
    token = sharing.share(cast.editor, run.id, key=KEY)
    sharing.revoke(cast.editor, sharing.of(cast.editor, run.id)[0].id)
    browser = cast.client(None)
    pages = [browser.get(f"/s/{each}") for each in (token, "x" * 64, "%00", "..")]
    assert {page.status_code for page in pages} == {404}
    assert all("no longer valid. Ask the person who sent it." in page.text for page in pages[:2])
    assert pages[0].data == pages[1].data


def test_a_segment_is_shown_alone(cast: Cast, run: Run) -> None:
    page = cast.client(None).get(f"/s/{sharing.share(cast.editor, run.id, 0, key=KEY)}").text
    others = [segment.name for segment in segments.of_run(cast.editor, run.id)[1:]]
    assert "Segment 0 of Autumn" in page and "30 customers" in page
    assert not any(name in page for name in others)


def test_a_segment_of_a_few_is_not_told_about_outside(cast: Cast, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("webapp.components.sheet.FEWEST", 11)
    smallest = segments.of_run(cast.editor, run.id)[2]
    said = smallest.profile["sentences"][0]["text"]
    browser = cast.client(None)
    for segment in (None, 2):
        page = browser.get(f"/s/{sharing.share(cast.editor, run.id, segment, key=f'{KEY}-{segment}')}").text
        assert "customers: not told outside the team." in page and said not in page
    assert said in cast.client("viewer").get(f"/briefs/runs/{run.id}").text


def test_a_password_is_asked_for_and_remembered_for_this_link_alone(cast: Cast, run: Run) -> None:
    token = sharing.share(cast.editor, run.id, password=WORD, key=KEY)
    other = sharing.share(cast.editor, run.id, password=WORD, key=f"{KEY}-two")
    browser = cast.client(None)
    assert "This link has a password" in browser.get(f"/s/{token}").text
    assert sharing.of(cast.editor, run.id)[1].openings == 0
    wrong = browser.send(f"/s/{token}", password="three tall ducks")
    assert (wrong.status_code, "This password is wrong." in wrong.text) == (403, True)
    right = browser.send(f"/s/{token}", password=WORD)
    assert (right.status_code, right.headers["Location"]) == (303, f"/s/{token}")
    cookie = next(each for each in right.headers.getlist("Set-Cookie") if each.startswith("kindred-share="))
    assert all(rule in cookie for rule in ("HttpOnly", "SameSite=Lax", f"Path=/s/{token}"))
    assert "People, version 1" in browser.get(f"/s/{token}").text
    assert "This link has a password" in browser.get(f"/s/{other}").text
    assert browser.get(f"/s/{token}/customers.csv").status_code == 404


def test_customers_go_out_only_by_a_link_that_an_admin_made_for_that(cast: Cast, run: Run) -> None:
    plain, whole = (sharing.share(cast.admin, run.id, rows=rows, key=f"{KEY}-{rows}") for rows in (False, True))
    part = sharing.share(cast.admin, run.id, 2, rows=True, key=f"{KEY}-2")
    browser = cast.client(None)
    assert browser.get(f"/s/{plain}/customers.csv").status_code == 404
    assert browser.get(f"/s/{whole}/customers.csv").text.count("\n") == 61  # and the head
    assert sorted(re.findall(r"2-\d\d", browser.get(f"/s/{part}/customers.csv").text)) == [
        f"2-{number:02}" for number in range(10)
    ]
    assert f"/s/{whole}/customers.xlsx" in browser.get(f"/s/{whole}").text


def test_a_brief_tells_the_team_more_and_strangers_nothing(cast: Cast, run: Run) -> None:
    for path in (f"/briefs/runs/{run.id}", f"/briefs/runs/{run.id}/segments/0"):
        page = cast.client("viewer").get(path)
        assert page.status_code == 200 and "Words for colleagues" in page.text
        assert cast.client("stranger").get(path).status_code == 404
        assert cast.client(None).get(path).status_code == 302
    for missing in (f"/briefs/runs/{run.id}/segments/x", f"/briefs/runs/{run.id}/segments/3", "/briefs/runs/x"):
        assert cast.client("viewer").get(missing).status_code == 404
