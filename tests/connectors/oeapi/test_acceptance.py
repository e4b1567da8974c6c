"""The connector ``oeapi`` before student information systems that tell their lists page by page: the 22 points."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any, ClassVar

import pytest

from tests.connectors.authority import CLIENT, SECRET
from tests.connectors.oeapi.sis import Sis
from tests.connectors.oeapi.sis5 import Sis5
from tests.connectors.targets import started
from winternship_connectors.oeapi.connector import OeapiConnector
from winternship_connectors.records import Record
from winternship_connectors.testing import Acceptance, Rig, placement

FOREIGN, OTHER = "11111111-1111-4111-8111-111111111111", "22222222-2222-4222-8222-222222222222"
NAME = [{"language": "nl-NL", "value": "Van een ander"}]


class OeapiRig(Rig):
    """Each placement at a company of its own, so that companies fill the pages. The last part told can be edited."""

    connector = OeapiConnector()
    wrong = {"client_secret": "another"}
    page_size = 2
    kind: ClassVar[str] = "organisations"
    edited: ClassVar[Mapping[str, str]] = {"expectedEndDateTime": "2027-06-15T12:00:00Z"}

    def __init__(self) -> None:
        self.server = self.system()
        self.server.page_size = self.page_size

    def system(self) -> Sis | Sis5:
        """With OEAPI 6."""
        return Sis()

    def config(self, origin: str) -> dict[str, Any]:
        known = {"client_id": CLIENT, "client_secret": SECRET}
        return {"url": origin, "token_url": f"{origin}/token", **known}

    def things(self) -> Mapping[str, object]:
        return {pk: dict(one) for every in self.server.things.values() for pk, one in every.items()}

    def record(self, number: int) -> Record:
        made = placement(number)
        return replace(made, company=replace(made.company, local_id=str(number)))

    def edit(self, remote_id: str) -> None:
        for every in self.server.things.values():
            if remote_id in every:
                every[remote_id] |= self.edited

    def remove(self, remote_id: str) -> None:
        for every in self.server.things.values():
            every.pop(remote_id, None)

    def stranger(self) -> str:
        self.server.things[self.kind][FOREIGN] = self.of_another(FOREIGN)
        return FOREIGN

    def shift(self) -> None:
        own = self.server.things[self.kind]
        rest = dict(own)
        own.clear()
        own[OTHER] = self.of_another(OTHER)
        own |= rest

    def of_another(self, pk: str) -> dict[str, Any]:
        """A company that is none of ours."""
        return {
            "organisationId": pk,
            "organisationType": "x-leerbedrijf",
            "primaryCode": {"codeType": "identifier", "code": pk},
            "name": NAME,
        }


class Oeapi5Rig(OeapiRig):
    """OOAPI 5 as OKE has it: offerings fill the pages, and the company is in them."""

    kind = "offerings"
    edited = {"state": "denied", "endDateTime": "2027-06-15T12:00:00Z"}

    def system(self) -> Sis5:
        """With OOAPI 5."""
        return Sis5()

    def config(self, origin: str) -> dict[str, Any]:
        return {**super().config(origin), "version": "5", "consumer_key": "x-nl-okbb"}

    def of_another(self, pk: str) -> dict[str, Any]:
        """A placement of somebody else, in the same system."""
        return {
            "offeringId": pk,
            "offeringType": "component",
            "primaryCode": {"codeType": "identifier", "code": pk},
            "name": NAME,
            "consumers": [{"consumerKey": "x-nl-okbb", "offeringState": "active"}],
        }


class TestOeapi(Acceptance):
    @pytest.fixture
    def rig(self) -> Iterator[Rig]:
        yield from started(OeapiRig())


class TestOeapi5(Acceptance):
    @pytest.fixture
    def rig(self) -> Iterator[Rig]:
        yield from started(Oeapi5Rig())
