"""One message to one mail server: encrypted always, bound in time, and each failure named by what must happen next.

The server's own words are never passed on, since they may hold addresses; its codes are (RFC 5321 4.2, RFC 3463).
"""

from __future__ import annotations

import contextlib
import re
import smtplib
import socket
import ssl
import threading
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from winternship_connectors.contract import CheckResult
from winternship_connectors.errors import AuthFailed, DeliveryError, Rejected, Retry, Unknown
from winternship_connectors.http import Http
from winternship_net.errors import NotSent

_LOGIN: Final = {530, 534, 535, 538}  # [RFC 4954 6]
_MEANING: Final = {
    550: "the mailbox is not there, or takes no mail from this sender",
    551: "the mailbox is elsewhere",
    552: "the mailbox is full, or the message too large",
    553: "the address is not allowed",
    554: "the server refuses this message",
}
_ENHANCED: Final = re.compile(rb"([245]\.\d{1,3}\.\d{1,3})\b")


@dataclass(frozen=True, slots=True)
class Server:
    """Where mail is handed in. ``tls`` from the first byte, or else by STARTTLS; never without."""

    host: str
    port: int
    tls: bool
    user: str
    password: str

    @contextlib.contextmanager
    def session(self, http: Http) -> Iterator[smtplib.SMTP]:
        """A session that is logged in, within the network and the seconds of ``http``.

        Raises AuthFailed for a refused login, Rejected for a machine that may not be called, and Retry otherwise.
        """
        client = _client(self.tls, self._address(http), http.seconds)
        watch = threading.Timer(3 * http.seconds, _cut, [client])
        watch.daemon = True
        try:
            with _named():
                watch.start()
                client._host = self.host  # type: ignore[attr-defined]
                _good(client.connect(self.host, self.port), "connection")
                if not self.tls:
                    client.starttls(context=ssl.create_default_context())
                client.ehlo_or_helo_if_needed()
                client.login(self.user, self.password)
            yield client
        finally:
            watch.cancel()
            # The message was taken, or was not: how the goodbye ends changes nothing.
            with contextlib.suppress(smtplib.SMTPException, OSError):
                if client.sock is not None:
                    client.sock.settimeout(1.0)
                    client.quit()
            client.close()

    def check(self, http: Http) -> CheckResult:
        """Log in; nothing is sent. Raises as ``session`` does."""
        with self.session(http):
            return CheckResult(
                True,
                "Inloggen op de mailserver lukt. Er is niets verstuurd.",
                "Logging in at the mail server works. Nothing was sent.",
            )

    def _address(self, http: Http) -> str:
        try:
            return http.network.address_of(self.host)
        except NotSent as error:
            raise Rejected(str(error)) from error


def server_of(config: Mapping[str, Any], password: str) -> Server:
    """The server of the settings ``host``, ``security``, ``port`` and ``user``."""
    tls = config.get("security") == "tls"
    port = int(config.get("port") or (465 if tls else 587))
    return Server(config["host"].strip(), port, tls, config["user"], password)


def send(client: smtplib.SMTP, sender: str, recipients: Sequence[str], message: bytes) -> int:
    """Hand in one message for all recipients or for none; the server's code.

    Raises Rejected when it never takes it, Retry for 4xx, and Unknown when the answer to the message is lost.
    """
    with _named():
        client.ehlo_or_helo_if_needed()
        _good(client.mail(sender), "sender")
        for number, one in enumerate(recipients, 1):
            _good(client.rcpt(one), f"recipient {number} of {len(recipients)}")
    try:
        answer = client.data(message)
    except smtplib.SMTPDataError as error:
        answer = (error.smtp_code, _bytes(error.smtp_error))
    except (smtplib.SMTPException, OSError) as error:
        raise Unknown(f"message: it was sent, and no answer came ({type(error).__name__})") from error
    return _good(answer, "message")


def _client(tls: bool, address: str, seconds: float) -> smtplib.SMTP:
    base: type[smtplib.SMTP] = smtplib.SMTP_SSL if tls else smtplib.SMTP

    class Pinned(base):  # type: ignore[misc, valid-type]
        """Connects to the address that was judged; the certificate is checked against the name."""

        def _get_socket(self, host: str, port: int, timeout: float) -> Any:
            return super()._get_socket(address, port, timeout)

    named: Any = {"context": ssl.create_default_context()} if tls else {}
    made: smtplib.SMTP = Pinned(timeout=seconds, local_hostname="[127.0.0.1]", **named)
    return made


def _cut(client: smtplib.SMTP) -> None:
    with contextlib.suppress(OSError, AttributeError):
        client.sock.shutdown(socket.SHUT_RDWR)  # type: ignore[union-attr]


@contextlib.contextmanager
def _named() -> Iterator[None]:
    """Whatever goes wrong before the message is sent changes nothing there."""
    try:
        yield
    except smtplib.SMTPAuthenticationError as error:
        raise _failure(error.smtp_code, _bytes(error.smtp_error), "login") from error
    except smtplib.SMTPNotSupportedError as error:
        raise Retry("connection: the server offers no STARTTLS, or no login that we know") from error
    except smtplib.SMTPResponseException as error:
        raise _failure(error.smtp_code, _bytes(error.smtp_error), "connection") from error
    except (smtplib.SMTPException, OSError, ValueError) as error:
        raise Retry(f"connection: it failed with {type(error).__name__}") from error


def _good(answer: tuple[int, bytes], what: str) -> int:
    code, said = answer
    if not 200 <= code < 300:
        raise _failure(code, said, what)
    return code


def _failure(code: int, said: bytes, what: str) -> DeliveryError:
    found = _ENHANCED.match(said)
    enhanced = f" {found[1].decode()}" if found else ""
    told = f"{what}: received SMTP status {code}{enhanced}"
    if code in _LOGIN or (what == "login" and code >= 500):
        return AuthFailed(f"{told}: the login was refused", status=code)
    if what == "connection" or not 500 <= code < 600:
        return Retry(told, status=code)
    return Rejected(f"{told}: {_MEANING.get(code, 'the server does not take it')}", status=code)


def _bytes(said: bytes | str) -> bytes:
    return said if isinstance(said, bytes) else said.encode()
