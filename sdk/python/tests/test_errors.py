"""Errors as programs and people meet them."""

from __future__ import annotations

import builtins
import pickle

import pytest

import qarion
from qarion import FieldError, QarionError, RateLimitError, TimeoutError, ValidationError
from qarion._core.answer import read
from qarion._core.flow import Reply

from .support.driving import BROKEN, SILENT, answer
from .support.keys import KEY

PROBLEM = {"detail": "A sentence.", "code": "a_code", "request_id": "req-1"}


def raised(reply: Reply) -> QarionError:
    with pytest.raises(QarionError) as caught:
        read(reply, lambda data: data)
    return caught.value


@pytest.mark.parametrize(
    ("status", "name"),
    [
        (400, "ValidationError"),
        (401, "AuthenticationError"),
        (403, "PermissionDeniedError"),
        (404, "NotFoundError"),
        (405, "QarionError"),
        (409, "ConflictError"),
        (413, "QarionError"),
        (422, "ValidationError"),
        (429, "RateLimitError"),
        (500, "ServerError"),
        (503, "ServerError"),
        (599, "ServerError"),
    ],
)
def test_each_status_has_its_class_in_the_top_package(status: int, name: str) -> None:
    error = raised(answer(status, PROBLEM))
    assert type(error) is getattr(qarion, name)
    assert (error.status_code, error.detail) == (status, "A sentence.")
    assert (error.code, error.request_id) == ("a_code", "req-1")


def test_every_error_is_a_qarion_error_and_comes_from_the_top_package() -> None:
    named = [one for name in qarion.__all__ if name.endswith("Error") for one in [getattr(qarion, name)]]
    errors = [one for one in named if one is not FieldError]
    assert len(errors) == 10
    assert all(issubclass(one, QarionError) for one in errors)


def test_pythons_own_kinds_catch_ours() -> None:
    with pytest.raises(builtins.ConnectionError):
        read(BROKEN, lambda data: data)
    with pytest.raises(builtins.TimeoutError):
        read(SILENT, lambda data: data)


def test_the_text_says_what_happened_then_what_a_report_needs() -> None:
    assert str(raised(answer(404, PROBLEM))) == "A sentence. (HTTP 404, a_code, request req-1)"
    assert str(raised(BROKEN)) == "it broke. (connection_failed)"
    assert str(QarionError(None, "A sentence.")) == "A sentence."


@pytest.mark.parametrize(
    "error",
    [
        QarionError(418, "No.", "teapot", "req-1"),
        ValidationError(422, "No.", "validation_failed", "req-1", [FieldError(("body", 0), "Why.", "x")]),
        RateLimitError(429, "No.", "too_many", "req-1", 2.5),
        TimeoutError(None, "No.", "timeout", None, "an-id"),
        qarion.ConnectionError(None, "No.", "connection_failed"),
    ],
)
def test_an_error_gets_through_to_another_process_whole(error: QarionError) -> None:
    copy = pickle.loads(pickle.dumps(error))
    assert type(copy) is type(error)
    assert vars(copy) == vars(error)
    assert str(copy) == str(error)


def test_each_fault_of_an_input_is_named() -> None:
    errors = [{"loc": ["body", "columns", 0], "msg": "Enter text.", "type": "invalid_type"}]
    error = raised(answer(422, {**PROBLEM, "errors": errors}))
    assert isinstance(error, ValidationError)
    assert error.errors == (FieldError(("body", "columns", 0), "Enter text.", "invalid_type"),)


@pytest.mark.parametrize("errors", [None, "x", {}, [1, None], [{}], [{"loc": "x", "msg": 5}]])
def test_odd_lists_of_faults_do_no_harm(errors: object) -> None:
    assert isinstance(raised(answer(422, {**PROBLEM, "errors": errors})), ValidationError)


@pytest.mark.parametrize("data", [None, [], "x", {}, {"detail": "x"}, {"detail": 5, "code": "x"}])
def test_an_error_of_something_else_says_so(data: object) -> None:
    error = raised(answer(502, data, {"x-request-id": "req-9"}))
    assert error.code == "unexpected_answer"
    assert error.request_id == "req-9"
    assert "(502)" in error.detail


def test_a_redirect_says_where_to_and_shows_no_key() -> None:
    error = raised(answer(302, headers={"location": f"https://x.example/?key={KEY}"}))
    assert error.code == "redirected"
    assert "https://x.example/?key=qarion_live_sk_…" in error.detail
    assert KEY not in error.detail
