"""The code lists of the domain (D.2): a value is one of a list or it is refused, and each has its words."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from winternship_core.placements.errors import UnknownCode
from winternship_core.text import Text

CodeList = Mapping[str, Text]


def _list(**codes: tuple[str, str]) -> CodeList:
    return MappingProxyType({code: Text(nl, en) for code, (nl, en) in codes.items()})


def _same(codes: str) -> CodeList:
    """Codes that are their own words, such as A1 or BOL."""
    return MappingProxyType({code: Text(code, code) for code in codes.split()})


ORGANISATION_KIND: Final = _list(
    company=("bedrijf", "company"),
    school=("school", "school"),
    broker=("bemiddelaar", "broker"),
    authority=("overheid", "authority"),
)
COMPANY_SIZE: Final = _same("1 2-9 10-49 50-249 250+")
LEVEL: Final = _same("1 2 3 4")
ROUTE: Final = _same("BOL BBL DERDE HBO VO")
DAY: Final = _list(
    mo=("maandag", "Monday"),
    tu=("dinsdag", "Tuesday"),
    we=("woensdag", "Wednesday"),
    th=("donderdag", "Thursday"),
    fr=("vrijdag", "Friday"),
    sa=("zaterdag", "Saturday"),
    su=("zondag", "Sunday"),
)
LANGUAGE_LEVEL: Final = _same("A1 A2 B1 B2 C1 C2")
LANGUAGE_SKILL: Final = _list(
    listen=("luisteren", "listening"),
    read=("lezen", "reading"),
    speak=("spreken", "speaking"),
    write=("schrijven", "writing"),
)
TASK_REASON: Final = _list(
    safety=("veiligheid", "safety"),
    clients=("contact met klanten", "contact with clients"),
    task=("nodig voor de taak", "needed for the task"),
)
TRAVEL_MODE: Final = _list(
    walk=("lopen", "walking"),
    bicycle=("fiets", "bicycle"),
    public=("openbaar vervoer", "public transport"),
    moped=("brommer", "moped"),
    car=("auto", "car"),
    company=("vervoer van het bedrijf", "company transport"),
)
LICENCE: Final = _same("AM B T other")
FEATURE: Final = _list(
    guidance=("begeleiding op maat", "guidance made to measure"),
    access=("toegankelijk gebouw", "physical access"),
    job=("kans op vast werk", "chance of a permanent job"),
    certificate=("certificaat mogelijk", "certificate possible"),
    statement=("praktijkverklaring mogelijk", "practice statement possible"),
)
CAN_DO: Final = _list(yes=("ja", "yes"), partly=("deels", "partly"), no=("nee", "no"))
AGE_RULE: Final = _list(
    any=("voor iedereen", "for everyone"),
    supervised=("onder 18 alleen met een deskundige erbij", "under 18 only with an expert present"),
    adult=("niet onder 18", "not under 18"),
)
DECLINE: Final = _list(
    filled=("de plek is vergeven", "the place is filled"),
    period=("de periode past niet", "the period does not fit"),
    tasks=("de taken passen niet bij de opleiding", "the tasks do not fit the programme"),
    certificate=("een verplicht certificaat ontbreekt", "a required certificate is missing"),
    safety=("een veiligheidsregel", "a safety rule"),
    distance=("verder dan de student zelf wil", "further than the student's own limit"),
    other=("iets anders in het werk", "something else about the work"),
)
END_EARLY: Final = _list(
    illness=("ziekte", "illness"),
    agreement_broken=("afspraken niet nagekomen", "agreement broken"),
    safety=("veiligheid", "safety"),
    content=("inhoud past niet", "content does not fit"),
    guidance=("begeleiding", "guidance"),
    personal=("persoonlijk (student)", "personal (student)"),
    company_stops=("het bedrijf stopt", "the company stops"),
    recognition=("erkenning ingetrokken", "recognition withdrawn"),
    programme=("opleiding gestopt", "programme stopped"),
)
INTERRUPT: Final = _list(
    illness=("ziekte", "illness"),
    holiday=("vakantie", "holiday"),
    safety=("veiligheid", "safety"),
    other=("anders", "other"),
)
SIGNAL: Final = _list(
    discrimination=("discriminatie", "discrimination"),
    harassment=("ongewenst gedrag", "harassment"),
    unsafe=("onveilig werk", "unsafe work"),
    no_guidance=("geen begeleiding", "no guidance"),
    no_learning=("werk zonder leren", "work without learning"),
    payment=("betaling", "payment"),
    privacy=("privacy", "privacy"),
    other=("anders", "other"),
)
ASSURANCE: Final = _list(
    paper=("papier", "paper"),
    simple=("eenvoudig", "simple"),
    advanced=("geavanceerd", "advanced"),
    qualified=("gekwalificeerd", "qualified"),
)
CONSENT: Final = _list(
    be_proposed=("voorgesteld worden aan bedrijven", "be proposed to companies"),
    photo=("foto", "photo"),
    research=("onderzoek", "research"),
    share_assessment=("zelftest delen", "sharing the self-assessment"),
    newsletter=("nieuwsbrief", "newsletter"),
)
ORIGIN: Final = _list(
    own=("zelf gevonden", "own"),
    school=("via school", "through school"),
    broker=("via een bemiddelaar", "through a broker"),
    matcher=("uit een ronde", "from a round"),
)
CONTACT_KIND: Final = _list(
    start=("begin", "start"), midway=("halverwege", "midway"), end=("einde", "end"), extra=("extra", "extra")
)
CONTACT_MODE: Final = _list(
    visit=("bezoek", "visit"), video=("videogesprek", "video call"), phone=("telefoon", "phone")
)
ACCREDITATION_SOURCE: Final = _list(
    manual=("met de hand nagekeken", "checked by hand"),
    imported=("ingelezen", "imported"),
    service=("dienst van SBB", "SBB's service"),
)
DOCUMENT: Final = _list(
    agreement=("getekende overeenkomst", "signed agreement"),
    vog_seen=("verklaring dat de VOG is gezien", "note that the certificate of conduct was seen"),
    report=("verslag van de student", "student's report"),
    schedule=("rooster", "schedule"),
    other=("ander stuk", "other document"),
)

CODE_LISTS: Final[Mapping[str, CodeList]] = MappingProxyType(
    {
        "organisation_kind": ORGANISATION_KIND,
        "company_size": COMPANY_SIZE,
        "level": LEVEL,
        "route": ROUTE,
        "day": DAY,
        "language_level": LANGUAGE_LEVEL,
        "language_skill": LANGUAGE_SKILL,
        "task_reason": TASK_REASON,
        "travel_mode": TRAVEL_MODE,
        "licence": LICENCE,
        "feature": FEATURE,
        "can_do": CAN_DO,
        "age_rule": AGE_RULE,
        "decline": DECLINE,
        "end_early": END_EARLY,
        "interrupt": INTERRUPT,
        "signal": SIGNAL,
        "assurance": ASSURANCE,
        "consent": CONSENT,
        "origin": ORIGIN,
        "contact_kind": CONTACT_KIND,
        "contact_mode": CONTACT_MODE,
        "accreditation_source": ACCREDITATION_SOURCE,
        "document": DOCUMENT,
    }
)


def require_code(name: str, value: object) -> str:
    """The value when it is in the list of this name; raises :class:`UnknownCode` with what is allowed."""
    codes = CODE_LISTS[name]
    if isinstance(value, str) and value in codes:
        return value
    raise UnknownCode(name, value, codes)
