"""Lists that come in pages."""

from __future__ import annotations

import inspect
from typing import Any

import pytest

from qarion import Check

from .support.bodies import body
from .support.keys import KEY
from .support.replay import Replay
from .support.twins import TWINS, all_of

pytestmark = pytest.mark.parametrize("twin", TWINS)


def checks(*ids: str) -> list[Any]:
    return [{**body("check"), "id": id} for id in ids]


def exchange(items: list[Any], page: int, total: int, query: dict[str, str]) -> Any:
    return {
        "request": {"method": "GET", "path": "/quality/checks", "query": {"space": "my-space", **query}},
        "response": {"body": {"items": items, "total": total, "page": page, "size": 2}},
    }


def run(replay: Replay, twin: str, exchanges: list[Any], use: Any) -> Any:
    options = {"api_key": KEY, "base_url": replay.begin({"exchanges": exchanges})}
    result = TWINS[twin](options, use)
    assert replay.differences() == []
    return result


async def _then(awaitable: Any, next_step: Any) -> Any:
    result = next_step(await awaitable)
    return await result if inspect.isawaitable(result) else result


def then(value: Any, next_step: Any) -> Any:
    return _then(value, next_step) if inspect.isawaitable(value) else next_step(value)


def test_going_through_a_page_goes_through_that_page_only(twin: str, replay: Replay) -> None:
    first = exchange(checks("a", "b"), 1, 3, {})
    page = run(replay, twin, [first], lambda client: client.quality.list("my-space"))
    assert [check.id for check in page] == ["a", "b"]
    assert (len(page), page.total, page.page, page.size, page.has_next) == (2, 3, 1, 2, True)
    assert isinstance(page.items[0], Check)


def test_the_next_page_is_asked_for_with_the_same_filter(twin: str, replay: Replay) -> None:
    exchanges = [
        exchange(checks("a", "b"), 1, 3, {"search": "x", "archived": "true"}),
        exchange(checks("c"), 2, 3, {"search": "x", "archived": "true", "page": "2"}),
    ]

    def use(client: Any) -> Any:
        return then(
            client.quality.list("my-space", search="x", archived=True),
            lambda page: then(page.next(), lambda second: then(second.next(), lambda third: (second, third))),
        )

    second, third = run(replay, twin, exchanges, use)
    assert [check.id for check in second] == ["c"]
    assert not second.has_next
    assert third is None


def test_a_list_that_shrinks_meanwhile_ends(twin: str, replay: Replay) -> None:
    exchanges = [exchange(checks("a", "b"), 1, 5, {}), exchange([], 2, 5, {"page": "2"})]
    items = run(replay, twin, exchanges, lambda client: all_of(client.quality.list("my-space")))
    assert [check.id for check in items] == ["a", "b"]


def test_no_page_is_asked_for_before_it_is_needed(twin: str, replay: Replay) -> None:
    exchanges = [exchange(checks("a", "b"), 1, 5, {})]
    items = run(replay, twin, exchanges, lambda client: all_of(client.quality.list("my-space"), 2))
    assert [check.id for check in items] == ["a", "b"]
