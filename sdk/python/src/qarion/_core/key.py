"""The format of an API key: what can be seen to be wrong is said before any request.

`qarion_live_sk_`, 43 characters, and 6 of checksum: the CRC-32 of the 43 in base62, padded with 0.
"""

from __future__ import annotations

import re
import zlib
from typing import Optional

_PREFIX = "qarion_live_sk_"
_LENGTH = 64
_CHECKSUM_LENGTH = 6
_DISPLAY_LENGTH = 19
_ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"

SECRET_PATTERN = re.compile(r"qarion_live_sk_[0-9A-Za-z]{49}")
"""To be matched whole: `$` would let a line feed pass."""


def fault_of(secret: str) -> Optional[str]:
    """What is wrong with a key, in a sentence that repeats none of it; `None` when nothing is."""
    if re.search(r"\s", secret):
        return "That API key has a space or a line break in it."
    if not secret.startswith(_PREFIX):
        return (
            "That is not a Qarion API key: one begins with qarion_live_sk_. "
            "Copy it again from where it is kept."
        )
    if len(secret) <= _DISPLAY_LENGTH + 1:
        return "That is the prefix shown in the list of keys, not a whole API key."
    if len(secret) < _LENGTH:
        missing = _LENGTH - len(secret)
        what = "one character is" if missing == 1 else f"{missing} characters are"
        return f"That API key is too short: {what} missing."
    if len(secret) > _LENGTH:
        return f"That API key is too long: it must have {_LENGTH} characters."
    if not SECRET_PATTERN.fullmatch(secret):
        return (
            "That API key holds a character that no key has: after the prefix come only letters and digits."
        )
    if checksum(secret[len(_PREFIX) : -_CHECKSUM_LENGTH]) != secret[-_CHECKSUM_LENGTH:]:
        return (
            "That API key’s checksum does not fit: a character was changed or two were swapped. "
            "Copy it again."
        )
    return None


def display_prefix(secret: str) -> str:
    """The part of a key that may be shown, as the list of keys shows it."""
    return secret[:_DISPLAY_LENGTH]


def checksum(text: str) -> str:
    """CRC-32 (IEEE) of an ASCII text in base62, six characters."""
    rest = zlib.crc32(text.encode("ascii"))
    encoded = ""
    while rest > 0:
        rest, digit = divmod(rest, len(_ALPHABET))
        encoded = _ALPHABET[digit] + encoded
    return encoded.rjust(_CHECKSUM_LENGTH, "0")
