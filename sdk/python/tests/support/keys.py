"""API keys that are none: the published test vectors."""

from __future__ import annotations

import json
from typing import Any

from .replay import CONTRACT

VECTORS: dict[str, Any] = json.loads((CONTRACT / "token-vectors.json").read_text(encoding="utf-8"))

KEY: str = next(vector["secret"] for vector in VECTORS["valid"] if vector["name"] == "words")
