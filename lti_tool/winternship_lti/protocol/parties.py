"""So that the protocol knows what it needs of the host's records, and nothing of how they are kept."""

from __future__ import annotations

from collections.abc import Collection
from typing import Protocol


class Registration(Protocol):
    """One tool registered at one platform, as an administrator entered it [Core 3.1.2]."""

    @property
    def issuer(self) -> str:
        """The platform's `iss`, compared exactly. If it is http, http is taken for its services too."""

    @property
    def client_id(self) -> str:
        """The name of this tool at that platform."""

    @property
    def auth_url(self) -> str:
        """Where the browser is sent to log in."""

    @property
    def jwks_url(self) -> str:
        """Where the platform publishes its keys."""

    @property
    def trusted_audiences(self) -> Collection[str]:
        """Other audiences that tokens may name beside `client_id`; normally none [Sec 5.1.3 (3)]."""

    @property
    def leeway(self) -> float:
        """Seconds that the clocks may differ; 60 is usual."""

    @property
    def max_age(self) -> float:
        """Seconds after which a token is too old, whatever its `exp`; 600 is usual [Sec 5.1.3 (8)]."""

    @property
    def allow_anonymous(self) -> bool:
        """Whether a launch may leave out who launches [Core 5.3.6.1]."""


class LoginTransaction(Protocol):
    """What this tool wrote down when the login began; the launch that follows must agree with all of it."""

    @property
    def issuer(self) -> str:
        """The issuer of the registration that the login was made for."""

    @property
    def client_id(self) -> str:
        """The client id of the registration that the login was made for."""

    @property
    def nonce(self) -> str:
        """The random text that must come back inside the signed token."""

    @property
    def target_link_uri(self) -> str:
        """The address asked for, checked to be this tool's."""

    @property
    def deployment_hint(self) -> str | None:
        """The deployment that the login named, if it did."""
