"""Finds the column a score goes to, and makes one when the platform leaves that to us: once, whoever asks at once."""

from __future__ import annotations

import datetime as dt
import time

from django.db.models import Q
from django.utils import timezone

from ..access.calling import PlatformService
from ..access.pace import pace
from ..models import LineItem, Outcome, ResourceLink
from ..protocol import errors, names
from ..protocol.services import line_items
from ..protocol.services.line_items import LineItem as Found
from .queueing import MAY_LIST

BUSY_SECONDS = 1.0
LABEL_LENGTH = 100


def column_of(outcome: Outcome, service: PlatformService, *, lost: str = "") -> str:
    """Return the address of the outcome's line item, settled now if need be; the LineItem row must exist.

    `lost` is an address that the platform no longer knows. Raises LineItemAbsent when there is no column and we may
    make none, ServiceNotFound when `lost` is still the platform's own answer (so something else was not found),
    ServiceUnavailable while another worker looks, and as `PlatformService.call`.
    """
    row = LineItem.objects.get(link_id=outcome.link_id)
    if row.url and row.url != lost:
        return row.url
    deadline = time.monotonic() + pace().lease / 2
    lease = timezone.now() + dt.timedelta(seconds=pace().lease)
    free = Q(leased_until__isnull=True) | Q(leased_until__lt=timezone.now())
    if not LineItem.objects.filter(free, pk=row.pk).update(leased_until=lease):
        raise errors.ServiceUnavailable("another worker looks for the column", retry_after=BUSY_SECONDS)
    url = ""
    try:
        url = _Search(row, outcome, service, lost, deadline).run()
    finally:
        LineItem.objects.filter(pk=row.pk, leased_until=lease).update(
            leased_until=None, **({"url": url} if url or lost else {})
        )
    return url


class _Search:
    """One look for one column."""

    def __init__(
        self, row: LineItem, outcome: Outcome, service: PlatformService, lost: str, deadline: float
    ) -> None:
        self.row, self.outcome, self.service = row, outcome, service
        self.link: ResourceLink = outcome.link
        self.told = "" if row.told == lost else row.told
        self.lost, self.deadline = lost, deadline
        self.may_make = names.SCOPE_LINEITEM in row.scopes

    def run(self) -> str:
        """Return the address; see `column_of`."""
        if not (self.row.container and MAY_LIST & set(self.row.scopes)):
            return self._or_absent(self.told)
        try:
            url = self._bound_to_link() or self._among_all()
        except (errors.ServiceRefused, errors.ServiceNotFound):
            # Claims promise more than some platforms grant: then the address of the launch is what there is.
            return self._or_absent(self.told)
        if url == self.lost and url:
            raise errors.ServiceNotFound("the platform still lists the line item that it did not find")
        return url or self._make()

    def _or_absent(self, url: str) -> str:
        if not url:
            raise errors.LineItemAbsent("no line item, and no leave to make one")
        return url

    def _bound_to_link(self) -> str:
        """The column bound to this link. The claim's is preferred, but only if it is: Open edX may name another."""
        found = line_items.line_items(self.service, self.row.container, resource_link_id=self.link.lti_id)
        bound = [item for item in found if item.resource_link_id == self.link.lti_id]
        return self._preferred(bound)

    def _among_all(self) -> str:
        """What may be ours though it is bound to no link, or to one that is gone: after a copy of the course."""
        everything = list(line_items.line_items(self.service, self.row.container))
        told = next((item for item in everything if item.url == self.told), None)
        if self.told and (told is None or len(everything) == 1 or self._may_trust(told)):
            return self.told
        return self._preferred([item for item in everything if self._is_copy(item)])

    def _may_trust(self, told: Found) -> bool:
        # Silence about links is no contradiction; "bound to nothing" is, where we may make our own.
        if told.resource_link_id is None or self._is_copy(told):
            return True
        return told.resource_link_id == "" and not self.may_make

    def _is_copy(self, item: Found) -> bool:
        if not self.link.activity_id or item.resource_id != self.link.activity_id:
            return False
        others = ResourceLink.objects.filter(
            deployment=self.link.deployment_id,
            context=self.link.context_id,
            lti_id=item.resource_link_id or "",
        )
        return not others.exclude(pk=self.link.pk).exists()

    def _preferred(self, items: list[Found]) -> str:
        urls = {item.url for item in items}
        if self.told in urls:
            return self.told
        ours = [item for item in items if item.resource_id == self.link.activity_id] or items
        return ours[0].url if ours else ""

    def _make(self) -> str:
        if not self.may_make:
            return self._or_absent(self.told)
        if time.monotonic() > self.deadline:
            # Another worker may look by now: better late than twice.
            raise errors.ServiceUnavailable("looking for the column took too long")
        maximum = self.outcome.score_maximum or 1.0
        made = line_items.create_line_item(
            self.service,
            self.row.container,
            label=(self.link.title or self.link.block_type)[:LABEL_LENGTH],
            maximum=int(maximum) if maximum.is_integer() else 100,
            resource_link_id=self.link.lti_id,
            resource_id=self.link.activity_id,
        )
        return made.url
