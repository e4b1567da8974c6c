"""The connector ``oeapi`` before a system with OOAPI 5 as OKE has it, page by page: the 22 points."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

import pytest

from tests.connectors.authority import CLIENT, SECRET
from tests.connectors.oeapi.sis5 import Sis5
from winternship_connectors.oeapi.connector import OeapiConnector
from winternship_connectors.records import Record
from winternship_connectors.testing import Acceptance, Rig, placement

FOREIGN = "11111111-1111-4111-8111-111111111111"


class Oeapi5Rig(Rig):
    """Offerings fill the pages; the company is in them."""

    connector = OeapiConnector()
    wrong = {"client_secret": "another"}
    page_size = 2

    def __init__(self) -> None:
        self.server = Sis5()
        self.server.page_size = self.page_size

    def config(self, origin: str) -> dict[str, Any]:
        known = {"client_id": CLIENT, "client_secret": SECRET, "version": "5", "consumer_key": "x-nl-okbb"}
        return {"url": origin, "token_url": f"{origin}/token", **known}

    def things(self) -> Mapping[str, object]:
        return {pk: dict(one) for every in self.server.things.values() for pk, one in every.items()}

    def record(self, number: int) -> Record:
        made = placement(number)
        return replace(made, company=replace(made.company, local_id=str(number)))

    def edit(self, remote_id: str) -> None:
        for every in self.server.things.values():
            if remote_id in every:
                every[remote_id] |= {"state": "denied", "endDateTime": "2027-06-15T12:00:00Z"}

    def remove(self, remote_id: str) -> None:
        for every in self.server.things.values():
            every.pop(remote_id, None)

    def stranger(self) -> str:
        self._add(FOREIGN)
        return FOREIGN

    def shift(self) -> None:
        own = self.server.things["offerings"]
        rest = dict(own)
        own.clear()
        self._add("22222222-2222-4222-8222-222222222222")
        own |= rest

    def _add(self, pk: str) -> None:
        """A placement of somebody else, in the same system."""
        self.server.things["offerings"][pk] = {
            "offeringId": pk,
            "offeringType": "component",
            "primaryCode": {"codeType": "identifier", "code": pk},
            "name": [{"language": "nl-NL", "value": "Stage van een ander"}],
            "consumers": [{"consumerKey": "x-nl-okbb", "offeringState": "active"}],
        }


class TestOeapi5(Acceptance):
    @pytest.fixture
    def rig(self) -> Iterator[Rig]:
        rig = Oeapi5Rig()
        with rig.server:
            rig.origin = rig.server.origin
            yield rig
