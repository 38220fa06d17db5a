"""What each column is for, and what kind of table it makes: a row per customer, or a row per order line."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from core.reading.choices import Choices
from core.reading.columns.draft import Draft
from core.reading.columns.role_words import FIRST_CHOICE, plain_words, role_of_name

ORDER_ROLES = ("order", "product", "product group", "quantity", "returned quantity", "price", "amount", "discount")
NUMBER_ROLES = ("quantity", "returned quantity", "price", "amount", "discount")
SINGLE_ROLES = ("customer", "order", "date", "product", *NUMBER_ROLES)
FEW = 30  # different texts in the sample are categories ...
FEW_NAMED = 100  # ... or so many where the name says so ...
RARE = 0.5  # ... unless more than this share of the values is different
_email = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")


@dataclass(frozen=True)
class Role:
    name: str
    reason: str


def guess_kind(drafts: Sequence[Draft], choices: Choices) -> str:
    """Orders have something that is ordered and when; everything else is a table of customers."""
    if choices.kind:
        return choices.kind
    roles = {role for draft in drafts if (role := _fitting_role(draft))}
    if not any(draft.rule.type == "date" for draft in drafts):
        return "customers"
    if "order" in roles or ("product" in roles and roles & set(NUMBER_ROLES)):
        return "orders"
    return "orders" if roles & {"amount", "price", "quantity"} and _customers_repeat(drafts) else "customers"


def guess_roles(drafts: Sequence[Draft], kind: str) -> list[Role]:
    roles = [_role(draft, kind) for draft in drafts]
    for single in SINGLE_ROLES if kind == "orders" else ("customer",):
        holders = [index for index, role in enumerate(roles) if role.name == single]
        keep = _preferred(drafts, holders, single)
        for index in holders:
            if index != keep:
                roles[index] = _second_role(drafts[index], drafts[keep].name, single)
    return roles


def _role(draft: Draft, kind: str) -> Role:
    if draft.choice.role:
        return Role(draft.choice.role, "chosen by a person")
    if draft.measured.understood == 0:
        return Role("ignore", "it has no values")
    if draft.rule.type == "text" and _share(_email, draft.values) > 0.8:
        return Role("e-mail", "its values are e-mail addresses")
    words = plain_words(draft.name)
    if words == "id" and kind == "customers":
        return Role("customer", f"'{draft.name}' names the id of a row, and a row is a customer")
    role = _fitting_role(draft)
    if role == "product group" and kind == "customers":
        role = "category"
    if role == "category" and kind == "orders" and words == "category":
        role = "product group"
    if role and (kind == "orders" or role not in ORDER_ROLES):
        return Role(role, f"'{draft.name}' reads like {_article(role)}")
    return _role_by_type(draft)


def _fitting_role(draft: Draft) -> str | None:
    """The role the name speaks of, if the values can play it."""
    role = draft.choice.role or role_of_name(draft.name)
    if role in NUMBER_ROLES:
        return role if draft.rule.type == "number" else None
    if role == "date":
        return role if draft.rule.type == "date" else None
    if role == "category":
        return role if draft.rule.type == "text" and _is_category(draft, FEW_NAMED) else None
    return role if draft.rule.type == "text" else None


def _role_by_type(draft: Draft) -> Role:
    if draft.rule.type == "number":
        return Role("number", "its values are numbers")
    if draft.rule.type == "date":
        return Role("date", "its values are dates")
    if _is_category(draft, FEW):
        return Role("category", "a few texts come again and again")
    return Role("ignore", "it has too many different texts to group by")


def _is_category(draft: Draft, few: int) -> bool:
    values = draft.values
    different = len(set(values))
    return 0 < different <= max(2, min(few, RARE * len(values)))


def _preferred(drafts: Sequence[Draft], holders: list[int], role: str) -> int:
    """A person's choice comes first, then the telling names in their order, then the place in the file."""

    def rank(index: int) -> tuple[bool, int, int]:
        words = plain_words(drafts[index].name)
        telling = FIRST_CHOICE.get(role, ())
        place = next((place for place, pattern in enumerate(telling) if re.fullmatch(pattern, words)), len(telling))
        return drafts[index].choice.role is None, place, index

    return min(holders, key=rank, default=-1)


def _second_role(draft: Draft, holder: str, role: str) -> Role:
    if draft.choice.role:
        return Role(draft.choice.role, "chosen by a person")
    if role == "date":
        return Role("ignore", f"another date; '{holder}' is the one that counts")
    other = _role_by_type(draft)
    return Role(other.name, f"{other.reason}, and '{holder}' is already the {role}")


def _customers_repeat(drafts: Sequence[Draft]) -> bool:
    ids = next((draft.values for draft in drafts if _fitting_role(draft) == "customer"), [])
    return len(set(ids)) < 0.9 * len(ids)


def _share(pattern: re.Pattern[str], values: Sequence[str]) -> float:
    return sum(pattern.fullmatch(value) is not None for value in values) / max(len(values), 1)


def _article(role: str) -> str:
    return f"{'an' if role[0] in 'aeiou' else 'a'} {role}"
