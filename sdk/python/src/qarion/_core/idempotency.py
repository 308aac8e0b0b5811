"""Names for requests, so that a server does once what is sent twice."""

from __future__ import annotations

import re
from typing import Optional
from uuid import uuid4

from ..errors import ValidationError

_PATTERN = re.compile(r"[!-~](?:[ -~]{0,253}[!-~])?")


def idempotency_header(key: Optional[str]) -> dict[str, str]:
    """The header with a key of the caller’s, or else one that is made for this call and all its tries.

    Raises:
        ValidationError: No header can carry it.
    """
    if key is None:
        key = str(uuid4())
    elif not _PATTERN.fullmatch(key):
        detail = "An Idempotency-Key has 1 to 255 printable ASCII characters."
        raise ValidationError(None, detail, "validation_failed")
    return {"Idempotency-Key": key}
