"""Quality checks and their executions."""

from __future__ import annotations

from .checks import Checks
from .executions import Executions


class Quality(Checks, Executions):
    """The checks of your spaces: run them, push values to them, and change them."""
