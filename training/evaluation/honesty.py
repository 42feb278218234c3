"""Whether confidences are what they say: shares of right answers."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

_BINS = 10


class Honesty(NamedTuple):
    """By bin of confidence: its mean, the share of right answers, how many. `error`: the expected
    calibration error in per cent (Guo et al. 2017), bins of equal width."""

    sure: list[float]
    right: list[float]
    counts: list[int]
    error: float


def honesty(confidences: Sequence[float], right: Sequence[bool]) -> Honesty:
    sure, hits = np.array(confidences), np.array(right, dtype=float)
    bins = np.minimum((sure * _BINS).astype(int), _BINS - 1)
    used = [own for own in range(_BINS) if (bins == own).any()]
    means = [float(sure[bins == own].mean()) for own in used]
    shares = [float(hits[bins == own].mean()) for own in used]
    counts = [int((bins == own).sum()) for own in used]
    gaps = [
        abs(mean - share) * count for mean, share, count in zip(means, shares, counts, strict=True)
    ]
    return Honesty(means, shares, counts, 100 * sum(gaps) / len(sure))
