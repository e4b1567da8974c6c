"""The published schemas, read from the folder beside the clone; who has only the clone skips these tests."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest
from lxml import etree

XSD = Path(__file__).resolve().parents[3] / "shared" / "xsd"


@cache
def schema(name: str) -> etree.XMLSchema:
    """The schema in this file below ``../shared/xsd``; skips the test, and says why, where there is none."""
    path = XSD / name
    if not path.is_file():
        pytest.skip(f"the schemas are not beside this clone: no ../shared/xsd/{name}")
    return etree.XMLSchema(etree.parse(path))


def faults(document: etree._Element, name: str) -> list[str]:
    """What the schema says against this document."""
    one = schema(name)
    one.validate(document)
    return [str(fault) for fault in one.error_log]  # type: ignore[attr-defined]
