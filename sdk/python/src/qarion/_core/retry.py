"""When a request is sent again, and after which pause."""

from __future__ import annotations

import logging
import random
import time
from collections.abc import Generator
from dataclasses import dataclass
from datetime import timezone
from email.utils import parsedate_to_datetime
from typing import Callable, Optional, cast

from .flow import Ask, Flow, NoAnswer, Reply, T, Tries, Try

logger = logging.getLogger("qarion")

_RETRIED = frozenset({429, 502, 503, 504})
_FIRST_JITTER_S = 0.5
_MOST_JITTER_S = 8.0


@dataclass(frozen=True)
class Policy:
    """How often and for how long a call is tried. Time and chance are passed in by tests."""

    timeout_s: float
    """What one request may take, with all its tries and the pauses between them."""
    max_retries: int
    clock: Callable[[], float] = time.monotonic
    chance: Callable[[], float] = random.random

    def pause_before_retry(self, ask: Ask, reply: Reply, retries: int) -> Optional[float]:
        """Seconds to wait before the next try; `None` when there is to be none."""
        if retries >= self.max_retries or not ask.request.is_repeatable or not _is_passing(reply):
            return None
        jitter = self.chance() * min(_MOST_JITTER_S, _FIRST_JITTER_S * 2.0**retries)
        return jitter + (retry_after_s(reply) or 0.0)


def _is_passing(reply: Reply) -> bool:
    if isinstance(reply, NoAnswer):
        return reply.kind == "connection"
    return reply.status in _RETRIED


def retry_after_s(reply: Reply) -> Optional[float]:
    """What the `Retry-After` of an answer says, in seconds from now; `None` without one that can be read."""
    text = "" if isinstance(reply, NoAnswer) else reply.headers.get("retry-after", "").strip()
    if text.isascii() and text.isdigit():
        return float(text)
    try:
        date = parsedate_to_datetime(text)
    except (TypeError, ValueError):  # Python 3.9 raises the former.
        return None
    if date.tzinfo is None:
        date = date.replace(tzinfo=timezone.utc)
    return max(0.0, date.timestamp() - time.time())


def with_retries(flow: Flow[T], policy: Policy) -> Tries[T]:
    """The flow with each of its requests tried as often as the policy has it."""
    reply: Optional[Reply] = None
    while True:
        try:
            ask = next(flow) if reply is None else flow.send(reply)
        except StopIteration as end:
            return cast("T", end.value)
        reply = yield from _try_out(ask, policy)


def _try_out(ask: Ask, policy: Policy) -> Generator[Try, Reply, Reply]:
    ends_at = policy.clock() + ask.pause_s + min(policy.timeout_s + ask.request.hold_s, ask.most_s)
    pause_s = ask.pause_s
    retries = 0
    while True:
        budget_s = ends_at - policy.clock() - pause_s
        reply = yield Try(ask.request, pause_s, budget_s)
        pause = policy.pause_before_retry(ask, reply, retries)
        if pause is None or policy.clock() + pause >= ends_at:
            return reply
        pause_s = pause
        retries += 1
        what = reply.reason if isinstance(reply, NoAnswer) else f"HTTP {reply.status}"
        logger.info(
            "%s %s: %s; retry %d in %.1f s", ask.request.method, ask.request.path, what, retries, pause
        )
