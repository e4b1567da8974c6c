"""Files become one archive with the same bytes every time: no clock, no owner, no order of chance."""

from __future__ import annotations

import gzip
import io
import tarfile
import zipfile
from collections.abc import Iterable, Mapping
from typing import Final

Files = dict[str, bytes]
MOMENT: Final = 1_577_836_800  # 2020-01-01 00:00 UTC: zip cannot go below 1980, and 0 frightens some tools
LEVEL: Final = 6  # 9 is slower and no smaller on our text
STORED: Final = frozenset(
    {"png", "jpg", "jpeg", "gif", "webp", "mp3", "mp4", "pdf", "epub", "zip", "gz", "mbz", "imscc"}
)


def zipped(files: Mapping[str, bytes], first: Iterable[str] = (), stored: Iterable[str] = ()) -> bytes:
    """A zip archive; the names in ``first`` come first, those in ``stored`` and media are not deflated."""
    plain = frozenset(stored)
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name in _ordered(files, first):
            entry = zipfile.ZipInfo(name, (2020, 1, 1, 0, 0, 0))
            entry.create_system = 3
            entry.external_attr = 0o644 << 16
            store = name in plain or name.rpartition(".")[2].lower() in STORED
            entry.compress_type = zipfile.ZIP_STORED if store else zipfile.ZIP_DEFLATED
            archive.writestr(entry, files[name], compresslevel=LEVEL)
    return buffer.getvalue()


def tar_gzipped(files: Mapping[str, bytes], first: Iterable[str] = ()) -> bytes:
    """A gzipped tar archive of regular files."""
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w", format=tarfile.USTAR_FORMAT) as archive:
        for name in _ordered(files, first):
            entry = tarfile.TarInfo(name)
            entry.size, entry.mtime, entry.mode = len(files[name]), MOMENT, 0o644
            archive.addfile(entry, io.BytesIO(files[name]))
    squeezed = io.BytesIO()
    with gzip.GzipFile(filename="", mode="wb", compresslevel=LEVEL, fileobj=squeezed, mtime=0) as stream:
        stream.write(buffer.getvalue())
    return squeezed.getvalue()


def unpacked(data: bytes) -> Files:
    """The files in a zip or gzipped tar archive; raises ``ValueError`` for anything else.

    Folders and links are left out, and names that lead out of the archive are refused.
    """
    if data[:2] == b"PK":
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return {
                _inside(one.filename): archive.read(one) for one in archive.infolist() if not one.is_dir()
            }
    if data[:2] == b"\x1f\x8b":
        with tarfile.open(fileobj=io.BytesIO(data), mode="r:gz") as tar:
            return {_inside(one.name): _read(tar, one) for one in tar.getmembers() if one.isreg()}
    raise ValueError("neither a zip nor a gzipped tar archive")


def _read(tar: tarfile.TarFile, entry: tarfile.TarInfo) -> bytes:
    stream = tar.extractfile(entry)
    return stream.read() if stream else b""


def _inside(name: str) -> str:
    name = name.removeprefix("./")
    if name.startswith("/") or ".." in name.split("/"):
        raise ValueError(f"{name!r} leads out of the archive")
    return name


def _ordered(files: Mapping[str, bytes], first: Iterable[str]) -> list[str]:
    ahead = [name for name in first if name in files]
    return ahead + sorted(name for name in files if name not in ahead)
