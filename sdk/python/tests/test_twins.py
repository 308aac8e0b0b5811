"""The two clients differ in nothing but that one blocks and the other awaits."""

from __future__ import annotations

import inspect
from typing import Any

import pytest

from qarion import AsyncPage, AsyncQarionClient, Page, QarionClient
from scripts.twins import originals, twin_path, twin_text

from .support.keys import KEY

RESOURCES = ["users", "api_keys", "spaces", "quality"]
METHODS = {
    "users": {"me"},
    "api_keys": {"list", "create", "get", "rename", "revoke", "rotate"},
    "spaces": {"list", "get"},
    "quality": {
        "list",
        "get",
        "create",
        "update",
        "archive",
        "trigger",
        "executions",
        "execution",
        "push",
        "wait",
    },
}


@pytest.mark.parametrize("file", originals(), ids=lambda file: file.name)
def test_the_asynchronous_resources_are_made_from_the_blocking_ones(file: Any) -> None:
    written = twin_path(file).read_text(encoding="utf-8")
    assert written == twin_text(file), "run `python scripts/twins.py`"


def public(of: type) -> dict[str, Any]:
    return {name: value for name, value in inspect.getmembers(of) if not name.startswith("_")}


def classes(resource: str) -> tuple[type, type]:
    """The resource’s class in both clients."""
    return type(getattr(QarionClient(KEY), resource)), type(getattr(AsyncQarionClient(KEY), resource))


def signature(method: Any) -> str:
    return str(inspect.signature(method)).replace("AsyncPage", "Page")


def test_both_have_the_same_resources() -> None:
    for client in (QarionClient(KEY), AsyncQarionClient(KEY)):
        assert {name for name in vars(client) if not name.startswith("_")} == set(RESOURCES)


@pytest.mark.parametrize("resource", RESOURCES)
def test_a_resource_has_the_same_methods_with_the_same_signatures_and_words(resource: str) -> None:
    blocking, awaiting = (public(one) for one in classes(resource))
    assert set(blocking) == set(awaiting) == METHODS[resource]
    for name, method in blocking.items():
        assert signature(method) == signature(awaiting[name])
        assert inspect.getdoc(method)
        assert inspect.getdoc(method) == inspect.getdoc(awaiting[name])
        assert not inspect.iscoroutinefunction(method)
        assert inspect.iscoroutinefunction(awaiting[name])


def test_the_clients_are_made_alike_and_closed_alike() -> None:
    blocking, awaiting = public(QarionClient), public(AsyncQarionClient)
    assert set(blocking) == set(awaiting) == {"close"}
    assert inspect.iscoroutinefunction(awaiting["close"])
    made_alike = signature(AsyncQarionClient).replace("AsyncClient", "Client")
    assert signature(QarionClient) == made_alike


def test_pages_are_alike() -> None:
    blocking, awaiting = public(Page), public(AsyncPage)
    assert set(blocking) == set(awaiting)
    for name in ("next", "iter"):
        assert inspect.getdoc(blocking[name]) == inspect.getdoc(awaiting[name])


@pytest.mark.parametrize("resource", RESOURCES)
def test_names_come_first_and_everything_else_has_its_name_said(resource: str) -> None:
    names = {"self", "space", "slug", "id", "name"}
    for method in public(classes(resource)[0]).values():
        parameters = inspect.signature(method).parameters.values()
        positional = [one.name for one in parameters if one.kind is not one.KEYWORD_ONLY]
        assert set(positional) <= names
