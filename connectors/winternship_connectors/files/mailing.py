"""Files as attachments of one message, handed in as the connector ``mail`` does (RFC 5321, 5322)."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from typing import Any, Final
from urllib.parse import urlsplit

from winternship_connectors.contract import CheckResult, Context
from winternship_connectors.errors import Rejected
from winternship_connectors.messages import mail_schema
from winternship_connectors.messages.smtp import send, server_of
from winternship_core.text import Text

PREFIX: Final = "mail_"  # of the settings, beside those of other places
MOST: Final = 10_000_000  # bytes; what most mail servers take, once it is written in Base64
_SUBJECT: Final = Text("Plaatsingen: {name}", "Placements: {name}")
_BODY: Final = Text(
    "In de bijlage: {name}. In {name}.json staan het aantal rijen en de SHA-256 van dat bestand.\n",
    "Attached: {name}. In {name}.json are the number of rows and the SHA-256 of that file.\n",
)


class Mail:
    """A mailbox forgets: the same delivery again is a second message, with the same id."""

    def __init__(self, context: Context) -> None:
        self.context, self.config = context, _own(context.settings.config)
        self.server = server_of(self.config, context.secrets.get(f"{PREFIX}password", ""))

    def check(self) -> CheckResult:
        """Log in; nothing is sent."""
        return self.server.check(self.context.http)

    def put(self, files: Mapping[str, bytes], key: str) -> None:
        """One message to all recipients or to none. Raises Unknown when the answer to it is lost."""
        size = sum(map(len, files.values()))
        if size > MOST:
            raise Rejected(f"message: received files of {size:,} bytes, allowed are {MOST:,}")
        message = self._message(files, key).as_bytes()
        with self.server.session(self.context.http) as client:
            send(client, self.config["sender"], mail_schema.addresses(self.config), message)

    def _message(self, files: Mapping[str, bytes], key: str) -> EmailMessage:
        """Headers hold only the settings and the name of the file, which tell nothing of a person."""
        settings, name = self.context.settings, next(iter(files))
        host = urlsplit(settings.site).hostname or "winternship.invalid"
        made = EmailMessage(policy=SMTP)
        made["From"] = self.config["sender"]
        made["To"] = ", ".join(mail_schema.addresses(self.config))
        made["Subject"] = _SUBJECT.in_language(settings.language).format(name=name)
        made["Date"] = format_datetime(self.context.now())
        # The key has the number of the connection, and the name that of the delivery [RFC 5322 3.6.4].
        told = hashlib.sha256(f"{key} {name}".encode()).hexdigest()[:40]
        made["Message-ID"] = f"<{told}@{host}>"
        made["Auto-Submitted"] = "auto-generated"  # no out-of-office answer [RFC 3834 5]
        made.set_content(_BODY.in_language(settings.language).format(name=name))
        for one, content in files.items():
            made.add_attachment(content, maintype="application", subtype="octet-stream", filename=one)
        return made


def problems(config: Mapping[str, Any]) -> Mapping[str, str]:
    """Recipients that are none."""
    return {f"{PREFIX}{name}": said for name, said in mail_schema.problems(_own(config)).items()}


def _own(config: Mapping[str, Any]) -> dict[str, Any]:
    """The settings under the names that the connector ``mail`` has for them."""
    return {name.removeprefix(PREFIX): one for name, one in config.items() if name.startswith(PREFIX)}
