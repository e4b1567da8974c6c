"""The small files of a cartridge: links to our tool, and topics to discuss."""

from __future__ import annotations

from html import escape

from winternship_export.tool import Link
from winternship_export.writers.cartridge.versions import BLTI, LTICM, LTICP, Edition
from winternship_export.xmlkit import Maker, dump


def tool_link(edition: Edition, link: Link, description: str) -> bytes:
    """A launch of our tool (Basic LTI Cartridge 1.0, 4.2).

    What it must show is in the address and in custom values, for Moodle loses the latter.
    """
    made = Maker(edition.link, blti=BLTI, lticm=LTICM, lticp=LTICP)
    url = link.full_url
    root = made(
        "cartridge_basiclti_link",
        made("blti:title", link.title),
        made("blti:description", description),
        made(
            "blti:custom",
            [made("lticm:property", value, name=name) for name, value in sorted(link.custom.items())],
        ),
        made("blti:launch_url", url),
        made("blti:secure_launch_url", url) if url.startswith("https:") else None,
        made("blti:vendor", made("lticp:code", "winternship"), made("lticp:name", "Win-Winternship")),
    )
    return dump(root)


def topic(edition: Edition, title: str, prompt: str) -> bytes:
    """A topic to discuss; ``prompt`` is plain text."""
    made = Maker(edition.topic)
    return dump(
        made("topic", made("title", title), made("text", f"<p>{escape(prompt)}</p>", texttype="text/html"))
    )
