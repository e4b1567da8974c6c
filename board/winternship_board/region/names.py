"""Names for people, places and firms that do not exist; put together from small lists, so that none is anyone's."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

REGION: Final = "oost"
GIVEN: Final = [
    "Aisha",
    "Anouk",
    "Bas",
    "Bram",
    "Chaima",
    "Daan",
    "Demi",
    "Emre",
    "Esmee",
    "Fatima",
    "Femke",
    "Finn",
    "Gijs",
    "Hamza",
    "Hanna",
    "Ilse",
    "Imane",
    "Ivo",
    "Jade",
    "Jasper",
    "Joris",
    "Kaya",
    "Kees",
    "Lara",
    "Levi",
    "Lotte",
    "Luuk",
    "Maartje",
    "Mees",
    "Milan",
    "Mohamed",
    "Naomi",
    "Nina",
    "Noor",
    "Omar",
    "Pien",
    "Quinten",
    "Rania",
    "Robin",
    "Roos",
    "Ruben",
    "Sara",
    "Sem",
    "Senna",
    "Sofie",
    "Stijn",
    "Tess",
    "Thijs",
    "Yara",
    "Youssef",
    "Zoë",
]
FAMILY: Final = [
    "van Zwaluwdam",
    "Korenbloem",
    "Ouderzee",
    "Wielewater",
    "ter Molenrade",
    "Heidezicht",
    "Duinvoet",
    "Lindekamp",
    "Zomerdijk",
    "Berkenveen",
    "Rietdonk",
    "Waterlinde",
    "Vlasbloem",
    "Noorderlucht",
    "Sterrebos",
    "Kiezelbeek",
    "Hazelaar",
    "Zandoever",
    "Wolkendam",
    "Brem en Duin",
]
# town, first postcode of four digits, metres east and north
TOWNS: Final = (
    ("Korenburg", 7201, 0, 0),
    ("Zwaluwdam", 7311, 11_000, 4_000),
    ("Molenrade aan de Beek", 7411, -6_000, 9_000),
    ("Heidezicht", 7241, 16_000, -5_000),
    ("Wielingen", 7131, 24_000, -14_000),
)
SCHOOLS: Final = (
    "IJssel College (oefenschool)",
    "Vakschool Wielingen (oefenschool)",
    "ROC Korenburg (practice)",
)


@dataclass(frozen=True, slots=True)
class Trade:
    """A kind of company: its programme, its firms, and what its vacancies say in both languages."""

    sector: str
    crebo: str
    level: str
    firms: tuple[str, ...]
    titles: tuple[tuple[str, str], ...]
    tasks: tuple[tuple[str, str], ...]
    adult: bool = False


def _trade(sector: str, programme: str, firms: str, titles: str, tasks: str, *, adult: bool = False) -> Trade:
    crebo, level = programme.split()
    pairs = tuple((nl, en) for nl, _, en in (one.partition(" = ") for one in titles.split("|")))
    work = tuple((f"B1-K1-W{number}", name) for number, name in enumerate(tasks.split("|"), start=1))
    return Trade(sector, crebo, level, tuple(firms.split("|")), pairs, work, adult)


TRADES: Final = (
    _trade(
        "food",
        "98001 2",
        "Bakery De Korenaar|Bakkerij Maanbrood|Banketatelier Zoete Inval 9|Broodhuis Wolkendam|Patisserie Suikerlinde",
        "Bakken van deeg tot toonbank = Baking, from dough to counter|Banket en winkel = Pastry and shop",
        "Maakt deeg en beslag|Bakt brood|Verkoopt en adviseert",
    ),
    _trade(
        "mobility",
        "98003 2",
        "Garage Wielewater|Autobedrijf Zandoever|Fiets en Motor Kiezelbeek|Truckservice Noorderlucht|Garage Vlasbloem",
        "Sleutelen aan auto's = Working on cars|Onderhoud en banden = Service and tyres",
        "Onderhoudt auto's|Vervangt onderdelen|Werkt met de hefbrug",
        adult=True,
    ),
    _trade(
        "care",
        "98004 3",
        "Woonzorg Lindekamp|Zorghuis Sterrebos|Thuiszorg Waterlinde|Dagopvang Hazelaar|Zorgboerderij Brem en Duin",
        "Zorg voor bewoners = Caring for residents|Dagbesteding begeleiden = Guiding day activities",
        "Ondersteunt bewoners|Rapporteert|Organiseert een activiteit",
    ),
    _trade(
        "building",
        "98005 2",
        "Installaties Duinvoet|Warmtepomp Werkt Korenburg|Loodgieters Rietdonk|Elektro Berkenveen|Dak en Zon Zomerdijk",
        "Monteur in opleiding = Trainee fitter|Zonnepanelen leggen = Fitting solar panels",
        "Legt leidingen|Sluit toestellen aan|Lost storingen op",
        adult=True,
    ),
    _trade(
        "ict",
        "98006 4",
        "Webbureau Pixelbeek|Studio Noorderlucht|Softwarehuis Wolkendam|App-atelier Zwaluw|Netwerkers Korenburg",
        "Sites bouwen voor echte klanten = Building sites for real clients|Helpdesk en netwerk = Helpdesk and network",
        "Ontwerpt een site|Bouwt een site|Test en levert op",
    ),
    _trade(
        "green",
        "98007 3",
        "Hoeve Morgenrood|Melkvee Zandoever|Kwekerij Vlasbloem|Geitenboerderij Heidezicht|Fruitgaard Wielingen",
        "Dieren verzorgen = Caring for animals|Seizoen op het land = A season on the land",
        "Verzorgt dieren|Bedient machines|Houdt de stal schoon",
        adult=True,
    ),
    _trade(
        "hospitality",
        "98008 2",
        "Hotel Zwaluwnest|Herberg Waterlinde|Hotel Het Zevende Hek|Pension Duinvoet|Stadslogement Korenburg",
        "Gasten ontvangen = Receiving guests|Kamers en ontbijt = Rooms and breakfast",
        "Ontvangt gasten|Maakt kamers klaar|Serveert",
    ),
    _trade(
        "crafts",
        "98009 3",
        "Kapsalon Knipoog 12|Haarhuis Hazelaar|Barbier Berkenveen|Salon Sterrebos|Kapper Kiezelbeek",
        "Knippen met begeleiding = Cutting with guidance|Kleur en advies = Colour and advice",
        "Knipt haar|Kleurt haar|Adviseert klanten",
    ),
    _trade(
        "trade",
        "98010 2",
        "Buurtsuper Lindekamp|Doe-het-zelf Zomerdijk|Boekhandel Ouderzee|Sportwinkel Rietdonk|Tuincentrum Brem",
        "Winkelvloer en kassa = Shop floor and till|Magazijn en webshop = Stockroom and web shop",
        "Helpt klanten|Vult schappen|Rekent af",
    ),
    _trade(
        "services",
        "98011 3",
        "Administratie Noorderlucht|Notulen en Zo|Verzekerd Wielewater|Reisbureau Zwaluwdam|Kantoor Korenbloem",
        "Kantoor draaiend houden = Keeping an office running|Klantcontact en planning = Clients and planning",
        "Verwerkt post|Plant afspraken|Werkt gegevens bij",
    ),
    _trade(
        "food",
        "25180 2",
        "Eetcafé Het Roer|Restaurant Molenrade|Lunchroom Sterrebos|Catering Korenbloem|Bistro Duinvoet",
        "Koken in een klein team = Cooking in a small team|Mise-en-place en bediening = Prep and service",
        "Bereidt gerechten|Ontvangt goederen",
    ),
    _trade(
        "entry",
        "98012 1",
        "Kringloop Tweede Leven Wielingen|Wasserij Waterlinde|Inpakkers Zandoever|Groenploeg Heidezicht|Maakplaats",
        "Meewerken en ontdekken = Helping and finding out|Eerste stappen in een team = First steps in a team",
        "Werkt mee onder leiding|Houdt de werkplek schoon",
    ),
)
