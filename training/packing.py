"""From fitted numbers to the bytes of a model file."""

from typing import Any

import numpy as np

from hearback.adapters.classifiers.weights import OFFSET, pack, row_size
from training.matrix import Floats
from training.slots import SHIFTS, SLOTS, Placed

_MOST = 127


def quantised(weights: Floats) -> tuple[Floats, Floats]:
    """Whole numbers from -127 to 127, by feature and detector, and each detector's scale."""
    scales = np.maximum(np.abs(weights).max(axis=0), 1e-12) / _MOST
    return np.rint(weights / scales), scales


def quantised_norm(norm: Floats) -> tuple[Floats, float]:
    """Whole numbers from 0 to 255 and their scale."""
    scale = float(norm.max()) / 255
    return np.rint(norm / scale), scale


def model_file(header: dict[str, Any], placed: Placed, whole: Floats, whole_norm: Floats) -> bytes:
    """The file for these features. `header` names the `width`."""
    width = header["width"]
    marks = np.zeros(SLOTS, dtype="<u2")
    rows = np.zeros((SLOTS, row_size(width)), dtype=np.uint8)
    marks[placed.slots] = placed.hashes & 0xFFFF
    rows[placed.slots, 0] = 1
    rows[placed.slots, 1] = whole_norm
    rows[placed.slots, 2 : 2 + width] = whole + OFFSET
    header = {**header, "slots": SLOTS, "shifts": SHIFTS}
    shifts = placed.shifts.astype("<u2").tobytes()
    return pack(header, shifts, marks.tobytes(), rows.tobytes())
