# Made from users.py by scripts/twins.py: change that file, and run it again.
"""Who is asking."""

from __future__ import annotations

from .._core.transport import AsyncTransport
from .._operations import users
from ..models import Me


class AsyncUsers:
    """The person the API key belongs to."""

    def __init__(self, transport: AsyncTransport) -> None:
        self._transport = transport

    async def me(self) -> Me:
        """Yourself, your spaces with your role in each, and the API key that asked.

        Raises:
            AuthenticationError: The key is not, or no longer, good.
        """
        return await self._transport.run(users.me())
