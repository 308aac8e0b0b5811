"""What comes from the server becomes plain data, and more than is known does no harm."""

from __future__ import annotations

import json
from dataclasses import FrozenInstanceError
from datetime import datetime, timezone
from typing import Any

import pytest

from qarion import ApiKey, Check, CreatedApiKey, Execution, Me, QarionError, RotatedApiKey, Space, Threshold
from qarion._core.answer import read
from qarion._core.decode import Mismatch, decode
from qarion._core.flow import Answer

from .support.bodies import body
from .support.json_face import json_face

MODELS: dict[str, Any] = {
    "api_key": ApiKey,
    "created_api_key": CreatedApiKey,
    "rotated_api_key": RotatedApiKey,
    "me": Me,
    "space": Space,
    "check": Check,
    "execution": Execution,
    "queued_execution": Execution,
}


@pytest.mark.parametrize("name", MODELS)
def test_everything_the_api_says_is_in_the_model(name: str) -> None:
    assert json_face(decode(MODELS[name], body(name))) == body(name)


@pytest.mark.parametrize("name", MODELS)
def test_fields_of_a_newer_server_are_left_out_at_every_depth(name: str) -> None:
    def grown(value: Any) -> Any:
        if not isinstance(value, dict):
            return [grown(one) for one in value] if isinstance(value, list) else value
        return {**{part: grown(one) for part, one in value.items()}, "from_the_future": {"x": [1]}}

    data = body(name)
    newer = {**grown(data), **({"configuration": data["configuration"]} if name == "check" else {})}
    assert decode(MODELS[name], newer) == decode(MODELS[name], data)


def test_a_status_that_is_not_known_yet_is_kept() -> None:
    execution = decode(Execution, {**body("execution"), "status": "SKIPPED"})
    assert str(execution.status) == "SKIPPED"
    assert execution.is_finished


@pytest.mark.parametrize(
    ("status", "is_finished"),
    [
        ("QUEUED", False),
        ("RUNNING", False),
        ("PASS", True),
        ("WARNING", True),
        ("FAIL", True),
        ("ERROR", True),
    ],
)
def test_an_execution_is_finished_when_it_has_a_result(status: str, is_finished: bool) -> None:
    assert decode(Execution, {**body("execution"), "status": status}).is_finished is is_finished


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2026-03-01T12:30:00Z", datetime(2026, 3, 1, 12, 30, tzinfo=timezone.utc)),
        ("2026-03-01T12:30:00.1Z", datetime(2026, 3, 1, 12, 30, 0, 100_000, tzinfo=timezone.utc)),
        ("2026-03-01T12:30:00.123456789Z", datetime(2026, 3, 1, 12, 30, 0, 123_456, tzinfo=timezone.utc)),
        ("2026-03-01T14:30:00.000+02:00", datetime(2026, 3, 1, 12, 30, tzinfo=timezone.utc)),
    ],
)
def test_times_are_aware_and_in_utc(text: str, expected: datetime) -> None:
    time = decode(Space, {**body("space"), "created_at": text}).created_at
    assert time == expected
    assert time.tzinfo is timezone.utc


def test_a_threshold_has_one_number_or_two() -> None:
    assert decode(Threshold, {"operator": "lte", "value": 5}) == Threshold("lte", 5.0)
    assert decode(Threshold, {"operator": "between", "value": [1, 2.5]}) == Threshold("between", (1.0, 2.5))


@pytest.mark.parametrize(
    ("change", "where"),
    [
        ({"id": 5}, "id is not text"),
        ({"value": True}, "value is not a number"),
        ({"value": "5"}, "value is not a number"),
        ({"duration_ms": 2.5}, "duration_ms is not a whole number"),
        ({"duration_ms": True}, "duration_ms is not a whole number"),
        ({"is_ignored": 0}, "is_ignored is not true or false"),
        ({"created_at": "yesterday"}, "created_at is not a time"),
        ({"created_at": "2026-02-30T00:00:00Z"}, "created_at is not a time"),
        ({"created_at": None}, "created_at is not a time"),
        ({"triggered_by": []}, "triggered_by is not an object"),
        ({"triggered_by": {"via": "push"}}, "triggered_by.user_id is not there"),
    ],
)
def test_what_cannot_be_read_is_named_by_its_place(change: dict[str, Any], where: str) -> None:
    with pytest.raises(Mismatch, match=where):
        decode(Execution, {**body("execution"), **change})


@pytest.mark.parametrize("text", ["", "<html>", "[]", '{"id": "1"}', "\xff"])
def test_an_answer_that_cannot_be_read_is_an_error_that_says_so(text: str) -> None:
    answer = Answer(200, {"x-request-id": "req-7"}, text.encode("latin-1"))
    with pytest.raises(QarionError) as caught:
        read(answer, lambda data: decode(Space, data))
    assert caught.value.code == "unexpected_answer"
    assert caught.value.request_id == "req-7"


def test_models_cannot_be_changed() -> None:
    space = decode(Space, body("space"))
    with pytest.raises(FrozenInstanceError):
        space.name = "Another"  # type: ignore[misc]


def test_a_new_secret_is_there_and_is_not_printed() -> None:
    data = body("created_api_key")
    for created in (
        decode(CreatedApiKey, data),
        decode(RotatedApiKey, {**data, "replaces": body("api_key")}),
    ):
        assert created.full_key == data["full_key"]
        assert data["full_key"] not in f"{created!r} {created}"


def test_bodies_are_read_as_bytes_of_json() -> None:
    answer = Answer(200, {}, json.dumps(body("space")).encode())
    assert read(answer, lambda data: decode(Space, data)).slug == "my-space"
