"""The door for tables that go out: streamed, as CSV or as a workbook, and never kept by anything on the way."""

from collections.abc import Iterator
from typing import IO

from flask import Blueprint, Response, request

from webapp import auth
from webapp.errors import NotFound
from webapp.services import downloads, spreadsheets

routes = Blueprint("downloads", __name__)

PART = 64 * 1024
EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@routes.get("/downloads/datasets/<dataset_id>/<what>.<form>")
def of_dataset(dataset_id: str, what: str, form: str) -> Response:
    if form not in ("csv", "xlsx"):
        raise NotFound
    version = request.args.get("version")
    number = None if version is None else auth.number(version)
    download = downloads.of_dataset(auth.viewer(), auth.number(dataset_id), what, number)
    return _sent(download, form)


def _sent(download: downloads.Download, form: str) -> Response:
    names = download.table.schema.names
    if form == "csv":
        response = Response(spreadsheets.csv_parts(names, download.batches), mimetype="text/csv")
    else:
        book = spreadsheets.workbook(download.title, names, download.batches, download.table.rows)
        response = Response(_parts(book), mimetype=EXCEL)
        response.call_on_close(book.close)
    response.headers["Content-Disposition"] = f'attachment; filename="{download.name}.{form}"'
    response.headers["Cache-Control"] = "no-store"
    return response


def _parts(book: IO[bytes]) -> Iterator[bytes]:
    with book:
        while part := book.read(PART):
            yield part
