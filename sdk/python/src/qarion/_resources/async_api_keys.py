# Made from api_keys.py by scripts/twins.py: change that file, and run it again.
"""API keys."""

from __future__ import annotations

import builtins
from typing import Optional, Union

from .._core.transport import AsyncTransport
from .._operations import api_keys
from ..inputs import NOT_GIVEN, NotGiven
from ..models import ApiKey, CreatedApiKey, RotatedApiKey


class AsyncApiKeys:
    """Your API keys."""

    def __init__(self, transport: AsyncTransport) -> None:
        self._transport = transport

    async def list(self, *, timeout: Optional[float] = None) -> builtins.list[ApiKey]:
        """Your keys that were not revoked, newest first. Expired ones have `is_active` False.

        Args:
            timeout: How many seconds a request may take; the client’s `timeout` when not said.

        Raises:
            AuthenticationError: The key is not, or no longer, good.
        """
        return await self._transport.run(api_keys.list_keys(), timeout)

    async def create(
        self, name: str, *, expires_in_days: Optional[int] = None, timeout: Optional[float] = None
    ) -> CreatedApiKey:
        """Creates a key. Its secret, `full_key`, is in this one answer and can never be read again.

        It is never sent twice: after a `ConnectionError` or a `TimeoutError`, look into `list()` whether the
        key is there.

        Args:
            name: 1 to 100 characters, unique among your keys; say where the key is used.
            expires_in_days: Whole days from now, 1 to 3650; `None` for a key that never expires.
            timeout: How many seconds a request may take; the client’s `timeout` when not said.

        Raises:
            PermissionDeniedError: The key that asks may not create keys.
            ConflictError: You have a key of that name (`name_taken`), or too many keys (`too_many_keys`).
            ValidationError: The name or the number of days is not valid.
        """
        return await self._transport.run(api_keys.create_key(name, expires_in_days), timeout)

    async def get(self, id: str, *, timeout: Optional[float] = None) -> ApiKey:
        """One of your keys.

        Args:
            id: The key’s id, as `list()` shows it.
            timeout: How many seconds a request may take; the client’s `timeout` when not said.

        Raises:
            NotFoundError: You have no such key, or it was revoked.
        """
        return await self._transport.run(api_keys.get_key(id), timeout)

    async def rename(self, id: str, *, name: str, timeout: Optional[float] = None) -> ApiKey:
        """Gives a key another name.

        Args:
            id: The key’s id.
            name: 1 to 100 characters, unique among your keys.
            timeout: How many seconds a request may take; the client’s `timeout` when not said.

        Raises:
            NotFoundError: You have no such key, or it was revoked.
            ConflictError: You have another key of that name (`name_taken`).
            ValidationError: The name is not valid.
        """
        return await self._transport.run(api_keys.rename_key(id, name), timeout)

    async def revoke(self, id: str, *, timeout: Optional[float] = None) -> None:
        """Ends a key at once and for ever. A key may revoke itself.

        Args:
            id: The key’s id.
            timeout: How many seconds a request may take; the client’s `timeout` when not said.

        Raises:
            NotFoundError: You have no such key, or it is revoked already.
        """
        return await self._transport.run(api_keys.revoke_key(id), timeout)

    async def rotate(
        self,
        id: str,
        *,
        overlap_hours: Optional[int] = None,
        expires_in_days: Union[int, NotGiven, None] = NOT_GIVEN,
        idempotency_key: Optional[str] = None,
        timeout: Optional[float] = None,
    ) -> RotatedApiKey:
        """Replaces a key by a new one of the same name and rights. The old one goes on for the overlap.

        The new secret, `full_key`, is in this one answer and can never be read again. `replaces` is the old
        key; its `expires_at` says when it ends.

        Args:
            id: The id of the key to replace. A key may rotate itself.
            overlap_hours: Whole hours that the old key goes on working, 0 to 168; 24 when not said.
            expires_in_days: Whole days until the new key expires, 1 to 3650; `None` for never. Left out, it
                lasts as long as the old one was given.
            idempotency_key: Your own name for this rotation. When the answer was lost, rotating with it again
                gives another new key, as long as the lost one was not used. Made up when not given.
            timeout: How many seconds a request may take; the client’s `timeout` when not said.

        Raises:
            PermissionDeniedError: The key that asks may not replace that one.
            NotFoundError: You have no such key, or it was revoked.
            ConflictError: The key was replaced already, or has expired.
            ValidationError: A number is not valid.
        """
        return await self._transport.run(
            api_keys.rotate_key(
                id,
                overlap_hours=overlap_hours,
                expires_in_days=expires_in_days,
                idempotency_key=idempotency_key,
            ),
            timeout,
        )
