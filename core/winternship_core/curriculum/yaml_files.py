"""YAML that remembers its lines, so that an author hears of a mistake by file and line."""

from __future__ import annotations

import re
from typing import Any, Self

import yaml

from winternship_core.reading import Reader

# The loader in C reads the same language ten times as fast; PyYAML is also shipped without it.
_Base: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class Located(dict[str, Any]):
    """A mapping that knows the line it starts on."""

    line = 0


class _Loader(_Base):  # type: ignore[misc]
    """Words stay words: in YAML 1.1 ``yes``, ``no``, ``off`` and a date would become something else."""

    yaml_implicit_resolvers: dict[str, Any] = {}

    def located(self, node: yaml.MappingNode) -> Located:
        table = Located()
        table.line = node.start_mark.line + 1
        for key_node, value_node in node.value:
            key = str(self.construct_object(key_node, deep=True))
            if key in table:
                line = key_node.start_mark.line + 1
                raise yaml.constructor.ConstructorError(None, None, f"line {line}: {key} is there twice")
            table[key] = self.construct_object(value_node, deep=True)
        return table


_Loader.add_constructor(yaml.resolver.BaseResolver.DEFAULT_MAPPING_TAG, _Loader.located)
_Loader.add_implicit_resolver("tag:yaml.org,2002:int", re.compile(r"(?:0|[1-9][0-9]*)\Z"), list("0123456789"))
_Loader.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile(r"(?:true|false)\Z"), list("tf"))


class YamlReader(Reader):
    """A :class:`Reader` whose mistakes start with ``file:line``."""

    def __init__(self, value: object, path: str, mistakes: list[str]) -> None:
        super().__init__(value, path, mistakes)
        self.file = path.partition(":")[0]

    def _inside(self, value: object, name: str) -> Self:
        inside = value.line if isinstance(value, Located) else self.path.partition(":")[2].split(" ")[0]
        return type(self)(value, f"{self.file}:{inside} {name}", self.mistakes)


def read_yaml(text: str, path: str, mistakes: list[str], first_line: int = 1) -> YamlReader:
    """A reader of the YAML text; ``path`` names the file, ``first_line`` where in it the text begins."""
    try:
        value = yaml.load("\n" * (first_line - 1) + text, _Loader)  # noqa: S506  a safe loader
    except yaml.YAMLError as error:
        mistakes.append(f"{path}: {' '.join(str(error).split())}")
        value = Located()
    line = value.line if isinstance(value, Located) else first_line
    return YamlReader(value, f"{path}:{line}", mistakes)
