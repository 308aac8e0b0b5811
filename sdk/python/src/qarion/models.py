"""What calls give: plain frozen data. Times are aware datetimes in UTC.

Servers may be newer than this package. Fields that it does not know are left out, and a status, role or
type may be one that is not listed here.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal, Optional, Union

Role = Literal["viewer", "editor", "admin"]
"""What somebody may do in a space: look; change and run checks; choose the members."""

Severity = Literal["low", "medium", "high", "critical"]
Operator = Literal["gt", "gte", "lt", "lte", "eq", "between"]
CheckType = Literal[
    "sql_metric",
    "sql_condition",
    "row_count",
    "freshness",
    "null_check",
    "uniqueness",
    "range_check",
    "pattern_check",
    "custom",
]
ResultStatus = Literal["PASS", "WARNING", "FAIL", "ERROR"]
"""What a measurement came to. `ERROR`: nothing could be measured."""

Tier = Literal["standard", "premium", "internal"]
"""How much an API key may ask for. A superadmin sets it."""

ExecutionStatus = Literal["QUEUED", "RUNNING", "PASS", "WARNING", "FAIL", "ERROR"]
ExecutionVia = Literal["session", "api_key", "schedule", "push"]


@dataclass(frozen=True)
class ApiKey:
    """An API key, without its secret."""

    id: str
    name: str
    key_prefix: str
    """The first 19 characters of the secret, to tell keys apart."""
    is_active: bool
    """False once it has expired."""
    created_at: datetime
    last_used_at: Optional[datetime]
    """Exact for the first use, then to within a minute; `None` when never used."""
    expires_at: Optional[datetime]
    """`None` when it never expires."""
    tier: Tier
    """How much it may ask for."""


@dataclass(frozen=True)
class CreatedApiKey(ApiKey):
    """A new API key with its secret, which is given this once and can never be read again."""

    full_key: str = field(repr=False)
    """The secret. It is left out when this object is printed."""


@dataclass(frozen=True)
class RotatedApiKey(CreatedApiKey):
    """The new API key of a rotation, with its secret, and the one it replaces."""

    replaces: ApiKey
    """The old key; its `expires_at` says until when it goes on working."""


@dataclass(frozen=True)
class Membership:
    """A space somebody is a member of, and their role there."""

    id: str
    name: str
    slug: str
    role: Role


@dataclass(frozen=True)
class Me:
    """Whom the API key belongs to, and the key itself."""

    id: str
    email: str
    first_name: str
    last_name: str
    is_superadmin: bool
    created_at: datetime
    last_login: Optional[datetime]
    spaces: tuple[Membership, ...]
    api_key: ApiKey
    """The key that this was asked with."""


@dataclass(frozen=True)
class Space:
    """A space: where a team keeps its checks."""

    id: str
    slug: str
    name: str
    role: Role
    """Yours in this space; a superadmin’s is always admin."""
    member_count: int
    created_at: datetime


@dataclass(frozen=True)
class Threshold:
    """What a value must be: `Threshold("lte", 5)` is met by 5 and less."""

    operator: Operator
    value: Union[float, tuple[float, float]]
    """Two numbers for `between`, both included; one for all others."""


@dataclass(frozen=True)
class Thresholds:
    """What the value of a check must be. Both are `None` where the check type has a rule of its own."""

    warning: Optional[Threshold] = None
    """If it is not met, the result is WARNING."""
    critical: Optional[Threshold] = None
    """If it is not met, the result is FAIL."""


@dataclass(frozen=True)
class Schedule:
    """When a check runs by itself."""

    cron: str
    """Five cron fields: `0 6 * * *` is every day at six."""
    timezone: str = "UTC"
    """The IANA time zone they are meant in."""


@dataclass(frozen=True)
class LastExecution:
    """The newest finished execution of a check, in short."""

    id: str
    status: ResultStatus
    value: Optional[float]
    message: str
    created_at: datetime
    finished_at: datetime


@dataclass(frozen=True)
class Check:
    """A quality check: one question about data, and what the answer must be."""

    id: str
    space: str
    """The space’s slug."""
    slug: str
    """Its short name, unique in the space."""
    name: str
    description: str
    check_type: CheckType
    source: Optional[str]
    """The name of the source it looks at; `None` for the type custom."""
    query: Optional[str]
    """`None` for types that make their own."""
    configuration: Mapping[str, object]
    """What the type needs besides: `table`, `column`, `columns`, `min`, `max`, `pattern`, `expect`."""
    thresholds: Thresholds
    severity: Severity
    schedule: Optional[Schedule]
    """`None` when it only runs on request."""
    version: int
    """Raised by every change."""
    is_archived: bool
    last_execution: Optional[LastExecution]
    created_at: datetime
    updated_at: datetime


@dataclass(frozen=True)
class TriggeredBy:
    """Who or what had a check run."""

    user_id: Optional[str]
    """`None` for schedules."""
    via: ExecutionVia
    api_key_id: Optional[str]


@dataclass(frozen=True)
class Execution:
    """One run of a check, or one value that was pushed to it."""

    id: str
    check_id: str
    check_slug: str
    space: str
    """The space’s slug."""
    status: ExecutionStatus
    """QUEUED and RUNNING change; the others are results and do not."""
    value: Optional[float]
    """What was measured; `None` when nothing was, or not yet."""
    message: str
    """The result in a sentence."""
    executed_sql: Optional[str]
    created_at: datetime
    started_at: Optional[datetime]
    finished_at: Optional[datetime]
    duration_ms: Optional[int]
    """Milliseconds from the start to the result."""
    is_ignored: bool
    """Left out of what is shown as the check’s state."""
    triggered_by: TriggeredBy

    @property
    def is_finished(self) -> bool:
        """Whether there is a result, which never changes again."""
        return self.status not in ("QUEUED", "RUNNING")
