"""A file on its way from a browser to a version."""

import io
from pathlib import Path

import pytest

from core.errors import BadInput, TooBig
from core.reading import Choices
from tests.conftest import Cast
from tests.webapp.work_now import work_now
from webapp.errors import Conflict, NotAllowed, NotFound
from webapp.records import Upload, Viewer
from webapp.services import datasets, jobs, uploads
from webapp.store import instance, stored_tables
from webapp.store import uploads as stored_uploads
from webapp.store.engine import db, writing

CUSTOMERS = b"id;age;spend\n" + b"".join(
    b"%05d;%d;%d,50\n" % (number, 20 + number % 50, number) for number in range(40)
)


def bring(
    viewer: Viewer, content: bytes = CUSTOMERS, name: str = "customers.csv", dataset: int | None = None
) -> Upload:
    return uploads.receive(viewer, name, len(content), io.BytesIO(content), dataset)


def incoming_files() -> list[Path]:
    return list((instance.current().folder / "incoming").iterdir())


def looked_at(viewer: Viewer, content: bytes = CUSTOMERS, dataset: int | None = None) -> Upload:
    upload = bring(viewer, content, dataset=dataset)
    work_now()
    return uploads.find(viewer, upload.id)


def test_a_confirmed_file_is_a_dataset(cast: Cast) -> None:
    upload = looked_at(cast.editor)
    uploads.confirm(cast.editor, upload.id, "Customers", "new", upload.version)
    work_now()
    (dataset,) = datasets.mine(cast.viewer)
    assert (dataset.name, dataset.kind, dataset.version.number, dataset.version.rows) == (
        "Customers",
        "customers",
        1,
        40,
    )
    table = stored_tables.find(dataset.version.table_id)
    rows = stored_tables.read(table).read_all()
    # 0.5 + 1.5 + ... + 39.5 = 40 * 20
    assert sum(rows.column("spend").to_pylist()) == 800.0
    assert rows.column("id").to_pylist()[:2] == ["00000", "00001"]
    assert incoming_files() == []


def test_what_was_looked_at_is_not_looked_at_again_to_be_read(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    upload = looked_at(cast.editor)
    monkeypatch.delattr("core.reading.opening.look_at")
    uploads.confirm(cast.editor, upload.id, "Customers", "new", upload.version)
    work_now()
    (dataset,) = datasets.mine(cast.viewer)
    assert dataset.version.rows == 40
    assert dataset.version.found.facts["reading"]["columns"][2]["total"] == 800.0


def test_a_look_tells_how_far_it_is(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("core.reading.watching.TELL_EVERY", 0.001)
    told: list[str] = []
    monkeypatch.setattr("webapp.jobs.work.Work.progress", lambda _, share, sentence: told.append(sentence))
    bring(cast.editor, CUSTOMERS + b"00041;30;1,50\n" * 50_000)
    work_now()
    assert told and all(sentence.endswith("\u202f% of the file looked at") for sentence in told)


def test_what_another_program_has_looked_at_is_looked_at_again(cast: Cast) -> None:
    upload = looked_at(cast.editor)
    assert upload.looked is not None
    known = {**upload.looked["known"], "way": "another"}
    with writing():
        upload = stored_uploads.change(upload.id, looked={**upload.looked, "known": known, "rows": 7})
    uploads.confirm(cast.editor, upload.id, "Customers", "new", upload.version)
    work_now()
    (dataset,) = datasets.mine(cast.viewer)
    assert dataset.version.found.facts["reading"]["rows"] == 40


def test_a_version_says_who_brought_it(cast: Cast) -> None:
    upload = looked_at(cast.editor)
    uploads.confirm(cast.editor, upload.id, "Customers", "new", upload.version)
    work_now()
    (dataset,) = datasets.mine(cast.viewer)
    assert dataset.version.by == cast.editor.person.name
    assert [version.by for version in datasets.versions(cast.viewer, dataset.id)] == [cast.editor.person.name]


def test_nothing_is_a_dataset_before_it_is_confirmed(cast: Cast) -> None:
    looked_at(cast.editor)
    assert datasets.mine(cast.editor) == []


def test_what_is_found_is_shown_before_it_is_confirmed(cast: Cast) -> None:
    looked = looked_at(cast.editor).looked
    assert looked is not None
    assert (looked["separator"], looked["rows"]) == (";", 40)
    assert looked["columns"][0]["role"] == "customer"


def test_a_choice_is_looked_at_again(cast: Cast) -> None:
    upload = looked_at(cast.editor)
    changed = uploads.choose(cast.editor, upload.id, Choices(separator=","), upload.version)
    assert changed.looked is None
    work_now()
    looked = uploads.find(cast.editor, upload.id).looked
    assert looked is not None and looked["separator"] == ","


def test_two_who_decide_at_once_do_not_overwrite_each_other(cast: Cast) -> None:
    upload = looked_at(cast.editor)
    uploads.choose(cast.admin, upload.id, Choices(separator=","), upload.version)
    with pytest.raises(Conflict):
        uploads.choose(cast.editor, upload.id, Choices(separator=";"), upload.version)


def test_confirming_twice_makes_one_version(cast: Cast) -> None:
    upload = looked_at(cast.editor)
    uploads.confirm(cast.editor, upload.id, "Customers", "new", upload.version)
    with pytest.raises(Conflict, match="being read already"):
        uploads.confirm(cast.editor, upload.id, "Customers", "new", upload.version)
    work_now()
    assert len(datasets.mine(cast.editor)) == 1


def test_a_broken_transfer_leaves_nothing(cast: Cast) -> None:
    with pytest.raises(BadInput, match="stopped at 50 %"):
        uploads.receive(cast.editor, "x.csv", 2 * len(CUSTOMERS), io.BytesIO(CUSTOMERS), None)
    assert incoming_files() == []
    assert uploads.waiting(cast.editor) == []


def test_a_file_over_the_teams_limit_is_refused_before_it_is_sent(cast: Cast) -> None:
    with pytest.raises(TooBig, match=r"5\.1 GB; the limit is 5\.0 GB"):
        uploads.receive(cast.editor, "x.csv", 5_100_000_000, io.BytesIO(), None)


def test_a_bad_file_is_told_in_the_tray_and_makes_nothing(cast: Cast) -> None:
    bring(cast.editor, b"a,b\n1,2\n3,4,5\n")
    work_now()
    (job,) = jobs.tray(cast.editor)
    assert job.failure is not None and "Row 3" in job.failure
    assert datasets.mine(cast.editor) == []


def test_a_file_given_up_is_gone(cast: Cast) -> None:
    upload = looked_at(cast.editor)
    uploads.give_up(cast.editor, upload.id)
    assert incoming_files() == []
    assert uploads.waiting(cast.editor) == []
    with pytest.raises(NotFound):
        uploads.give_up(cast.editor, upload.id)


def test_a_viewer_may_not_bring_a_file(cast: Cast) -> None:
    with pytest.raises(NotAllowed):
        bring(cast.viewer)


def test_a_stranger_cannot_find_our_upload_or_dataset(cast: Cast) -> None:
    upload = looked_at(cast.editor)
    for attempt in (
        lambda: uploads.find(cast.stranger, upload.id),
        lambda: uploads.confirm(cast.stranger, upload.id, "Mine", "new", upload.version),
        lambda: uploads.give_up(cast.stranger, upload.id),
    ):
        with pytest.raises(NotFound):
            attempt()
    uploads.confirm(cast.editor, upload.id, "Customers", "new", upload.version)
    work_now()
    with pytest.raises(NotFound):
        bring(cast.stranger, dataset=datasets.mine(cast.editor)[0].id)


def test_a_path_in_a_file_name_is_only_a_name(cast: Cast) -> None:
    assert bring(cast.editor, name="../../etc/passwd\x00.csv").file_name == "passwd.csv"


def test_the_route_takes_a_body_larger_than_any_form(cast: Cast) -> None:
    client = cast.client("editor")
    page = client.get("/")
    token = client.get_cookie("_csrf_token")
    assert page.status_code == 200 and token is not None
    content = CUSTOMERS + b"90000;30;1,00\n" * 200_000  # 2.8 MB
    answer = client.post("/uploads?name=big.csv", data=content, headers={"X-CSRFToken": token.value})
    assert answer.status_code == 201, answer.text
    db.session.rollback()  # what this test has read so far was from before
    assert uploads.find(cast.editor, answer.json["upload"]).size == len(content)


ORDERS = "order;customer;date;amount\n" + "".join(f"{n};C{n % 4};2024-01-{n:02};{n}\n" for n in range(1, 13))
# Two lines of the first file once more, and three that are new, of which two are one customer's.
MORE_ORDERS = (
    "order;customer;date;amount\n11;C3;2024-01-11;11\n12;C0;2024-01-12;12\n"
    "13;C1;2024-02-01;13\n14;C9;2024-02-02;14\n15;C9;2024-02-03;15\n"
)


def brought(viewer: Viewer, content: str) -> int:
    upload = looked_at(viewer, content.encode())
    uploads.confirm(viewer, upload.id, "Orders", "new", upload.version)
    work_now()
    return datasets.mine(viewer)[0].id


@pytest.mark.parametrize(("mode", "rows", "money"), [("add", 15, 120.0), ("replace", 5, 65.0)])
def test_the_next_file_adds_to_the_version_or_replaces_it(cast: Cast, mode: str, rows: int, money: float) -> None:
    dataset_id = brought(cast.editor, ORDERS)
    upload = looked_at(cast.editor, MORE_ORDERS.encode(), dataset_id)
    assert upload.looked is not None and upload.looked["guess"]["mode"] == "add"
    uploads.confirm(cast.editor, upload.id, None, mode, upload.version)
    work_now()
    newest, first = datasets.versions(cast.viewer, dataset_id)
    assert (newest.number, newest.rows, first.number, first.rows) == (2, rows, 1, 12)
    # 1 + 2 + ... + 15 = 120 for the whole; 11 + 12 + 13 + 14 + 15 = 65 for the second file
    amounts = stored_tables.read(stored_tables.find(newest.table_id), ["amount"]).read_all()
    assert sum(amounts.column("amount").to_pylist()) == money
    assert newest.found.facts["difference"]["customers"]["new"] == 1  # C9


def test_a_file_that_waits_for_a_dataset_goes_with_it(cast: Cast) -> None:
    dataset_id = brought(cast.editor, ORDERS)
    upload = bring(cast.editor, MORE_ORDERS.encode(), dataset=dataset_id)
    datasets.delete_for_good(cast.admin, dataset_id)
    work_now()
    assert uploads.waiting(cast.editor) == []
    assert uploads.find(cast.editor, upload.id).state == "given up"
