"""The two clients. They differ in nothing but that one blocks and the other awaits."""

from __future__ import annotations

from types import TracebackType
from typing import Optional

import httpx

from ._core.settings import Settings, find_secret, read_settings
from ._core.transport import AsyncTransport, SyncTransport
from ._resources.api_keys import ApiKeys
from ._resources.async_api_keys import AsyncApiKeys
from ._resources.async_quality import AsyncQuality
from ._resources.async_spaces import AsyncSpaces
from ._resources.async_users import AsyncUsers
from ._resources.quality import Quality
from ._resources.spaces import Spaces
from ._resources.users import Users


class QarionClient:
    """A client that blocks. One is enough for a program: it may be used by many threads.

    `with` closes it at the end. `async with QarionClient(…) as client` gives an `AsyncQarionClient` of the
    same settings instead.

    Args:
        api_key: The key; `QARION_API_KEY` from the environment when not given.
        base_url: Where the API is, like `https://qarion.example.com/api`; `QARION_BASE_URL` from the
            environment when not given, else `http://localhost:3000/api`.
        timeout: How many seconds a request may take, with all its retries and the pauses between them.
            While `quality.trigger` waits for a result, the server may hold a request 30 seconds longer.
        max_retries: How often a request that may be repeated is sent again after a connection that failed or
            an answer of 429, 502, 503 or 504. POST is repeated only where it does nothing twice.
        http_client: An `httpx.Client` of yours, for proxies or certificates; you close it.

    Raises:
        AuthenticationError: There is no key, or it has a fault that can be seen.
        ValueError: Another setting makes no sense.
    """

    def __init__(
        self,
        api_key: Optional[str] = None,
        *,
        base_url: Optional[str] = None,
        timeout: float = 30.0,
        max_retries: int = 2,
        http_client: Optional[httpx.Client] = None,
    ) -> None:
        found = find_secret(api_key)
        # A traceback keeps the variables of the functions it passed: from here on, none of them is the key.
        del api_key
        self._settings = read_settings(found, base_url, timeout, max_retries)
        self._http = http_client or httpx.Client()
        self._is_http_ours = http_client is None
        self._twin: Optional[AsyncQarionClient] = None
        transport = SyncTransport(self._settings, self._http)
        self.users = Users(transport)
        self.api_keys = ApiKeys(transport)
        self.spaces = Spaces(transport)
        self.quality = Quality(transport)

    def close(self) -> None:
        """Closes the connections. An `http_client` of yours stays open."""
        if self._is_http_ours:
            self._http.close()

    def __enter__(self) -> QarionClient:
        return self

    def __exit__(
        self,
        kind: Optional[type[BaseException]],
        error: Optional[BaseException],
        traceback: Optional[TracebackType],
    ) -> None:
        self.close()

    async def __aenter__(self) -> AsyncQarionClient:
        if not self._is_http_ours:
            raise TypeError(
                "an http_client that blocks cannot be awaited: "
                "use AsyncQarionClient(http_client=httpx.AsyncClient(…))"
            )
        if self._twin is not None:
            raise RuntimeError("this client is in an `async with` already")
        self._twin = _twin_of(self._settings)
        return self._twin

    async def __aexit__(
        self,
        kind: Optional[type[BaseException]],
        error: Optional[BaseException],
        traceback: Optional[TracebackType],
    ) -> None:
        twin, self._twin = self._twin, None
        if twin is not None:
            await twin.close()
        self.close()

    def __repr__(self) -> str:
        return _text_of(self)


class AsyncQarionClient:
    """A client that awaits, under asyncio or trio: `QarionClient`, with `await` before each call.

    `async with` closes it at the end.

    Args:
        api_key: The key; `QARION_API_KEY` from the environment when not given.
        base_url: Where the API is, like `https://qarion.example.com/api`; `QARION_BASE_URL` from the
            environment when not given, else `http://localhost:3000/api`.
        timeout: How many seconds a request may take, with all its retries and the pauses between them.
            While `quality.trigger` waits for a result, the server may hold a request 30 seconds longer.
        max_retries: How often a request that may be repeated is sent again after a connection that failed or
            an answer of 429, 502, 503 or 504. POST is repeated only where it does nothing twice.
        http_client: An `httpx.AsyncClient` of yours, for proxies or certificates; you close it.

    Raises:
        AuthenticationError: There is no key, or it has a fault that can be seen.
        ValueError: Another setting makes no sense.
    """

    def __init__(
        self,
        api_key: Optional[str] = None,
        *,
        base_url: Optional[str] = None,
        timeout: float = 30.0,
        max_retries: int = 2,
        http_client: Optional[httpx.AsyncClient] = None,
    ) -> None:
        found = find_secret(api_key)
        # A traceback keeps the variables of the functions it passed: from here on, none of them is the key.
        del api_key
        self._settings = read_settings(found, base_url, timeout, max_retries)
        self._http = http_client or httpx.AsyncClient()
        self._is_http_ours = http_client is None
        transport = AsyncTransport(self._settings, self._http)
        self.users = AsyncUsers(transport)
        self.api_keys = AsyncApiKeys(transport)
        self.spaces = AsyncSpaces(transport)
        self.quality = AsyncQuality(transport)

    async def close(self) -> None:
        """Closes the connections. An `http_client` of yours stays open."""
        if self._is_http_ours:
            await self._http.aclose()

    async def __aenter__(self) -> AsyncQarionClient:
        return self

    async def __aexit__(
        self,
        kind: Optional[type[BaseException]],
        error: Optional[BaseException],
        traceback: Optional[TracebackType],
    ) -> None:
        await self.close()

    def __repr__(self) -> str:
        return _text_of(self)


QarionSyncClient = QarionClient
"""Another name for `QarionClient`."""


def _twin_of(settings: Settings) -> AsyncQarionClient:
    return AsyncQarionClient(
        settings.secret.reveal(),
        base_url=settings.base_url,
        timeout=settings.timeout_s,
        max_retries=settings.max_retries,
    )


def _text_of(client: object) -> str:
    # A client that could not be made has none, and may be printed all the same with its error.
    settings = vars(client).get("_settings")
    about = f" {settings.base_url} {settings.secret!r}" if isinstance(settings, Settings) else ""
    return f"<{type(client).__name__}{about}>"
