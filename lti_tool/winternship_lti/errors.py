"""What the service itself refuses, beside the protocol.

::

    protocol.errors.LtiError
    └── NotAllowed (403)
        ├── ActivityUnknown      the link asks for a block that this service does not show
        └── TooManyLogins (429)  one address begins more logins than a school would
    ServiceError
    ├── InvitationOver (410)     a registration link was used, has expired or was never made
    ├── DownloadsBusy (503)      others have files made just now
    ├── DownloadsOver (410)      the address of the downloads is older than half a day, or was never ours
    ├── VisitOver (401)          the visit is unknown, expired, or not this browser's
    ├── NotHere (404)            the block, handler or file does not exist at this link
    ├── NotYours (403)           only a teacher may change what everyone sees
    ├── TeachersOnly (403)       only a teacher may see how far everyone is
    ├── CrossSite (403)          the request was made by another site
    ├── BodyTooLarge (413)       more than the service takes
    └── BlockFailed (500)        the block itself made a mistake; nothing of the request was kept
    KeyTooYoung                  an operator wants to sign with a key that platforms may not know yet
"""

from __future__ import annotations

from typing import ClassVar

from winternship_core.text import Text

from .protocol.errors import NotAllowed

ASK_ADMINISTRATOR = Text(
    nl="Vraag de beheerder welke onderdelen er zijn, en pas de instelling “block” van de link aan.",
    en="Ask the administrator which parts there are, and change the link's “block” setting.",
)

SLOW_DOWN = Text(
    nl="Er komen van dit adres te veel aanmeldingen tegelijk. Wacht een minuut en open de link opnieuw.",
    en="Too many logins come from this address at once. Wait a minute and open the link again.",
)


class ActivityUnknown(NotAllowed, code="activity_unknown", spec="Core 5.4.6", advice=ASK_ADMINISTRATOR):
    """The link's custom parameter names a block that this service does not show."""


class TooManyLogins(NotAllowed, code="too_many_logins", status=429, spec="RFC 6585 4", advice=SLOW_DOWN):
    """One address begins more logins in a minute than a school would."""


class ServiceError(Exception):
    """Root of the service's own refusals; `text` is for the person, in both languages."""

    status: ClassVar[int] = 400
    code: ClassVar[str] = "bad_request"
    text: ClassVar[Text]


class VisitOver(ServiceError):
    """The visit is unknown, expired, or not this browser's."""

    status = 401
    code = "visit_over"
    text = Text(
        nl="Dit bezoek is voorbij. Ga terug naar je cursus en open de link opnieuw. Wat was opgeslagen, is er nog.",
        en="This visit is over. Go back to your course and open the link again. What was saved is still there.",
    )


class InvitationOver(ServiceError):
    """The link with which a platform registers itself was used, has expired, was withdrawn or never made."""

    status = 410
    code = "invitation_over"
    text = Text(
        nl="Deze link is gebruikt of verlopen. Vraag de beheerder van deze tool om een nieuwe.",
        en="This link was used or has expired. Ask the administrator of this tool for a new one.",
    )


class DownloadsBusy(ServiceError):
    """Others have files made just now; one more would keep launches waiting."""

    status = 503
    code = "downloads_busy"
    text = Text(
        nl="Er worden net bestanden voor anderen gemaakt. Wacht een halve minuut en probeer het opnieuw.",
        en="Files are being made for others just now. Wait half a minute and try again.",
    )


class DownloadsOver(ServiceError):
    """The address of the downloads is older than half a day, or was never ours."""

    status = 410
    code = "downloads_over"
    text = Text(
        nl="Dit adres is verlopen. Ga terug naar je cursus of naar het beheer en open de downloads daar opnieuw.",
        en="This address has expired. Go back to your course or to the administration and open the downloads again.",
    )


class NotHere(ServiceError):
    """The block, handler or file does not exist at this link."""

    status = 404
    code = "not_here"
    text = Text(nl="Dit bestaat hier niet.", en="There is no such thing here.")


class NotYours(ServiceError):
    """Only a teacher may change what everyone at the link sees."""

    status = 403
    code = "not_yours"
    text = Text(
        nl="Alleen een docent kan deze instellingen wijzigen.", en="Only a teacher can change these settings."
    )


class TeachersOnly(ServiceError):
    """Only a teacher of the link may see how far everyone is."""

    status = 403
    code = "teachers_only"
    text = Text(
        nl="Alleen een docent van deze cursus mag deze pagina zien.",
        en="Only a teacher of this course may see this page.",
    )


class CrossSite(ServiceError):
    """The request was made by another site, or by a browser that does not tell."""

    status = 403
    code = "cross_site"
    text = Text(
        nl="Dit verzoek kwam niet van onze eigen pagina en is niet uitgevoerd.",
        en="This request did not come from our own page and was not carried out.",
    )


class BodyTooLarge(ServiceError):
    """The request holds more than the service takes."""

    status = 413
    code = "body_too_large"
    text = Text(
        nl="Dit is te veel in één keer. Er is niets opgeslagen.",
        en="This is too much at once. Nothing was saved.",
    )


class BlockFailed(ServiceError):
    """The block itself made a mistake; nothing of the request was kept."""

    status = 500
    code = "block_failed"
    text = Text(
        nl="Er ging hier iets mis. Er is niets veranderd. Probeer het nog eens, of meld het bij de beheerder.",
        en="Something went wrong here. Nothing was changed. Try again, or tell the administrator.",
    )


class KeyTooYoung(Exception):
    """An operator wants to sign with a key that platforms may not know yet; the text says what to do."""
