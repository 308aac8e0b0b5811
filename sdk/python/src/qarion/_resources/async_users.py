# Made from users.py by scripts/twins.py: change that file, and run it again.
"""Who is asking."""

from __future__ import annotations

from typing import Optional

from .._core.transport import AsyncTransport
from .._operations import users
from ..models import Me


class AsyncUsers:
    """The person the API key belongs to."""

    def __init__(self, transport: AsyncTransport) -> None:
        self._transport = transport

    async def me(self, *, timeout: Optional[float] = None) -> Me:
        """Yourself, your spaces with your role in each, and the API key that asked.

        Args:
            timeout: How many seconds a request may take; the client’s `timeout` when not said.

        Raises:
            AuthenticationError: The key is not, or no longer, good.
        """
        return await self._transport.run(users.me(), timeout)
