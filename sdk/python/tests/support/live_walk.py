"""Everything the client offers, done once on a platform with the demo in it.

Run by tests/process/sdk-python.test.ts, with the key and the address in the environment. It ends with a line
of JSON that says how each step came out.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable
from typing import Any

from qarion import (
    ConflictError,
    NotFoundError,
    PermissionDeniedError,
    QarionClient,
    QarionError,
    Schedule,
    Threshold,
    Thresholds,
    ValidationError,
)

SPACE, SLUG = "my-space", "from-python"


def outcome_of(call: Callable[[], Any], expected: type[QarionError]) -> str:
    try:
        return f"no error, but {call()!r}"
    except expected as error:
        return f"{error.status_code} {error.code}"


def keys(client: QarionClient) -> dict[str, Any]:
    mine = client.users.me().api_key
    renamed = client.api_keys.rename(mine.id, name="Walk")
    rotated = client.api_keys.rotate(mine.id, overlap_hours=1)
    with QarionClient(rotated.full_key) as heir:
        old_ends = heir.api_keys.get(mine.id).expires_at
        listed = {key.id for key in heir.api_keys.list()}
    created = outcome_of(lambda: client.api_keys.create("Another"), PermissionDeniedError)
    client.api_keys.revoke(mine.id)
    return {
        "renamed": renamed.name,
        "create": created,
        "replaces": rotated.replaces.id == mine.id and rotated.replaces.expires_at == old_ends,
        "listed": {mine.id, rotated.id} <= listed,
        "revoked": outcome_of(lambda: client.users.me(), QarionError),
        # For whoever has to know that these are nowhere.
        "heir": rotated.full_key,
    }


def checks(client: QarionClient) -> dict[str, Any]:
    created = client.quality.create(
        SPACE,
        slug=SLUG,
        name="From Python",
        check_type="custom",
        thresholds=Thresholds(critical=Threshold("between", (0, 10))),
        schedule=Schedule("0 6 * * *"),
    )
    changed = client.quality.update(
        SPACE, SLUG, thresholds={"warning": {"operator": "lte", "value": 5}}, schedule=None, version=1
    )
    pushed = [client.quality.push(SPACE, SLUG, value=value) for value in (3, 7.5, 11)]
    page = client.quality.executions(SPACE, SLUG, size=2)
    every = list(client.quality.list(SPACE, size=3).iter())
    return {
        "created": created.thresholds == Thresholds(critical=Threshold("between", (0.0, 10.0))),
        "changed": [changed.version, changed.schedule, changed.thresholds.warning is not None],
        "stale": outcome_of(lambda: client.quality.update(SPACE, SLUG, name="X", version=1), ConflictError),
        "invalid": outcome_of(lambda: client.quality.update(SPACE, SLUG, name=""), ValidationError),
        "pushed": [execution.status for execution in pushed],
        "page": [len(page), page.total, page.has_next],
        "executions": [execution.value for execution in page.iter()],
        "listed": len({check.id for check in every}) == len(every) and SLUG in {one.slug for one in every},
        "archived": client.quality.archive(SPACE, SLUG).is_archived,
    }


def runs(client: QarionClient) -> dict[str, Any]:
    pushed = client.quality.create(SPACE, slug=f"{SLUG}-too", name="Pushed", check_type="custom")
    queued = client.quality.trigger(SPACE, "my-check", wait=False, idempotency_key="walk 1")
    same = client.quality.trigger(SPACE, "my-check", idempotency_key="walk 1")
    waited = client.quality.wait(queued.id)
    return {
        "same": same.id == queued.id == waited.id,
        "finished": waited.is_finished and client.quality.execution(queued.id) == waited,
        "value": isinstance(waited.value, float),
        "of nothing": outcome_of(lambda: client.quality.trigger(SPACE, "no-such-check"), NotFoundError),
        "of a pushed one": outcome_of(lambda: client.quality.trigger(SPACE, pushed.slug), ValidationError),
    }


async def awaited() -> dict[str, Any]:
    async with QarionClient() as client:
        spaces = await client.spaces.list()
        executions = await asyncio.gather(
            *(client.quality.trigger(SPACE, slug) for slug in ("my-check", "orders-arrive"))
        )
        return {
            "spaces": [space.slug for space in spaces if space.slug == SPACE],
            "same": await client.spaces.get(SPACE) in spaces,
            "results": [execution.is_finished for execution in executions],
        }


def main() -> None:
    outcome = {"awaited": asyncio.run(awaited())}
    with QarionClient() as client:
        outcome["runs"] = runs(client)
        outcome["checks"] = checks(client)
        outcome["keys"] = keys(client)
    print(json.dumps(outcome))  # noqa: T201 - its result


if __name__ == "__main__":
    main()
