"""From an answer to what the caller gets: a value, or the error that says why not."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Callable, Optional, cast

from ..errors import (
    AuthenticationError,
    ConflictError,
    ConnectionError,
    FieldError,
    NotFoundError,
    PermissionDeniedError,
    QarionError,
    RateLimitError,
    ServerError,
    TimeoutError,
    ValidationError,
)
from .decode import Mismatch
from .flow import Answer, NoAnswer, Reply, T
from .retry import retry_after_s

_CLASSES: Mapping[int, type[QarionError]] = {
    400: ValidationError,
    401: AuthenticationError,
    403: PermissionDeniedError,
    404: NotFoundError,
    409: ConflictError,
    422: ValidationError,
    429: RateLimitError,
}

_SECRET = re.compile(r"qarion_live_sk_[0-9A-Za-z]{20,}")


def read(reply: Reply, parse: Callable[[object], T]) -> T:
    """What a reply holds.

    Raises:
        QarionError: What went wrong instead.
    """
    error = _error_of(reply)
    if error is not None:
        raise error
    value, error = _parsed(cast("Answer", reply), parse)
    if error is not None:
        raise error
    return cast("T", value)


def read_nothing(reply: Reply) -> None:
    """Sees that a request without a result succeeded."""
    error = _error_of(reply)
    if error is not None:
        raise error


def _parsed(answer: Answer, parse: Callable[[object], T]) -> tuple[Optional[T], Optional[QarionError]]:
    # The error is given back, not raised: a traceback from in here would lead to the body.
    try:
        return parse(json.loads(answer.body)), None
    except Mismatch as mismatch:
        detail = f"This version of the package qarion cannot read the answer: {mismatch}"
    except ValueError:
        detail = _not_from_here(answer)
    return None, QarionError(answer.status, detail, "unexpected_answer", _request_id(answer))


def _error_of(reply: Reply) -> Optional[QarionError]:
    if isinstance(reply, NoAnswer):
        if reply.kind == "timeout":
            return TimeoutError(None, reply.reason, "timeout")
        return ConnectionError(None, reply.reason, "connection_failed")
    if reply.status < 300:
        return None
    if reply.status < 400:
        # Following it would take the key to an address that nobody chose.
        location = reply.headers.get("location")
        where = f"elsewhere, to {_without_secrets(location)}" if location else "elsewhere"
        detail = f"The server sends {where}. Set the base URL to the address that answers itself."
        return QarionError(reply.status, detail, "redirected", _request_id(reply))
    return _error_answered(reply)


def _error_answered(answer: Answer) -> QarionError:
    problem = _problem(answer)
    named = problem.get("request_id")
    request_id = named if isinstance(named, str) else _request_id(answer)
    detail = problem.get("detail")
    code = problem.get("code")
    if isinstance(detail, str) and isinstance(code, str):
        detail = _without_secrets(detail)
    else:
        # A proxy’s page, or another program: what it says is not ours to repeat.
        detail = _not_from_here(answer)
        code = "unexpected_answer"
    kind = ServerError if answer.status >= 500 else _CLASSES.get(answer.status, QarionError)
    if kind is ValidationError:
        return ValidationError(answer.status, detail, code, request_id, _field_errors(problem))
    if kind is RateLimitError:
        return RateLimitError(answer.status, detail, code, request_id, retry_after_s(answer))
    return kind(answer.status, detail, code, request_id)


def _problem(answer: Answer) -> Mapping[str, object]:
    try:
        problem: object = json.loads(answer.body)
    except ValueError:
        return {}
    return cast("Mapping[str, object]", problem) if isinstance(problem, dict) else {}


def _request_id(answer: Answer) -> Optional[str]:
    return answer.headers.get("x-request-id") or None


def _field_errors(problem: Mapping[str, object]) -> tuple[FieldError, ...]:
    listed = problem.get("errors")
    if not isinstance(listed, list):
        return ()
    return tuple(
        _field_error(cast("Mapping[str, object]", one))
        for one in cast("list[object]", listed)
        if isinstance(one, dict)
    )


def _field_error(listed: Mapping[str, object]) -> FieldError:
    loc = listed.get("loc")
    parts = cast("list[object]", loc) if isinstance(loc, list) else []
    return FieldError(
        tuple(part if isinstance(part, int) else str(part) for part in parts),
        _without_secrets(str(listed.get("msg", ""))),
        str(listed.get("type", "")),
    )


def _without_secrets(text: str) -> str:
    """A server that repeats what it was sent must not put a key into our logs."""
    return _SECRET.sub("qarion_live_sk_…", text)


def _not_from_here(answer: Answer) -> str:
    return (
        f"The answer ({answer.status}) is not one of the Qarion API. "
        "Is the base URL right, /api at its end included?"
    )
