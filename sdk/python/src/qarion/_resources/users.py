"""Who is asking."""

from __future__ import annotations

from typing import Optional

from .._core.transport import SyncTransport
from .._operations import users
from ..models import Me


class Users:
    """The person the API key belongs to."""

    def __init__(self, transport: SyncTransport) -> None:
        self._transport = transport

    def me(self, *, timeout: Optional[float] = None) -> Me:
        """Yourself, your spaces with your role in each, and the API key that asked.

        Args:
            timeout: How many seconds a request may take; the client’s `timeout` when not said.

        Raises:
            AuthenticationError: The key is not, or no longer, good.
        """
        return self._transport.run(users.me(), timeout)
