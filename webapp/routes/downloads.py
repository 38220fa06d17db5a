"""The door for tables that go out: streamed, as CSV or as a workbook, and never kept by anything on the way."""

from flask import Blueprint, Response, request, send_file

from webapp import auth
from webapp.services import downloads, spreadsheets

routes = Blueprint("downloads", __name__)

EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@routes.get("/downloads/datasets/<dataset_id>/<what>.<any(csv, xlsx):form>")
def of_dataset(dataset_id: str, what: str, form: str) -> Response:
    version = request.args.get("version")
    number = None if version is None else auth.number(version)
    download = downloads.of_dataset(auth.viewer(), auth.number(dataset_id), what, number)
    return _sent(download, form)


def _sent(download: downloads.Download, form: str) -> Response:
    names, file_name = download.table.schema.names, f"{download.name}.{form}"
    if form == "csv":
        response = Response(spreadsheets.csv_parts(names, download.batches), mimetype="text/csv")
        response.headers["Content-Disposition"] = f'attachment; filename="{file_name}"'
    else:
        book = spreadsheets.workbook(download.title, names, download.batches, download.table.rows)
        response = send_file(book, mimetype=EXCEL, as_attachment=True, download_name=file_name)
    response.headers["Cache-Control"] = "no-store"
    return response
