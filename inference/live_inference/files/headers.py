"""Compares the length in a recording's header with the file: whether they agree, or the file may still grow."""

from __future__ import annotations

import struct
from typing import BinaryIO, Final, Literal

Length = Literal["agrees", "unknown", "never", "differs", "empty"]
"""agrees: header and file have the same length · unknown: the header does not tell it (yet), as in streams and pipes ·
never: the format does not tell it · differs: file and header have different lengths · empty: no sound (yet)."""

_STREAM_SIZE: Final = 0x7FFF_0000
"""Sizes that programs write when they write to a pipe: 0x7FFFF000 or more, 0xFFFFFFFF, or that less a header."""
_LONGEST_TAIL: Final = 1 << 16
_TAGS: Final = (b"TAG", b"ID3", b"APETAGEX", b"LYRICS", b"3DI")
_W64: Final = b"riff\x2e\x91\xcf\x11\xa5\xd6\x28\xdb\x04\xc1\x00\x00"
_W64_DATA: Final = b"data\xf3\xac\xd3\x11\x8c\xd1\x00\xc0\x4f\x8e\xdb\x8a"
_MAGICS: Final = (b"caff", b".snd", b"fLaC", b"OggS", b"ID3", _W64)
_FRAMES: Final = tuple(bytes((0xFF, second)) for second in (0xFB, 0xFA, 0xF3, 0xF2, 0xE3, 0xE2, 0xF1, 0xF9))
"""The first bytes of MPEG layer III and AAC frames; not 0xFFFE, which begins text in UTF-16."""
_MOST_CHUNKS: Final = 10_000


def header_length(file: BinaryIO, size: int) -> tuple[Length, str]:
    """Compare the header with a file of ``size`` bytes; return the verdict and any difference in words.

    Raises:
        OSError, struct.error: it cannot be read, or is cut within its header.
    """
    start = file.read(16)
    if start[:4] in (b"RIFF", b"RIFX", b"RF64", b"BW64") and start[8:12] == b"WAVE":
        return _riff(file, size, start)
    if start[:4] == b"FORM" and start[8:11] == b"AIF":
        return _aiff(file, size, start)
    if start == _W64:
        return _w64(file, size)
    if start[:4] == b"caff":
        return _caf(file, size)
    if start[:4] == b".snd":
        return _au(size, struct.unpack(">2I", start[4:12]))
    if start[:4] == b"fLaC":
        return _flac(file)
    if start[:4] == b"OggS":
        return _ogg(file, size)
    if start[4:8] == b"ftyp":
        return _boxes(file, size)
    return "never", ""


def is_known_magic(start: bytes) -> bool:
    """Whether these first bytes of a file (12 at least) mean sound: for files whose name has no ending."""
    if start.startswith((b"RIFF", b"RIFX", b"RF64", b"BW64")):
        return start[8:12] == b"WAVE"
    if start.startswith(b"FORM"):
        return start[8:11] == b"AIF"
    return start.startswith(_MAGICS) or start[:2] in _FRAMES or start[4:8] == b"ftyp"


def untold_sound(file: BinaryIO, size: int) -> tuple[int, bytes] | None:
    """If a recorder died before it wrote the length, return the patch for the header: its place and bytes.

    For WAV, AIFF, CAF and AU; None for every other file.

    Raises:
        OSError, struct.error: it cannot be read, or is cut within its header.
    """
    start = file.read(16)
    if start[:4] == b".snd":
        offset, length = struct.unpack(">2I", start[4:12])
        return (8, b"\xff" * 4) if length == 0 and offset < size else None
    if start[:4] == b"caff":
        place = _caf_size(file, size)
        return (place, b"\xff" * 8) if place is not None and _caf(file, size)[0] == "unknown" else None
    if start[:4] == b"FORM" and start[8:11] == b"AIF":
        for name, position, length in _chunks(file, size, ">", 12):
            if name == b"SSND" and length <= 8 and _sound_chunk(file, size, (position, length), 0)[0] == "differs":
                return (position - 4, b"\xff" * 4)
        return None
    if start[8:12] != b"WAVE":
        return None
    if start[:4] in (b"RF64", b"BW64"):  # with sizes of nothing; without them it is read to the file's end
        return (0, b"RIFF") if _riff(file, size, start)[0] == "unknown" else None
    if start[:4] not in (b"RIFF", b"RIFX"):
        return None
    for name, position, length in _chunks(file, size, ">" if start[:4] == b"RIFX" else "<", 12):
        if name == b"data" and _sound_chunk(file, size, (position, length), 8)[0] == "differs":
            return (position - 4, b"\xff" * 4) if position + length < size else None
    return None


def _is_stream_size(size: int, file_size: int) -> bool:
    return size == 0 or (size >= _STREAM_SIZE and size > file_size)


def _told(end: int, size: int) -> tuple[Length, str]:
    """Compare the end that a header promises with the end of the file; a missing pad byte does not matter."""
    if end > size + 1:
        return "differs", f"its header promises {end} bytes, the file holds {size}"
    return "agrees", ""


def _riff(file: BinaryIO, size: int, start: bytes) -> tuple[Length, str]:
    order = ">" if start[:4] == b"RIFX" else "<"
    whole = int(struct.unpack(order + "I", start[4:8])[0])
    large: tuple[int, int] | None = None  # in RF64 and BW64: sizes of the file and of its sound
    for name, position, length in _chunks(file, size, order, 12):
        if name == b"ds64":
            file.seek(position)
            large = struct.unpack("<2Q", file.read(16))
        if name == b"data":
            if large is not None and length == 0xFFFF_FFFF:
                if not {0, 2**64 - 1}.isdisjoint(large):
                    return "unknown", ""
                return _sound_chunk(file, size, (position, large[1]), large[0] + 8)
            return _sound_chunk(file, size, (position, length), whole + 8)
    return "empty", "it holds no sound"


def _aiff(file: BinaryIO, size: int, start: bytes) -> tuple[Length, str]:
    whole = struct.unpack(">I", start[4:8])[0]
    for name, position, length in _chunks(file, size, ">", 12):
        if name == b"SSND":
            return _sound_chunk(file, size, (position, length), whole + 8)
    return "empty", "it holds no sound"


def _chunks(file: BinaryIO, size: int, order: str, position: int) -> list[tuple[bytes, int, int]]:
    """Return name, position and length of every chunk up to the sound."""
    found: list[tuple[bytes, int, int]] = []
    while position + 8 <= size and len(found) < _MOST_CHUNKS:
        file.seek(position)
        name, length = struct.unpack(order + "4sI", file.read(8))
        found.append((name, position + 8, length))
        if name in (b"data", b"SSND"):
            break
        position += 8 + length + length % 2
    return found


def _sound_chunk(file: BinaryIO, size: int, chunk: tuple[int, int], whole: int) -> tuple[Length, str]:
    """Judge a chunk of sound in a file that ends at ``whole`` according to its header."""
    position, length = chunk
    if length == 0:
        if size <= position + 1:
            return "empty", "it holds no sound"
        if _is_tail(file, position, size):
            return "empty", "it holds no sound"
        return "differs", f"its header does not tell of the {size} bytes that the file holds"
    if _is_stream_size(length, size):
        return "unknown", ""
    end = position + length
    if end > size + 1:
        return _told(end, size)
    if _is_stream_size(whole - 8, size):
        whole = end
    if whole > size + 1:
        return _told(whole, size)
    # Without chunks behind the sound, bytes behind its promised end may be sound too.
    if end + end % 2 >= whole and size > max(end, whole) + 1 and not _is_tail(file, end, size):
        return "differs", f"its header tells of {max(end, whole)} bytes, the file holds {size}"
    return "agrees", ""


def _is_tail(file: BinaryIO, end: int, size: int) -> bool:
    """Whether the bytes behind the sound are something else: a tag, another chunk, zeros."""
    file.seek(end)
    tail = file.read(min(_LONGEST_TAIL, size - end))
    for skip in (0, 1):  # a pad byte, or none
        rest = tail[skip:]
        if rest.startswith(_TAGS):
            return True
        if len(rest) >= 8 and all(32 <= byte < 127 for byte in rest[:4]):
            length = int.from_bytes(rest[4:8], "little")
            if end + skip + 8 + length <= size + 1:
                return True
    return size - end <= _LONGEST_TAIL and not any(tail)


def _w64(file: BinaryIO, size: int) -> tuple[Length, str]:
    whole = struct.unpack("<Q", file.read(8))[0]
    position = 40
    while position + 24 <= size:
        file.seek(position)
        name, length = struct.unpack("<16sQ", file.read(24))
        if name == _W64_DATA:
            if length <= 24:
                return ("empty", "it holds no sound") if size <= position + 24 else ("unknown", "")
            if length >= 2**62 or whole >= 2**62:
                return "unknown", ""
            if size > position + length + 8 and whole <= position + length + 8:
                return "differs", f"its header tells of {position + length} bytes, the file holds {size}"
            return _told(position + length, size)
        if length < 24:
            break
        position += length + -length % 8
    return "empty", "it holds no sound"


def _caf(file: BinaryIO, size: int) -> tuple[Length, str]:
    place = _caf_size(file, size)
    if place is None:
        return "empty", "it holds no sound"
    file.seek(place)
    (length,) = struct.unpack(">q", file.read(8))
    if length < 0:
        return "unknown", ""
    if length <= 4:
        return ("empty", "it holds no sound") if size <= place + 12 else ("unknown", "")
    return _told(place + 8 + length, size)


def _caf_size(file: BinaryIO, size: int) -> int | None:
    """Return the position of the size of a CAF's sound; None if there is none."""
    position = 8
    for _ in range(_MOST_CHUNKS):
        if position + 12 > size:
            break
        file.seek(position)
        name, length = struct.unpack(">4sq", file.read(12))
        if name == b"data":
            return position + 4
        position += 12 + max(0, length)
    return None


def _au(size: int, header: tuple[int, ...]) -> tuple[Length, str]:
    offset, length = header
    if _is_stream_size(length, size):
        return ("empty", "it holds no sound") if size <= offset else ("unknown", "")
    if size > offset + length + 1:
        return "differs", f"its header tells of {offset + length} bytes, the file holds {size}"
    return _told(offset + length, size)


def _flac(file: BinaryIO) -> tuple[Length, str]:
    """Whether the first block tells the number of samples; only reading shows whether they are all there."""
    file.seek(8)
    info = file.read(34)
    return ("agrees", "") if int.from_bytes(info[13:18], "big") & (2**36 - 1) else ("unknown", "")


def _ogg(file: BinaryIO, size: int) -> tuple[Length, str]:
    """Look for the last page, which is marked as such and tells its length."""
    file.seek(max(0, size - 2 * _LONGEST_TAIL))
    tail = file.read()
    last = tail.rfind(b"OggS")
    page = tail[last:] if last >= 0 else b""
    if len(page) < 27 or not page[5] & 4:
        return "unknown", ""
    segments = page[27 : 27 + page[26]]
    return ("agrees", "") if 27 + len(segments) + sum(segments) <= len(page) else ("unknown", "")


def _boxes(file: BinaryIO, size: int) -> tuple[Length, str]:
    """Walk the boxes of an MP4 (M4A, MOV): all must be there, including the index of the sound."""
    position = 0
    names: set[bytes] = set()
    for _ in range(_MOST_CHUNKS):
        if position + 8 > size:
            break
        file.seek(position)
        length, name = struct.unpack(">I4s", file.read(8))
        if length == 1:
            length = struct.unpack(">Q", file.read(8))[0]
        names.add(name)
        if length == 0:
            position = size
        elif length < 8:
            break
        position += length
    if b"moof" in names:
        return "never", ""
    if b"moov" not in names:
        return "empty", f"it is cut or was never closed: of its {size} bytes none says where its sound lies"
    if position > size:
        return "differs", f"its header promises {position} bytes, the file holds {size}"
    return "agrees", ""
