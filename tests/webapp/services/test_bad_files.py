"""Bad files through the real door: each is told in a sentence, and nothing of it is visible afterwards."""

import random

import pytest

from tests.conftest import Cast
from tests.core.reading.bad_files import FAMILIES
from tests.webapp.work_now import work_now
from webapp.services import datasets, jobs, uploads
from webapp.store.engine import db

pytestmark = pytest.mark.parametrize("server", ["sqlite"], indirect=True)


@pytest.mark.parametrize("family", FAMILIES)
def test_a_bad_file_is_refused_in_a_sentence_and_leaves_nothing(cast: Cast, family: str) -> None:
    bad = FAMILIES[family](random.Random(7))
    client = cast.client("editor")
    answer = client.post("/uploads?name=x.csv", data=bad.content, headers={"X-CSRFToken": client.form_token()})
    assert answer.status_code in (201, 400, 413), answer.text
    db.session.rollback()
    work_now()
    told = [job.failure or "" for job in jobs.tray(cast.editor)] + [str(answer.json.get("error", ""))]
    references = [job.reference for job in jobs.tray(cast.editor) if job.reference]
    assert references == [], "a bug, not a problem"
    looked = [upload.looked for upload in uploads.waiting(cast.editor) if upload.looked]
    assert looked or any(sentence.endswith((".", "?")) for sentence in told)
    assert datasets.mine(cast.editor) == []
