"""What the author of a connector tells the kit: how to reach a target, and what a person could do there."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from typing import Any, ClassVar

from winternship_connectors.contract import Connector
from winternship_connectors.records import Record
from winternship_connectors.testing.faults import Fault
from winternship_connectors.testing.placements import PDF, SHA256, placement
from winternship_connectors.testing.proxy import Answer, Asked, writes


class Rig:
    """One target for tests, real or small, with nothing of ours in it yet.

    Write ``config`` and ``things``, and what else the connector's capabilities ask for. What they do not ask for is
    never called. ``origin`` is where the target listens (``http://127.0.0.1:1234``), and stays empty for one that is
    not reached over HTTP; the kit puts its proxy before it.
    """

    connector: ClassVar[Connector]
    # Secrets that look right and are not, in place of those of ``config``.
    wrong: ClassVar[Mapping[str, str]] = {}
    # Whether the target gets messages, which nobody can edit or take back, in place of objects.
    messages: ClassVar[bool] = False
    # How many things the target tells in one answer when ``observe`` asks; None when it always tells all.
    page_size: ClassVar[int | None] = None
    # Agreements by their sha256.
    documents: ClassVar[Mapping[str, bytes]] = {SHA256: PDF}

    origin: str = ""

    def config(self, origin: str) -> dict[str, Any]:
        """A good configuration, secrets included, for the target as it is reached at this origin."""
        raise NotImplementedError

    def things(self) -> Mapping[str, object]:
        """Everything there, ours or not, by the id that ``apply`` gives or by what tells one message from another.

        The values compare equal as long as nothing changed. A message that the receiver knows as a repetition of
        another counts once.
        """
        raise NotImplementedError

    def record(self, number: int) -> Record:
        """A placement that the target can take; what it must know of beforehand (a student) is made known here."""
        return placement(number)

    def changed(self, record: Record) -> Record:
        """The same placement with a change that shows at the target."""
        company = replace(record.company, name=f"{record.company.name} (new)")
        return replace(record, rev=record.rev + 1, company=company)

    def edit(self, remote_id: str) -> None:
        """Somebody changes a field of this thing, one that ``observe`` tells."""
        raise NotImplementedError

    def remove(self, remote_id: str) -> None:
        """Somebody takes this thing away."""
        raise NotImplementedError

    def stranger(self) -> str:
        """Somebody makes a thing of their own beside ours; its id in ``things``."""
        raise NotImplementedError

    def shift(self) -> None:
        """Somebody makes a thing that comes before all others when they are listed, between two pages."""
        raise NotImplementedError

    def writes(self, asked: Asked) -> bool:
        """Whether this request changes something at the target; told by its method unless the target is unusual."""
        return writes(asked)

    def refusal(self) -> Answer:
        """How the target says that it will never take what it got; it repeats what it got, as many do."""
        student = placement().student
        told = {
            "title": "Not valid",
            "errors": [{"field": "student", "received": [student.number, student.name]}],
        }
        return Answer(400, {"Content-Type": "application/problem+json"}, json.dumps(told).encode())

    def spoil(self, fault: Fault | None, times: int, retry_at: str) -> bool:
        """For a target without HTTP: let this go wrong so many times, None: no more. False when it cannot happen."""
        return False
