"""Spaces."""

from __future__ import annotations

import builtins

from .._core.transport import SyncTransport
from .._operations import spaces
from ..models import Space


class Spaces:
    """The spaces you are a member of."""

    def __init__(self, transport: SyncTransport) -> None:
        self._transport = transport

    def list(self) -> builtins.list[Space]:
        """Your spaces, by slug; all there are, for a superadmin.

        Raises:
            AuthenticationError: The key is not, or no longer, good.
        """
        return self._transport.run(spaces.list_spaces())

    def get(self, slug: str) -> Space:
        """One space.

        Args:
            slug: Its short name, like `my-space`.

        Raises:
            NotFoundError: There is no such space that you are a member of.
        """
        return self._transport.run(spaces.get_space(slug))
