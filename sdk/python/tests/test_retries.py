"""When a request is tried again, and after which pause."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from email.utils import format_datetime
from typing import Any

import pytest

from qarion import ConnectionError, RateLimitError, ServerError, TimeoutError
from qarion._core.answer import read
from qarion._core.flow import Ask, Flow, Reply, Request
from qarion._core.retry import Policy, retry_after_s, with_retries

from .support.driving import BROKEN, SILENT, Clock, Driven, answer, drive

GET = Request("GET", "/x")
ANYTHING: dict[str, Any] = {"detail": "No.", "code": "busy"}


def flow_of(request: Request) -> Flow[object]:
    reply = yield Ask(request)
    return read(reply, lambda data: data)


def tried(
    *replies: tuple[float, Reply],
    request: Request = GET,
    timeout_s: float = 1000,
    max_retries: int = 2,
    chance: float = 1.0,
) -> Driven:
    clock = Clock()
    policy = Policy(timeout_s, max_retries, clock, lambda: chance)
    return drive(with_retries(flow_of(request), policy), replies, clock)


@pytest.mark.parametrize("reply", [BROKEN, *(answer(status, ANYTHING) for status in (429, 502, 503, 504))])
def test_what_may_pass_is_tried_again_as_often_as_allowed(reply: Reply) -> None:
    assert len(tried((0, reply), max_retries=2).tries) == 3
    assert len(tried((0, reply), max_retries=0).tries) == 1
    assert tried((0, reply), (0, answer(200, "fine"))).result == "fine"


@pytest.mark.parametrize("status", [400, 401, 403, 404, 408, 409, 413, 422, 500, 501, 505])
def test_what_will_not_pass_is_not_tried_again(status: int) -> None:
    assert len(tried((0, answer(status, ANYTHING))).tries) == 1


def test_time_that_ran_out_is_not_tried_again() -> None:
    driven = tried((0, SILENT))
    assert len(driven.tries) == 1
    assert isinstance(driven.error, TimeoutError)


@pytest.mark.parametrize(
    ("request_", "tries"),
    [
        (Request("GET", "/x"), 3),
        (Request("DELETE", "/x"), 3),
        (Request("PATCH", "/x", body={"name": "y"}), 3),
        (Request("PATCH", "/x", body={"name": "y", "version": 3}), 1),
        (Request("POST", "/x", body={"name": "y"}), 1),
        (Request("POST", "/x", headers={"Idempotency-Key": "k"}), 3),
    ],
)
def test_only_what_does_nothing_twice_is_sent_twice(request_: Request, tries: int) -> None:
    driven = tried((0, BROKEN), request=request_)
    assert [one.request for one in driven.tries] == [request_] * tries
    assert isinstance(driven.error, ConnectionError)


def test_pauses_double_up_to_eight_seconds_and_are_random_from_zero() -> None:
    assert tried((0, BROKEN), max_retries=6).pauses == [0, 0.5, 1, 2, 4, 8, 8]
    assert tried((0, BROKEN), max_retries=6, chance=0.5).pauses == [0, 0.25, 0.5, 1, 2, 4, 4]
    assert tried((0, BROKEN), max_retries=6, chance=0).pauses == [0] * 7


def test_what_the_server_asks_for_comes_first_and_the_random_part_on_top() -> None:
    busy = answer(503, ANYTHING, {"retry-after": "7"})
    assert tried((0, busy)).pauses == [0, 7.5, 8]
    assert tried((0, busy), chance=0).pauses == [0, 7, 7]


def test_a_pause_that_would_outlast_the_call_is_not_begun() -> None:
    driven = tried((0, answer(429, ANYTHING, {"retry-after": "3600"})), timeout_s=30)
    assert len(driven.tries) == 1
    assert isinstance(driven.error, RateLimitError)
    assert driven.error.retry_after == 3600


def test_a_call_takes_no_longer_than_its_timeout_with_all_tries_and_pauses() -> None:
    driven = tried((6, answer(502, ANYTHING)), timeout_s=10, max_retries=5)
    assert driven.pauses == [0, 0.5]
    assert [one.budget_s for one in driven.tries] == [10, 3.5]
    assert isinstance(driven.error, ServerError)


def test_a_server_that_was_asked_to_hold_a_request_may_take_that_much_longer() -> None:
    held = Request("POST", "/x", headers={"Idempotency-Key": "k"}, hold_s=30)
    assert [one.budget_s for one in tried((0, answer(200)), request=held, timeout_s=10).tries] == [40]


@pytest.mark.parametrize(
    ("text", "seconds"),
    [("0", 0), (" 12 ", 12), ("", None), ("soon", None), ("-1", None), ("1.5", None), ("١", None)],
)
def test_retry_after_in_seconds(text: str, seconds: float | None) -> None:
    assert retry_after_s(answer(429, headers={"retry-after": text})) == seconds


def test_retry_after_as_a_date() -> None:
    def left(date: datetime) -> float | None:
        return retry_after_s(answer(429, headers={"retry-after": format_datetime(date, usegmt=True)}))

    now = datetime.now(timezone.utc)
    assert left(now + timedelta(seconds=100)) == pytest.approx(100, abs=2)
    assert left(now - timedelta(seconds=100)) == 0
