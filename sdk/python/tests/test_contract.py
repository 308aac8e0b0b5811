"""Every contract case, with both clients. The format is told in tests/contract/README.md."""

from __future__ import annotations

import json
from operator import attrgetter
from typing import Any

import pytest

import qarion

from .support.json_face import differences, json_face
from .support.keys import KEY
from .support.replay import CONTRACT, Case, Replay
from .support.twins import TWINS, all_of

CASES: list[Case] = [
    case
    for file in sorted((CONTRACT / "cases").glob("*.json"))
    for case in json.loads(file.read_text(encoding="utf-8"))["cases"]
]


def test_there_are_cases_under_different_names() -> None:
    assert CASES
    assert len({case["name"] for case in CASES}) == len(CASES)


@pytest.mark.usefixtures("_quick")
@pytest.mark.parametrize("twin", TWINS)
@pytest.mark.parametrize("case", [pytest.param(case, id=case["name"]) for case in CASES])
def test_case(case: Case, twin: str, replay: Replay) -> None:
    call, expect = case["call"], case["expect"]
    try:
        result = TWINS[twin](client_options(case, replay.begin(case)), lambda client: perform(client, call))
    except qarion.QarionError as error:
        # A crash of ours is none of these, and fails the test by itself.
        found = error_differences(expect.get("error"), error)
    else:
        assert "result" in expect, f"no error came, but {result!r}"
        found = differences(expect["result"], json_face(result))
    assert replay.differences() + found == []


def client_options(case: Case, base_url: str) -> dict[str, Any]:
    client = case.get("client", {})
    return {
        "api_key": client.get("api_key", KEY),
        "max_retries": client.get("max_retries", 2),
        "timeout": client.get("timeout_seconds", 5),
        "base_url": base_url,
    }


def perform(client: Any, call: Case) -> Any:
    # Times are in seconds here, and their names do not say so.
    options = {name.removesuffix("_seconds"): value for name, value in call.get("options", {}).items()}
    result = attrgetter(call["method"])(client)(*call.get("args", []), **options)
    iterate = call.get("iterate", False)
    return result if iterate is False else all_of(result, None if iterate is True else iterate)


def error_differences(expected: Case | None, error: qarion.QarionError) -> list[str]:
    if expected is None:
        return [f"{error!r} came, not a result"]
    if type(error) is not getattr(qarion, expected["class"]):
        return [f"{error!r} came, not {expected['class']}"]
    actual = {name: json_face(getattr(error, name)) for name in expected if name != "class"}
    return differences({name: expected[name] for name in actual}, actual, "error")
