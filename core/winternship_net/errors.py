"""Why there is no answer to a request, named by whether the other side may have received it."""

from __future__ import annotations


class Unreachable(Exception):
    """There is no answer; the message names the origin and never a path, a query or a body."""


class NotSent(Unreachable):
    """The request did not leave this machine: a name without an address, no connection, a failed handshake."""


class BadAddress(NotSent):
    """The address cannot be called: not https, not plain, or a name without a machine."""


class AddressNotAllowed(NotSent):
    """The address lies in a network that this server may not call."""


class NoAnswer(Unreachable):
    """The request was sent, or may have been, and the answer never came, came too late or was too large."""


class AnswerTooMuch(NoAnswer):
    """The answer took too long or was too large; another request may fare better."""
