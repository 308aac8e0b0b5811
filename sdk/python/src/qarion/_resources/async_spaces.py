# Made from spaces.py by scripts/twins.py: change that file, and run it again.
"""Spaces."""

from __future__ import annotations

import builtins
from typing import Optional

from .._core.transport import AsyncTransport
from .._operations import spaces
from ..models import Space


class AsyncSpaces:
    """The spaces you are a member of."""

    def __init__(self, transport: AsyncTransport) -> None:
        self._transport = transport

    async def list(self, *, timeout: Optional[float] = None) -> builtins.list[Space]:
        """Your spaces, by slug; all there are, for a superadmin.

        Args:
            timeout: How many seconds a request may take; the client’s `timeout` when not said.

        Raises:
            AuthenticationError: The key is not, or no longer, good.
        """
        return await self._transport.run(spaces.list_spaces(), timeout)

    async def get(self, slug: str, *, timeout: Optional[float] = None) -> Space:
        """One space.

        Args:
            slug: Its short name, like `my-space`.
            timeout: How many seconds a request may take; the client’s `timeout` when not said.

        Raises:
            NotFoundError: There is no such space that you are a member of.
        """
        return await self._transport.run(spaces.get_space(slug), timeout)
