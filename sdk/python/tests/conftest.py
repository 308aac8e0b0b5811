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
