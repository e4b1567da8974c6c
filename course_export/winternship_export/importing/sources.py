"""An author's file with one text replaced: the rest of it, comments and line breaks too, stays as it is."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from difflib import SequenceMatcher
from typing import Final

import yaml

FRONT: Final = re.compile(r"\A---\n(.*?)\n---\n", re.DOTALL)


def with_value(text: str, path: Sequence[str], value: str) -> str:
    """A YAML file with the value at this path replaced. Raises ``KeyError`` for a path that is not there."""
    node = _at(text, path)
    start, end = node.start_mark.index, node.end_mark.index
    ending = "\n" if text[start:end].endswith("\n") else ""
    quoted = text[:start] + json.dumps(value, ensure_ascii=False) + ending + text[end:]
    if node.style is not None:
        return quoted
    plain = text[:start] + value + ending + text[end:]
    return plain if _same(plain, quoted) else quoted


def _at(text: str, path: Sequence[str]) -> yaml.ScalarNode:
    node = yaml.compose(text, Loader=yaml.SafeLoader)
    for name in path:
        if not isinstance(node, yaml.MappingNode):
            raise KeyError(name)
        node = next((inside for key, inside in node.value if key.value == name), None)
    if not isinstance(node, yaml.ScalarNode):
        raise KeyError("/".join(path))
    return node


def _same(plain: str, quoted: str) -> bool:
    """Whether the value may stand without quotes, as the author had it."""
    try:
        return bool(yaml.safe_load(plain) == yaml.safe_load(quoted))
    except yaml.YAMLError:
        return False


def with_front(text: str, name: str, value: str) -> str:
    """A lesson with a value of its front matter replaced."""
    found = FRONT.match(text)
    if not found:
        raise KeyError(name)
    return f"---\n{with_value(found.group(1), [name], value)}\n---\n{text[found.end() :]}"


def with_blocks(text: str, before: Sequence[str], after: Sequence[str]) -> str:
    """A lesson with those blocks replaced that differ; ``before`` are the blocks of the lesson as it is.

    A block that did not change keeps the author's own line breaks.
    """
    found = FRONT.match(text)
    front, body = (text[: found.end()], text[found.end() :]) if found else ("", text)
    written = [block for block in re.split(r"\n[ \t]*\n", body.strip("\n")) if block.strip()]
    if len(written) != len(before):
        raise ValueError("the lesson is not made of the blocks it was exported with")
    blocks: list[str] = []
    for tag, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        blocks += written[a:b] if tag == "equal" else after[c:d]
    return f"{front}\n{chr(10).join(f'{block}{chr(10)}' for block in blocks)}"
