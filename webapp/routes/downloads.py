"""The door for tables that go out: streamed, as CSV or as a workbook, and never kept by anything on the way."""

from collections.abc import Iterator
from typing import IO

from flask import Blueprint, Response, request

from webapp import auth
from webapp.errors import NotFound
from webapp.services import comparisons, downloads, run_downloads, spreadsheets

routes = Blueprint("downloads", __name__)

PART = 64 * 1024
EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@routes.get("/downloads/datasets/<dataset_id>/<what>.<form>")
def of_dataset(dataset_id: str, what: str, form: str) -> Response:
    known(form)
    version = request.args.get("version")
    number = None if version is None else auth.number(version)
    download = downloads.of_dataset(auth.viewer(), auth.number(dataset_id), what, number)
    return sent(download, form)


@routes.get("/downloads/runs/<run_id>/customers.<form>")
def of_run(run_id: str, form: str) -> Response:
    known(form)
    return sent(run_downloads.of_run(auth.viewer(), auth.number(run_id)), form)


@routes.get("/downloads/runs/<run_id>/segments/<number>.<form>")
def of_segment(run_id: str, number: str, form: str) -> Response:
    known(form)
    place = 0 if number == "0" else auth.number(number) or None  # what is no number is no segment, and 0 is the largest
    return sent(run_downloads.of_segment(auth.viewer(), auth.number(run_id), place), form)


def known(form: str) -> None:
    # Not left to the address: what is denied is denied whatever stands there.
    if form not in ("csv", "xlsx"):
        raise NotFound


@routes.get("/downloads/comparisons/<old>-<new>/<origin>-<target>.<any(csv, xlsx):form>")
def of_cell(old: str, new: str, origin: str, target: str, form: str) -> Response:
    return sent(comparisons.download(auth.viewer(), *map(auth.number, (old, new, origin, target))), form)


def sent(download: downloads.Download, form: str) -> Response:
    if form == "csv":
        response = Response(spreadsheets.csv_parts(download.columns, download.batches), mimetype="text/csv")
    else:
        book = spreadsheets.workbook(download.title, download.columns, download.batches, download.rows)
        response = Response(_parts(book), mimetype=EXCEL)
        response.call_on_close(book.close)
    response.headers["Content-Disposition"] = f'attachment; filename="{download.name}.{form}"'
    response.headers["Cache-Control"] = "no-store"
    return response


def _parts(book: IO[bytes]) -> Iterator[bytes]:
    with book:
        while part := book.read(PART):
            yield part
