"""The Qarion client: run quality checks and manage API keys from Python.

from qarion import QarionClient

client = QarionClient()  # the API key in QARION_API_KEY
execution = client.quality.trigger("my-space", "my-check")
print(execution.status, execution.message)
"""

from ._client import AsyncQarionClient, QarionClient, QarionSyncClient
from ._version import __version__
from .errors import (
    AuthenticationError,
    ConflictError,
    ConnectionError,
    FieldError,
    NotFoundError,
    PermissionDeniedError,
    QarionError,
    RateLimitError,
    ServerError,
    TimeoutError,
    ValidationError,
)
from .inputs import NOT_GIVEN
from .models import (
    ApiKey,
    Check,
    CreatedApiKey,
    Execution,
    LastExecution,
    Me,
    Membership,
    RotatedApiKey,
    Schedule,
    Space,
    Threshold,
    Thresholds,
    TriggeredBy,
)
from .pages import AsyncPage, Page

__all__ = [
    "NOT_GIVEN",
    "ApiKey",
    "AsyncPage",
    "AsyncQarionClient",
    "AuthenticationError",
    "Check",
    "ConflictError",
    "ConnectionError",
    "CreatedApiKey",
    "Execution",
    "FieldError",
    "LastExecution",
    "Me",
    "Membership",
    "NotFoundError",
    "Page",
    "PermissionDeniedError",
    "QarionClient",
    "QarionError",
    "QarionSyncClient",
    "RateLimitError",
    "RotatedApiKey",
    "Schedule",
    "ServerError",
    "Space",
    "Threshold",
    "Thresholds",
    "TimeoutError",
    "TriggeredBy",
    "ValidationError",
    "__version__",
]
