"""Waiting for the result of an execution."""

from __future__ import annotations

from typing import Any

import pytest

from qarion import TimeoutError, ValidationError
from qarion._core.flow import Flow, Reply
from qarion._core.retry import Policy, with_retries
from qarion._operations.executions import push_value, trigger_check, wait_for_execution
from qarion.models import Execution

from .support.bodies import body
from .support.driving import SILENT, Clock, Driven, answer, drive

QUEUED = answer(202, body("queued_execution"))
RUNNING = answer(200, body("running_execution"))
FINISHED = answer(200, body("execution"))
ID = body("execution")["id"]


def triggered(*replies: tuple[float, Reply], key: str | None = None, **options: Any) -> Driven:
    clock = Clock()
    given = {"wait": True, "timeout": None, **options}
    flow = trigger_check("my-space", "my-check", idempotency_key=key, clock=clock, **given)
    return driven(flow, clock, replies)


def driven(flow: Flow[Execution], clock: Clock, replies: tuple[tuple[float, Reply], ...]) -> Driven:
    return drive(with_retries(flow, Policy(10, 2, clock, lambda: 0)), replies, clock)


def test_it_looks_again_after_growing_pauses_until_there_is_a_result() -> None:
    done = triggered((30, QUEUED), *[(0, RUNNING)] * 8, (0, FINISHED))
    assert done.result.status == "PASS"
    assert done.pauses == [0, 0.5, 0.75, 1.125, 1.688, 2.531, 3.797, 5, 5, 5]


def test_when_the_time_is_up_the_error_names_the_execution_which_goes_on() -> None:
    clock = Clock()
    done = driven(wait_for_execution(ID, timeout=4, clock=clock), clock, ((0, RUNNING),))
    assert isinstance(done.error, TimeoutError)
    assert done.error.execution_id == ID
    assert ID in str(done.error)
    assert "RUNNING" in done.error.detail
    assert done.error.status_code is None


def test_the_last_look_is_at_the_end_of_the_time_and_not_sooner() -> None:
    done = triggered((2, QUEUED), (0, RUNNING), timeout=4)
    assert sum(done.pauses) == pytest.approx(2)


def test_a_look_takes_no_longer_than_the_time_that_is_left_or_a_second() -> None:
    done = triggered((1, QUEUED), (0, RUNNING), timeout=4)
    assert [round(one.budget_s, 3) for one in done.tries[1:]] == [2.5, 1.75, 1, 1]


def test_an_answer_that_never_comes_while_waiting_names_the_execution_too() -> None:
    done = triggered((0, QUEUED), (1, SILENT))
    assert isinstance(done.error, TimeoutError)
    assert done.error.execution_id == ID
    assert "QUEUED when last seen" in done.error.detail


@pytest.mark.parametrize(
    ("timeout", "prefer"), [(300, "wait=30"), (30.9, "wait=30"), (12.7, "wait=12"), (0.4, "wait=0")]
)
def test_the_server_is_asked_to_hold_the_request_for_whole_seconds(timeout: float, prefer: str) -> None:
    request = triggered((0, FINISHED), timeout=timeout).tries[0].request
    assert request.headers["Prefer"] == prefer
    assert f"wait={request.hold_s}" == prefer


def test_without_waiting_it_gives_the_execution_as_it_is() -> None:
    done = triggered((0, QUEUED), wait=False)
    assert done.result.status == "QUEUED"
    assert len(done.tries) == 1
    assert "Prefer" not in done.tries[0].request.headers


def test_every_call_makes_its_own_idempotency_key() -> None:
    keys = {triggered((0, FINISHED)).tries[0].request.headers["Idempotency-Key"] for _ in range(10)}
    assert len(keys) == 10


def test_an_idempotency_key_of_yours_is_sent_as_it_is() -> None:
    assert triggered((0, FINISHED), key="build 42").tries[0].request.headers["Idempotency-Key"] == "build 42"


@pytest.mark.parametrize("key", ["", " a", "a\n", "é", "a" * 256])
def test_an_idempotency_key_that_no_header_can_carry_is_refused(key: str) -> None:
    done = triggered((0, FINISHED), key=key)
    assert isinstance(done.error, ValidationError)
    assert done.tries == []


@pytest.mark.parametrize("value", [float("nan"), float("inf")])
def test_a_value_that_json_cannot_say_is_refused(value: float) -> None:
    flow = push_value("s", "c", value=value, status=None, message=None, idempotency_key=None)
    done = driven(flow, Clock(), ((0, FINISHED),))
    assert isinstance(done.error, ValidationError)
    assert done.tries == []
