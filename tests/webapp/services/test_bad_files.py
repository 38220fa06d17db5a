"""Bad files through the real door: each is told in a sentence, and nothing of it is visible afterwards."""

import random

import pytest

from tests.conftest import Browser, Cast
from tests.core.reading.bad_files import FAMILIES, BadFile
from tests.webapp.work_now import work_now
from webapp.services import datasets, jobs, uploads
from webapp.store.engine import db

pytestmark = pytest.mark.parametrize("server", ["sqlite"], indirect=True)

FULL = 5_000


@pytest.mark.parametrize("family", FAMILIES)
def test_a_bad_file_is_refused_in_a_sentence_and_leaves_nothing(cast: Cast, family: str) -> None:
    check(cast, cast.client("editor"), FAMILIES[family](random.Random(7)))


@pytest.mark.fuzz
@pytest.mark.timeout(3_600)
def test_five_thousand_bad_files_are_refused_and_leave_nothing(cast: Cast) -> None:
    names, client = list(FAMILIES), cast.client("editor")
    for number in range(FULL):
        family = names[number % len(names)]
        check(cast, client, FAMILIES[family](random.Random(f"{family} {number}")))


def check(cast: Cast, client: Browser, bad: BadFile) -> None:
    headers = {"X-CSRFToken": client.form_token()}
    answer = client.post("/uploads?name=x.csv", data=bad.content, headers=headers)
    assert answer.status_code in (201, 400, 413), answer.text
    db.session.rollback()
    work_now()
    told = jobs.tray(cast.editor)
    assert [job.reference for job in told if job.reference] == [], "a bug, not a problem"
    sentences = [job.failure or "" for job in told] + [str(answer.json.get("error", ""))]
    # With the usual limits and no choices a few of them can be read: these wait for a person to decide.
    looked = [upload for upload in uploads.waiting(cast.editor) if upload.looked]
    assert looked or any(sentence.endswith((".", "?")) for sentence in sentences)
    assert datasets.mine(cast.editor) == []
    for job in told:
        jobs.dismiss(cast.editor, job.id)
    for upload in uploads.waiting(cast.editor):
        uploads.give_up(cast.editor, upload.id)
