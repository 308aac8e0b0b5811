"""Spaces."""

from __future__ import annotations

from .._core.answer import read
from .._core.decode import decode, decode_list
from .._core.encode import segment
from .._core.flow import Ask, Flow, Request
from ..models import Space


def list_spaces() -> Flow[list[Space]]:
    """All of the user’s."""
    reply = yield Ask(Request("GET", "/spaces"))
    return read(reply, lambda data: decode_list(Space, data))


def get_space(slug: str) -> Flow[Space]:
    """One by its slug."""
    reply = yield Ask(Request("GET", f"/spaces/{segment(slug)}"))
    return read(reply, lambda data: decode(Space, data))
