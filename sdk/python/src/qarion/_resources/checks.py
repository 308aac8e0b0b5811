"""The checks of a space."""

from __future__ import annotations

from typing import Literal, Optional, Union

from .._core.encode import body_of
from .._core.transport import SyncTransport
from .._operations import checks
from ..inputs import NOT_GIVEN, Configuration, NotGiven, ScheduleInput, ThresholdsInput
from ..models import Check, CheckType, ResultStatus, Severity
from ..pages import Page


class Checks:
    """What checks there are, and how they change."""

    def __init__(self, transport: SyncTransport) -> None:
        self._transport = transport

    def list(
        self,
        space: Optional[str] = None,
        *,
        search: Optional[str] = None,
        status: Optional[Literal[ResultStatus, "none"]] = None,
        archived: Optional[bool] = None,
        page: Optional[int] = None,
        size: Optional[int] = None,
        timeout: Optional[float] = None,
    ) -> Page[Check]:
        """A page of checks, by name. `.iter()` on it goes through all of them.

        Args:
            space: A space’s slug; without it, the checks of every space you may see.
            search: A part of the name or the slug, in capitals or not.
            status: The result of the newest finished execution; `none` for checks that have none.
            archived: Archived checks instead of the others.
            page: Counted from 1.
            size: How many on a page: 20 when not said, 100 at most.
            timeout: How many seconds a request may take; the client’s `timeout` when not said.

        Raises:
            NotFoundError: There is no such space that you are a member of.
        """
        listing = checks.list_checks(space, search=search, status=status, archived=archived, size=size)
        contents = self._transport.run(listing.turn_to(page), timeout)
        return Page(self._transport, listing, contents, timeout)

    def get(self, space: str, slug: str, *, timeout: Optional[float] = None) -> Check:
        """One check.

        Args:
            space: The space’s slug, like `my-space`.
            slug: The check’s slug, like `my-check`.
            timeout: How many seconds a request may take; the client’s `timeout` when not said.

        Raises:
            NotFoundError: There is no such check that you may see.
        """
        return self._transport.run(checks.get_check(space, slug), timeout)

    def create(
        self,
        space: str,
        *,
        slug: str,
        name: str,
        check_type: CheckType,
        source: Optional[str] = None,
        query: Optional[str] = None,
        configuration: Optional[Configuration] = None,
        thresholds: Optional[ThresholdsInput] = None,
        description: Optional[str] = None,
        severity: Optional[Severity] = None,
        schedule: Optional[ScheduleInput] = None,
        timeout: Optional[float] = None,
    ) -> Check:
        """Creates a check. Takes the role editor. It is never sent twice.

        Args:
            space: The space’s slug.
            slug: The check’s short name, unique in the space, for good: small letters, digits and hyphens.
            name: 1 to 100 characters.
            check_type: What is measured.
            source: The name of one of the space’s sources; none for the type custom.
            query: One SELECT, for `sql_metric` and `sql_condition`.
            configuration: What the type needs besides.
            thresholds: What the value must be (`critical`) and should be (`warning`).
            description: At most 2000 characters.
            severity: How bad it is when it fails; `medium` when not said.
            schedule: When it runs by itself; `None` for only on request.
            timeout: How many seconds a request may take; the client’s `timeout` when not said.

        Raises:
            PermissionDeniedError: You are not an editor of the space.
            NotFoundError: There is no such space that you are a member of.
            ConflictError: The space has a check of that slug (`slug_taken`).
            ValidationError: Something does not fit; `errors` says where. Or there is no such source.
        """
        given = {
            "source": source,
            "query": query,
            "configuration": configuration,
            "thresholds": thresholds,
            "description": description,
            "severity": severity,
            "schedule": schedule,
        }
        details = {part: value for part, value in given.items() if value is not None}
        body = body_of(space=space, slug=slug, name=name, check_type=check_type, **details)
        return self._transport.run(checks.create_check(body), timeout)

    def update(
        self,
        space: str,
        slug: str,
        *,
        name: Union[str, NotGiven] = NOT_GIVEN,
        check_type: Union[CheckType, NotGiven] = NOT_GIVEN,
        source: Union[str, NotGiven, None] = NOT_GIVEN,
        query: Union[str, NotGiven, None] = NOT_GIVEN,
        configuration: Union[Configuration, NotGiven] = NOT_GIVEN,
        thresholds: Union[ThresholdsInput, NotGiven] = NOT_GIVEN,
        description: Union[str, NotGiven] = NOT_GIVEN,
        severity: Union[Severity, NotGiven] = NOT_GIVEN,
        schedule: Union[ScheduleInput, NotGiven, None] = NOT_GIVEN,
        version: Union[int, NotGiven] = NOT_GIVEN,
        timeout: Optional[float] = None,
    ) -> Check:
        """Changes a check: only what is given. Takes the role editor.

        The parts of `configuration`, `thresholds` and `schedule` are changed one by one, and `None` takes one
        away. Another `check_type` begins with an empty query and configuration.

        Args:
            space: The space’s slug.
            slug: The check’s slug. Neither can be changed.
            name: 1 to 100 characters.
            check_type: What is measured.
            source: The name of one of the space’s sources.
            query: One SELECT, for `sql_metric` and `sql_condition`.
            configuration: What the type needs besides.
            thresholds: What the value must be (`critical`) and should be (`warning`).
            description: At most 2000 characters.
            severity: How bad it is when it fails.
            schedule: When it runs by itself; `None` for only on request.
            version: The `version` you looked at, to be sure that you overwrite nobody’s change. With it, the
                change is never sent twice.
            timeout: How many seconds a request may take; the client’s `timeout` when not said.

        Raises:
            PermissionDeniedError: You are not an editor of the space.
            NotFoundError: There is no such check that you may see.
            ConflictError: It was changed meanwhile (`edit_conflict`), or is archived (`check_archived`).
            ValidationError: Something does not fit; `errors` says where. Or there is no such source.
        """
        body = body_of(
            name=name,
            check_type=check_type,
            source=source,
            query=query,
            configuration=configuration,
            thresholds=thresholds,
            description=description,
            severity=severity,
            schedule=schedule,
            version=version,
        )
        return self._transport.run(checks.update_check(space, slug, body), timeout)

    def archive(self, space: str, slug: str, *, timeout: Optional[float] = None) -> Check:
        """Archives a check: it runs no more and keeps its history and its slug. Takes the role editor.

        Archiving it again changes nothing.

        Args:
            space: The space’s slug.
            slug: The check’s slug.
            timeout: How many seconds a request may take; the client’s `timeout` when not said.

        Raises:
            PermissionDeniedError: You are not an editor of the space.
            NotFoundError: There is no such check that you may see.
        """
        return self._transport.run(checks.archive_check(space, slug), timeout)
