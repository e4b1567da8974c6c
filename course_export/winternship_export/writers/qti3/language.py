"""The vocabulary of QTI 3.0, and running text as it may stand there."""

from __future__ import annotations

from typing import Final

from lxml import etree

from winternship_export.xhtml import addressed, fragment
from winternship_export.xmlkit import Element, Maker

QTI: Final = "http://www.imsglobal.org/xsd/imsqtiasi_v3p0"
# Attributes of our XHTML that the schema of QTI does not know (ASI 3.0, 2.13: no style, no tabindex).
_UNKNOWN: Final = ("style", "tabindex")
qti = Maker(QTI)


def content(*blocks: Element | None) -> Element:
    """The body that rubrics and feedback must have around their blocks."""
    return qti("qti-content-body", blocks)


def paragraph(text: str) -> Element:
    """Plain text as a block."""
    return qti("p", text)


def block(xhtml: str) -> Element | None:
    """Running text as one block, or nothing; links would lead nowhere from a question, so only their words stay."""
    if not xhtml:
        return None
    root = fragment(
        addressed(xhtml, lesson=lambda key: None, picture=lambda key: None, term=lambda key: None)
    )
    for element in root.iter(etree.Element):
        element.tag = f"{{{QTI}}}{element.tag}"
        for name in _UNKNOWN:
            if name in element.attrib:
                del element.attrib[name]
    return root


def outcome(identifier: str, base_type: str, default: str | None = None, **attributes: object) -> Element:
    """The declaration of a single value that processing sets."""
    return qti(
        "qti-outcome-declaration",
        qti("qti-default-value", qti("qti-value", default)) if default is not None else None,
        {"base-type": base_type},
        {name.replace("_", "-"): str(value) for name, value in attributes.items()},
        identifier=identifier,
        cardinality="single",
    )


def assign(identifier: str, value: Element) -> Element:
    """Set an outcome."""
    return qti("qti-set-outcome-value", value, identifier=identifier)


def constant(base_type: str, value: str) -> Element:
    """A value of this type."""
    return qti("qti-base-value", value, {"base-type": base_type})


def variable(identifier: str) -> Element:
    """What a response or outcome holds."""
    return qti("qti-variable", identifier=identifier)
