"""Writes the asynchronous resources, which are the blocking ones with `async` and `await`.

`python scripts/twins.py` after every change in `src/qarion/_resources`; a test fails until then.
"""

from __future__ import annotations

import re
from pathlib import Path

FOLDER = Path(__file__).parent.parent / "src/qarion/_resources"

_NAMES = {
    "SyncTransport": "AsyncTransport",
    "Page": "AsyncPage",
    # What `Quality` is made of.
    "(Checks, Executions)": "(AsyncChecks, AsyncExecutions)",
}
_NOTE = "# Made from {name} by scripts/twins.py: change that file, and run it again."


def originals() -> list[Path]:
    """The files that are written by hand."""
    return [file for file in sorted(FOLDER.glob("*.py")) if not file.name.startswith(("async_", "__"))]


def twin_path(file: Path) -> Path:
    """Where the twin of a file is."""
    return file.with_name(f"async_{file.name}")


def twin_text(file: Path) -> str:
    """What the twin of a file holds."""
    text = file.read_text(encoding="utf-8")
    text = re.sub(r"^class (\w+)", r"class Async\1", text, flags=re.MULTILINE)
    text = re.sub(r"^from \.(\w+) import ", r"from .async_\1 import Async", text, flags=re.MULTILINE)
    for name, twin in _NAMES.items():
        text = text.replace(name, twin)
    text = re.sub(r"^    def (?!__init__)", "    async def ", text, flags=re.MULTILINE)
    text = text.replace("self._transport.run(", "await self._transport.run(")
    return f"{_NOTE.format(name=file.name)}\n{text}"


if __name__ == "__main__":
    for original in originals():
        twin_path(original).write_text(twin_text(original), encoding="utf-8")
