"""Features that tell of letters and scripts: the language heads' alone.

Whether somebody types with diacritics says nothing about a complaint.
"""

import numpy as np
from scipy.sparse import csr_matrix

from hearback.adapters.classifiers.ngrams import of_signs
from training.matrix import Hashes

_LETTERS = [chr(code) for code in range(0x80, 0x250)]
_SCRIPTS = [f"script {number}" for number in range(0x110000 >> 7)]


def zero_spelling(matrix: csr_matrix, hashes: Hashes) -> csr_matrix:
    """The matrix with nothing in the columns of letters and scripts."""
    spelling = np.isin(hashes, np.array(of_signs(_LETTERS + _SCRIPTS), dtype=np.uint32))
    result = matrix.multiply(~spelling).tocsr()
    result.sort_indices()
    return result
