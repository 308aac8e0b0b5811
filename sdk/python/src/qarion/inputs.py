"""What calls take besides text and numbers. Each of these may be written as a plain dict."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, Optional, TypedDict, Union

from .models import Schedule, Thresholds


class NotGiven:
    """The kind of `NOT_GIVEN`: an argument that was left out, where `None` means something."""

    def __repr__(self) -> str:
        return "NOT_GIVEN"


NOT_GIVEN = NotGiven()


class SimpleThreshold(TypedDict):
    """One bound: `{"operator": "lte", "value": 5}` is met by 5 and less."""

    operator: Literal["gt", "gte", "lt", "lte", "eq"]
    value: float


class BetweenThreshold(TypedDict):
    """Two bounds, both included: `{"operator": "between", "value": [1, 5]}`."""

    operator: Literal["between"]
    value: Sequence[float]


ThresholdInput = Union[SimpleThreshold, BetweenThreshold]


class ThresholdsDict(TypedDict, total=False):
    """What the value must be (`critical`) and should be (`warning`). `None` takes one away."""

    warning: Optional[ThresholdInput]
    critical: Optional[ThresholdInput]


class _CronDict(TypedDict):
    cron: str


class ScheduleDict(_CronDict, total=False):
    """When a check runs by itself: five cron fields, in an IANA time zone (UTC when not said)."""

    timezone: str


class Configuration(TypedDict, total=False):
    """What a check type needs besides."""

    table: str
    """A table, or `schema.table`; for all types without a query."""
    column: str
    """For all types that look at one column."""
    columns: Sequence[str]
    """For `uniqueness`: what must not repeat together."""
    min: Optional[float]
    """For `range_check`: the lowest value allowed."""
    max: Optional[float]
    """For `range_check`: the highest value allowed."""
    pattern: str
    """For `pattern_check`: a regular expression."""
    expect: int
    """For `sql_condition`: how many rows it must return; 0 when not said."""


ThresholdsInput = Union[Thresholds, ThresholdsDict]
ScheduleInput = Union[Schedule, ScheduleDict]
