"""From arguments to JSON, query parameters and places in a path."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from typing import cast
from urllib.parse import quote

from ..errors import ValidationError
from ..inputs import NotGiven

_HALF_A_CHARACTER = re.compile("[\ud800-\udfff]")


def body_of(**arguments: object) -> dict[str, object]:
    """The JSON object of the arguments that were given; models in it become objects.

    Raises:
        ValidationError: A number that JSON has no way to write.
    """
    return {name: _json(value) for name, value in arguments.items() if not isinstance(value, NotGiven)}


def query_of(**arguments: object) -> dict[str, str]:
    """The query parameters of the arguments that are not `None`."""
    return {
        name: str(value).lower() if isinstance(value, bool) else str(value)
        for name, value in arguments.items()
        if value is not None
    }


def segment(name: str) -> str:
    """A name as one part of a path, percent-encoded.

    Raises:
        ValidationError: It could leave its place in the path.
    """
    # Dots are not encoded, and an address reads `..` as "one up" even when they are.
    if name in ("", ".", "..") or _HALF_A_CHARACTER.search(name):
        detail = "A space, a check, a key or an execution is named by a text that is not empty."
        raise ValidationError(None, detail, "validation_failed")
    return quote(name, safe="")


def _json(value: object) -> object:
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: _json(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, Mapping):
        return {str(name): _json(one) for name, one in cast("Mapping[object, object]", value).items()}
    if isinstance(value, (list, tuple)):
        return [_json(one) for one in cast("list[object]", value)]
    if isinstance(value, float) and not math.isfinite(value):
        raise ValidationError(None, f"{value} is no number that can be sent.", "validation_failed")
    return value
