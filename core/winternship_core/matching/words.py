"""The reasons in plain Dutch and English, at most five lines, without a word about anybody else."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from winternship_core.matching.explain import PlacementExplanation, StudentExplanation
from winternship_core.matching.vocabulary import Criterion, Part
from winternship_core.text import Text

CRITERIA = {
    Criterion.STATUS: Text(nl="de plek is nog niet nagekeken", en="the placement has not been checked yet"),
    Criterion.LEVEL: Text(nl="een ander niveau", en="another level"),
    Criterion.ROUTE: Text(nl="een andere leerweg", en="another learning route"),
    Criterion.DAYS: Text(nl="andere dagen", en="other days"),
    Criterion.WORK: Text(
        nl="werk dat je moet leren kan daar niet", en="work you must learn cannot be done there"
    ),
    Criterion.SAFETY: Text(nl="niet veilig genoeg voor onder de 18", en="not safe enough under 18"),
    Criterion.LANGUAGE: Text(nl="taal die het werk vraagt", en="a language the work asks for"),
    Criterion.LICENCE: Text(
        nl="rijbewijs of certificaat dat het werk vraagt", en="a licence the work asks for"
    ),
    Criterion.OWN_LIMIT: Text(nl="werk dat je zelf niet wilt", en="work you said you do not want"),
    Criterion.BLOCKED: Text(nl="een afspraak met je school", en="an arrangement with your school"),
}
PARTS = {
    Part.COVERAGE: Text(nl="werk dat je wilt leren", en="work you want to learn"),
    Part.PREFERENCE: Text(nl="je voorkeur", en="your preference"),
    Part.TRAVEL: Text(nl="afstand", en="distance"),
    Part.LEARNING: Text(nl="begeleiding en zelfstandigheid", en="guidance and independence"),
    Part.PERIOD: Text(nl="periode", en="period"),
    Part.WORK_WISH: Text(nl="ervaring met het werk", en="experience with the work"),
    Part.CHOICE: Text(nl="keuze van het bedrijf", en="the company's choice"),
}
NOT_USED = Text(
    nl="Je naam, leeftijd en achtergrond zijn niet gebruikt.",
    en="Your name, age and background were not used.",
)
NOT_USED_MINOR = Text(
    nl="Je naam en achtergrond zijn niet gebruikt. Dat je jonger dan 18 bent, telde alleen voor je veiligheid.",
    en="Your name and background were not used. That you are under 18 counted only for your safety.",
)
PEOPLE_DECIDE = Text(
    nl="Dit is een voorstel. Je school kijkt er met jou naar.",
    en="This is a proposal. Your school will look at it with you.",
)
GO_ON = Text(
    nl="Dit zegt niets over hoe goed je bent. Je school zoekt met je verder.",
    en="This says nothing about how good you are. Your school will keep looking with you.",
)

SIGNED = Text(
    nl="Voor deze plek is al getekend. Daarom blijft hij van jou.",
    en="The agreement for this placement was signed already. So it stays yours.",
)
NO_PLACE = Text(
    nl="Er is in deze ronde geen plek voor je gevonden.", en="No place was found for you in this round."
)
EQUAL = {
    "waiting": Text(
        nl="Bij de plek die het dichtst bij was, had je evenveel punten. Een ander wachtte langer.",
        en="At the place that came nearest you had as many points. Somebody else had waited longer.",
    ),
    "lottery": Text(
        nl="Bij de plek die het dichtst bij was, had je evenveel punten. Het lot besliste.",
        en="At the place that came nearest you had as many points. The lottery decided.",
    ),
    "either": Text(
        nl="Bij de plek die het dichtst bij was, had je evenveel punten. De wachttijd of het lot besliste.",
        en="At the place that came nearest you had as many points. Waiting time or the lottery decided.",
    ),
}


def student_lines(explanation: StudentExplanation, language: str) -> tuple[str, ...]:
    """At most five lines to show to the student."""
    lines = _placed(explanation) if explanation.placement_id else _not_placed(explanation)
    return tuple(line.in_language(language) for line in lines)


def _placed(reason: StudentExplanation) -> Iterator[Text]:
    if reason.signed:
        yield SIGNED
        return
    yield why(reason.covered or (0, 0), reason.distance_m or 0)
    if partly := [part for part, (points, most) in reason.parts.items() if points < most]:
        yield less_of_a_fit(partly)
    yield _rank(reason)
    yield NOT_USED_MINOR if reason.minor else NOT_USED
    yield PEOPLE_DECIDE


def why(covered: tuple[int, int], metres: int) -> Text:
    """Why a placement fits: the wished work that can be done there, of how much, and how far it is."""
    km, (done, wished) = _km(metres), covered
    if not wished:
        return Text(
            nl=f"Deze plek past bij je opleiding en is ongeveer {km} km weg (hemelsbreed).",
            en=f"This place fits your programme and is about {km} km away as the crow flies.",
        )
    return Text(
        nl=f"Deze plek past omdat je hier {done} van je {wished} werkprocessen kunt leren en het ongeveer"
        f" {km} km weg is (hemelsbreed).",
        en=f"This place fits because you can learn {done} of your {wished} work processes here and it is about"
        f" {km} km away as the crow flies.",
    )


def less_of_a_fit(parts: Iterable[Part]) -> Text:
    """The parts in which points are missing."""
    words = [PARTS[part] for part in parts]
    return Text(
        nl=f"Minder goed past: {_listed(word.nl for word in words)}.",
        en=f"Less of a fit: {_listed(word.en for word in words)}.",
    )


def _rank(reason: StudentExplanation) -> Text:
    considered, better = reason.funnel.considered, reason.better
    if not better:
        return Text(
            nl=f"Van de {considered} plekken die voor je konden, past deze het best bij jou.",
            en=f"Of the {considered} places that were possible for you, this one fits you best.",
        )
    return Text(
        nl=f"Er konden {considered} plekken. Bij {better} pas je beter, maar die zijn vol: daar gingen anderen voor.",
        en=f"{considered} places were possible. {better} fit you better, but are full: others came first there.",
    )


def _not_placed(reason: StudentExplanation) -> Iterator[Text]:
    funnel = reason.funnel
    yield NO_PLACE
    yield what_was_left(
        (funnel.programme, funnel.within_reach, funnel.right_period, funnel.considered), reason.reach_m
    )
    if reason.misses:
        yield nearest_miss(reason.misses[0].short, reason.misses[0].decided_by)
    elif funnel.right_period and not funnel.considered:
        yield _excluded(reason)
    yield NOT_USED_MINOR if reason.minor else NOT_USED
    yield GO_ON


def what_was_left(funnel: tuple[int, int, int, int], reach_m: int) -> Text:
    """How many placements there were for the programme, within reach, in the right period, and possible."""
    programme, near, timely, possible = funnel
    km = _km(reach_m)
    if not programme:
        return Text(nl="Er is geen plek voor jouw opleiding.", en="There is no place for your programme.")
    nl = [f"Aantal plekken voor jouw opleiding: {programme}, binnen {km} km: {near}"]
    en = [f"Places for your programme: {programme}, within {km} km: {near}"]
    if near:
        nl.append(f"in de goede periode: {timely}")
        en.append(f"in the right period: {timely}")
    if timely:
        nl.append(f"mogelijk voor jou: {possible}")
        en.append(f"possible for you: {possible}")
    full = Text(nl=". Die zijn vol.", en=". Those are full.") if possible else Text(nl=".", en=".")
    return Text(nl=", ".join(nl) + full.nl, en=", ".join(en) + full.en)


def nearest_miss(short: int, decided_by: str) -> Text:
    """By how much the nearest placement was missed."""
    if short:
        return Text(
            nl=f"Bij de plek die het dichtst bij was, kwam je {short} {'punt' if short == 1 else 'punten'} tekort.",
            en=f"At the place that came nearest you were {short} {'point' if short == 1 else 'points'} short.",
        )
    return EQUAL[decided_by]


def _excluded(reason: StudentExplanation) -> Text:
    counts = [(CRITERIA[criterion], count) for criterion, count in reason.funnel.excluded.items()]
    return Text(
        nl=f"Waarom niet: {_listed(f'{text.nl} ({count})' for text, count in counts)}.",
        en=f"Why not: {_listed(f'{text.en} ({count})' for text, count in counts)}.",
    )


def placement_line(explanation: PlacementExplanation, language: str) -> str:
    """One line about a placement, for the school."""
    return _placement(explanation).in_language(language)


def _placement(reason: PlacementExplanation) -> Text:
    nl = f"{reason.placed} van {reason.seats} plaatsen bezet"
    en = f"{reason.placed} of {reason.seats} seats taken"
    if reason.last_admitted is not None:
        nl += f"; de laatste kwam binnen met {reason.last_admitted} punten"
        en += f"; the last one got in with {reason.last_admitted} points"
    if reason.last_admitted_reserved is not None:
        nl += f"; op een gereserveerde plaats met {reason.last_admitted_reserved}"
        en += f"; at a reserved seat with {reason.last_admitted_reserved}"
    return Text(nl=nl + ".", en=en + ".")


def _km(metres: int) -> int:
    return (metres + 500) // 1000


def _listed(words: Iterable[str]) -> str:
    return ", ".join(words)
