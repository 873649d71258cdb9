"""A part of a stub is a stub: valid, whole in itself, and within its budget."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hero_runtime.interface import (
    Interface,
    InterfaceNotFound,
    InterfaceSyntaxError,
    estimate_tokens,
    find_unknown,
    fit_budget,
    parse_interface,
    read_interface,
    search_methods,
    select_methods,
)
from hero_runtime.interface.parse import MAXIMUM_CHARACTERS

STUB = '''\
# SERVICE: shop
# SUMMARY: Sells things.
# SOCKET: shop/rpc.sock
# from shop_client import Shop, NewOrder; shop_api = Shop()

import builtins
from typing import Literal

from hero_runtime import Client, Model, RemoteError
from hero_runtime.values import Date

State = Literal["open", "paid"]

class NewOrder(Model):
    item: str  # 1..40 chars
    count: int = 1  # 1..100

class Order(Model):
    state: State
    due: Date | None = None
    parts: list[Part]

class Part(Model):
    Item: str

class Item(Model):
    name: str

class OutOfStock(RemoteError): ...
class Closed(RemoteError): ...

# every method raises Closed
class Shop(Client):
    def order_add(self, order: NewOrder) -> Order:
        """write: Add an order (order of today); raises OutOfStock"""

    def list(self) -> builtins.list[Item]: ...  # read
    def order_delete(self, id: int) -> None: ...  # destructive
    def tick(self) -> None: ...
'''
CLASSES = {"NewOrder", "Order", "Part", "Item", "OutOfStock", "Closed", "Shop"}


@pytest.fixture(scope="module")
def shop() -> Interface:
    """Return the parsed stub."""
    return parse_interface(STUB)


def classes(text: str) -> set[str]:
    """Return the names of the classes that a stub defines."""
    return {n.name for n in ast.parse(text).body if isinstance(n, ast.ClassDef)}


def test_a_stub_is_taken_apart(shop: Interface) -> None:
    assert (shop.service, shop.summary) == ("shop", "Sells things.")
    found = [(m.name, m.effect, m.summary, m.raises) for m in shop.methods]
    assert found == [
        ("order_add", "write", "Add an order", ("OutOfStock",)),
        ("list", "read", "", ()),
        ("order_delete", "destructive", "", ()),
        ("tick", "unknown", "", ()),
    ]


def test_all_methods_give_the_whole_stub(shop: Interface) -> None:
    assert select_methods(shop, [method.name for method in shop.methods]) == STUB


def test_a_method_brings_the_types_it_reaches_and_no_others(shop: Interface) -> None:
    text = select_methods(shop, ["order_add"])
    assert classes(text) == CLASSES - {"Item"}
    assert "State = " in text and "import Date" in text
    assert "builtins" not in text and "count: int = 1  # 1..100\n" in text


def test_imports_and_the_first_line_name_only_what_is_left(shop: Interface) -> None:
    text = select_methods(shop, ["list"])
    assert classes(text) == {"Item", "Closed", "Shop"}
    assert "# from shop_client import Shop; shop_api = Shop()\n" in text
    assert "Literal" not in text and "Date" not in text


def test_no_method_is_a_valid_stub_too(shop: Interface) -> None:
    assert select_methods(shop, []).endswith("class Shop(Client): ...\n")


@pytest.mark.parametrize(
    ("asked", "nearest"),
    [
        ("order_ad", "order_add"),
        ("orderAdd", "order_add"),
        ("delete", "order_delete"),
        ("order.add", "order_add"),
    ],
)
def test_an_unknown_method_is_told_with_the_nearest(
    shop: Interface, asked: str, nearest: str
) -> None:
    (unknown,) = find_unknown(shop, [asked, "tick", asked])
    assert unknown.nearest[0] == nearest
    assert f"did you mean {nearest}" in str(unknown)
    with pytest.raises(ValueError, match="there is no method"):
        select_methods(shop, [asked])


@pytest.mark.parametrize("asked", ["", "\0", "x" * 100_000, "\u202e", "\ud800"])
def test_a_strange_name_is_told_in_few_plain_letters(
    shop: Interface, asked: str
) -> None:
    (unknown,) = find_unknown(shop, [asked])
    assert str(unknown).isprintable() and len(str(unknown)) < 1000


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("delete an order", "order_delete"),
        ("deleting orders", "order_delete"),
        ("list", "list"),
        ("adding", "order_add"),
        ("out of stock", "order_add"),
        ("tick", "tick"),
    ],
)
def test_a_search_finds_the_best_first(shop: Interface, text: str, name: str) -> None:
    assert search_methods(shop, text, 3)[0].name == name


def test_a_search_is_bounded_and_may_find_nothing(shop: Interface) -> None:
    assert len(search_methods(shop, "order add delete list", 1)) == 1
    assert search_methods(shop, "weather", 5) == ()
    assert search_methods(shop, "order", -1) == ()
    assert search_methods(shop, "order " * 500_000, 1)


def test_a_stub_that_fits_is_whole(shop: Interface) -> None:
    assert fit_budget(shop, "anything", estimate_tokens(STUB)) == STUB


def test_a_stub_that_does_not_fit_names_the_rest(shop: Interface) -> None:
    text = fit_budget(shop, "delete an order", 200)
    assert estimate_tokens(text) <= 200
    assert "def order_delete(" in text and "def order_add(" not in text
    assert "# Not shown:\n" in text and "# order_add" in text


@given(text=st.text(max_size=40), tokens=st.integers(0, 600))
def test_whatever_is_asked_the_stub_is_valid(text: str, tokens: int) -> None:
    shop = parse_interface(STUB)
    part = fit_budget(shop, text, tokens)
    assert "Shop" in classes(part)
    head = estimate_tokens(select_methods(shop, []))
    assert estimate_tokens(part) <= max(tokens, head)


@pytest.mark.parametrize(
    "text",
    ["", "x = ", "x = 1\n", "class A(B): ...\n", "\0", "(" * 10_000, "# only\n"],
)
def test_what_is_no_stub_is_refused(text: str) -> None:
    with pytest.raises(InterfaceSyntaxError):
        parse_interface(text)


def test_a_huge_text_is_refused_unread() -> None:
    with pytest.raises(InterfaceSyntaxError, match="at most"):
        parse_interface("#" * (MAXIMUM_CHARACTERS + 1))


def test_an_installed_package_is_read_and_not_imported(tmp_path: Path) -> None:
    script = (
        "import sys\n"
        "from hero_runtime.interface import read_interface\n"
        "interface = read_interface('hero_books_client')\n"
        "loaded = {'hero_books_client', 'pydantic', 'hero_generator'} & set(sys.modules)\n"
        "print(interface.service, len(interface.methods), sorted(loaded))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout == "hero_books 8 []\n"


@pytest.mark.parametrize("name", ["no_such_client", "hero_runtime", "../x", "", "a.b"])
def test_a_package_without_a_stub_is_told(name: str) -> None:
    with pytest.raises(InterfaceNotFound, match="install the client"):
        read_interface(name)
