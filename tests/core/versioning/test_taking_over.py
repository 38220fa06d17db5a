"""The columns of a new file are for what they were for before."""

from core.versioning import Column, take_over

OLD = (
    Column("Order", "text", "order"),
    Column("Who", "text", "customer"),
    Column("Price", "number", "amount"),
    Column("Note", "text", "ignore"),
)


def test_types_and_roles_are_as_before_and_a_changed_reading_is_said() -> None:
    new = (
        Column("Who", "number", "number"),
        Column("Order", "text", "category"),
        Column("Price", "text", "ignore"),
        Column("Note", "text", "category"),
    )
    taken = take_over(OLD, new, "orders")
    assert taken.columns == (OLD[1], OLD[0], OLD[2], OLD[3])
    assert taken.notes == (
        "Column 'Who' looks like number; it is read as text, as before.",
        "Column 'Price' looks like text; it is read as number, as before.",
    )


def test_a_new_column_keeps_its_guess_and_one_that_went_is_named() -> None:
    channel = Column("Channel", "text", "category")
    taken = take_over(OLD, (*OLD[:3], channel), "orders")
    assert taken.columns == (*OLD[:3], channel)
    assert taken.notes == (
        "Column 'Note' is not in the new file.",
        "Column 'Channel' is new: check what it is for.",
    )


def test_a_new_column_does_not_compete_for_a_role_that_only_one_can_have() -> None:
    new = (*OLD, Column("Client", "text", "customer"), Column("Total", "number", "amount"))
    taken = take_over(OLD, new, "orders")
    assert taken.columns[4:] == (Column("Client", "text", "ignore"), Column("Total", "number", "number"))
    assert "Column 'Client' could be the customer too; another column has that role, as before." in taken.notes


def test_it_takes_the_role_of_a_column_that_went() -> None:
    client = Column("Client", "text", "customer")
    assert take_over(OLD, (OLD[0], client, *OLD[2:]), "orders").columns[1] == client


def test_customers_may_have_several_dates() -> None:
    joined, seen = Column("joined", "date", "date"), Column("last seen", "date", "date")
    assert take_over((joined,), (joined, seen), "customers").columns == (joined, seen)


def test_many_columns_are_named_in_one_sentence() -> None:
    gone = tuple(Column(f"old {number}", "number", "number") for number in range(7))
    assert take_over(gone, (), "customers").notes == (
        "7 columns ('old 0', 'old 1', 'old 2', 'old 3', 'old 4' and others) are not in the new file.",
    )


def test_the_same_columns_need_no_word() -> None:
    assert take_over(OLD, OLD, "orders").notes == ()
