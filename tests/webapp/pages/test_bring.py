"""The confirm step as a person meets it."""

from typing import Any

from core.reading import Choices
from tests.conftest import Cast
from tests.core.reading.old_excel import old_workbook
from tests.webapp import brought
from tests.webapp.pages.conftest import Answer, Visitor
from tests.webapp.work_now import work_now
from webapp.records import Upload
from webapp.services import bringing, datasets, uploads

KEEP = "bring-keep-now.n_clicks"
LOOK = '{"part":"bring-look","place":"file"}.n_clicks'


def at(column: object, about: str) -> str:
    place = f'"{column}"' if isinstance(column, str) else column
    return f'{{"about":"{about}","column":{place},"part":"bring-answer"}}'


def page_of(upload: Upload, **typed: Any) -> dict[str, Any]:
    return {
        "bring-upload.data": upload.id,
        "bring-seen.data": {"version": upload.version, "looks": "", "kept": True},
        "bring-name.value": "Customers",
        **typed,
    }


def keep(visitor: Visitor, upload: Upload, clicks: int | None = 1, **typed: Any) -> Answer:
    return visitor.presses("pages.bring.keep", KEEP, {KEEP: clicks, **page_of(upload, **typed)})


def changed(column: object, about: str, value: object) -> dict[str, Any]:
    identity = {"part": "bring-answer", "column": column, "about": about}
    return {f"{at(column, about)}.value": value, f"{at(column, about)}.id": identity}


def test_what_was_found_is_shown_with_its_reasons(cast: Cast, admin: Visitor) -> None:
    page = admin.draws(f"/datasets/bring/{brought.looked_at(cast.editor).id}")
    for told in (
        "40 customers in 4 columns.",
        "semicolons",
        "'id' names the id of a row",
        "Dates in 'since' can be read as day/month or month/day. Which is right?",
        "00001",
        "What was done",
    ):
        assert told in page, told


def test_a_file_without_a_customer_is_told_what_cannot_be_done(cast: Cast, admin: Visitor) -> None:
    content = b"age,spend\n" + b"".join(b"%d,%d.5\n" % (20 + row % 50, row) for row in range(40))
    page = admin.draws(f"/datasets/bring/{brought.looked_at(cast.editor, content).id}")
    assert "No column says who the customer is" in page
    assert "following customers from one version to the next" in page


def test_while_it_is_looked_at_there_is_a_way_out(cast: Cast, admin: Visitor) -> None:
    upload = brought.received(cast.admin)
    page = admin.draws(f"/datasets/bring/{upload.id}")
    assert "Looking at customers.csv" in page and "bring-stop" in page
    admin.presses("pages.bring.stop", "bring-stop.n_clicks", {"bring-stop.n_clicks": 1, "bring-upload.data": upload.id})
    assert "This was cancelled" in admin.draws(f"/datasets/bring/{upload.id}")


def test_a_refused_file_shows_the_sentence_and_what_can_be_changed(cast: Cast, admin: Visitor) -> None:
    page = admin.draws(f"/datasets/bring/{brought.looked_at(cast.editor, brought.RAGGED).id}")
    assert "Row 3 has 3 values but the header has 2. Check for an extra separator in that row." in page
    for about in ("separator", "encoding", "header_row", "sheets", "surplus"):
        assert f'"about":"{about}"' in page


def test_the_page_follows_the_look_and_stops_looking_itself(cast: Cast, admin: Visitor) -> None:
    upload = brought.received(cast.editor)
    values = {"bring-tick.n_intervals": 1, "bring-upload.data": upload.id, "bring-seen.data": None}
    first = admin.presses("pages.bring.watch", "bring-tick.n_intervals", values)
    assert first.values["bring-tick.disabled"] is False and first.values["bring-keep.hidden"] is True
    values["bring-seen.data"] = first.values["bring-seen.data"]
    assert admin.presses("pages.bring.watch", "bring-tick.n_intervals", values).values == {}
    work_now()
    then = admin.presses("pages.bring.watch", "bring-tick.n_intervals", values)
    assert then.values["bring-tick.disabled"] is True and then.values["bring-keep.hidden"] is False
    assert "Name of the dataset" in str(then.values["bring-keep.children"])


def test_a_choice_is_looked_at_again_and_what_was_typed_beside_it_stays(cast: Cast, admin: Visitor) -> None:
    upload = brought.looked_at(cast.admin)
    answer = admin.presses("pages.bring.look_again", LOOK, {LOOK: 1, **page_of(upload), **changed(1, "role", "ignore")})
    assert "Looking at" in str(answer.values["bring-found.children"])
    assert "bring-keep.children" not in answer.values
    work_now()
    looked = uploads.find(cast.admin, upload.id).looked
    assert looked is not None and looked["columns"][1]["role"] == "ignore"


def test_sheets_that_were_not_chosen_can_be_chosen_still(cast: Cast, admin: Visitor) -> None:
    rows = [["customer id", "spend"], *([f"{number:05}", number] for number in range(20))]
    book = old_workbook({"Spring 2024": rows, "Summer 2024": rows})
    upload = brought.looked_at(cast.admin, book, "customers.xls")
    assert "The workbook has 2 sheets with tables." in admin.draws(f"/datasets/bring/{upload.id}")
    uploads.choose(cast.admin, upload.id, Choices(sheets=("Summer 2024",)), upload.version)
    work_now()
    page = admin.draws(f"/datasets/bring/{upload.id}")
    assert "20 customers in 2 columns." in page
    assert "The workbook has 2 sheets" not in page
    assert "Spring 2024" in page and "Summer 2024" in page


def test_keeping_reads_the_file_and_goes_on_to_the_dataset(cast: Cast, admin: Visitor) -> None:
    upload = brought.looked_at(cast.admin)
    assert "Reading customers.csv" in str(keep(admin, upload).values["bring-found.children"])
    work_now()
    values = {"bring-tick.n_intervals": 1, "bring-upload.data": upload.id, "bring-seen.data": None}
    answer = admin.presses("pages.bring.watch", "bring-tick.n_intervals", values)
    (dataset,) = datasets.mine(cast.admin)
    assert answer.told["frame-go"] == {"href": f"/datasets/{dataset.id}"}


def test_keeping_what_was_changed_shows_it_first(cast: Cast, admin: Visitor) -> None:
    upload = brought.looked_at(cast.admin)
    answer = keep(admin, upload, **changed(1, "type", "text"))
    assert answer.said.startswith("You changed how the file is read.")
    work_now()
    assert datasets.mine(cast.admin) == []
    assert uploads.find(cast.admin, upload.id).state == "received"


def test_a_button_that_was_only_drawn_keeps_nothing(cast: Cast, admin: Visitor) -> None:
    upload = brought.looked_at(cast.admin)
    assert keep(admin, upload, clicks=None).values == {}
    assert uploads.find(cast.admin, upload.id).state == "received"


def test_a_name_that_is_taken_is_told_under_the_field(cast: Cast, admin: Visitor) -> None:
    brought.kept(cast.admin, "Customers")
    answer = keep(admin, brought.looked_at(cast.admin))
    assert answer.told["bring-name-error"]["children"] == (
        "There is already a dataset called “Customers”. Choose another name."
    )


def test_who_was_overtaken_is_told(cast: Cast, admin: Visitor) -> None:
    upload = brought.looked_at(cast.admin)
    bringing.look_again(cast.editor, upload.id, {(1, "role"): "ignore"}, upload.version)
    work_now()
    assert "Somebody else changed how this file is read" in keep(admin, upload).said


def test_the_next_version_is_asked_about_with_the_guess(cast: Cast, admin: Visitor) -> None:
    dataset = brought.kept(cast.editor)
    page = admin.draws(f"/datasets/bring/{brought.looked_at(cast.editor, dataset=dataset.id).id}")
    assert "Next version of Customers" in page
    assert "Nearly all customers so far are in the new file: 40 of the 40 customers" in page
    assert '"value":"replace"' in page.replace('": "', '":"')


def test_more_columns_are_drawn_on_demand(cast: Cast, admin: Visitor) -> None:
    names = ";".join(f"m{number}" for number in range(130))
    content = f"{names}\n".encode() + b"".join(
        b";".join(b"%d" % (row + place) for place in range(130)) + b"\n" for row in range(12)
    )
    upload = brought.looked_at(cast.editor, content)
    values = {"bring-more.n_clicks": 1, "bring-upload.data": upload.id, "bring-rows-shown.data": 60}
    for shown, hidden in ((120, False), (180, True)):
        answer = admin.presses("pages.bring.more_columns", "bring-more.n_clicks", values)
        assert (answer.values["bring-rows-shown.data"], answer.values["bring-more.hidden"]) == (shown, hidden)
        values["bring-rows-shown.data"] = shown


def test_a_file_given_up_is_gone(cast: Cast, admin: Visitor) -> None:
    upload = brought.looked_at(cast.editor)
    answer = admin.presses(
        "pages.bring.give_up", "bring-give-up.n_clicks", {"bring-give-up.n_clicks": 1, "bring-upload.data": upload.id}
    )
    assert (answer.said, answer.told["frame-go"]) == ("The file is given up.", {"href": "/datasets"})
    assert "This file is not here any more" in admin.draws(f"/datasets/bring/{upload.id}")


def test_viewers_find_nothing_there(cast: Cast, viewer: Visitor) -> None:
    assert "Not found" in viewer.draws(f"/datasets/bring/{brought.looked_at(cast.editor).id}")
