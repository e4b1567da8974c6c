"""Flat fields as the bodies of OOAPI 5 (OKE 1.0.1), and bodies as flat fields; ``consumers`` is an array there."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from winternship_connectors.contract import Fields, Value
from winternship_connectors.oeapi.fields import OFFERING, ROLES, STUDENT
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

LANGUAGE: Final = "nld"  # the board does not know in which language somebody learns; version 5 demands one
_CREBO: Final = "crohoCreboCode"
_ADDRESS: Final = {"street": "street", "postcode": "postalCode", "city": "city", "country": "countryCode"}


def body(part: str, told: Fields, config: Mapping[str, Any]) -> Json:
    """What PUT and PATCH send for a part; the same, since a patch leaves alone what it does not name."""
    key = str(config["consumer_key"])
    return _offering(told, key) if part == OFFERING else _association(part, told, key)


def fields(part: str, got: Mapping[str, Any], key: str) -> Fields:
    """What a part is there, in our fields. Raises KeyError, TypeError, ValueError for what is no such part."""
    block: Mapping[str, Any] = next(
        (one for one in got.get("consumers") or () if one["consumerKey"] == key), {}
    )
    if part == OFFERING:
        return _of_offering(got, block)
    told: dict[str, Value] = {"role": got["role"], "state": got["state"]}
    told["ended_on"] = block.get("actualEndDate") or ""
    if part == STUDENT:
        told["student_number"] = block.get("studentNumber") or ""
        told |= {"hours": block.get("totalHours"), "confirmed_hours": block.get("approvedHours")}
    return told


def _offering(told: Fields, key: str) -> Json:
    address = {theirs: str(told[ours]) for ours, theirs in _ADDRESS.items() if told[ours]}
    return {
        "offeringId": told["id"],
        "primaryCode": {"codeType": OUR_CODE, "code": told["placement"]},
        "otherCodes": [{"codeType": _CREBO, "code": told["crebo"]}] if told["crebo"] else [],
        "offeringType": "component",
        "name": words(told["name"]),
        "description": words(told["company"]),
        "teachingLanguage": LANGUAGE,
        "resultExpected": False,
        "startDateTime": moment(told["starts_on"], FIRST),
        "endDateTime": moment(told["ends_on"], LAST),
        "addresses": [{"addressType": "visit", **address}],
        "consumers": [
            {"consumerKey": key, "offeringState": told["state"], "company": told["recognition_id"]}
        ],
    }


def _of_offering(got: Mapping[str, Any], block: Mapping[str, Any]) -> Fields:
    known = codes(got)
    address: Mapping[str, Any] = next(iter(got.get("addresses") or ()), {})
    return {
        "crebo": known.get(_CREBO, ""),
        "name": text(got["name"]),
        "company": text(got["description"]),
        "recognition_id": block.get("company") or "",
        **{ours: address.get(theirs) or "" for ours, theirs in _ADDRESS.items()},
        "state": block.get("offeringState") or "",
        "starts_on": day_of(got["startDateTime"]),
        "ends_on": day_of(got["endDateTime"]),
    }


def _association(part: str, told: Fields, key: str) -> Json:
    block: Json = {"consumerKey": key, "role": ROLES[part], "actualEndDate": told["ended_on"] or None}
    if part == STUDENT:
        names = {"student_number": "studentNumber", "hours": "totalHours", "confirmed_hours": "approvedHours"}
        block |= {theirs: told[ours] for ours, theirs in names.items()}
    return {
        "associationId": told["id"],
        "associationType": "componentOfferingAssociation",
        "role": told["role"],
        "state": told["state"],
        "person": told["person_id"],
        "offering": told["offering_id"],
        "consumers": [block],
    }
