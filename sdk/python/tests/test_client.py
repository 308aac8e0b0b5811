"""How clients are made, used and closed."""

from __future__ import annotations

import threading
from typing import Any

import anyio
import httpx
import pytest

import qarion
from qarion import AsyncQarionClient, QarionClient, QarionSyncClient

from .support.keys import KEY
from .support.replay import Replay
from .support.twins import awaiting, blocking, bridged

ME: dict[str, Any] = {"request": {"method": "GET", "path": "/users/me"}, "response": {"body": {"like": "me"}}}
RUN: dict[str, Any] = {
    "request": {"method": "POST", "path": "/s/my-space/quality/my-check/run"},
    "response": {"body": {"like": "execution"}},
}
CLIENTS = pytest.mark.parametrize("client_class", [QarionClient, AsyncQarionClient])


def test_the_three_lines_of_the_guide(replay: Replay, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QARION_BASE_URL", replay.begin({"exchanges": [RUN]}))
    client = QarionClient(api_key=KEY)
    execution = client.quality.trigger("my-space", "my-check")
    client.close()
    assert execution.status == "PASS"
    assert replay.differences() == []


def test_a_script_for_the_asynchronous_public_client_runs_unchanged(
    replay: Replay, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("QARION_BASE_URL", replay.begin({"exchanges": [ME, RUN]}))

    async def main() -> str:
        async with QarionClient(api_key=KEY) as client:
            me = await client.users.me()
            execution = await client.quality.trigger(me.spaces[0].slug, "my-check")
            return execution.status

    assert anyio.run(main) == "PASS"
    assert replay.differences() == []


def test_the_key_and_the_address_may_be_the_environments(
    replay: Replay, monkeypatch: pytest.MonkeyPatch
) -> None:
    for use in (blocking, awaiting, bridged):
        monkeypatch.setenv("QARION_API_KEY", KEY)
        # A slash at its end does not matter.
        monkeypatch.setenv("QARION_BASE_URL", replay.begin({"exchanges": [ME]}) + "/")
        assert use({}, lambda client: client.users.me()).email == "ada@example.com"
        assert replay.differences() == []


def test_it_works_under_trio(replay: Replay) -> None:
    options = {"api_key": KEY, "base_url": replay.begin({"exchanges": [ME]})}
    assert awaiting(options, lambda client: client.users.me(), "trio").email == "ada@example.com"


def test_the_asynchronous_twin_has_the_same_settings() -> None:
    async def main() -> None:
        client = QarionClient(KEY, base_url="https://x.example/api", timeout=7, max_retries=5)
        async with client as twin:
            assert type(twin) is AsyncQarionClient
            made, given = twin._settings, client._settings
            assert made.secret.reveal() == given.secret.reveal()
            assert (made.base_url, made.timeout_s, made.max_retries) == ("https://x.example/api", 7, 5)
            with pytest.raises(RuntimeError, match="already"):
                await client.__aenter__()
        assert twin._http.is_closed
        assert client._http.is_closed

    anyio.run(main)


def test_a_blocking_http_client_cannot_be_awaited() -> None:
    async def main() -> None:
        with httpx.Client() as http:
            client = QarionClient(KEY, http_client=http)
            with pytest.raises(TypeError, match=r"AsyncQarionClient\(http_client="):
                await client.__aenter__()

    anyio.run(main)


def test_the_alias_is_the_client() -> None:
    assert QarionSyncClient is QarionClient


def test_with_closes_what_is_ours() -> None:
    with QarionClient(KEY) as client:
        assert not client._http.is_closed
    assert client._http.is_closed

    async def main() -> AsyncQarionClient:
        async with AsyncQarionClient(KEY) as client:
            assert not client._http.is_closed
        return client

    assert anyio.run(main)._http.is_closed


def test_an_http_client_of_yours_is_used_with_its_headers_and_stays_open(replay: Replay) -> None:
    request = {**ME["request"], "headers": {"x-tenant": "acme"}}
    case = {"exchanges": [{**ME, "request": request}]}
    with httpx.Client(headers={"X-Tenant": "acme"}, auth=("someone", "else")) as http:
        with QarionClient(KEY, base_url=replay.begin(case), http_client=http) as client:
            client.users.me()
        assert not http.is_closed
    assert replay.differences() == []

    async def main(base_url: str) -> None:
        async with httpx.AsyncClient(headers={"X-Tenant": "acme"}) as http:
            async with AsyncQarionClient(KEY, base_url=base_url, http_client=http) as client:
                await client.users.me()
            assert not http.is_closed

    anyio.run(main, replay.begin(case))
    assert replay.differences() == []


def test_a_redirect_is_not_followed_even_if_your_http_client_would(replay: Replay) -> None:
    elsewhere = {"status": 307, "headers": {"location": "http://127.0.0.1:9/"}}
    base_url = replay.begin({"exchanges": [{**ME, "response": elsewhere}]})
    with httpx.Client(follow_redirects=True) as http:
        client = QarionClient(KEY, base_url=base_url, http_client=http)
        with pytest.raises(qarion.QarionError) as caught:
            client.users.me()
    assert caught.value.code == "redirected"


def test_one_client_serves_many_threads(replay: Replay) -> None:
    base_url = replay.begin({"exchanges": [ME] * 8})
    emails: list[str] = []
    with QarionClient(KEY, base_url=base_url) as client:
        threads = [threading.Thread(target=lambda: emails.append(client.users.me().email)) for _ in range(8)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(10)
    assert emails == ["ada@example.com"] * 8
    assert replay.differences() == []


@CLIENTS
@pytest.mark.parametrize(
    "base_url",
    [
        "localhost:3000/api",
        "ftp://x.example/api",
        "https://",
        "https://user:word@x.example/api",
        "https://x.example/api?a=b",
        "https://x.example/api#a",
        "https://x.example:99999/api",
    ],
)
def test_an_address_that_is_none_is_refused(base_url: str, client_class: Any) -> None:
    with pytest.raises(ValueError, match=r"base_url|[Pp]ort"):
        client_class(KEY, base_url=base_url)


@CLIENTS
@pytest.mark.parametrize("timeout", [0, -1, float("nan"), float("inf")])
def test_a_timeout_that_is_none_is_refused(timeout: float, client_class: Any) -> None:
    with pytest.raises(ValueError, match="timeout"):
        client_class(KEY, timeout=timeout)


@CLIENTS
def test_a_negative_number_of_retries_is_refused(client_class: Any) -> None:
    with pytest.raises(ValueError, match="max_retries"):
        client_class(KEY, max_retries=-1)


@CLIENTS
def test_without_an_address_it_is_this_machines(client_class: Any) -> None:
    assert client_class(KEY)._settings.base_url == "http://localhost:3000/api"
