"""Files that were brought and datasets that were kept, for tests of what is drawn and pressed."""

import io

from tests.webapp.work_now import work_now
from webapp.records import Dataset, Upload, Viewer
from webapp.services import datasets, uploads

CUSTOMERS = b"id;age;spend;since\n" + b"".join(
    b"%05d;%d;%d,50;%02d/%02d/2025\n" % (number, 20 + number % 50, number, 1 + number % 11, 1 + number % 9)
    for number in range(40)
)
ORDERS = b"order id;customer;date;product;quantity;price\n" + b"".join(
    b"%d;%05d;%02d/01/2025;tea;%d;9.50\n" % (number, number % 9, 13 + number % 9, 1 + number % 3)
    for number in range(30)
)
RAGGED = b"a,b\n1,2\n3,4,5\n"


def received(
    viewer: Viewer, content: bytes = CUSTOMERS, name: str = "customers.csv", dataset: int | None = None
) -> Upload:
    return uploads.receive(viewer, name, len(content), io.BytesIO(content), dataset)


def looked_at(
    viewer: Viewer, content: bytes = CUSTOMERS, name: str = "customers.csv", dataset: int | None = None
) -> Upload:
    upload = received(viewer, content, name, dataset)
    work_now()
    return uploads.find(viewer, upload.id)


def kept(viewer: Viewer, name: str = "Customers", content: bytes = CUSTOMERS) -> Dataset:
    upload = looked_at(viewer, content)
    uploads.confirm(viewer, upload.id, name, "new", upload.version)
    work_now()
    return next(dataset for dataset in datasets.mine(viewer) if dataset.name == name)


def next_version(viewer: Viewer, dataset: Dataset, content: bytes, mode: str) -> Dataset:
    upload = looked_at(viewer, content, dataset=dataset.id)
    uploads.confirm(viewer, upload.id, None, mode, upload.version)
    work_now()
    return datasets.find(viewer, dataset.id)


def addresses(viewer: Viewer) -> dict[str, list[str]]:
    """For each page whose address names a thing: such things of the viewer's team, in every state."""
    from tests.webapp import ran  # runs are made of what was brought here

    ready, refused = looked_at(viewer), looked_at(viewer, RAGGED)
    in_use, archived = kept(viewer, "In use"), kept(viewer, "Out of use")
    datasets.archive(viewer, archived.id)
    ordered = kept(viewer, "Orders", ORDERS)
    every_run = ran.in_every_state(viewer)
    decided = ran.in_every_decision(viewer, every_run[0])
    waits = received(viewer)
    return {
        "/datasets/bring/<upload_id>": [f"/datasets/bring/{upload.id}" for upload in (ready, refused, waits)],
        "/datasets/<dataset_id>": [f"/datasets/{dataset.id}" for dataset in (in_use, archived, ordered)],
        "/datasets/<dataset_id>/studio": [f"/datasets/{dataset.id}/studio" for dataset in (in_use, archived)],
        "/runs/<run_id>": [f"/runs/{run_id}" for run_id in every_run],
        "/runs/<run_id>/segments/<number>": [f"/runs/{every_run[0]}/segments/{number}" for number in decided],
    }
