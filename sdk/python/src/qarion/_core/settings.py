"""What a client is made with, read from its arguments and the environment, and held to sense."""

from __future__ import annotations

import math
import os
from dataclasses import dataclass
from typing import Optional, Union
from urllib.parse import urlsplit

from ..errors import AuthenticationError
from .key import display_prefix, fault_of

_DEFAULT_BASE_URL = "http://localhost:3000/api"


class Secret:
    """An API key that no print, log or traceback shows."""

    __slots__ = ("_value",)

    def __init__(self, value: str) -> None:
        self._value = value

    def reveal(self) -> str:
        """The key itself, for the Authorization header."""
        return self._value

    def __repr__(self) -> str:
        return f"{display_prefix(self._value)}…"


@dataclass(frozen=True)
class KeyFault:
    """Why there is no key to send: the code and the sentence of the error."""

    code: str
    detail: str


@dataclass(frozen=True)
class Settings:
    """What both clients are made with, the HTTP client aside."""

    secret: Secret
    base_url: str
    timeout_s: float
    max_retries: int


def find_secret(api_key: object) -> Union[Secret, KeyFault]:
    """The key that was given, or else the environment’s.

    A fault is given back, not raised: a traceback from in here would hold the key among its local variables.
    """
    found = os.environ.get("QARION_API_KEY", "") if api_key is None else api_key
    if not isinstance(found, str):
        return KeyFault("invalid_token", "An API key is text.")
    if not found:
        return KeyFault(
            "missing_credentials", "No API key was given. Set QARION_API_KEY, or pass the key to the client."
        )
    fault = fault_of(found)
    return Secret(found) if fault is None else KeyFault("invalid_token", fault)


def read_settings(
    found: Union[Secret, KeyFault], base_url: Optional[str], timeout: float, max_retries: int
) -> Settings:
    """The settings of a client.

    Raises:
        AuthenticationError: There is no key to send.
        ValueError: Another setting makes no sense.
    """
    if isinstance(found, KeyFault):
        raise AuthenticationError(None, found.detail, found.code)
    if max_retries < 0:
        raise ValueError("max_retries must be 0 or more.")
    return Settings(found, _find_base_url(base_url), positive_seconds(timeout), max_retries)


def positive_seconds(timeout: float) -> float:
    """A time that can run out.

    Raises:
        ValueError: It is none.
    """
    if not (math.isfinite(timeout) and timeout > 0):
        raise ValueError("timeout must be a number of seconds above 0.")
    return float(timeout)


def _find_base_url(base_url: Optional[str]) -> str:
    """The address that was given, or else the environment’s, or else this machine’s."""
    found = base_url or os.environ.get("QARION_BASE_URL") or _DEFAULT_BASE_URL
    parts = urlsplit(found)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise ValueError("base_url must be an address like https://qarion.example.com/api.")
    _ = parts.port  # Raises a ValueError for what is no port.
    if "@" in parts.netloc or parts.query or parts.fragment:
        raise ValueError("base_url must be the address alone, without a user, a query or a fragment.")
    return found.rstrip("/")
