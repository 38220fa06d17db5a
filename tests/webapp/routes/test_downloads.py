"""Tables with a row per customer go out to those who may work with rows, and to nobody else."""

import csv
import io

import pytest
from python_calamine import CalamineWorkbook

from tests.conftest import Cast
from tests.webapp import bought
from tests.webapp.work_now import work_now
from webapp.services import activity, customer_tables, joining, measuring


def made(cast: Cast) -> int:
    """Orders whose tables are worked out."""
    orders, people = bought.orders(cast.editor, "=Orders é"), bought.customers(cast.editor)
    joining.join(cast.editor, orders.id, people.id)
    customer_tables.ask(cast.editor, orders.id)
    measuring.rfm(cast.editor, orders.id)
    joining.alone(cast.editor, orders.id)
    work_now()
    return orders.id


def test_each_table_is_downloaded_as_csv_and_as_a_workbook(cast: Cast) -> None:
    orders_id, editor = made(cast), cast.client("editor")
    for what, ids in (("customers", ["007", "B"]), ("joined", ["007"]), ("rfm", ["007", "B"]), ("alone", ["B", "Z"])):
        answer = editor.get(f"/downloads/datasets/{orders_id}/{what}.csv")
        assert (answer.status_code, answer.headers["Cache-Control"]) == (200, "no-store")
        assert f'filename="{what}-{orders_id}-orders-e.csv"' in answer.headers["Content-Disposition"]
        rows = list(csv.reader(io.StringIO(answer.get_data().decode("utf-8-sig"))))
        assert [row[0] for row in rows[1:]] == ids
        book = editor.get(f"/downloads/datasets/{orders_id}/{what}.xlsx?version=1").get_data()
        sheet = CalamineWorkbook.from_filelike(io.BytesIO(book)).get_sheet_by_index(0).to_python()
        assert [row[0] for row in sheet] == [row[0] for row in rows]
    assert sum(event.kind == "downloaded customers" for event in activity.log(cast.admin, 50)) == 8


@pytest.mark.parametrize(("who", "status"), [("viewer", 403), ("stranger", 404), (None, 302)])
def test_nobody_else_gets_a_row(cast: Cast, who: str | None, status: int) -> None:
    orders_id = made(cast)
    answer = cast.client(who).get(f"/downloads/datasets/{orders_id}/customers.csv")
    assert answer.status_code == status and b"007" not in answer.get_data()


def test_a_table_that_is_still_worked_out_says_so(cast: Cast) -> None:
    orders = bought.orders(cast.editor)
    answer = cast.client("editor").get(f"/downloads/datasets/{orders.id}/customers.csv")
    assert answer.status_code == 409 and "being worked out" in answer.get_data(as_text=True)


@pytest.mark.parametrize("path", ["customers.pdf", "everything.csv", "customers.csv?version=9", "../1/customers.csv"])
def test_what_is_not_there_is_not_found(cast: Cast, path: str) -> None:
    orders_id = made(cast)
    assert cast.client("editor").get(f"/downloads/datasets/{orders_id}/{path}").status_code == 404
