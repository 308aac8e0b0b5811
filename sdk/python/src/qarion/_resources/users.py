"""Who is asking."""

from __future__ import annotations

from .._core.transport import SyncTransport
from .._operations import users
from ..models import Me


class Users:
    """The person the API key belongs to."""

    def __init__(self, transport: SyncTransport) -> None:
        self._transport = transport

    def me(self) -> Me:
        """Yourself, your spaces with your role in each, and the API key that asked.

        Raises:
            AuthenticationError: The key is not, or no longer, good.
        """
        return self._transport.run(users.me())
