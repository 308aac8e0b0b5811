"""The secret is in the Authorization header, and nowhere a person or a program would find it by accident."""

from __future__ import annotations

import logging
import pickle
import traceback
from pathlib import Path
from typing import Any

import pytest

from qarion import AsyncQarionClient, AuthenticationError, QarionClient, QarionError, ValidationError

from .support.bodies import body
from .support.keys import KEY, VECTORS
from .support.replay import Replay
from .support.twins import TWINS

TESTS = str(Path(__file__).parent)
NEW_KEY = next(vector["secret"] for vector in VECTORS["valid"] if vector["name"] == "all capital A")

ME = {"method": "GET", "path": "/users/me"}
CREATE = {"method": "POST", "path": "/api-keys", "body": {"name": "CI"}}
ECHO = {"detail": f"Did you mean {KEY}?", "code": "validation_failed", "request_id": "req-0"}
FAULTS: dict[str, Any] = {
    "an error": {"status": 401, "body": {**ECHO, "code": "revoked"}},
    "an error that repeats the key": {
        "status": 422,
        "body": {**ECHO, "errors": [{"loc": ["body", "name"], "msg": f"{KEY} is no name", "type": "x"}]},
    },
    "a page of a proxy": {"status": 502, "text": f"<h1>{KEY}</h1>"},
    "a redirect": {"status": 302, "headers": {"location": "/login"}},
    "a broken connection": {"fault": "close"},
    "an answer cut short": {"fault": "cut", "body": {"like": "me"}},
    "silence": {"fault": "silence"},
    "an answer that cannot be read": {"body": {**body("created_api_key"), "key_prefix": KEY, "id": 1}},
    "an answer that is not JSON": {"text": KEY},
}


def everything_about(error: BaseException) -> str:
    """All that is seen of an error, with the local variables of every function but those of the tests."""
    told = traceback.TracebackException.from_exception(error, capture_locals=True)
    for one in filter(None, (told, told.__cause__, told.__context__)):
        for frame in one.stack:
            if frame.filename.startswith(TESTS):
                frame.locals = None
    parts = ["".join(told.format()), str(error), repr(error), repr(vars(error)), repr(pickle.dumps(error))]
    return "\n".join(parts)


@pytest.mark.parametrize("twin", TWINS)
@pytest.mark.parametrize("call", [ME, CREATE], ids=["GET", "POST"])
@pytest.mark.parametrize("fault", FAULTS)
def test_no_error_or_log_shows_a_secret(
    fault: str, call: Any, twin: str, replay: Replay, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    base_url = replay.begin({"exchanges": [{"request": call, "response": FAULTS[fault]}]})
    options = {"api_key": KEY, "base_url": base_url, "timeout": 0.5, "max_retries": 0}

    def use(client: Any) -> Any:
        return client.users.me() if call is ME else client.api_keys.create("CI")

    with pytest.raises(QarionError) as caught:
        TWINS[twin](options, use)
    assert replay.differences() == []
    seen = everything_about(caught.value)
    # It would not be worth much to look where nothing is shown.
    assert "_core/answer.py" in seen
    assert "reply = " in seen
    assert any(record.name == "qarion" for record in caplog.records)
    for secret in (KEY, NEW_KEY):
        assert secret not in seen
        assert secret not in caplog.text


@pytest.mark.parametrize("client_class", [QarionClient, AsyncQarionClient])
@pytest.mark.parametrize("key", [KEY[:-1], KEY + "\n", KEY.encode(), "another-secret-of-yours"])
def test_a_key_that_is_refused_is_not_shown_either(key: Any, client_class: Any) -> None:
    with pytest.raises(AuthenticationError) as caught:
        client_class(key)
    seen = everything_about(caught.value)
    assert "found = " in seen
    assert (key if isinstance(key, str) else key.decode()).strip()[19:] not in seen


@pytest.mark.parametrize("client_class", [QarionClient, AsyncQarionClient])
def test_a_setting_that_is_refused_does_not_show_the_key(client_class: Any) -> None:
    with pytest.raises(ValueError, match="base_url") as caught:
        client_class(KEY, base_url="ftp://nowhere")
    assert KEY not in everything_about(caught.value)


@pytest.mark.parametrize("client_class", [QarionClient, AsyncQarionClient])
def test_a_client_shows_no_more_of_its_key_than_lists_do(client_class: Any) -> None:
    client = client_class(KEY)
    assert "qarion_live_sk_This…" in repr(client)
    shown = f"{client!r} {client} {vars(client)} {vars(client._settings)} {vars(client.users)}"
    assert KEY[19:] not in shown


def test_a_name_that_is_refused_is_not_repeated() -> None:
    with QarionClient(KEY) as client, pytest.raises(ValidationError) as caught:
        client.spaces.get("..")
    assert KEY not in everything_about(caught.value)
