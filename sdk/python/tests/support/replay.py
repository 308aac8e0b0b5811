"""The server that plays the API’s part in contract cases, as a process."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx

CONTRACT = Path(__file__).parents[4] / "tests/contract"

Case = Mapping[str, Any]


class Replay:
    """A replay server that runs."""

    def __init__(self, http: httpx.Client) -> None:
        self._http = http

    def begin(self, case: Case) -> str:
        """Makes this the case that is served, and gives the base URL for its client."""
        answer = self._http.post("/replay/case", json=case)
        return str(answer.raise_for_status().json()["base_url"])

    def differences(self) -> list[str]:
        """What was other than in the case."""
        return list(self._http.get("/replay/differences").raise_for_status().json()["differences"])


@contextmanager
def replaying() -> Iterator[Replay]:
    """A replay server that ends with the block, or with this process."""
    server = subprocess.Popen(
        ["node", str(CONTRACT / "replay-server.mjs")],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert server.stdin
    assert server.stdout
    try:
        port = json.loads(server.stdout.readline())["port"]
        with httpx.Client(base_url=f"http://127.0.0.1:{port}") as http:
            yield Replay(http)
    finally:
        server.stdin.close()
        server.stdout.close()
        server.wait(10)
