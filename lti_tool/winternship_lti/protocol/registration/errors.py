"""What can go wrong between two administrators: the refusals of dynamic registration.

::

    protocol.errors.LtiError
    ├── Malformed (400)
    │   ├── ConfigurationInvalid         the platform's description of itself cannot be used
    │   └── RegistrationAnswerInvalid    it agreed, and said nothing that can be used
    ├── Insecure (401)
    │   └── IssuerHostMismatch           it says that it is another platform than the one we asked
    ├── NotAllowed (403)
    │   └── RegistrationRefused          it does not take the registration
    └── Conflict (409)
        └── RegistrationExists           this issuer and client are registered already

Clauses: DR = Dynamic Registration 1.0, Core = LTI Core 1.3.
"""

from __future__ import annotations

from .. import advice as to_do
from ..errors import Conflict, Insecure, Malformed, NotAllowed


class ConfigurationInvalid(
    Malformed, code="configuration_invalid", spec="DR 2.1", advice=to_do.CHECK_REGISTERING
):
    """The platform's description of itself cannot be used, or its address may not be asked."""


class RegistrationAnswerInvalid(
    Malformed, code="registration_answer_invalid", spec="DR 3.6", advice=to_do.REGISTER_BY_HAND
):
    """The platform agreed to the registration, but its answer lacks what a launch needs."""


class IssuerHostMismatch(Insecure, code="issuer_host_mismatch", spec="DR 3.5.1", advice=to_do.NAME_ISSUER):
    """The platform says that it is another one than the one we asked."""


class RegistrationRefused(
    NotAllowed, code="registration_refused", spec="DR 3.6", advice=to_do.START_REGISTERING_AGAIN
):
    """The platform does not take the registration."""


class RegistrationExists(
    Conflict, code="registration_exists", spec="Core 3.1.2", advice=to_do.CHANGE_BY_HAND
):
    """This issuer and client are registered already; nothing was changed."""
