"""What counts as filled in: the number 0 does, an empty field and an unticked box do not."""

from __future__ import annotations

import pytest

from winternship_board.api import SYSTEM
from winternship_board.errors import WrongForm
from winternship_board.screens.asking import Ask, Host
from winternship_board.screens.forms import Field, FieldKind, read


def _ask(**params: str) -> Ask:
    host = Host("https://school.example", "1", "/board", "b1")
    given = {name: [value] for name, value in params.items()}
    return Ask(host, "x", given, SYSTEM, (SYSTEM,))


@pytest.mark.parametrize("kind", ["number", "decimal"])
@pytest.mark.parametrize("raw", ["0", "0.0", "00"])
def test_nought_is_an_answer(kind: FieldKind, raw: str) -> None:
    assert read(_ask(much=raw), [Field("much", kind, required=True)]) == {"much": 0}


@pytest.mark.parametrize("kind", ["number", "decimal", "date", "text", "check", "many", "file"])
def test_nothing_is_no_answer(kind: FieldKind) -> None:
    with pytest.raises(WrongForm) as refused:
        read(_ask(), [Field("much", kind, required=True)])
    assert "much" in refused.value.errors
