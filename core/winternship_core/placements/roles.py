"""Who acts on the board: the roles of the domain, each with its name in both languages."""

from __future__ import annotations

from enum import StrEnum
from typing import Final

from winternship_core.text import Text


class Role(StrEnum):
    """A role as the state machines write it. A person may hold several; each step is made in one of them."""

    STUDENT = "ST"
    GUARDIAN = "PA"
    COMPANY = "CO"
    TRAINER = "WT"
    COORDINATOR = "SC"
    SUPERVISOR = "TU"
    BROKER = "BR"
    PARTNERSHIP = "PM"
    ADMIN = "AD"
    CONFIDANT = "CC"
    SYSTEM = "SY"


ROLE_NAMES: Final = {
    Role.STUDENT: Text("student", "student"),
    Role.GUARDIAN: Text("ouder of voogd", "parent or guardian"),
    Role.COMPANY: Text("contactpersoon van het bedrijf", "company contact"),
    Role.TRAINER: Text("praktijkopleider", "workplace trainer"),
    Role.COORDINATOR: Text("stagecoördinator", "placement coordinator"),
    Role.SUPERVISOR: Text("stagebegeleider van school", "school supervisor"),
    Role.BROKER: Text("stagebemiddelaar", "internship broker"),
    Role.PARTNERSHIP: Text("partnerschapsmanager", "partnership manager"),
    Role.ADMIN: Text("beheerder", "administrator"),
    Role.CONFIDANT: Text("vertrouwenspersoon", "confidential contact"),
    Role.SYSTEM: Text("het systeem", "the system"),
}

# Whose signature an agreement needs; the guardian only when the student is under 18 (POK-7).
SIGNING_ROLES: Final = (Role.STUDENT, Role.COORDINATOR, Role.COMPANY, Role.GUARDIAN)
