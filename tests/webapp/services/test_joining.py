"""Orders and customers of a team are joined and parted by those who work, and everybody sees how well they fit."""

import pytest

from core.errors import BadInput
from tests.conftest import Cast
from tests.webapp import bought
from tests.webapp.brought import kept
from tests.webapp.work_now import work_now
from webapp.errors import NotAllowed, NotFound
from webapp.records import Answer, Job
from webapp.services import activity, joining


def test_who_was_found_on_which_side_is_counted_and_listed(cast: Cast) -> None:
    orders, people = bought.orders(cast.editor), bought.customers(cast.editor)
    joining.join(cast.editor, orders.id, people.id)
    assert isinstance(joining.alone(cast.viewer, orders.id), Job)
    work_now()
    answer = joining.alone(cast.viewer, orders.id)
    assert isinstance(answer, Answer)
    assert answer.facts == {"matched": 1, "only_orders": 1, "only_customers": 1}
    assert joining.first_alone(cast.editor, answer, "orders") == ["B"]
    assert joining.first_alone(cast.editor, answer, "customers") == ["Z"]
    with pytest.raises(NotAllowed):
        joining.first_alone(cast.viewer, answer, "orders")


def test_a_join_is_seen_from_both_datasets_and_parted_again(cast: Cast) -> None:
    orders, people = bought.orders(cast.editor), bought.customers(cast.editor)
    joining.join(cast.editor, orders.id, people.id)
    joining.join(cast.editor, orders.id, people.id)  # twice is harmless
    assert joining.of_orders(cast.viewer, orders.id).customers == people
    assert [join.orders for join in joining.of_customers(cast.viewer, people.id)] == [orders]
    joining.part(cast.editor, orders.id)
    joining.part(cast.editor, orders.id)
    assert joining.of_orders(cast.viewer, orders.id).customers is None
    assert joining.of_customers(cast.viewer, people.id) == []
    kinds = [event.kind for event in activity.log(cast.admin, 50)]
    assert (kinds.count("joined datasets"), kinds.count("parted datasets")) == (1, 1)


def test_only_the_other_kind_can_be_joined_with(cast: Cast) -> None:
    orders, people = bought.orders(cast.editor), bought.customers(cast.editor)
    assert joining.candidates(cast.editor, orders) == [people]
    assert joining.candidates(cast.editor, people) == [orders]
    with pytest.raises(BadInput, match="not a dataset of customers"):
        joining.join(cast.editor, orders.id, orders.id)


def test_customers_without_ids_cannot_be_joined(cast: Cast) -> None:
    orders = bought.orders(cast.editor)
    nameless = kept(cast.editor, "Nameless", b"age;spend\n20;1.5\n30;2.5\n40;3.5\n")
    with pytest.raises(BadInput, match="No column of Nameless says who"):
        joining.join(cast.editor, orders.id, nameless.id)


def test_a_viewer_joins_nothing_and_a_stranger_finds_nothing(cast: Cast) -> None:
    orders, people = bought.orders(cast.editor), bought.customers(cast.editor)
    with pytest.raises(NotAllowed):
        joining.join(cast.viewer, orders.id, people.id)
    with pytest.raises(NotAllowed):
        joining.part(cast.viewer, orders.id)
    for ask in (joining.of_orders, joining.alone):
        with pytest.raises(NotFound):
            ask(cast.stranger, orders.id)


def test_orders_that_are_not_joined_have_nobody_on_one_side(cast: Cast) -> None:
    with pytest.raises(BadInput, match="not joined"):
        joining.alone(cast.viewer, bought.orders(cast.editor).id)
