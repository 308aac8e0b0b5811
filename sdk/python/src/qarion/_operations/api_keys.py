"""API keys."""

from __future__ import annotations

from typing import Optional, Union

from .._core.answer import read, read_nothing
from .._core.decode import decode, decode_list
from .._core.encode import body_of, segment
from .._core.flow import Ask, Flow, Request
from .._core.idempotency import idempotency_header
from ..inputs import NOT_GIVEN, NotGiven
from ..models import ApiKey, CreatedApiKey, RotatedApiKey


def list_keys() -> Flow[list[ApiKey]]:
    """All of the user’s."""
    reply = yield Ask(Request("GET", "/api-keys"))
    return read(reply, lambda data: decode_list(ApiKey, data))


def create_key(name: str, expires_in_days: Optional[int]) -> Flow[CreatedApiKey]:
    """A new one. Never sent twice: two keys could come of it."""
    body = body_of(name=name, expires_in_days=NOT_GIVEN if expires_in_days is None else expires_in_days)
    reply = yield Ask(Request("POST", "/api-keys", body=body))
    return read(reply, lambda data: decode(CreatedApiKey, data))


def get_key(id: str) -> Flow[ApiKey]:
    """One by its id."""
    reply = yield Ask(Request("GET", f"/api-keys/{segment(id)}"))
    return read(reply, lambda data: decode(ApiKey, data))


def rename_key(id: str, name: str) -> Flow[ApiKey]:
    """One under another name."""
    reply = yield Ask(Request("PATCH", f"/api-keys/{segment(id)}", body=body_of(name=name)))
    return read(reply, lambda data: decode(ApiKey, data))


def revoke_key(id: str) -> Flow[None]:
    """The end of one."""
    reply = yield Ask(Request("DELETE", f"/api-keys/{segment(id)}"))
    read_nothing(reply)


def rotate_key(
    id: str,
    *,
    overlap_hours: Optional[int],
    expires_in_days: Union[int, NotGiven, None],
    idempotency_key: Optional[str],
) -> Flow[RotatedApiKey]:
    """A new one in place of an old one. Sent again, it makes way for another as long as it was not used."""
    body = body_of(
        overlap_hours=NOT_GIVEN if overlap_hours is None else overlap_hours, expires_in_days=expires_in_days
    )
    headers = idempotency_header(idempotency_key)
    reply = yield Ask(Request("POST", f"/api-keys/{segment(id)}/rotate", body=body, headers=headers))
    return read(reply, lambda data: decode(RotatedApiKey, data))
