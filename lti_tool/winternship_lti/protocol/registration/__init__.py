"""Dynamic registration, so that two administrators need not copy eight values by hand: LTI Dynamic Registration 1.0."""

from __future__ import annotations

from .answer import Registered, read_answer
from .configuration import PlatformConfiguration, read_configuration
from .errors import RegistrationExists
from .exchange import ANSWER_LIMIT, register
from .request import NAMING_CLAIMS, Tool, Wishes, registration_request, wishes

__all__ = [
    "ANSWER_LIMIT",
    "NAMING_CLAIMS",
    "PlatformConfiguration",
    "Registered",
    "RegistrationExists",
    "Tool",
    "Wishes",
    "read_answer",
    "read_configuration",
    "register",
    "registration_request",
    "wishes",
]
