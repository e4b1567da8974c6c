"""Texts as attributes of blocks that Open edX reads twice: as XML and then, where it can, as JSON."""

from __future__ import annotations

import json


def setting(text: str) -> str:
    """The attribute that is read back as this text.

    Built-in blocks take an attribute for JSON if it happens to be (``deserialize_field`` in ``xmodule/xml_block.py``):
    a title in quotation marks would lose them, and ``null`` would be no title. Such a text is written as JSON.
    """
    try:
        read = json.loads(text)
    except ValueError:
        return text
    return json.dumps(text, ensure_ascii=False) if read is None or isinstance(read, str) else text


def title_of(attribute: str) -> str:
    """The text of such an attribute, whoever wrote it."""
    try:
        read = json.loads(attribute)
    except ValueError:
        return attribute
    return read if isinstance(read, str) else attribute
