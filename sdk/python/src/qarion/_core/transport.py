"""The two ways of driving a flow: one blocks, the other awaits. Only in here is httpx spoken to."""

from __future__ import annotations

import json
import logging
import platform
import time
from collections.abc import Generator
from typing import Optional, Union, cast

import anyio
import httpx

from .._version import __version__
from .flow import Answer, Flow, NoAnswer, Reply, T, Try
from .retry import Policy, with_retries
from .settings import Secret, Settings, positive_seconds

logger = logging.getLogger("qarion")

_USER_AGENT = f"qarion-python/{__version__} (Python {platform.python_version()}; httpx {httpx.__version__})"


class SyncTransport:
    """Drives flows by blocking."""

    def __init__(self, settings: Settings, http: httpx.Client) -> None:
        self._settings = settings
        self._http = http

    def run(self, flow: Flow[T], timeout: Optional[float] = None) -> T:
        """Drives a flow to its end and gives its result; `timeout` instead of the client’s."""
        tries = with_retries(flow, _policy(self._settings, timeout))
        reply: Union[Reply, None] = None
        while True:
            try:
                step = next(tries) if reply is None else tries.send(reply)
            except StopIteration as end:
                return cast("T", end.value)
            time.sleep(step.pause_s)
            reply = self._send(step)

    def _send(self, step: Try) -> Reply:
        ends_at = time.monotonic() + step.budget_s
        try:
            request = _build(self._http, self._settings, step)
            response = self._http.send(
                request, auth=_auth(self._settings), stream=True, follow_redirects=False
            )
            try:
                body = bytearray()
                for chunk in response.iter_bytes():
                    body += chunk
                    _require_time(ends_at)
            finally:
                response.close()
        except httpx.RequestError as error:
            return _no_answer(error, self._settings, step)
        return _answer(response, body, step)


class AsyncTransport:
    """Drives flows by awaiting, under asyncio or trio."""

    def __init__(self, settings: Settings, http: httpx.AsyncClient) -> None:
        self._settings = settings
        self._http = http

    async def run(self, flow: Flow[T], timeout: Optional[float] = None) -> T:
        """Drives a flow to its end and gives its result; `timeout` instead of the client’s."""
        tries = with_retries(flow, _policy(self._settings, timeout))
        reply: Union[Reply, None] = None
        while True:
            try:
                step = next(tries) if reply is None else tries.send(reply)
            except StopIteration as end:
                return cast("T", end.value)
            await anyio.sleep(step.pause_s)
            reply = await self._send(step)

    async def _send(self, step: Try) -> Reply:
        ends_at = time.monotonic() + step.budget_s
        try:
            request = _build(self._http, self._settings, step)
            response = await self._http.send(
                request, auth=_auth(self._settings), stream=True, follow_redirects=False
            )
            try:
                body = bytearray()
                async for chunk in response.aiter_bytes():
                    body += chunk
                    _require_time(ends_at)
            finally:
                await response.aclose()
        except httpx.RequestError as error:
            return _no_answer(error, self._settings, step)
        return _answer(response, body, step)


class _Bearer(httpx.Auth):
    """Puts the key into the header at the last moment, so that no request of ours holds it."""

    def __init__(self, secret: Secret) -> None:
        self._secret = secret

    def auth_flow(self, request: httpx.Request) -> Generator[httpx.Request, httpx.Response, None]:
        request.headers["Authorization"] = f"Bearer {self._secret.reveal()}"
        yield request


def _auth(settings: Settings) -> httpx.Auth:
    return _Bearer(settings.secret)


def _policy(settings: Settings, timeout: Optional[float]) -> Policy:
    timeout_s = settings.timeout_s if timeout is None else positive_seconds(timeout)
    return Policy(timeout_s, settings.max_retries)


def _build(http: Union[httpx.Client, httpx.AsyncClient], settings: Settings, step: Try) -> httpx.Request:
    wanted = step.request
    headers = {"Accept": "application/json", "User-Agent": _USER_AGENT, **wanted.headers}
    content = None
    if wanted.body is not None:
        content = json.dumps(wanted.body, ensure_ascii=False, allow_nan=False).encode()
        headers["Content-Type"] = "application/json"
    return http.build_request(
        wanted.method,
        f"{settings.base_url}{wanted.path}",
        params=dict(wanted.query) or None,
        content=content,
        headers=headers,
        timeout=step.budget_s,
    )


def _require_time(ends_at: float) -> None:
    """httpx limits the time between two parts of an answer, not the whole of it."""
    if time.monotonic() > ends_at:
        raise httpx.ReadTimeout("The answer did not end.")


def _no_answer(error: httpx.RequestError, settings: Settings, step: Try) -> NoAnswer:
    """What went wrong, in words: the exception itself leads to httpx’s own variables, which hold the key."""
    logger.debug("%s %s: %s", step.request.method, step.request.path, type(error).__name__)
    if isinstance(error, httpx.TimeoutException):
        return NoAnswer("timeout", f"{settings.base_url} did not answer in time.")
    reason = str(error) or type(error).__name__
    if isinstance(error, httpx.ConnectError):
        return NoAnswer(
            "connection",
            f"Nothing answers at {settings.base_url}: {reason}. "
            "Is the server running, and QARION_BASE_URL right?",
        )
    return NoAnswer("connection", f"The connection to {settings.base_url} broke: {reason}")


def _answer(response: httpx.Response, body: bytearray, step: Try) -> Answer:
    logger.debug("%s %s: HTTP %d", step.request.method, step.request.path, response.status_code)
    headers = {name.lower(): value for name, value in response.headers.items()}
    return Answer(response.status_code, headers, bytes(body))
