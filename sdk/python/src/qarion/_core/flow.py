"""The words that the pure part and the two transports speak.

What a call does is written once, as a generator (a flow) that asks for requests and is sent their answers.
It neither blocks nor awaits: whoever drives it does.
"""

from __future__ import annotations

import math
from collections.abc import Generator, Mapping
from dataclasses import dataclass, field
from typing import Literal, TypeVar, Union

T = TypeVar("T")


@dataclass(frozen=True)
class Request:
    """A request, by its path below the base URL. The API key is no part of it."""

    method: Literal["GET", "POST", "PATCH", "DELETE"]
    path: str
    query: Mapping[str, str] = field(default_factory=dict[str, str])
    body: Union[Mapping[str, object], None] = None
    headers: Mapping[str, str] = field(default_factory=dict[str, str])
    hold_s: int = 0
    """How many seconds longer than usual the server was asked to take."""

    @property
    def is_repeatable(self) -> bool:
        """Whether sending it twice does nothing more than sending it once."""
        if self.method == "POST":
            return "Idempotency-Key" in self.headers
        # The version is raised by the first try, so the second would be refused as somebody else’s change.
        return not (self.method == "PATCH" and self.body is not None and "version" in self.body)


@dataclass(frozen=True)
class Answer:
    """An answer that came whole. No more than its status is printed: the rest may hold a secret."""

    status: int
    headers: Mapping[str, str] = field(repr=False)
    """By lower-case names."""
    body: bytes = field(repr=False)


@dataclass(frozen=True)
class NoAnswer:
    """Why there is no answer."""

    kind: Literal["timeout", "connection"]
    reason: str


Reply = Union[Answer, NoAnswer]


@dataclass(frozen=True)
class Ask:
    """What a flow yields: after the pause, this request, however many tries it takes."""

    request: Request
    pause_s: float = 0.0
    most_s: float = math.inf
    """What it may take with all its tries, where that is less than the client’s timeout."""


@dataclass(frozen=True)
class Try:
    """What a transport is given: after the pause, this request once, for `budget_s` seconds at most."""

    request: Request
    pause_s: float
    budget_s: float


Flow = Generator[Ask, Reply, T]
Tries = Generator[Try, Reply, T]
