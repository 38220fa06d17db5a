"""A dataset of orders and one of customers, small enough to be counted by hand."""

from tests.webapp.brought import kept
from webapp.records import Dataset, Viewer

ORDERS = (
    b"order id;customer;date;product;category;quantity;price\n"
    b"1;007;2024-05-01;tea;food;2;10.00\n"
    b"2;007;2024-05-05;cup;home;1;5.00\n"
    b"3;B;2024-06-10;tea;food;3;10.00\n"
    b"4;;2024-06-11;tea;food;1;10.00\n"
    b"C5;B;2024-06-12;tea;food;-1;10.00\n"
)
CUSTOMERS = b"customer id;age;country;email\n007;20;DE;a@example.org\n007;21;DE;b@example.org\nZ;30;FR;z@example.org\n"


def orders(viewer: Viewer, name: str = "Orders") -> Dataset:
    return kept(viewer, name, ORDERS)


def customers(viewer: Viewer, name: str = "People") -> Dataset:
    return kept(viewer, name, CUSTOMERS)
