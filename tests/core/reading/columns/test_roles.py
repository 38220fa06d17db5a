from pathlib import Path

import pytest

from core.reading import Choices, ColumnChoice
from core.reading.columns.role_words import plain_words, role_of_name
from tests.core.reading.reading_of import read

ORDERS = "order id,bought,customer,sku,qty,unit price\n" + "".join(
    f"O{n // 2},2024-01-{n + 13:02},C{n % 3},S{n},{n},2.50\n" for n in range(9)
)


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("CustomerID", "customer id"),
        ("customer_id", "customer id"),
        ("Währung", "wahrung"),
        ("Dt_Customer", "dt customer"),
    ],
)
def test_names_are_compared_as_plain_words(name: str, words: str) -> None:
    assert plain_words(name) == words


@pytest.mark.parametrize(
    ("role", "names"),
    [
        (
            "customer",
            ["CustomerID", "Customer ID", "cust_id", "Kundennummer", "kunden_nr", "client", "member no", "user_id"],
        ),
        ("order", ["InvoiceNo", "Invoice", "order_id", "Bestellnummer", "Rechnungsnr", "numéro de commande"]),
        ("date", ["InvoiceDate", "Order Date", "day", "Bestelldatum", "created_at", "fecha"]),
        ("product", ["StockCode", "SKU", "Product ID", "Artikelnummer", "product_title", "variant_id"]),
        ("product group", ["product_type", "Sub-Category", "Warengruppe"]),
        ("quantity", ["Quantity", "qty", "Menge", "ordered_item_quantity", "Anzahl"]),
        ("returned quantity", ["returned_item_quantity", "quantity returned"]),
        ("price", ["UnitPrice", "Price", "Einzelpreis", "prix unitaire"]),
        ("amount", ["Sales", "total_sales", "Umsatz", "Betrag", "line total"]),
        ("discount", ["Discount", "discounts", "Rabatt"]),
        ("currency", ["Currency", "Währung"]),
        ("e-mail", ["E-Mail", "email", "email address", "Mail"]),
        ("phone", ["Phone", "mobile", "Telefonnummer".replace("nummer", " nummer"), "Handy"]),
        ("name", ["first name", "Vorname", "Customer Name"]),
        ("country", ["Country", "Land", "pays"]),
        ("postcode", ["Postal Code", "PLZ", "zip", "postcode"]),
    ],
)
def test_names_give_away_roles(role: str, names: list[str]) -> None:
    assert {name: role_of_name(name) for name in names} == dict.fromkeys(names, role)


def test_a_table_of_orders_and_its_roles(tmp_path: Path) -> None:
    reading, _ = read(tmp_path, ORDERS)
    assert reading.kind == "orders"
    assert [column.role for column in reading.columns] == ["order", "date", "customer", "product", "quantity", "price"]
    assert reading.columns[0].reason == "Ids; 'order id' reads like an order."


def test_the_same_words_are_measures_in_a_table_of_customers(tmp_path: Path) -> None:
    reading, _ = read(tmp_path, "id,total spending,quantity\n" + "".join(f"K{n},{n}.5,{n}\n" for n in range(9)))
    assert reading.kind == "customers"
    assert [column.role for column in reading.columns] == ["customer", "number", "number"]


def test_customers_that_come_again_with_dates_and_amounts_are_orders(tmp_path: Path) -> None:
    again = "".join(f"C{n % 4},2024-01-{n + 13},{n}.50\n" for n in range(12))
    once = "".join(f"C{n},2024-01-{n + 13},{n}.50\n" for n in range(12))
    assert read(tmp_path, f"customer,date,amount\n{again}")[0].kind == "orders"
    assert read(tmp_path, f"customer,date,amount\n{once}")[0].kind == "customers"


def test_mail_addresses_give_themselves_away(tmp_path: Path) -> None:
    reading, _ = read(tmp_path, "id,reach\nK1,ann@shop.example\nK2,bob@shop.example\nK3,\n")
    assert reading.columns[1].role == "e-mail"


def test_a_chosen_role_pushes_the_guess_aside(tmp_path: Path) -> None:
    choices = Choices(columns=(ColumnChoice("sku", role="customer"),))
    reading, _ = read(tmp_path, ORDERS, choices)
    assert [column.role for column in reading.columns][2:4] == ["category", "customer"]


def test_a_column_without_values_is_ignored(tmp_path: Path) -> None:
    reading, table = read(tmp_path, "id,fax,\nK1,,\nK2,,\n")
    assert [(column.name, column.role) for column in reading.columns] == [("id", "customer"), ("fax", "ignore")]
    assert table["fax"] == [None, None]
