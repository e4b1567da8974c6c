"""What a report is made of: signs, each with a state and a sentence in both languages."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Final, Literal

from django.utils.timezone import localtime

from winternship_core.text import Text

State = Literal["good", "attention", "unknown"]

LABELS: Final = {
    "signing_key": Text(nl="Onze sleutel", en="Our signing key"),
    "registration": Text(nl="Registratie", en="Registration"),
    "last_launch": Text(nl="Laatste geslaagde start", en="Last good launch"),
    "failed_launches": Text(nl="Mislukte starts", en="Failed launches"),
    "platform_keys": Text(nl="Sleutels van het platform", en="The platform's keys"),
    "clock": Text(nl="Klok", en="Clock"),
    "rights": Text(nl="Rechten", en="Rights"),
    "access_token": Text(nl="Toegang tot diensten", en="Access to services"),
    "grades": Text(nl="Cijfers", en="Grades"),
    "notices": Text(nl="Berichten", en="Notices"),
}


@dataclass(frozen=True, slots=True)
class Sign:
    """One sign of life: its stable `name`, whether it is well, and what it means."""

    name: str
    state: State
    words: Text

    @property
    def label(self) -> Text:
        """The name as people read it."""
        return LABELS[self.name]


@dataclass(frozen=True, slots=True)
class Report:
    """All signs of one platform, or of the service itself."""

    title: str
    signs: tuple[Sign, ...]

    def sign(self, name: str) -> Sign:
        """The sign of this name, which must be there."""
        return next(sign for sign in self.signs if sign.name == name)

    @property
    def state(self) -> State:
        """The gravest of the signs; of a platform without a sign yet, that nothing is known."""
        states = {sign.state for sign in self.signs}
        return "attention" if "attention" in states else "good" if "good" in states else "unknown"


def good(name: str, nl: str, en: str) -> Sign:
    """All is well."""
    return Sign(name, "good", Text(nl=nl, en=en))


def attention(name: str, nl: str, en: str) -> Sign:
    """Someone should look; the words say what to do."""
    return Sign(name, "attention", Text(nl=nl, en=en))


def unknown(name: str, nl: str, en: str) -> Sign:
    """Nothing was seen yet."""
    return Sign(name, "unknown", Text(nl=nl, en=en))


def when(moment: dt.datetime) -> str:
    """A moment as an administrator reads it, in the service's own time zone."""
    return localtime(moment).strftime("%Y-%m-%d %H:%M")
