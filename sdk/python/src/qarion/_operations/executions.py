"""Running checks, and what came of it."""

from __future__ import annotations

import math
import time
from typing import Callable, Optional, SupportsFloat

from .._core.answer import read
from .._core.decode import decode
from .._core.encode import body_of, query_of, segment
from .._core.flow import Ask, Flow, Request
from .._core.idempotency import idempotency_header
from .._core.listing import Listing
from .._core.settings import positive_seconds
from ..errors import TimeoutError
from ..inputs import NOT_GIVEN
from ..models import Execution
from .checks import check_path

Clock = Callable[[], float]

_MOST_HELD_S = 30
"""How long the server is asked to hold one request: proxies in between often end those of 60 seconds."""

_DEFAULT_WAIT_S = 300.0
_FIRST_PAUSE_S = 0.5
_LONGEST_PAUSE_S = 5.0
_LAST_LOOK_S = 1.0
"""What a look may take that is begun when the time is almost up."""


def trigger_check(
    space: str,
    slug: str,
    *,
    wait: bool,
    timeout: Optional[float],
    idempotency_key: Optional[str],
    clock: Clock = time.monotonic,
) -> Flow[Execution]:
    """A new execution, and its result if it is to be waited for."""
    headers = idempotency_header(idempotency_key)
    timeout_s = _DEFAULT_WAIT_S if timeout is None else positive_seconds(timeout)
    ends_at = clock() + timeout_s
    hold_s = 0
    if wait:
        hold_s = min(_MOST_HELD_S, int(timeout_s))
        headers["Prefer"] = f"wait={hold_s}"
    path = f"{check_path(space, slug)}/run"
    reply = yield Ask(Request("POST", path, headers=headers, hold_s=hold_s))
    execution = read(reply, lambda data: decode(Execution, data))
    return (yield from _finished(execution.id, execution, ends_at, clock)) if wait else execution


def wait_for_execution(
    id: str, *, timeout: Optional[float], clock: Clock = time.monotonic
) -> Flow[Execution]:
    """An execution once it is finished."""
    timeout_s = _DEFAULT_WAIT_S if timeout is None else positive_seconds(timeout)
    return (yield from _finished(id, None, clock() + timeout_s, clock))


def _finished(id: str, last: Optional[Execution], ends_at: float, clock: Clock) -> Flow[Execution]:
    """Looks at an execution, `last` seen like this, until it has its result."""
    next_pause_s = _FIRST_PAUSE_S
    while last is None or not last.is_finished:
        left_s = ends_at - clock()
        pause_s = 0.0
        if last is not None:
            if left_s <= 0:
                raise _out_of_time(id, last)
            # The last look is at the very end of the time, and takes a little more.
            pause_s = min(next_pause_s, left_s)
            next_pause_s = min(next_pause_s * 1.5, _LONGEST_PAUSE_S)
        try:
            last = yield from get_execution(id, pause_s, max(_LAST_LOOK_S, left_s - pause_s))
        except TimeoutError:
            raise _out_of_time(id, last) from None
    return last


def _out_of_time(id: str, last: Optional[Execution]) -> TimeoutError:
    sentence = f"The execution {id} did not finish in time."
    if last is not None:
        sentence += f" It was {last.status} when last seen, and goes on."
    return TimeoutError(None, sentence, "timeout", None, id)


def get_execution(id: str, pause_s: float = 0.0, most_s: float = math.inf) -> Flow[Execution]:
    """One by its id, after a pause."""
    reply = yield Ask(Request("GET", f"/quality/executions/{segment(id)}"), pause_s, most_s)
    return read(reply, lambda data: decode(Execution, data))


def list_executions(
    space: Optional[str], slug: Optional[str], *, status: Optional[str], size: Optional[int]
) -> Listing[Execution]:
    """Those of a check, of a space, or of every space the user may see."""
    if slug is None:
        query = query_of(space=space, status=status, size=size)
        return Listing("/quality/executions", query, Execution)
    if space is None:
        raise TypeError("a check is found by its space and its slug: name the space too")
    return Listing(f"{check_path(space, slug)}/executions", query_of(status=status, size=size), Execution)


def push_value(
    space: str,
    slug: str,
    *,
    value: SupportsFloat,
    status: Optional[str],
    message: Optional[str],
    idempotency_key: Optional[str],
) -> Flow[Execution]:
    """A value that was measured elsewhere, as an execution."""
    body = body_of(
        value=value if isinstance(value, int) else float(value),
        status=NOT_GIVEN if status is None else status,
        message=NOT_GIVEN if message is None else message,
    )
    headers = idempotency_header(idempotency_key)
    reply = yield Ask(Request("POST", f"{check_path(space, slug)}/push", body=body, headers=headers))
    return read(reply, lambda data: decode(Execution, data))
