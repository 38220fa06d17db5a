"""Files are brought by people in front of a browser: sent, looked at, decided about, kept; refused with a sentence."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from playwright.sync_api import Page, Route, expect

from tests.conftest import Cast
from tests.journeys.conftest import Opens, Tab
from tests.journeys.test_accessibility import serious
from tests.journeys.test_widths import SIDEWAYS, TOO_SMALL
from tests.webapp import brought
from webapp.records import Dataset, Upload
from webapp.services import datasets, uploads
from webapp.settings import Settings
from webapp.store.engine import db

pytestmark = [pytest.mark.journey, pytest.mark.parametrize("server", ["sqlite"], indirect=True)]

KEPT_WITHIN = 60_000
GERMAN = "Export vom 3.5.2026;;;\nKundennr;Name;Umsatz;Letzter Kauf\n" + "".join(
    f"{number:05d};Grün {number};1.{number:03d},50;{1 + number % 28:02d}.{1 + number % 12:02d}.2025\n"
    for number in range(60)
)


@pytest.fixture
def worker(server: Flask) -> Iterator[None]:
    """As beside a running program: a process of its own."""
    settings: Settings = server.config["KINDRED_SETTINGS"]
    words = [sys.executable, "-m", "webapp.cli", "worker", "--instance", str(settings.instance)]
    root = Path(__file__).resolve().parents[2]
    process = subprocess.Popen(words, cwd=root, stdout=subprocess.DEVNULL)
    yield
    process.terminate()
    process.wait(30)


@pytest.fixture
def tab(cast: Cast, opens: Opens) -> Tab:
    return opens(cast.tokens["admin"])


def choose(page: Page, *files: Path, button: str = "Bring a dataset") -> None:
    with page.expect_file_chooser() as chooser:
        page.get_by_role("button", name=button).first.click()
    chooser.value.set_files([str(file) for file in files])


def kept_by_now(cast: Cast, archived: bool = False) -> list[Dataset]:
    db.session.rollback()  # what this test has read so far was from before
    return datasets.mine(cast.viewer, archived)


def waiting_by_now(cast: Cast) -> list[Upload]:
    db.session.rollback()
    return uploads.waiting(cast.admin)


def file_of(tmp_path: Path, name: str, content: bytes = brought.CUSTOMERS) -> Path:
    file = tmp_path / name
    file.write_bytes(content)
    return file


@pytest.mark.timeout(300)
@pytest.mark.usefixtures("worker")
def test_the_retail_file_is_brought_kept_and_added_to(cast: Cast, tab: Tab, shared_data: Path, tmp_path: Path) -> None:
    page = tab.goes("/datasets")
    choose(page, shared_data / "online_retail.csv")
    verdict = page.get_by_text("541,909 order lines in 8 columns, from 1 Dec 2010 to 9 Dec 2011.")
    expect(verdict).to_be_visible(timeout=KEPT_WITHIN)
    customer = page.get_by_role("row").filter(has=page.get_by_label("Role of CustomerID"))
    expect(customer.get_by_label("Role of CustomerID")).to_have_value("customer")
    expect(customer).to_contain_text("135,080")
    expect(page.get_by_label("Name of the dataset")).to_have_value("Online retail")
    page.get_by_role("button", name="Keep as dataset").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Online retail", timeout=KEPT_WITHIN)
    expect(page.get_by_text("541,909", exact=True)).to_be_visible()
    (dataset,) = kept_by_now(cast)
    assert dataset.version.rows == 541_909

    # The last thousand lines once more, and two orders after the last day: two lines are new.
    lines = (shared_data / "online_retail.csv").read_text().splitlines()
    first, last = lines[0], lines[-1].split(",")
    moved = [",".join(["599999", *last[1:4], f"2011-12-2{day} 10:00:00", *last[5:]]) for day in (1, 2)]
    more = file_of(tmp_path, "december.csv", "\n".join([first, *lines[-1000:], *moved]).encode() + b"\n")
    choose(page, more, button="Bring the next version")
    expect(page.get_by_text("overlaps with the period so far")).to_be_visible(timeout=KEPT_WITHIN)
    expect(page.get_by_label("Add to it")).to_be_checked()
    page.get_by_role("button", name="Keep as next version").click()
    expect(page.get_by_text("+2 since version 1")).to_be_visible(timeout=KEPT_WITHIN)
    page.get_by_role("link", name="Versions").click()
    expect(page.get_by_text("The file added 2 rows to the version before.")).to_be_visible()


@pytest.mark.usefixtures("worker")
def test_a_semicolon_file_with_decimal_commas(cast: Cast, tab: Tab, tmp_path: Path) -> None:
    page = tab.goes("/datasets")
    choose(page, file_of(tmp_path, "kunden.csv", GERMAN.encode("cp1252")))
    expect(page.get_by_text("60 customers in 4 columns.")).to_be_visible(timeout=KEPT_WITHIN)
    expect(page.get_by_text("The first row with column names seems to be row 2. Is that right?")).to_be_visible()
    expect(page.get_by_role("region", name="What was found")).to_contain_text("Western European (Windows-1252)")
    expect(page.get_by_label("How Umsatz is written")).to_have_value(",")
    expect(page.get_by_role("cell", name="Grün 1", exact=True)).to_be_visible()
    page.get_by_label("Role of Name").select_option("ignore")
    page.get_by_label("Name of the dataset").fill("Unsere Kunden")
    page.get_by_role("button", name="Keep as dataset").click()
    expect(page.get_by_text("You changed how the file is read.")).to_be_visible()
    expect(page.get_by_label("Role of Name")).to_have_value("ignore", timeout=KEPT_WITHIN)
    expect(page.get_by_label("Name of the dataset")).to_have_value("Unsere Kunden")
    page.get_by_role("button", name="Keep as dataset").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Unsere Kunden", timeout=KEPT_WITHIN)
    (dataset,) = kept_by_now(cast)
    revenue = datasets.first_rows(cast.admin, dataset.id).column("Umsatz").to_pylist()
    # 1000.5 + 1001.5 + ... + 1059.5 = 60 * 1030
    assert sum(revenue) == 61_800.0


@pytest.mark.usefixtures("worker")
def test_a_broken_file_is_told_and_can_be_read_another_way(cast: Cast, tab: Tab, tmp_path: Path) -> None:
    page = tab.goes("/datasets")
    choose(page, file_of(tmp_path, "broken.csv", brought.RAGGED + b"5,6\n7,8\n"))
    sentence = "Row 3 has 3 values but the header has 2. Check for an extra separator in that row."
    expect(page.locator(".k-alert").get_by_text(sentence)).to_be_visible(timeout=KEPT_WITHIN)
    page.get_by_label("Rows with too many values").select_option("drop")
    page.get_by_role("button", name="Look again").click()
    expect(page.get_by_text("3 customers in 2 columns.")).to_be_visible(timeout=KEPT_WITHIN)
    page.get_by_role("button", name="Give this file up").click()
    expect(page.get_by_text("No datasets yet")).to_be_visible()
    assert waiting_by_now(cast) == []


@pytest.mark.usefixtures("worker")
def test_several_files_queue_and_wait_to_be_decided_about(tab: Tab, tmp_path: Path) -> None:
    page = tab.goes("/datasets")
    choose(page, *(file_of(tmp_path, f"{month}.csv") for month in ("may", "june", "july")))
    listed = page.locator(".k-rows")
    expect(listed.get_by_role("link", name="Decide and keep")).to_have_count(3, timeout=KEPT_WITHIN)
    for month in ("may", "june", "july"):
        expect(listed.get_by_text(f"{month}.csv")).to_be_visible()
    expect(page).to_have_url(f"{tab.address}/datasets")


def test_what_is_too_large_or_empty_is_refused_before_it_is_sent(cast: Cast, tab: Tab, tmp_path: Path) -> None:
    page = tab.goes("/datasets")
    page.locator("[data-drop]").evaluate("zone => zone.dataset.limit = '1000'")
    choose(page, file_of(tmp_path, "large.csv"), file_of(tmp_path, "empty.csv", b""))
    large, empty = page.locator(".k-sent").all()
    expect(large).to_contain_text("the limit is 1.0\u202fkB. Bring it in smaller parts.")
    expect(empty).to_contain_text("The file is empty.")
    assert waiting_by_now(cast) == []


def test_a_refusal_by_the_server_is_told_in_the_row(cast: Cast, tab: Tab, tmp_path: Path) -> None:
    page = tab.goes("/datasets")
    page.locator("[data-drop]").evaluate("zone => zone.dataset.drop = '987654321'")
    choose(page, file_of(tmp_path, "customers.csv"))
    expect(page.locator(".k-sent").get_by_text("Not found, or you do not have access.")).to_be_visible()
    tab.forgives("status of 404")


def test_a_broken_connection_and_a_cancelled_file_leave_nothing(cast: Cast, tab: Tab, tmp_path: Path) -> None:
    page, held = tab.goes("/datasets"), []
    page.route("**/uploads?*", lambda route: held.append(route))
    choose(page, file_of(tmp_path, "customers.csv"), file_of(tmp_path, "more.csv"))
    _held(page, held).abort("connectionreset")
    broken, cancelled = page.locator(".k-sent").all()
    expect(broken).to_contain_text("The connection broke at 0\u202f%. Nothing was kept. Send the file again.")
    page.get_by_role("button", name="Cancel more.csv").click()
    expect(cancelled).to_contain_text("Stopped. Nothing was kept.")
    tab.forgives("ERR_CONNECTION_RESET")
    assert waiting_by_now(cast) == []


@pytest.mark.usefixtures("worker")
def test_a_file_dropped_on_the_page_is_sent(tab: Tab) -> None:
    page = tab.goes("/datasets")
    page.wait_for_selector("[data-drop]")
    dropped = page.evaluate_handle(
        "text => { const held = new DataTransfer(); held.items.add(new File([text], 'dropped.csv')); return held; }",
        brought.CUSTOMERS.decode(),
    )
    page.dispatch_event("[data-drop]", "drop", {"dataTransfer": dropped})
    expect(page.get_by_text("40 customers in 4 columns.")).to_be_visible(timeout=KEPT_WITHIN)


@pytest.mark.usefixtures("worker")
def test_by_keyboard_alone(cast: Cast, tab: Tab, tmp_path: Path) -> None:
    page = tab.goes("/datasets")
    page.get_by_role("button", name="Bring a dataset").focus()
    with page.expect_file_chooser() as chooser:
        page.keyboard.press("Enter")
    chooser.value.set_files(str(file_of(tmp_path, "customers.csv")))
    page.get_by_label("Name of the dataset").focus(timeout=KEPT_WITHIN)
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.type("By hand")
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Keep as dataset")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("By hand", timeout=KEPT_WITHIN)


def test_archived_undone_archived_and_deleted_for_good(cast: Cast, tab: Tab) -> None:
    dataset = brought.kept(cast.editor)
    page = tab.goes(f"/datasets/{dataset.id}")
    page.get_by_role("button", name="Archive").click()
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Customers")
    page.get_by_role("button", name="Archive").click()
    page.get_by_role("link", name="Archived").click()
    page.get_by_role("link", name="Customers").click()
    page.get_by_role("button", name="Delete for good").click()
    expect(page.get_by_text("1 version with 40 rows")).to_be_visible()
    page.get_by_role("button", name="Delete 1 version for good").click()
    expect(page.get_by_text("No datasets yet")).to_be_visible()
    assert kept_by_now(cast, archived=True) == []


@pytest.mark.parametrize(("mode", "width"), [("dark", 390), ("light", 1280)])
def test_every_state_in_both_modes_on_a_phone_and_a_desk(cast: Cast, opens: Opens, mode: str, width: int) -> None:
    things = brought.addresses(cast.admin)
    refused = brought.looked_at(cast.admin, brought.RAGGED)
    brought.next_version(cast.admin, datasets.mine(cast.admin)[0], brought.CUSTOMERS + b"9;1;1,5;01/02/2025\n", "add")
    page = (tab := opens(cast.tokens["admin"], mode=mode, width=width)).page
    kept = things["/datasets/<dataset_id>"]
    dataset = kept[0]
    addresses = ["/datasets", "/datasets?archived=yes", *things["/datasets/bring/<upload_id>"], *kept]
    addresses += [f"/datasets/bring/{refused.id}", f"{dataset}?tab=columns", f"{dataset}?tab=versions"]
    found: list[str] = []
    for address in addresses:
        tab.goes(address).wait_for_selector("h1")
        page.wait_for_load_state("networkidle")
        assert page.evaluate(SIDEWAYS) <= 0, address
        assert width > 390 or page.evaluate(TOO_SMALL) == [], address
        found += serious(page)
    assert found == []


def _held(page: Page, held: list[Route]) -> Route:
    for _ in range(100):
        if held:
            return held[0]
        page.wait_for_timeout(50)
    raise AssertionError("nothing was sent")
