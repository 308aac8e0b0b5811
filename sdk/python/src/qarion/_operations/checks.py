"""Quality checks."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Optional

from .._core.answer import read
from .._core.decode import decode
from .._core.encode import query_of, segment
from .._core.flow import Ask, Flow, Request
from .._core.listing import Listing
from ..models import Check


def check_path(space: str, slug: str) -> str:
    """Where a check is found by its names."""
    return f"/s/{segment(space)}/quality/{segment(slug)}"


def list_checks(
    space: Optional[str],
    *,
    search: Optional[str],
    status: Optional[str],
    archived: Optional[bool],
    size: Optional[int],
) -> Listing[Check]:
    """Those of a space, or of every space the user may see."""
    query = query_of(space=space, search=search, status=status, archived=archived, size=size)
    return Listing("/quality/checks", query, Check)


def get_check(space: str, slug: str) -> Flow[Check]:
    """One by its names."""
    reply = yield Ask(Request("GET", check_path(space, slug)))
    return read(reply, lambda data: decode(Check, data))


def create_check(body: Mapping[str, object]) -> Flow[Check]:
    """A new one."""
    reply = yield Ask(Request("POST", "/quality/checks", body=body))
    return read(reply, lambda data: decode(Check, data))


def update_check(space: str, slug: str, body: Mapping[str, object]) -> Flow[Check]:
    """One changed. The API changes checks by their id, which is asked for first."""
    check = yield from get_check(space, slug)
    reply = yield Ask(Request("PATCH", f"/quality/checks/{segment(check.id)}", body=body))
    return read(reply, lambda data: decode(Check, data))


def archive_check(space: str, slug: str) -> Flow[Check]:
    """One put away. The API archives checks by their id, which is asked for first."""
    check = yield from get_check(space, slug)
    reply = yield Ask(Request("POST", f"/quality/checks/{segment(check.id)}/archive"))
    return read(reply, lambda data: decode(Check, data))
