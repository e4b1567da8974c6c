"""The picture that a catalogue shows: drawn here, because Open edX makes no thumbnails of SVG files."""

from __future__ import annotations

import struct
import zlib
from typing import Final

WIDTH, HEIGHT = 378, 225
PAPER, LEARNING, WORK, BOTH = 0, 1, 2, 3
PALETTE: Final = bytes.fromhex("f2f7f71f6f78b4540a123f44")
RADIUS: Final = 78
CENTRES: Final = ((143, 112, LEARNING), (235, 112, WORK))


def card_png() -> bytes:
    """School and company as two circles that overlap, 378 × 225 (the size that Studio advises).

    PNG with a palette of four colours; the pixels are not compressed, so that the bytes do not depend on a library.
    """
    rows = b"".join(_row(y) for y in range(HEIGHT))
    header = struct.pack(">IIBBBBB", WIDTH, HEIGHT, 2, 3, 0, 0, 0)
    chunks = ((b"IHDR", header), (b"PLTE", PALETTE), (b"IDAT", zlib.compress(rows, 0)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(kind, data) for kind, data in chunks)


def _row(y: int) -> bytes:
    """A line of pixels, two bits each, after the byte that says it is not filtered (PNG, 9.2)."""
    pixels = [_colour(x, y) for x in range(WIDTH)] + [PAPER] * (-WIDTH % 4)
    packed = (
        a << 6 | b << 4 | c << 2 | d
        for a, b, c, d in zip(pixels[::4], pixels[1::4], pixels[2::4], pixels[3::4], strict=True)
    )
    return b"\0" + bytes(packed)


def _colour(x: int, y: int) -> int:
    """Inside one circle its colour, inside both the sum of their numbers."""
    return sum(colour for cx, cy, colour in CENTRES if (x - cx) ** 2 + (y - cy) ** 2 <= RADIUS**2)


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
