"""Every error of the blocks in one tree, sorted by what the caller can do about it.

::

    BlockError
    ├── SettingError        an author's setting is wrong: mend it in Studio or in the OLX
    └── Refusal             a request is not carried out and nothing was changed
        ├── BadRequest      what was sent is wrong: send something else
        │   ├── TooLarge
        │   └── WrongMethod
        ├── NotAllowed      this person may not do this here
        └── NotYet          right request, wrong moment: do something else first

A refusal carries a code and the values received and allowed; the endpoint words it in the person's language.
The values may be someone's answer: they go to that person and never to a log.
"""

from __future__ import annotations


class BlockError(Exception):
    """Root of all errors of this package."""


class SettingError(BlockError):
    """A setting made by an author cannot be used; the message names what was received and what is allowed."""


class Refusal(BlockError):
    """A request that is not carried out. ``code`` names the reason, ``values`` fill in its sentence."""

    def __init__(self, code: str, **values: object) -> None:
        self.code = code
        self.values = values
        super().__init__(code)


class BadRequest(Refusal):
    """What was sent breaks the contract of the handler."""


class TooLarge(BadRequest):
    """The body is larger than any honest request."""


class WrongMethod(BadRequest):
    """The handler exists, but not for this HTTP verb."""


class NotAllowed(Refusal):
    """The person is known and may not do this, or is not known and has to be."""


class NotYet(Refusal):
    """The request would be right at another moment."""
