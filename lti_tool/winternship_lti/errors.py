"""What the service itself refuses, beside the protocol.

::

    protocol.errors.LtiError
    └── NotAllowed (403)
        ├── ActivityUnknown      the link asks for a block that this service does not show
        └── MessageNotOffered    the platform sent a kind of launch that this version does not do
    ServiceError
    ├── VisitOver (401)          the visit is unknown, expired, or not this browser's
    ├── NotHere (404)            the block, handler or file does not exist at this link
    ├── NotYours (403)           only a teacher may change what everyone sees
    ├── CrossSite (403)          the request was made by another site
    ├── BodyTooLarge (413)       more than the service takes
    └── BlockFailed (500)        the block itself made a mistake; nothing of the request was kept
"""

from __future__ import annotations

from typing import ClassVar

from winternship_core.text import Text

from .protocol.errors import NotAllowed

ASK_ADMINISTRATOR = Text(
    nl="Vraag de beheerder welke onderdelen er zijn, en pas de instelling “block” van de link aan.",
    en="Ask the administrator which parts there are, and change the link's “block” setting.",
)


USE_LINK = Text(
    nl="Maak in je cursus een gewone link naar deze tool; andere manieren zijn er nog niet.",
    en="Make an ordinary link to this tool in your course; other ways are not offered yet.",
)


class ActivityUnknown(NotAllowed, code="activity_unknown", spec="Core 5.4.6", advice=ASK_ADMINISTRATOR):
    """The link's custom parameter names a block that this service does not show."""


class MessageNotOffered(NotAllowed, code="message_not_offered", spec="Core 5.3.1", advice=USE_LINK):
    """The message is well-formed, but of a kind that this version of the service does not do."""


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
