"""Says in words why a grade did not arrive: to the person it belongs to, and to the teacher who can do something."""

from __future__ import annotations

from dataclasses import dataclass

from winternship_core.text import Text


@dataclass(frozen=True, slots=True)
class Words:
    """The same trouble for two readers."""

    person: Text
    teacher: Text


_TEACHER_KNOWS = Text(nl="Laat dit aan je docent zien.", en="Show this to your teacher.")
_NOTHING = Text(
    nl="Je hoeft niets te doen: we proberen het vanzelf opnieuw.",
    en="There is nothing you need to do: we try again by ourselves.",
)
_COLUMN = Words(
    Text(
        nl="De activiteit heeft in je cursus geen cijfer. Laat dit aan je docent zien.",
        en="The activity has no grade in your course. Show this to your teacher.",
    ),
    Text(
        nl="De leeromgeving heeft voor deze activiteit geen cijferkolom. Geef de activiteit daar een cijfer.",
        en="Your learning environment has no grade column for this activity. Give the activity a grade there.",
    ),
)
_LATER = Words(
    _NOTHING,
    Text(
        nl="De leeromgeving antwoordt nu niet goed. We proberen het vanzelf opnieuw.",
        en="Your learning environment does not answer well just now. We try again by ourselves.",
    ),
)
_REGISTRATION = Words(
    _NOTHING,
    Text(
        nl="De leeromgeving geeft deze tool geen toegang tot de cijfers. Vraag de beheerder ernaar te kijken.",
        en="Your learning environment does not let this tool send grades. Ask your administrator to look at it.",
    ),
)
_PROBLEMS = {
    "service_refused": Words(
        _TEACHER_KNOWS,
        Text(
            nl="De leeromgeving neemt voor deze persoon geen cijfer aan. Kijk of deze persoon als student in de "
            "cursus zit.",
            en="Your learning environment takes no grade for this person. Check that this person is in the course "
            "as a student.",
        ),
    ),
    "service_not_found": Words(
        _TEACHER_KNOWS,
        Text(
            nl="De leeromgeving vindt deze persoon of de cijferkolom niet. Kijk of ze er allebei nog zijn.",
            en="Your learning environment finds neither this person nor the grade column, or one of them. Check "
            "that both are still there.",
        ),
    ),
    "line_item_absent": _COLUMN,
    "service_unavailable": _LATER,
    "score_superseded": _LATER,
    "access_expired": _LATER,
    "token_refused": _REGISTRATION,
    "registration_unknown": _REGISTRATION,
}
_OTHER = Words(
    _TEACHER_KNOWS,
    Text(
        nl="Er ging iets mis bij het versturen. De beheerder van deze tool kan zien wat.",
        en="Something went wrong with sending. The administrator of this tool can see what.",
    ),
)


def words_for(problem: str) -> Words:
    """Return the words for an error code that a try ended with."""
    return _PROBLEMS.get(problem, _OTHER)
