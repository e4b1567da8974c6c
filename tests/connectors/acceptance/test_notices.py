"""The connector ``notices`` before its notice board: the 22 points."""

from collections.abc import Iterator

import pytest

from tests.connectors.acceptance.board import NoticeRig
from winternship_connectors.testing import Acceptance, Rig


class TestNotices(Acceptance):
    @pytest.fixture
    def rig(self) -> Iterator[Rig]:
        rig = NoticeRig()
        with rig.server:
            rig.origin = rig.server.origin
            yield rig
