from __future__ import annotations

from collections.abc import Iterator

import pytest

from .support.replay import Replay, replaying


@pytest.fixture(scope="session")
def replay() -> Iterator[Replay]:
    with replaying() as server:
        yield server


@pytest.fixture(autouse=True)
def _environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """No test sees the keys of whoever runs it."""
    monkeypatch.delenv("QARION_API_KEY", raising=False)
    monkeypatch.delenv("QARION_BASE_URL", raising=False)


@pytest.fixture
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """The same with shorter pauses. How long they are is seen in test_retries.py and test_waiting.py."""
    monkeypatch.setattr("qarion._core.retry._FIRST_JITTER_S", 0.02)
    monkeypatch.setattr("qarion._operations.executions._FIRST_PAUSE_S", 0.01)
