"""What the frame does with the connector ``oeapi``, in two steps that a test can look between."""

from __future__ import annotations

from winternship_connectors.contract import Context, Cursor, Link, Observed
from winternship_connectors.digesting import digest
from winternship_connectors.oeapi.connector import OeapiConnector
from winternship_connectors.records import Record

oeapi = OeapiConnector()


def deliver(made: Context, record: Record, links: dict[str, Link] | None = None) -> dict[str, Link]:
    """Plan, apply, remember."""
    links = dict(links or {})
    for action in oeapi.plan(made.settings, record, links, record.id):
        receipt = oeapi.apply(made, action, "key")
        links[action.part] = Link(receipt.remote_id, receipt.etag, 1, digest(action.fields))
    return links


def seen(made: Context) -> dict[tuple[str, str], Observed]:
    """A whole look, by object and part."""
    found = list(oeapi.observe(made, ""))
    assert found[-1] == Cursor("")
    return {(one.object_id, one.part): one for one in found if isinstance(one, Observed)}
