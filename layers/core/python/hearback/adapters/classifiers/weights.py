"""The model file: one row of small weights a feature, for all heads at once.

    8 bytes      magic, with the format's version
    4 bytes      length of the header, little-endian; with the magic and it a multiple of four
    header       JSON, blanks at its end: `slots`, `width`, `shifts` (how many, a power of two), and
                 what `heads` wants to know
    shifts × 2   how far the features of a bucket are shifted, little-endian
    slots × 2    mark of the feature in a slot: the lower half of its hash, little-endian
    slots × R    rows of R = 2 + `width` bytes, rounded up to a multiple of four: 1, the feature's
                 share in the norm, a weight a label + 128; an empty slot has zeros only
    4 bytes      CRC-32 of all that comes before

A feature's bucket is its hash modulo `shifts`; its slot the upper half of the hash plus the
bucket's shift, modulo `slots`. Training chooses the shifts so that all features of the file have a
slot of their own (Fox et al. 1992). No word is stored: a feature that is not in the file finds a
mark that is not its own and adds nothing. With 65,536 slots mark and slot together are the hash.
"""

import json
import struct
import sys
from array import array
from collections.abc import Iterable, Sequence
from typing import Any
from zlib import crc32

MAGIC = b"HEARBK\x002"
OFFSET = 128
_BEFORE_WEIGHTS = 2
_LANE = 0xFFFFFFFF
_LOWER_HALF = 0xFFFF
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
        self._slots, self.width, shifts = _sizes(self.header)
        self._size = size = row_size(self.width)
        shifts_end = start + 2 * shifts
        marks_end = shifts_end + 2 * self._slots
        if len(file) != marks_end + size * self._slots + 4:
            raise Broken("the file's length is not what its header says")
        if crc32(memoryview(file)[:-4]) != int.from_bytes(file[-4:], "little"):
            raise Broken("the checksum is wrong")
        self._shifts = _numbers(file[start:shifts_end])
        self._marks = _numbers(file[shifts_end:marks_end])
        self._file = file
        self._first = marks_end
        self._bytes = int.from_bytes(b"\xff\x00" * (size // 2), "little")
        self._pairs = int.from_bytes(b"\xff\xff\x00\x00" * (size // 4), "little")
        self._lanes = struct.Struct(f"<{size}I")
        # Where lane n of a row ends up in a spread sum: its even or odd half's lower or upper half.
        quarter = size // 4
        lanes = range(self.width + _BEFORE_WEIGHTS)
        self._places = [(n % 2 * 2 + n // 2 % 2) * quarter + n // 4 for n in lanes]

    def add(self, features: Sequence[int]) -> int:
        """The sum of these features' rows, spread; sums may be added to each other."""
        slots, marks, size, first = self._slots, self._marks, self._size, self._first
        shifts, bucket = self._shifts, len(self._shifts) - 1
        starts = [
            first + slot * size
            for feature in features
            if marks[slot := ((feature >> 16) + shifts[feature & bucket]) % slots]
            == feature & _LOWER_HALF
        ]
        if len(starts) <= _MOST_AT_ONCE:
            return self._spread(starts)
        parts = range(0, len(starts), _MOST_AT_ONCE)
        return sum(self._spread(starts[at : at + _MOST_AT_ONCE]) for at in parts)

    def unpack(self, total: int) -> tuple[int, list[int]]:
        """Of a spread sum: the norms, and the weights of each label, added up."""
        lanes = self._lanes.unpack(total.to_bytes(self._lanes.size, "little"))
        count, norm, *sums = [lanes[place] for place in self._places]
        return norm, [lane - OFFSET * count for lane in sums]

    def weights_of(self, label: int, totals: Iterable[int]) -> list[int]:
        """A label's weight, added up, in each of these spread sums."""
        # The number of rows is the lowest lane.
        lane, bits = 32 * self._places[label + _BEFORE_WEIGHTS], _LANE
        return [(total >> lane & bits) - (total & bits) * OFFSET for total in totals]

    def _spread(self, starts: Sequence[int]) -> int:
        """The sum of the rows that start there. What all lanes sum up to, without what the even
        ones do, is 256 times what the odd ones do: a row is masked but once."""
        file, size, mask = self._file, self._size, self._bytes
        read = int.from_bytes
        rows = [read(file[start : start + size], "little") for start in starts]
        even = sum([row & mask for row in rows])
        odd = sum(rows) - even >> 8
        quarter = 8 * size
        return (
            (even & self._pairs)
            | (even >> 16 & self._pairs) << quarter
            | (odd & self._pairs) << 2 * quarter
            | (odd >> 16 & self._pairs) << 3 * quarter
        )


def row_size(width: int) -> int:
    """Bytes of a row of `width` labels."""
    return -(-(width + _BEFORE_WEIGHTS) // 4) * 4


def pack(header: dict[str, Any], shifts: bytes, marks: bytes, rows: bytes) -> bytes:
    """A model file. `shifts`, `marks` and `rows` as the format wants them."""
    text = json.dumps(header, ensure_ascii=False, sort_keys=True).encode()
    text += b" " * (-len(text) % 4)
    body = MAGIC + len(text).to_bytes(4, "little") + text + shifts + marks + rows
    return body + crc32(body).to_bytes(4, "little")


def _header(file: bytes) -> tuple[dict[str, Any], int]:
    """The header and where it ends."""
    if file[: len(MAGIC)] != MAGIC:
        raise Broken("this is no model file of this version")
    start = len(MAGIC) + 4
    end = start + int.from_bytes(file[len(MAGIC) : start], "little")
    try:
        header = json.loads(file[start:end])
    except (ValueError, RecursionError) as error:
        raise Broken(f"the header is not JSON: {error}") from None
    if not isinstance(header, dict):
        raise Broken("the header is no object")
    return header, end


def _sizes(header: dict[str, Any]) -> tuple[int, int, int]:
    """How many slots, labels and shifts."""
    sizes = header.get("slots"), header.get("width"), header.get("shifts")
    match sizes:
        case int(slots), int(width), int(shifts) if (
            min(sizes) > 0 and not shifts & (shifts - 1) and shifts <= _LOWER_HALF
        ):
            return slots, width, shifts
    raise Broken(f"slots, width and shifts make no sense: {sizes}")


def _numbers(plain: bytes) -> "array[int]":
    numbers = array("H", plain)
    if sys.byteorder == "big":
        numbers.byteswap()
    return numbers
