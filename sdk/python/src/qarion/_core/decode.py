"""From JSON to models, by what the models themselves say about their fields.

Fields that a model does not have are left out, so that a newer server can send more.
"""

from __future__ import annotations

import re
from collections.abc import Hashable, Mapping
from dataclasses import MISSING, fields, is_dataclass
from datetime import datetime, timezone
from functools import cache
from typing import Any, Literal, TypeVar, Union, cast, get_args, get_origin, get_type_hints

M = TypeVar("M")

_TIME = re.compile(r"(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(?:\.(\d+))?(Z|[+-]\d\d:\d\d)", re.ASCII)


class Mismatch(Exception):
    """JSON that is not what a model takes. It names the place and never what is there: that may be secret."""

    def __init__(self, where: str, wanted: str) -> None:
        super().__init__(f"{where or 'the whole of it'} is not {wanted}.")
        self.where = where
        self.wanted = wanted


def decode(model: type[M], data: object) -> M:
    """The model made from JSON.

    Raises:
        Mismatch: It does not fit.
    """
    return cast("M", _decode(model, data, ""))


def decode_list(model: type[M], data: object, where: str = "") -> list[M]:
    """A list of models made from a JSON array.

    Raises:
        Mismatch: It does not fit.
    """
    listed = _array(data, where)
    return [cast("M", _decode(model, one, f"{where}[{index}]")) for index, one in enumerate(listed)]


@cache
def _hints(model: Hashable) -> Mapping[str, Any]:
    return get_type_hints(cast("type", model))


def _decode(wanted: Any, data: object, where: str) -> object:  # noqa: ANN401 - a type annotation can be anything
    if is_dataclass(wanted):
        return _decode_model(cast("type", wanted), data, where)
    if wanted is datetime:
        return _decode_time(data, where)
    if wanted is float:
        if isinstance(data, (int, float)) and not isinstance(data, bool):
            return float(data)
        raise Mismatch(where, "a number")
    origin = get_origin(wanted)
    if origin is Union:
        return _decode_one_of(get_args(wanted), data, where)
    if origin is tuple:
        return _decode_tuple(get_args(wanted), data, where)
    if origin is Literal:
        # A newer server may know more of them than are listed.
        return _decode(str, data, where)
    plain = {str: "text", bool: "true or false", int: "a whole number", Mapping: "an object"}
    kind = origin or wanted
    fits = isinstance(data, dict if kind is Mapping else kind)
    if fits and not (kind is int and isinstance(data, bool)):
        return data
    raise Mismatch(where, plain[kind])


def _decode_model(model: type[Any], data: object, where: str) -> object:
    if not isinstance(data, dict):
        raise Mismatch(where, "an object")
    given = cast("dict[str, object]", data)
    hints = _hints(cast("Hashable", model))
    values: dict[str, object] = {}
    for field in fields(model):
        at = f"{where}.{field.name}".lstrip(".")
        if field.name in given:
            values[field.name] = _decode(hints[field.name], given[field.name], at)
        elif field.default is MISSING:
            raise Mismatch(at, "there")
    return model(**values)


def _decode_one_of(kinds: tuple[Any, ...], data: object, where: str) -> object:
    if data is None and type(None) in kinds:
        return None
    mismatch: Union[Mismatch, None] = None
    for kind in kinds:
        if kind is not type(None):
            try:
                return _decode(kind, data, where)
            except Mismatch as one:
                mismatch = mismatch or one
    raise mismatch or Mismatch(where, "anything known")


def _decode_tuple(kinds: tuple[Any, ...], data: object, where: str) -> object:
    given = _array(data, where)
    if len(kinds) == 2 and kinds[1] is Ellipsis:
        kinds = (kinds[0],) * len(given)
    if len(kinds) != len(given):
        raise Mismatch(where, f"an array of {len(kinds)}")
    return tuple(
        _decode(kind, one, f"{where}[{index}]") for index, (kind, one) in enumerate(zip(kinds, given))
    )


def _decode_time(data: object, where: str) -> datetime:
    match = _TIME.fullmatch(data) if isinstance(data, str) else None
    if match is None:
        raise Mismatch(where, "a time")
    seconds, fraction, zone = match.groups()
    # Python before 3.11 reads neither Z nor any but three or six digits of a second.
    text = f"{seconds}.{(fraction or '0')[:6].ljust(6, '0')}{zone.replace('Z', '+00:00')}"
    try:
        return datetime.fromisoformat(text).astimezone(timezone.utc)
    except (ValueError, OverflowError):
        raise Mismatch(where, "a time") from None


def _array(data: object, where: str) -> list[object]:
    if not isinstance(data, list):
        raise Mismatch(where, "an array")
    return cast("list[object]", data)
