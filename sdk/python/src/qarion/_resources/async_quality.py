# Made from quality.py by scripts/twins.py: change that file, and run it again.
"""Quality checks and their executions."""

from __future__ import annotations

from .async_checks import AsyncChecks
from .async_executions import AsyncExecutions


class AsyncQuality(AsyncChecks, AsyncExecutions):
    """The checks of your spaces: run them, push values to them, and change them."""
