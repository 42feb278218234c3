"""The model file: one row of small weights a feature, for all heads at once.

    8 bytes    magic, with the format's version
    4 bytes    length of the header, little-endian; with the magic and it a multiple of four
    header     JSON, blanks at its end: `slots`, `width`, and what `heads` wants to know
    slots × 2  mark of the feature in a slot: the upper half of its hash, little-endian
    slots × R  rows of R = 2 + `width` bytes, rounded up to a multiple of four: 1, the feature's
               share in the norm, a weight a label + 128; an empty slot has zeros only
    4 bytes    CRC-32 of all that comes before

A feature's slot is its hash modulo `slots`; no word is stored. A feature that is not in the file
finds a mark that is not its own and adds nothing; once in 65,536 times it is mistaken for another.
"""

import json
import struct
from collections.abc import Iterable, Sequence
from typing import Any
from zlib import crc32

MAGIC = b"HEARBK\x001"
OFFSET = 128
_BEFORE_WEIGHTS = 2
_MOST_AT_ONCE = 256
"""So many bytes can be added in 16 bits."""


class Broken(ValueError):
    """The model file is damaged, or of another version than this code."""


class Weights:
    """The rows of a model file, added without leaving whole numbers.

    A row is read as one large integer of 8-bit lanes. Its even and its odd lanes are added apart,
    16 bits each; of up to 256 rows a sum is then spread to lanes of 32 bits, which any number of
    words may share. All heads cost the same few additions.
    """

    def __init__(self, file: bytes) -> None:
        """Raises `Broken`."""
        self.header, start = _header(file)
        self._slots: int = self.header["slots"]
        self.width: int = self.header["width"]
        self._size = size = row_size(self.width)
        marks_end = start + 2 * self._slots
        if len(file) != marks_end + size * self._slots + 4:
            raise Broken("the file's length is not what its header says")
        if crc32(memoryview(file)[:-4]) != int.from_bytes(file[-4:], "little"):
            raise Broken("the checksum is wrong")
        self._marks = memoryview(file)[start:marks_end].cast("H")
        self._rows = file
        self._first = marks_end
        self._bytes = int.from_bytes(b"\xff\x00" * (size // 2), "little")
        self._pairs = int.from_bytes(b"\xff\xff\x00\x00" * (size // 4), "little")
        self._lanes = struct.Struct(f"<{size}I")
        # Where lane n of a row ends up in a spread sum: its even or odd half's lower or upper half.
        quarter = size // 4
        self.place = [(n % 2 * 2 + n // 2 % 2) * quarter + n // 4 for n in range(size)]

    def add(self, features: Sequence[int]) -> int:
        """The sum of these features' rows, spread; sums may be added to each other."""
        slots, marks, rows, size, first = (
            self._slots,
            self._marks,
            self._rows,
            self._size,
            self._first,
        )
        known = [slot for h in features if marks[slot := h % slots] == h >> 16]
        if len(known) > _MOST_AT_ONCE:
            return self.add(features[: len(features) // 2]) + self.add(
                features[len(features) // 2 :]
            )
        found = [
            int.from_bytes(rows[first + slot * size : first + slot * size + size], "little")
            for slot in known
        ]
        return self._spread(found)

    def unpack(self, total: int) -> tuple[int, float, list[int]]:
        """How many rows were added, the sum of their norms, and of the weights of each label."""
        lanes = self._lanes.unpack(total.to_bytes(self._lanes.size, "little"))
        in_order = [lanes[place] for place in self.place[: self.width + _BEFORE_WEIGHTS]]
        count = in_order[0]
        return count, in_order[1], [lane - OFFSET * count for lane in in_order[2:]]

    def lane(self, label: int) -> int:
        """By how many bits to shift a spread sum for the weights of this label."""
        return 32 * self.place[label + _BEFORE_WEIGHTS]

    def _spread(self, rows: Iterable[int]) -> int:
        even = odd = 0
        for row in rows:
            even += row & self._bytes
            odd += row >> 8 & self._bytes
        quarter = 8 * self._size
        return (
            (even & self._pairs)
            | (even >> 16 & self._pairs) << quarter
            | (odd & self._pairs) << 2 * quarter
            | (odd >> 16 & self._pairs) << 3 * quarter
        )


def row_size(width: int) -> int:
    """Bytes of a row of `width` labels."""
    return -(-(width + _BEFORE_WEIGHTS) // 4) * 4


def pack(header: dict[str, Any], marks: bytes, rows: bytes) -> bytes:
    """A model file. `marks` and `rows` as the format wants them."""
    text = json.dumps(header, ensure_ascii=False, sort_keys=True).encode()
    text += b" " * (-len(text) % 4)
    body = MAGIC + len(text).to_bytes(4, "little") + text + marks + rows
    return body + crc32(body).to_bytes(4, "little")


def _header(file: bytes) -> tuple[dict[str, Any], int]:
    """The header and where it ends."""
    if file[: len(MAGIC)] != MAGIC:
        raise Broken("this is no model file of this version")
    start = len(MAGIC) + 4
    end = start + int.from_bytes(file[len(MAGIC) : start], "little")
    try:
        return json.loads(file[start:end]), end
    except ValueError as error:
        raise Broken(f"the header is not JSON: {error}") from None
