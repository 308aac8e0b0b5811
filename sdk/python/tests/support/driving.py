"""Driving flows without a network: by hand, on a clock that only moves when told."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from qarion._core.flow import Answer, NoAnswer, Reply, Tries, Try


@dataclass
class Clock:
    """Seconds since it was made, as far as was told."""

    now_s: float = 0.0

    def __call__(self) -> float:
        return self.now_s


@dataclass
class Driven:
    """What a flow did: the tries it asked for, and how it ended."""

    tries: list[Try] = field(default_factory=list)
    result: Any = None
    error: BaseException | None = None

    @property
    def pauses(self) -> list[float]:
        return [round(one.pause_s, 3) for one in self.tries]


def drive(flow: Tries[Any], replies: Sequence[tuple[float, Reply]], clock: Clock) -> Driven:
    """Gives a flow these replies, each after so many seconds; the last one as often as it asks."""
    driven = Driven()
    reply: Reply | None = None
    try:
        while True:
            driven.tries.append(next(flow) if reply is None else flow.send(reply))
            assert len(driven.tries) < 1000, "it never ends"
            takes_s, reply = replies[min(len(driven.tries), len(replies)) - 1]
            clock.now_s += driven.tries[-1].pause_s + takes_s
    except StopIteration as end:
        driven.result = end.value
    except Exception as error:
        driven.error = error
    return driven


def answer(status: int, data: Any = None, headers: Mapping[str, str] | None = None) -> Answer:
    """An answer of JSON."""
    return Answer(status, headers or {}, json.dumps(data).encode())


BROKEN = NoAnswer("connection", "it broke.")
SILENT = NoAnswer("timeout", "there was no answer in time.")
