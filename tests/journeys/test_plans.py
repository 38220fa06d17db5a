"""A plan from the first months of a shop's orders to whether it worked, and the board that shows where plans stand."""

import csv
import re
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from flask import Flask
from playwright.sync_api import Page, expect

from core.measuring import Limits
from core.samples.shop.web_shop import WebShop, web_shop
from tests.conftest import Cast
from tests.journeys.conftest import Opens
from tests.journeys.working import SOON, working
from tests.webapp.brought import kept as brought
from tests.webapp.brought import next_version
from tests.webapp.planned import READY, autumn, made
from tests.webapp.work_now import work_now
from webapp.records import Dataset, Run
from webapp.services import plans, runs
from webapp.store import audiences as stored
from webapp.store.engine import db

pytestmark = [pytest.mark.journey, pytest.mark.parametrize("server", ["sqlite"], indirect=True)]

MAY = "2019-05"
TOUCHED = 0.3  # of the treated: who orders once more because of the plan


@pytest.fixture(scope="module")
def shop() -> WebShop:
    return web_shop(seed=8, customers=1_500)


def test_from_first_orders_to_whether_it_worked(
    cast: Cast, server: Flask, opens: Opens, shop: WebShop, tmp_path: Path
) -> None:
    orders = brought(cast.editor, "Shop", written(shop.orders))
    run = grouped(cast, orders)
    tab = opens(cast.tokens["editor"])
    with working(server):
        page = planned(tab.goes(f"/runs/{run.id}"))
        frozen(page)
        exported = approved_and_exported(page, tmp_path / "list.csv")
        page.get_by_role("button", name="Launch").click()
        expect(page.get_by_text("Collecting: orders are known until 2019-04-30")).to_be_visible(timeout=SOON)
    db.session.rollback()
    (kept,) = plans.mine(cast.viewer)
    arms = stored.arms(stored.find(kept.id))  # type: ignore[arg-type]
    assert exported == set(arms.treated.to_pylist()) and not exported & set(arms.held_out_ids.to_pylist())
    next_version(cast.editor, orders, written(with_effect(shop.later[MAY], sorted(exported))), "add")
    with working(server):
        page.reload()
        expect(page.get_by_text("Separated: the plan raised the share of customers who ordered")).to_be_visible(
            timeout=SOON
        )
        expect(page.get_by_text("Exploratory: single segments are small")).to_be_visible()


def test_a_card_is_dragged_and_another_carried_by_the_keyboard(cast: Cast, opens: Opens) -> None:
    run = autumn(cast.editor)
    dragged, carried = (made(cast.editor, run, **READY, name=name) for name in ("Dragged", "Carried"))
    page = opens(cast.tokens["editor"]).goes("/plans")
    page.get_by_role("article").filter(has_text="Dragged").drag_to(page.locator("[data-status=planned]"))
    expect(page.locator("[data-status=planned]")).to_contain_text("Dragged")
    card = page.get_by_role("article").filter(has_text="Carried")
    card.focus()
    for key in ("Space", "ArrowRight", "Space"):
        page.keyboard.press(key)
    expect(page.locator("[data-status=planned]")).to_contain_text("Carried")
    db.session.rollback()
    assert {plans.find(cast.viewer, one.id).plan.status for one in (dragged, carried)} == {"planned"}


def grouped(cast: Cast, orders: Dataset) -> Run:
    """By recency, frequency and money: the quickest way to segments."""
    limits = Limits((45.0, 110.0), (1.0, 3.0), (80.0, 250.0))
    run = runs.save_rfm(cast.editor, orders.id, 1, limits, "Spring")
    work_now()
    return runs.find(cast.editor, run.id)


def planned(page: Page) -> Page:
    page.get_by_role("link", name="Plan for them").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("New plan")
    page.get_by_label("Name").fill("May letter")
    for segment in page.get_by_role("group", name="Segments").get_by_role("checkbox").all():
        segment.check()
    page.get_by_label("Objective").fill("One more order in May")
    page.get_by_role("checkbox", name="Letter", exact=True).check()
    page.get_by_label("Start").fill("2019-05-01")
    page.get_by_label("End", exact=True).fill("2019-05-14")
    page.get_by_text("How it is judged").click()
    page.get_by_label("Held out, in per cent").fill("40")
    page.get_by_label("Measurement window, in days").fill("31")
    page.get_by_role("button", name="Make plan").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("May letter")
    return page


def frozen(page: Page) -> None:
    page.get_by_role("button", name="Freeze audience").click()
    expect(page.get_by_text(re.compile("treated, 60"))).to_be_visible(timeout=SOON)
    expect(page.get_by_text("is seen in 80% of cases")).to_be_visible()


def approved_and_exported(page: Page, place: Path) -> set[str]:
    """The ids that left the house."""
    page.get_by_role("button", name="Plan it").click()
    page.get_by_role("button", name="Approve").click()
    page.get_by_label("File").select_option("list")
    page.get_by_label("Purpose").fill("May letter")
    page.get_by_label("Recipient").fill("The printer")
    with page.expect_download() as begun:
        page.get_by_role("button", name="Export treated customers").click()
    begun.value.save_as(place)
    with place.open(encoding="utf-8") as file:
        return {row["customer_id"] for row in csv.DictReader(file)}


def with_effect(lines: pd.DataFrame, treated: list[str]) -> pd.DataFrame:
    """May as it was, and an order of its own in the middle of it for some of the treated."""
    chosen = np.random.default_rng(8).choice(treated, round(TOUCHED * len(treated)), replace=False)
    extra = lines.iloc[np.arange(len(chosen)) % len(lines)].assign(
        customer_id=chosen, order_id=90_000_000 + np.arange(len(chosen)), order_date=pd.Timestamp("2019-05-15")
    )
    return pd.concat([lines, extra.assign(returned_quantity=0)])


def written(lines: pd.DataFrame) -> bytes:
    return lines.to_csv(index=False).encode()
