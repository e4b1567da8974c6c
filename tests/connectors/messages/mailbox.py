"""A real mail server for the tests, with TLS and login, that can have a bad day."""

from __future__ import annotations

import datetime as dt
import email
import email.policy
import logging
import smtplib
import ssl
import time
import warnings
from dataclasses import dataclass, field
from email.message import EmailMessage
from pathlib import Path
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, LoginPassword
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from winternship_connectors.testing import Fault

# Its own log holds what it gets, and is none of ours.
logging.getLogger("mail.log").setLevel(logging.ERROR)
USER, PASSWORD = "office", "right-pass-word"


@dataclass
class Mailbox:
    """Keeps every message by its id. ``refuse`` answers at RCPT or DATA, so often as ``times`` says."""

    messages: list[EmailMessage] = field(default_factory=list)
    sessions: int = 0
    rcpt: str = ""
    data: str = ""
    login: str = ""
    close: str = ""  # "before" or "after" the message is kept
    hold: float = 0.0
    times: int = 1_000_000
    port: int = 0

    def _now(self, what: str) -> str:
        told = str(getattr(self, what))
        if not told or self.times < 1:
            return ""
        self.times -= 1
        return told

    def ends(self) -> None:
        """Nothing goes wrong any more."""
        self.rcpt = self.data = self.login = self.close = ""
        self.hold, self.times = 0.0, 1_000_000

    def spoil(self, fault: Fault | None, times: int) -> bool:
        """Let this go wrong so many times, None: no more. False for what cannot happen to a mail server."""
        self.ends()
        troubles = {
            Fault.ERROR: ("data", "451 4.3.0 later"),
            Fault.REJECT: ("rcpt", "550 5.1.1 no Maartje van Damme"),
            Fault.AUTH: ("login", "535 5.7.8 no"),
            Fault.RESET: ("close", "before"),
            Fault.DROP: ("close", "after"),
        }
        if fault is None or fault not in troubles:
            return fault is None
        setattr(self, *troubles[fault])
        self.times = times
        return True

    def authenticate(self, server: Any, session: Any, envelope: Any, mechanism: str, told: Any) -> AuthResult:
        """Admit one user."""
        self.sessions += 1
        refused = self._now("login")
        good = isinstance(told, LoginPassword) and (told.login, told.password) == (
            USER.encode(),
            PASSWORD.encode(),
        )
        if refused:
            return AuthResult(success=False, handled=False, message=refused)
        return AuthResult(success=good, handled=False)

    async def handle_RCPT(self, server: Any, session: Any, envelope: Any, address: str, options: Any) -> str:
        """Take every recipient, unless told otherwise."""
        refused = self._now("rcpt")
        if refused:
            return refused
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
        """Keep the message, unless told otherwise."""
        refused, closed = self._now("data"), self._now("close")
        if refused:
            return refused
        if closed == "before":
            server.transport.close()
            return "250 never told"
        message = email.message_from_bytes(envelope.content, policy=email.policy.default)
        assert isinstance(message, EmailMessage)
        message["X-To"] = ",".join(envelope.rcpt_tos)
        self.messages.append(message)
        if self.hold:
            time.sleep(self.hold)
        if closed == "after":
            server.transport.close()
        return "250 kept"


class PostController(Controller):
    """STARTTLS, and a login only behind it."""

    def __init__(self, mailbox: Mailbox, tls: ssl.SSLContext) -> None:
        self._tls = tls
        super().__init__(mailbox, hostname="127.0.0.1", port=0)

    def factory(self) -> SMTP:
        """A session."""
        return SMTP(
            self.handler,
            hostname="mail.test",  # or it asks for the name of this machine, which can take seconds
            tls_context=self._tls,
            require_starttls=True,
            auth_required=True,
            authenticator=self.handler.authenticate,
        )

    def _trigger_server(self) -> None:
        # The port is known only now, and the base class wants to knock at it.
        self.port = self.handler.port = self.server.sockets[0].getsockname()[1]
        super()._trigger_server()


class EncryptedController(Controller):
    """TLS begins with the first byte (RFC 8314 3.3)."""

    def __init__(self, mailbox: Mailbox, tls: ssl.SSLContext) -> None:
        super().__init__(mailbox, hostname="127.0.0.1", port=0, ssl_context=tls)

    def factory(self) -> SMTP:
        """A session."""
        with warnings.catch_warnings():  # it knows of STARTTLS only, and warns of a login without
            warnings.simplefilter("ignore", UserWarning)
            return SMTP(
                self.handler,
                hostname="mail.test",
                auth_required=True,
                auth_require_tls=False,
                authenticator=self.handler.authenticate,
            )

    def _trigger_server(self) -> None:
        # The base class wants to knock, and would wait for a greeting that comes only behind TLS.
        self.port = self.handler.port = self.server.sockets[0].getsockname()[1]
        with smtplib.SMTP_SSL("localhost", self.port, timeout=10, context=ssl.create_default_context()):
            pass


def certificate(folder: Path, name: str = "localhost") -> tuple[Path, Path]:
    """A certificate for this name that signs itself, and its key."""
    key = ec.generate_private_key(ec.SECP256R1())
    who = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    now = dt.datetime.now(dt.UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(who)
        .issuer_name(who)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now - dt.timedelta(days=1))
        .not_valid_after(now + dt.timedelta(days=2))
        .add_extension(
            x509.SubjectAlternativeName([x509.DNSName(name)]),
            critical=False,
        )
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .sign(key, hashes.SHA256())
    )
    public, private = folder / "cert.pem", folder / "key.pem"
    public.write_bytes(made.public_bytes(serialization.Encoding.PEM))
    private.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
    )
    return public, private
