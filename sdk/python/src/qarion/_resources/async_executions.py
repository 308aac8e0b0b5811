# Made from executions.py by scripts/twins.py: change that file, and run it again.
"""Running checks, and what came of it."""

from __future__ import annotations

from typing import Literal, Optional, SupportsFloat

from .._core.transport import AsyncTransport
from .._operations import executions
from ..models import Execution, ExecutionStatus
from ..pages import AsyncPage


class AsyncExecutions:
    """Runs of checks, and values pushed to them."""

    def __init__(self, transport: AsyncTransport) -> None:
        self._transport = transport

    async def trigger(
        self,
        space: str,
        slug: str,
        *,
        wait: bool = True,
        timeout: Optional[float] = None,
        idempotency_key: Optional[str] = None,
    ) -> Execution:
        """Runs a check and waits for the result. Takes the role editor.

        A result of FAIL or ERROR is a result, not an exception: look at `status`.

        Args:
            space: The space’s slug.
            slug: The check’s slug.
            wait: `False` gives the execution at once, mostly QUEUED.
            timeout: How many seconds to wait for the result: 300 when not said. Without waiting, how many the
                request may take.
            idempotency_key: Your own name for this run. For 24 hours, triggering the check with it again
                gives the same execution instead of a new one. Made up when not given, so that a connection
                that breaks does not run the check twice.

        Raises:
            TimeoutError: It is not finished in time. It goes on; `execution_id` names it.
            PermissionDeniedError: You are not an editor of the space.
            NotFoundError: There is no such check that you may see.
            ConflictError: The check is archived.
            ValidationError: The check takes pushed values only (`not_runnable`).
        """
        return await self._transport.run(
            executions.trigger_check(
                space, slug, wait=wait, timeout=timeout, idempotency_key=idempotency_key
            ),
            None if wait else timeout,
        )

    async def wait(self, id: str, *, timeout: Optional[float] = None) -> Execution:
        """Waits until an execution has its result.

        Args:
            id: The execution’s id.
            timeout: How many seconds to wait: 300 when not said.

        Raises:
            TimeoutError: It is not finished in time. It goes on; `execution_id` names it.
            NotFoundError: There is no such execution that you may see.
        """
        return await self._transport.run(executions.wait_for_execution(id, timeout=timeout))

    async def execution(self, id: str, *, timeout: Optional[float] = None) -> Execution:
        """One execution as it is now.

        Args:
            id: The execution’s id.
            timeout: How many seconds a request may take; the client’s `timeout` when not said.

        Raises:
            NotFoundError: There is no such execution that you may see.
        """
        return await self._transport.run(executions.get_execution(id), timeout)

    async def executions(
        self,
        space: Optional[str] = None,
        slug: Optional[str] = None,
        *,
        status: Optional[ExecutionStatus] = None,
        page: Optional[int] = None,
        size: Optional[int] = None,
        timeout: Optional[float] = None,
    ) -> AsyncPage[Execution]:
        """A page of executions, newest first. `.iter()` on it goes through all of them.

        Args:
            space: A space’s slug; without it, the executions of every space you may see.
            slug: A check’s slug; without it, those of all checks.
            status: Only those that are in this state.
            page: Counted from 1.
            size: How many on a page: 20 when not said, 100 at most.
            timeout: How many seconds a request may take; the client’s `timeout` when not said.

        Raises:
            NotFoundError: There is no such space or check that you may see.
        """
        listing = executions.list_executions(space, slug, status=status, size=size)
        contents = await self._transport.run(listing.turn_to(page), timeout)
        return AsyncPage(self._transport, listing, contents, timeout)

    async def push(
        self,
        space: str,
        slug: str,
        *,
        value: SupportsFloat,
        status: Optional[Literal["PASS", "WARNING", "FAIL"]] = None,
        message: Optional[str] = None,
        idempotency_key: Optional[str] = None,
        timeout: Optional[float] = None,
    ) -> Execution:
        """Records a value that was measured elsewhere, for a check of the type custom. Takes the role editor.

        Args:
            space: The space’s slug.
            slug: The check’s slug.
            value: What was measured.
            status: The result; without it, the check’s thresholds decide.
            message: The result in a sentence, at most 1000 characters.
            idempotency_key: Your own name for this value. For 24 hours, pushing with it again gives the same
                execution. Made up when not given, so that a connection that breaks does not push it twice.
            timeout: How many seconds a request may take; the client’s `timeout` when not said.

        Raises:
            PermissionDeniedError: You are not an editor of the space.
            NotFoundError: There is no such check that you may see.
            ConflictError: The check is archived.
            ValidationError: The check measures by itself (`not_runnable`), or has no thresholds to judge by.
        """
        return await self._transport.run(
            executions.push_value(
                space, slug, value=value, status=status, message=message, idempotency_key=idempotency_key
            ),
            timeout,
        )
