"""What a document system is told about an agreement: the ``metadata`` part of OKD 1.5, flow 3."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from typing import Any, Final

from winternship_connectors.contract import Fields, Value
from winternship_connectors.records import Record

CONSUMER: Final = "nl-okd"


def fields(record: Record, config: Mapping[str, Any]) -> Fields:
    """What we say about the signed agreement; all of it follows from the record and the settings.

    The enrolment's own dates and sequence code are left out: the board does not know them.
    """
    agreement = record.agreement
    signed = agreement.signed_on.isoformat() if agreement.signed_on else None
    return {
        "sha256": agreement.sha256,
        "association_id": str(record.uuid),
        "document_id": str(uuid.uuid5(record.uuid, agreement.sha256)),
        "document_name": f"praktijkovereenkomst-{agreement.number or record.id}.pdf",
        "document_subtype": str(config.get("subtype") or "bpv-overeenkomst"),
        "retention": str(config.get("retention") or "3Y"),
        "student_number": record.student.number,
        "person_id": str(uuid.uuid5(record.uuid, f"student {record.student.local_id}")),
        "offering_id": str(uuid.uuid5(record.uuid, f"programme {record.qualification.crebo}")),
        "signed_on": signed,
    }


def metadata(told: Fields, size: int) -> dict[str, Any]:
    """The JSON of the part ``metadata``; ``size`` in bytes."""
    document: dict[str, Value] = {
        "consumerKey": CONSUMER,
        "studentNumber": told["student_number"],
        "documentType": "bpv",
        "documentSubtype": told["document_subtype"],
        "documentId": told["document_id"],
        "documentName": told["document_name"],
        "documentSize": size,
        "retentionPeriodSuggestion": told["retention"],
    }
    if told["signed_on"]:
        document |= {"receivedDate": told["signed_on"], "registrationDate": told["signed_on"]}
    return {
        "associationId": told["association_id"],
        "associationType": "programOfferingAssociation",
        "role": "student",
        "state": "associated",
        "consumers": [document],
        "person": told["person_id"],
        "offering": told["offering_id"],
    }
