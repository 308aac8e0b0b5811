"""Keys with a fault that can be seen are refused before any request."""

from __future__ import annotations

from typing import Any

import pytest

from qarion import AsyncQarionClient, AuthenticationError, QarionClient
from qarion._core.key import SECRET_PATTERN, checksum, display_prefix, fault_of

from .support.keys import KEY, VECTORS

CLIENTS = pytest.mark.parametrize("client_class", [QarionClient, AsyncQarionClient])


def named(vectors: list[dict[str, Any]]) -> list[Any]:
    return [pytest.param(vector, id=vector["name"]) for vector in vectors]


def test_the_pattern_is_the_published_one() -> None:
    assert f"^{SECRET_PATTERN.pattern}$" == VECTORS["pattern"]


@pytest.mark.parametrize("vector", named(VECTORS["valid"]))
def test_a_valid_key_is_taken(vector: dict[str, Any]) -> None:
    assert checksum(vector["random"]) == vector["checksum"]
    assert display_prefix(vector["secret"]) == vector["prefix"]
    assert fault_of(vector["secret"]) is None


@CLIENTS
@pytest.mark.parametrize("vector", named(VECTORS["invalid"]))
def test_an_invalid_key_is_refused_when_the_client_is_made(vector: dict[str, Any], client_class: Any) -> None:
    with pytest.raises(AuthenticationError) as caught:
        client_class(api_key=vector["secret"])
    assert caught.value.status_code is None
    assert caught.value.code == ("invalid_token" if vector["secret"] else "missing_credentials")
    assert (caught.value.code == "missing_credentials") == (vector["name"] == "empty")
    assert ("checksum" in caught.value.detail) == (vector["reason"] == "checksum")


@pytest.mark.parametrize(
    ("key", "sentence"),
    [
        (KEY[:-1], "too short: one character is missing."),
        (KEY[:-5], "too short: 5 characters are missing."),
        (KEY + "a", "too long: it must have 64 characters."),
        (KEY[:19], "is the prefix shown in the list of keys, not a whole API key."),
        (KEY[:19] + "…", "is the prefix shown in the list of keys, not a whole API key."),
        ("sk-another-service", "is not a Qarion API key"),
        (KEY + "\n", "has a space or a line break in it."),
        (KEY[:20] + "-" + KEY[21:], "holds a character that no key has"),
        (KEY[:-2] + KEY[-1] + KEY[-2], "a character was changed or two were swapped."),
    ],
)
def test_the_sentence_says_what_is_wrong_and_repeats_none_of_the_key(key: str, sentence: str) -> None:
    fault = fault_of(key)
    assert fault is not None
    assert sentence in fault
    assert key[15:].strip() not in fault


@CLIENTS
def test_without_a_key_it_says_where_to_put_one(client_class: Any) -> None:
    with pytest.raises(AuthenticationError, match="Set QARION_API_KEY") as caught:
        client_class()
    assert caught.value.code == "missing_credentials"


@CLIENTS
def test_the_key_of_the_environment_is_read_as_strictly(
    client_class: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("QARION_API_KEY", KEY[:-1])
    with pytest.raises(AuthenticationError, match="one character is missing"):
        client_class()


@CLIENTS
def test_something_other_than_text_is_no_key(client_class: Any) -> None:
    with pytest.raises(AuthenticationError, match="An API key is text"):
        client_class(api_key=KEY.encode())
