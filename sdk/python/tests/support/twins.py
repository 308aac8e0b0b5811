"""One way to use both clients, so that a test is written once and run with each."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from typing import Any

import anyio
import httpx

from qarion import AsyncPage, AsyncQarionClient, Page, QarionClient

Use = Callable[[Any], Any]

TLS = httpx.create_ssl_context()
"""Made once: it takes longer than most of what is tested with it."""


def blocking(options: dict[str, Any], use: Use) -> Any:
    """Makes the client that blocks, and gives what `use` gets from it."""
    with httpx.Client(verify=TLS) as http, QarionClient(**options, http_client=http) as client:
        return use(client)


def awaiting(options: dict[str, Any], use: Use, backend: str = "asyncio") -> Any:
    """The same with the client that awaits."""

    async def main() -> Any:
        http = httpx.AsyncClient(verify=TLS)
        async with http, AsyncQarionClient(**options, http_client=http) as client:
            result = use(client)
            return await result if inspect.isawaitable(result) else result

    return anyio.run(main, backend=backend)


def bridged(options: dict[str, Any], use: Use) -> Any:
    """The same with `async with QarionClient(…)`, as scripts for the public SDK have it."""

    async def main() -> Any:
        async with QarionClient(**options) as client:
            result = use(client)
            return await result if inspect.isawaitable(result) else result

    return anyio.run(main)


TWINS: dict[str, Callable[[dict[str, Any], Use], Any]] = {"blocking": blocking, "awaiting": awaiting}


def all_of(page: Any, limit: int | None = None) -> Any:
    """All items of a page and the next ones, or the first of them; to be awaited when the page is."""
    if inspect.isawaitable(page):
        return _all_awaited(page, limit)
    assert isinstance(page, Page)
    items: list[Any] = []
    for item in page.iter():
        items.append(item)
        if len(items) == limit:
            break
    return items


async def _all_awaited(awaitable: Any, limit: int | None) -> list[Any]:
    page = await awaitable
    assert isinstance(page, AsyncPage)
    items: list[Any] = []
    async for item in page.iter():
        items.append(item)
        if len(items) == limit:
            break
    return items
