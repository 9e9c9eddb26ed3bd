"""Weighted n-grams of columns, hashed and cut down to what training has seen."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
from sklearn.base import BaseEstimator, TransformerMixin
from sklearn.utils.validation import check_is_fitted

from stance_data.models._rows import column_of, require_table

if TYPE_CHECKING:
    import pandas as pd
    from scipy.sparse import csr_matrix

__all__ = ["CHARACTERS", "MASKS", "SINGLES", "WORDS", "Ngrams", "ngrams_of"]

# What is counted of a column → the size of the hash table in bits, and how it is counted. Words
# and characters as in the organisers' baseline of SemEval-2016 task 6 (Mohammad et al. 2016).
_TOKEN = r"#?\w+(?:['’]\w+)?|[^\w\s]"
WORDS, CHARACTERS, MASKS, SINGLES = "words", "characters", "masks", "singles"
_COUNTERS: dict[str, tuple[int, dict[str, Any]]] = {
    WORDS: (18, {"ngram_range": (1, 3), "token_pattern": _TOKEN}),
    CHARACTERS: (19, {"ngram_range": (2, 5), "analyzer": "char_wb"}),
    MASKS: (18, {"ngram_range": (1, 3), "token_pattern": r"\S+", "lowercase": False}),
    SINGLES: (18, {"ngram_range": (1, 1), "token_pattern": r"\S+", "lowercase": False}),
}

_FEW_ROWS = 50


class Ngrams(TransformerMixin, BaseEstimator):  # type: ignore[misc]
    """TF-IDF of n-grams that occur in training, each block of unit length.

    A hash table takes the place of a vocabulary, which skops would save word by word; only the
    places of the table that training fills are kept, so that a classifier on top stays small.

    Parameters
    ----------
    blocks : tuple of (column, kind)
        Which columns are counted how: "words" (1–3 words), "characters" (2–5, inside words),
        "masks" (1–3 words apart by blanks), "singles" (words apart by blanks).
    min_rows : int, default 2
        Fewest training rows that an n-gram is in; of fewer than 50 rows, one is enough.

    Attributes
    ----------
    kept_ : list of array of int
        Places of each block's hash table.
    idf_ : list of array of float
        Weights of the kept places: log((1 + n) / (1 + rows)) + 1.

    Examples
    --------
    >>> import pandas as pd
    >>> rows = pd.DataFrame({"text": ["Build it now", "Build it never"], "target": "a tunnel"})
    >>> Ngrams((("text", "words"),)).fit_transform(rows).shape  # build, build it, build it now, …
    (2, 9)
    """

    def __init__(
        self,
        blocks: tuple[tuple[str, str], ...] = (("text", WORDS), ("text", CHARACTERS)),
        min_rows: int = 2,
    ) -> None:
        self.blocks = blocks
        self.min_rows = min_rows

    def fit(self, X: pd.DataFrame, y: Any = None) -> Ngrams:  # noqa: N803
        """Learn which n-grams occur, and in how many rows."""
        self.fit_transform(X)
        return self

    def fit_transform(self, X: pd.DataFrame, y: Any = None) -> csr_matrix:  # noqa: N803
        """Fit, and return the weights, shape (n, n-grams)."""
        require_table(X)
        return self.fit_columns(
            {column: column_of(X, column).tolist() for column, _ in self.blocks}
        )

    def transform(self, X: pd.DataFrame) -> csr_matrix:  # noqa: N803
        """Return the weights of rows, shape (n, n-grams)."""
        require_table(X)
        return self.of_columns({column: column_of(X, column).tolist() for column, _ in self.blocks})

    def fit_columns(self, columns: Mapping[str, Sequence[str]]) -> csr_matrix:
        """As `fit_transform`, of columns that are strings already."""
        self.kept_, self.idf_ = [], []
        counted = [ngrams_of(columns[column], kind) for column, kind in self.blocks]
        for counts, rows in counted:
            times = np.bincount(rows, minlength=counts.shape[0])
            weights = np.repeat(times, np.diff(counts.indptr))
            found = np.bincount(counts.indices, weights=weights, minlength=counts.shape[1])
            kept = np.flatnonzero(found >= min(self.min_rows, 1 + len(rows) // _FEW_ROWS))
            if not len(kept):  # a table without columns is none that scikit-learn fits on
                kept = np.zeros(1, dtype=np.int64)
            self.kept_.append(kept)
            idf = np.log((1 + len(rows)) / (1 + found[kept])) + 1
            self.idf_.append(idf.astype(np.float32))
        return self._weigh(counted)

    def of_columns(self, columns: Mapping[str, Sequence[str]]) -> csr_matrix:
        """As `transform`, of columns that are strings already."""
        check_is_fitted(self)
        return self._weigh([ngrams_of(columns[column], kind) for column, kind in self.blocks])

    def _weigh(self, counted: list[tuple[csr_matrix, np.ndarray]]) -> csr_matrix:
        from scipy import sparse
        from sklearn.preprocessing import normalize

        parts = []
        for (counts, rows), kept, idf in zip(counted, self.kept_, self.idf_, strict=True):
            weighted = counts[:, kept]
            weighted.data = (1 + np.log(weighted.data)) * idf[weighted.indices]
            parts.append(normalize(weighted, copy=False)[rows])
        return sparse.hstack(parts, format="csr")


def ngrams_of(texts: Sequence[str], kind: str) -> tuple[csr_matrix, np.ndarray]:
    """Count the n-grams of every different text.

    Returns
    -------
    csr_matrix of shape (different texts, places)
    array of int, shape (n,)
        The row of the matrix that each text has.
    """
    from sklearn.feature_extraction.text import HashingVectorizer

    bits, how = _COUNTERS[kind]
    numbers: dict[str, int] = {}
    rows = np.array([numbers.setdefault(text, len(numbers)) for text in texts], dtype=np.int64)
    counter = HashingVectorizer(
        n_features=2**bits, alternate_sign=False, norm=None, dtype=np.float32, **how
    )
    return counter.transform(list(numbers)), rows
