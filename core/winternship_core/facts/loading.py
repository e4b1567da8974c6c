"""The register is data that a lawyer can correct; this reads it and refuses what may not be shown."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from typing import cast, get_args

from winternship_core.errors import FactRegisterError
from winternship_core.facts.record import Confidence, Fact, Place
from winternship_core.facts.register import FactRegister
from winternship_core.reading import Reader, load_json
from winternship_core.text import Text

ID = re.compile(r"[A-Z]+-[1-9][0-9]*")
ADDRESS = re.compile(r"[a-z0-9-]+(\.[a-z0-9-]+)+(/\S*)?")


@cache
def load_facts() -> FactRegister:
    """The register that is shipped, read once; :class:`FactRegisterError` lists every mistake in it."""
    return read_facts(load_json("winternship_core.facts", "data/facts.json"))


def read_facts(document: object) -> FactRegister:
    """The register in a parsed JSON document; :class:`FactRegisterError` lists all its mistakes at once."""
    mistakes: list[str] = []
    root = Reader(document, "register", mistakes)
    facts = [_fact(entry) for entry in root.children("facts")]
    root.close()
    mistakes += [
        f"register: {name} is there {n} times" for name, n in Counter(f.id for f in facts).items() if n > 1
    ]
    if mistakes:
        raise FactRegisterError(mistakes)
    return FactRegister(facts)


def _fact(entry: Reader) -> Fact:
    fact = Fact(
        id=entry.string("id"),
        text=entry.text("text"),
        confidence=cast(Confidence, entry.string("confidence")),
        volatile=entry.flag("volatile"),
        source=entry.string("source"),
        checked=entry.day("checked"),
        review_by=entry.day("review_by"),
        check_at=tuple(_place(entry, value) for value in entry.items("check_at")),
    )
    entry.close()
    _judge(entry, fact)
    return fact


def _judge(entry: Reader, fact: Fact) -> None:
    if not ID.fullmatch(fact.id):
        entry.mistake(f"id must look like REC-1, received {fact.id!r}")
    if fact.confidence not in get_args(Confidence):
        entry.mistake(f"only confidence H or M may be shown, received {fact.confidence!r}")
    if fact.review_by <= fact.checked:
        entry.mistake(f"review_by must come after checked, received {fact.review_by} and {fact.checked}")
    if fact.volatile and not fact.check_at:
        entry.mistake("a volatile fact must say in check_at where the current rule is")


def _place(entry: Reader, value: object) -> Place:
    """A bare address, or the words for something that is not on the web."""
    if isinstance(value, str):
        if not ADDRESS.fullmatch(value):
            entry.mistake(f"check_at must hold addresses without scheme, such as s-bb.nl, received {value!r}")
        return Place(Text(nl=f"op {value}", en=f"at {value}"), value)
    reader = Reader(value, f"{entry.path}.check_at", entry.mistakes)
    words = Text(nl=reader.string("nl"), en=reader.string("en"))
    reader.close()
    return Place(words, None)
