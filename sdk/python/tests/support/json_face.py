"""Results as the API would write them, to compare them with what a case expects."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import datetime, timezone
from typing import Any

from qarion import AsyncPage, Page


def json_face(value: Any) -> Any:
    """A result in the API’s snake_case, its times as text."""
    if isinstance(value, (Page, AsyncPage)):
        return {name: json_face(getattr(value, name)) for name in ("items", "total", "page", "size")}
    if isinstance(value, datetime):
        text = value.astimezone(timezone.utc).isoformat(timespec="milliseconds")
        return text.replace("+00:00", "Z")
    if is_dataclass(value):
        return {field.name: json_face(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, (list, tuple)):
        return [json_face(one) for one in value]
    return value


def differences(expected: Any, actual: Any, where: str = "result") -> list[str]:
    """Where a result is other than expected; fields that are not named may be anything."""
    if isinstance(expected, Mapping) and isinstance(actual, Mapping):
        return [
            difference
            for name, value in expected.items()
            for difference in (
                differences(value, actual[name], f"{where}.{name}")
                if name in actual
                else [f"{where}.{name} is not there"]
            )
        ]
    if isinstance(expected, list) and isinstance(actual, list) and len(expected) == len(actual):
        pairs = enumerate(zip(expected, actual))
        return [text for at, (one, other) in pairs for text in differences(one, other, f"{where}[{at}]")]
    same = type(expected) is type(actual) or (not isinstance(expected, bool) and not isinstance(actual, bool))
    return [] if same and expected == actual else [f"{where} is {actual!r}, not {expected!r}"]
