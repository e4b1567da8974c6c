"""Flat fields as the bodies of OEAPI 6.0, and bodies as flat fields."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from winternship_connectors.contract import Fields, Value
from winternship_connectors.oeapi.fields import OFFERING, ORGANISATION, STUDENT
from winternship_connectors.oeapi.values import (
    FIRST,
    LAST,
    OUR_CODE,
    Json,
    codes,
    day_of,
    moment,
    text,
    words,
)

# Field → code type of OEAPI 6; the first that is known is the primary code.
_CODES: Final = (
    ("recognition_id", "leerbedrijf_id"),
    ("kvk", "kvk_organisation_id"),
    ("establishment", "kvk_establishment_id"),
    ("local_id", OUR_CODE),
)
_COUNTRY: Final = "iso3166-1-alpha2"


def body(part: str, told: Fields, config: Mapping[str, Any]) -> Json:
    """What PUT sends for a part."""
    if part == ORGANISATION:
        return _organisation(told, config)
    if part == OFFERING:
        return _offering(told)
    return _association(part, told, config)


def fields(part: str, got: Mapping[str, Any]) -> Fields:
    """What a part is there, in our fields. Raises KeyError, TypeError, ValueError for what is no such part."""
    if part == ORGANISATION:
        return _of_organisation(got)
    if part == OFFERING:
        told: dict[str, Value] = {"state": got.get("state"), "crebo": codes(got).get("programme_code", "")}
        days = (("starts_on", "startDateTime"), ("ends_on", "endDateTime"))
    else:
        told = {"role": got["role"], "state": got["state"]}
        days = (("starts_on", "startDateTime"), ("ends_on", "expectedEndDateTime"))
        told["ended_on"] = day_of(got.get("actualEndDateTime"))
    return told | {ours: day_of(got.get(theirs)) for ours, theirs in days}


def _organisation(told: Fields, config: Mapping[str, Any]) -> Json:
    told_codes = [{"codeType": kind, "code": str(told[name])} for name, kind in _CODES if told[name]]
    address = {
        "addressType": "visit",
        "street": told["street"] or None,
        "postCode": told["postcode"] or None,
        "city": told["city"] or None,
        "countryCode": {_COUNTRY: told["country"]} if told["country"] else None,
    }
    return {
        "organisationId": told["id"],
        "organisationType": config.get("organisation_type") or "x-leerbedrijf",
        "primaryCode": told_codes[0],
        "otherCodes": told_codes[1:],
        "name": words(told["name"]),
        "addresses": [address],
    }


def _of_organisation(got: Mapping[str, Any]) -> Fields:
    known = codes(got)
    address: Mapping[str, Any] = next(iter(got.get("addresses") or ()), {})
    return {
        "name": text(got["name"]),
        **{name: known.get(kind, "") for name, kind in _CODES},
        "street": address.get("street") or "",
        "postcode": address.get("postCode") or "",
        "city": address.get("city") or "",
        "country": (address.get("countryCode") or {}).get(_COUNTRY) or "",
    }


def _offering(told: Fields) -> Json:
    return {
        "learningComponentOfferingId": told["id"],
        "primaryCode": {"codeType": OUR_CODE, "code": told["placement"]},
        "otherCodes": [{"codeType": "programme_code", "code": told["crebo"]}] if told["crebo"] else [],
        "name": words(told["name"]),
        "state": told["state"],
        "organisationId": told["organisation_id"],
        "startDateTime": moment(told["starts_on"], FIRST),
        "endDateTime": moment(told["ends_on"], LAST),
    }


def _association(part: str, told: Fields, config: Mapping[str, Any]) -> Json:
    made: Json = {
        "associationId": told["id"],
        "learningComponentOfferingId": told["offering_id"],
        "personId": told["person_id"],
        "role": told["role"],
        "state": told["state"],
        "startDateTime": moment(told["starts_on"], FIRST),
        "expectedEndDateTime": moment(told["ends_on"], LAST),
        "actualEndDateTime": moment(told["ended_on"], LAST),
    }
    if part != STUDENT:
        return made
    if told["student_number"] and told["name"]:
        made["person"] = {
            "personId": told["person_id"],
            "primaryCode": {"codeType": "student_number", "code": told["student_number"]},
            "preferredName": told["name"],
            "activeEnrolment": True,
        }
    if config.get("consumer_key"):
        names = {"hours": "totalHours", "confirmed_hours": "approvedHours", "recognition_id": "company"}
        block = {theirs: told[ours] for ours, theirs in names.items()}
        made["consumer"] = {"consumerKey": config["consumer_key"], **block}
    return made
