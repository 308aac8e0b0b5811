"""What a call can raise. All of it is a `QarionError`."""

from __future__ import annotations

import builtins
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Optional, Union


@dataclass(frozen=True)
class FieldError:
    """One thing that is wrong with what was sent."""

    loc: tuple[Union[str, int], ...]
    """Where: `("body", "thresholds", "critical")`."""
    msg: str
    """What is wrong, in a sentence."""
    type: str
    """The rule that it broke, for programs."""


class QarionError(Exception):
    """A call that did not succeed. The base of all errors of this package.

    Args:
        status_code: The HTTP status; `None` when there was no answer, or no request.
        detail: What happened and what to do, in a sentence.
        code: The kind of error, for programs: one of those in the API reference, or this package's own
            `timeout`, `connection_failed`, `redirected` and `unexpected_answer`.
        request_id: Names the request in the server's log; quote it when you report something.
    """

    def __init__(
        self,
        status_code: Optional[int],
        detail: str,
        code: Optional[str] = None,
        request_id: Optional[str] = None,
    ) -> None:
        self.status_code = status_code
        self.detail = detail
        self.code = code
        self.request_id = request_id
        self._set_args(status_code, detail, code, request_id)

    def _set_args(self, *args: object) -> None:
        # Not by `super()`: where a subclass is an OSError too, that would take them for an errno and a path.
        Exception.__init__(self, *args)

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), self.args

    def __str__(self) -> str:
        about = [
            "" if self.status_code is None else f"HTTP {self.status_code}",
            self.code or "",
            "" if self.request_id is None else f"request {self.request_id}",
        ]
        known = ", ".join(part for part in about if part)
        return f"{self.detail} ({known})" if known else self.detail


class AuthenticationError(QarionError):
    """401: no API key, or one that is malformed, unknown, expired or revoked; `code` says which.

    A key with a fault that can be seen is refused without a request; `status_code` is `None` then.
    """


class PermissionDeniedError(QarionError):
    """403: the key is good, but it or its user may not do this."""


class NotFoundError(QarionError):
    """404: there is no such thing, or you may not see it."""


class ConflictError(QarionError):
    """409: it contradicts what is there; `code` says how (`name_taken`, `edit_conflict` and others)."""


class ValidationError(QarionError):
    """400 or 422: what was sent is not valid. `errors` names each fault."""

    def __init__(
        self,
        status_code: Optional[int],
        detail: str,
        code: Optional[str] = None,
        request_id: Optional[str] = None,
        errors: Sequence[FieldError] = (),
    ) -> None:
        super().__init__(status_code, detail, code, request_id)
        self.errors = tuple(errors)
        self._set_args(status_code, detail, code, request_id, self.errors)


class RateLimitError(QarionError):
    """429: too many requests, after all retries. `retry_after` is in seconds, if the server said it."""

    def __init__(
        self,
        status_code: Optional[int],
        detail: str,
        code: Optional[str] = None,
        request_id: Optional[str] = None,
        retry_after: Optional[float] = None,
    ) -> None:
        super().__init__(status_code, detail, code, request_id)
        self.retry_after = retry_after
        self._set_args(status_code, detail, code, request_id, retry_after)


class ServerError(QarionError):
    """500 and above: something is wrong on the server’s side."""


class ConnectionError(QarionError, builtins.ConnectionError):
    """The server could not be reached, or went away before it answered. Python’s own kind too."""


class TimeoutError(QarionError, builtins.TimeoutError):
    """The time ran out. Python’s own kind too.

    `execution_id` names the execution that was waited for, if there is one: it goes on, and
    `quality.wait(execution_id)` waits for it again.
    """

    def __init__(
        self,
        status_code: Optional[int],
        detail: str,
        code: Optional[str] = None,
        request_id: Optional[str] = None,
        execution_id: Optional[str] = None,
    ) -> None:
        super().__init__(status_code, detail, code, request_id)
        self.execution_id = execution_id
        self._set_args(status_code, detail, code, request_id, execution_id)
