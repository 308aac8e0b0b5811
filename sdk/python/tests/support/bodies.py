"""The bodies that contract cases refer to. A test on the server’s side holds them against its own schemas."""

from __future__ import annotations

import json
from typing import Any

from .replay import CONTRACT

_BODIES: dict[str, Any] = json.loads((CONTRACT / "bodies.json").read_text(encoding="utf-8"))


def body(name: str) -> dict[str, Any]:
    """A body by its name, written out in full."""
    whole = _whole({"like": name})
    assert isinstance(whole, dict)
    return whole


def _whole(written: Any) -> Any:
    if isinstance(written, list):
        return [_whole(part) for part in written]
    if not isinstance(written, dict):
        return written
    own = {name: _whole(value) for name, value in written.items() if name != "like"}
    return {**_whole(_BODIES[written["like"]]), **own} if "like" in written else own
