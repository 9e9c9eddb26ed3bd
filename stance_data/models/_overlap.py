"""How much a text and its target share: stems, pairs of stems, characters, latent topics."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from stance_data.models._words import stem, tokens

if TYPE_CHECKING:
    from scipy.sparse import csr_matrix

__all__ = ["Overlap"]

_BITS = 15
_TOPICS = 50
_VIEWS: dict[str, dict[str, Any]] = {
    "stems": {"token_pattern": r"\S+"},
    "pairs": {"token_pattern": r"\S+", "ngram_range": (2, 2)},
    "characters": {"analyzer": "char_wb", "ngram_range": (3, 5)},
}


class Overlap:
    """Similarities of text and target, weighted by how rare a word is in the training texts.

    For each of three views (stems, pairs of stems, characters 3–5): the cosine of the TF-IDF; the
    share of the target's weight that the text has, and its sum; the largest weight of what both
    have, and of what the text lacks. And the cosine in a latent semantic space of the training
    texts (Deerwester et al. 1990), where there are more than 100 of them.

    Attributes
    ----------
    idf : dict of str to array of float32
    axes : array of float32, shape (50, places) or (0, places)

    Examples
    --------
    >>> overlap = Overlap().fit(["a ferry to the island", "a hall in the town"])
    >>> features = overlap.transform(["The ferries are late", "It rains"], ["ferry"] * 2)
    >>> features.shape, features[:, 2].tolist()  # share of the target's stems that the text has
    ((2, 16), [1.0, 0.0])
    """

    def __init__(self, seed: int = 0) -> None:
        self.seed = seed

    def fit(self, texts: Sequence[str]) -> Overlap:
        """Learn the weights of words, and the latent space, from the different texts."""
        from sklearn.decomposition import TruncatedSVD

        words = list(dict.fromkeys(map(_stemmed, dict.fromkeys(texts))))
        self.idf, self.axes = {}, np.zeros((0, 2**_BITS), dtype=np.float32)
        for view in _VIEWS:
            counts = _counts(words, view)
            found = np.bincount(counts.indices, minlength=counts.shape[1])
            self.idf[view] = (np.log((1 + len(words)) / (1 + found)) + 1).astype(np.float32)
        if len(words) > 2 * _TOPICS:
            space = TruncatedSVD(_TOPICS, n_iter=3, random_state=self.seed)
            self.axes = space.fit(self._weighted(words, "stems")).components_.astype(np.float32)
        return self

    def transform(self, texts: Sequence[str], targets: Sequence[str]) -> np.ndarray:
        """Return the similarities of rows, shape (n, 16)."""
        text_words, text_rows = _different(texts)
        target_words, target_rows = _different(targets)
        columns = [np.zeros(len(texts))]
        for view in _VIEWS:
            left = self._weighted(text_words, view)
            right = self._weighted(target_words, view)
            if view == "stems" and len(self.axes):
                spaces = [_unit(np.asarray(side @ self.axes.T)) for side in (left, right)]
                columns = [(spaces[0][text_rows] * spaces[1][target_rows]).sum(axis=1)]
            asked = right.copy()
            asked.data = self.idf[view][asked.indices]
            columns += _shared(left[text_rows], right[target_rows], asked[target_rows])
        return np.column_stack(columns).astype(np.float64)

    def _weighted(self, words: Sequence[str], view: str) -> csr_matrix:
        from sklearn.preprocessing import normalize

        counts = _counts(words, view)
        counts.data = (1 + np.log(counts.data)) * self.idf[view][counts.indices]
        return normalize(counts, copy=False)


def _shared(text: csr_matrix, target: csr_matrix, asked: csr_matrix) -> list[np.ndarray]:
    """Return five similarities of the rows of a view; `asked` has the bare weights of `target`."""
    has = text.copy()
    has.data[:] = 1
    found = asked.multiply(has).tocsr()
    sums = np.asarray(found.sum(axis=1)).ravel()
    whole = np.asarray(asked.sum(axis=1)).ravel()
    return [
        np.asarray(text.multiply(target).sum(axis=1)).ravel(),
        np.divide(sums, whole, out=np.zeros_like(sums), where=whole > 0),
        sums,
        found.max(axis=1).toarray().ravel(),
        (asked - found).max(axis=1).toarray().ravel(),
    ]


def _stemmed(text: str) -> str:
    return " ".join(map(stem, tokens(text)))


def _different(texts: Sequence[str]) -> tuple[list[str], np.ndarray]:
    numbers = {text: number for number, text in enumerate(dict.fromkeys(texts))}
    return [_stemmed(text) for text in numbers], np.array([numbers[text] for text in texts], int)


def _counts(words: Sequence[str], view: str) -> csr_matrix:
    from sklearn.feature_extraction.text import HashingVectorizer

    counter = HashingVectorizer(
        n_features=2**_BITS, alternate_sign=False, norm=None, dtype=np.float32, **_VIEWS[view]
    )
    return counter.transform(words)


def _unit(rows: np.ndarray) -> np.ndarray:
    lengths = np.linalg.norm(rows, axis=1, keepdims=True)
    unit: np.ndarray = np.divide(rows, lengths, out=np.zeros_like(rows), where=lengths > 0)
    return unit
