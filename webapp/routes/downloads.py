"""The door for tables that go out: streamed, as CSV or as a workbook, and never kept by anything on the way."""

from collections.abc import Iterator
from typing import IO

from flask import Blueprint, Response, request

from webapp import auth
from webapp.services import downloads, run_downloads, spreadsheets

routes = Blueprint("downloads", __name__)

PART = 64 * 1024
EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@routes.get("/downloads/datasets/<dataset_id>/<what>.<any(csv, xlsx):form>")
def of_dataset(dataset_id: str, what: str, form: str) -> Response:
    version = request.args.get("version")
    number = None if version is None else auth.number(version)
    download = downloads.of_dataset(auth.viewer(), auth.number(dataset_id), what, number)
    return sent(download, form)


@routes.get("/downloads/runs/<run_id>/customers.<any(csv, xlsx):form>")
def of_run(run_id: str, form: str) -> Response:
    return sent(run_downloads.of_run(auth.viewer(), auth.number(run_id)), form)


@routes.get("/downloads/runs/<run_id>/segments/<number>.<any(csv, xlsx):form>")
def of_segment(run_id: str, number: str, form: str) -> Response:
    # A number that is none names no segment; 0 names the largest.
    place = auth.number(number) if number.isdigit() else -1
    return sent(run_downloads.of_segment(auth.viewer(), auth.number(run_id), place), form)


def sent(download: downloads.Download, form: str) -> Response:
    names = download.columns
    if form == "csv":
        response = Response(spreadsheets.csv_parts(names, download.batches), mimetype="text/csv")
    else:
        book = spreadsheets.workbook(download.title, names, download.batches, download.rows)
        response = Response(_parts(book), mimetype=EXCEL)
        response.call_on_close(book.close)
    response.headers["Content-Disposition"] = f'attachment; filename="{download.name}.{form}"'
    response.headers["Cache-Control"] = "no-store"
    return response


def _parts(book: IO[bytes]) -> Iterator[bytes]:
    with book:
        while part := book.read(PART):
            yield part
