"""Who is asking."""

from __future__ import annotations

from .._core.answer import read
from .._core.decode import decode
from .._core.flow import Ask, Flow, Request
from ..models import Me


def me() -> Flow[Me]:
    """The person and the key."""
    reply = yield Ask(Request("GET", "/users/me"))
    return read(reply, lambda data: decode(Me, data))
