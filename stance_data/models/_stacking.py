"""The strongest baseline: linear views of a row, pooled and per target, weighed by two judges."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from sklearn.base import BaseEstimator, ClassifierMixin
from sklearn.utils.validation import check_is_fitted

from stance_data.models._experts import Linear, OfTargets
from stance_data.models._forest import Forest
from stance_data.models._ngrams import CHARACTERS, MASKS, SINGLES, WORDS, Ngrams
from stance_data.models._overlap import Overlap
from stance_data.models._pair_features import pair_features
from stance_data.models._rows import column_of, require_rows, require_table
from stance_data.models._views import circumstances, written

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["StanceStack"]

# View → (blocks of n-grams, fewest rows of one).
_VIEWS: dict[str, tuple[tuple[tuple[str, str], ...], int]] = {
    "text": ((("text", WORDS), ("text", CHARACTERS)), 2),
    "masked": ((("masked", MASKS),), 2),
    "crossed": ((("crossed", SINGLES),), 2),
    "circumstances": ((("circumstances", SINGLES),), 1),
}
# Expert → (view, factor of C, whether each target has its own, by log-count ratios). One of
# targets follows the pooled one that answers for the rest.
_EXPERTS: dict[str, tuple[str, float, bool, bool]] = {
    "pooled": ("text+circumstances", 1.0, False, False),
    "own": ("text", 4.0, True, False),
    "masked": ("masked", 1.0, False, False),
    "crossed": ("crossed", 1.0, False, False),
    "circumstances": ("circumstances", 1.0, False, False),
    "ratios": ("masked", 1.0, False, True),
    "own_ratios": ("masked", 1.0, True, True),
}
_BEHIND = {"own": "pooled", "own_ratios": "ratios"}
# From this many targets on, some of those to come are taken to be new, and half of the targets of
# each part that is held out are held out altogether.
_MANY_TARGETS = 20
# From this many rows on, three parts are held out instead of five.
_MANY_ROWS = 10_000
_CLIPPED = 4.0
_ADDRESS = re.compile(r"https?://\S+")


@dataclass
class _Rows:
    """What is known of rows before anything is learned of their stance."""

    targets: np.ndarray
    views: dict[str, Any]
    numbers: np.ndarray


class StanceStack(ClassifierMixin, BaseEstimator):  # type: ignore[misc]
    """Stacked classifier of text, target and, where the table has them, speaker and cue.

    Experts, each a logistic regression, give their log-odds: of the text's n-grams, pooled over
    targets and of each target alone; of the text with its target and speaker masked; of its words
    crossed with negation and with what the target asks for; of target, speaker and cue; and
    log-count ratios (NB-SVM), pooled and of each target. Two judges weigh them, beside the numbers
    of `pair_features` and `Overlap`: a logistic regression and a forest of randomised trees, whose
    probabilities are averaged. The judges learn from log-odds that the experts give for rows held
    out (Wolpert 1992, "Stacked generalization"); rows of one text are held out together, and where
    there are many targets, half of those of a held-out part too.

    Probabilities are those of balanced classes: each class weighs the same in training.

    Parameters
    ----------
    C : float, default 1.0
        Inverse strength of the experts' penalty.
    judge_C : float, default 0.003
        Of the logistic regression that weighs them; 1 / n where that is more.
    trees : int, default 100
        Of the forest; 0 for none.
    min_rows : int, default 40
        Fewest training rows of a target that has experts of its own.
    seed : int, default 0

    Attributes
    ----------
    classes_ : array of str, shape (k,)
    n_features_in_ : int
        Columns of the table that it was fitted on.

    Examples
    --------
    >>> import pandas as pd
    >>> things = ["ferry", "hall", "school", "park", "road", "pool", "bridge", "market"]
    >>> said = {"We need the {}": "pro", "Do build the {}": "pro", "Stop the {}": "con",
    ...         "I oppose the {}": "con"}
    >>> rows = pd.DataFrame({
    ...     "text": [text.format(thing) for thing in things for text in said],
    ...     "target": [f"a {thing}" for thing in things for text in said],
    ... })
    >>> model = StanceStack(trees=20).fit(rows, list(said.values()) * len(things))
    >>> new = pd.DataFrame({"text": ["We need the dam", "Stop the dam"], "target": "a dam"})
    >>> model.predict(new).tolist()
    ['pro', 'con']
    """

    def __init__(
        self,
        C: float = 1.0,  # noqa: N803
        judge_C: float = 0.003,  # noqa: N803
        trees: int = 100,
        min_rows: int = 40,
        seed: int = 0,
    ) -> None:
        self.C = C
        self.judge_C = judge_C
        self.trees = trees
        self.min_rows = min_rows
        self.seed = seed

    def fit(self, X: pd.DataFrame, y: Any) -> StanceStack:  # noqa: N803
        """Fit on rows and their stances.

        Parameters
        ----------
        X : DataFrame of shape (n, any)
            ``text`` and ``target``; ``speaker`` and ``cue`` are used where they are there.
        y : array-like of shape (n,)

        Raises
        ------
        InputError
            If there are no rows, or a column is missing.
        """
        y = require_rows(X, y)
        self.classes_ = np.unique(y)
        self.n_features_in_ = X.shape[1]
        if len(self.classes_) == 1:
            return self
        rows = self._read(X, fitting=True)
        texts = np.unique(column_of(X, "text").astype(str), return_inverse=True)[1]
        scores, known = self._held_out(rows, y, texts)
        everything = np.arange(len(y))
        self.experts_ = self._fit_experts(rows, y, everything)
        names, counts = np.unique(rows.targets.astype(str), return_counts=True)
        self.known_targets_, self.known_counts_ = names, counts
        self.own_targets_ = names if 1 < len(names) <= _MANY_TARGETS else names[:0]
        self._fit_judges(rows, scores, known, y)
        return self

    def predict_proba(self, X: pd.DataFrame) -> np.ndarray:  # noqa: N803
        """Return the probabilities of `classes_`, shape (n, k)."""
        check_is_fitted(self)
        require_table(X)
        if len(self.classes_) == 1 or not len(X):
            return np.ones((len(X), len(self.classes_))) / len(self.classes_)
        rows = self._read(X, fitting=False)
        everything = np.arange(len(X))
        scores = self._scores(self.experts_, rows, everything)
        known = _counted(rows.targets, self.known_targets_, self.known_counts_)
        table, crossed = self._judged(rows, scores, known)
        answers = [self.regression_.predict_proba(crossed)]
        if self.trees:
            answers.append(self.forest_.probabilities(table))
        mean: np.ndarray = np.mean(answers, axis=0)
        return mean

    def predict(self, X: pd.DataFrame) -> np.ndarray:  # noqa: N803
        """Return the most probable stance of each row, shape (n,)."""
        predicted: np.ndarray = self.classes_[self.predict_proba(X).argmax(axis=1)]
        return predicted

    def _read(self, frame: pd.DataFrame, *, fitting: bool) -> _Rows:
        """Turn a table into views and numbers; `fitting` learns which n-grams there are."""
        texts = [_ADDRESS.sub("http", text) for text in column_of(frame, "text")]
        targets, speakers, cues = (
            column_of(frame, name).tolist() for name in ("target", "speaker", "cue")
        )
        masked, crossed = written(texts, targets, speakers)
        around = [circumstances(*row) for row in zip(targets, speakers, cues, strict=True)]
        columns = {
            "text": texts,
            "masked": masked,
            "crossed": crossed,
            "circumstances": around,
        }
        if fitting:
            self.ngrams_ = {name: Ngrams(*how) for name, how in _VIEWS.items()}
            self.overlap_ = Overlap(self.seed).fit(texts)
        views = {
            name: ngrams.fit_columns(columns) if fitting else ngrams.of_columns(columns)
            for name, ngrams in self.ngrams_.items()
        }
        views["text+circumstances"] = _side_by_side(views["text"], views["circumstances"] * 0.5)
        numbers = [pair_features(texts, targets), self.overlap_.transform(texts, targets)]
        return _Rows(np.array(targets, dtype=object), views, np.hstack(numbers))

    def _held_out(
        self, rows: _Rows, y: np.ndarray, texts: np.ndarray
    ) -> tuple[np.ndarray, np.ndarray]:
        """Return the experts' scores of rows that they have not seen, and known rows per target."""
        n = len(y)
        random = np.random.RandomState(self.seed)
        width = 1 if len(self.classes_) == 2 else len(self.classes_)
        scores, known = np.zeros((n, width * len(_EXPERTS))), np.zeros(n)
        many = len(np.unique(rows.targets.astype(str))) > _MANY_TARGETS
        for fitted, held in _parts(y, texts, 3 if n > _MANY_ROWS else 5, self.seed):
            if many:
                targets = np.unique(rows.targets[held].astype(str))
                new = targets[random.rand(len(targets)) < 0.5]
                fitted = fitted[~np.isin(rows.targets[fitted].astype(str), new)]
            if not len(fitted):
                continue
            experts = self._fit_experts(rows, y, fitted)
            scores[held] = self._scores(experts, rows, held)
            names, counts = np.unique(rows.targets[fitted].astype(str), return_counts=True)
            known[held] = _counted(rows.targets[held], names, counts)
        return scores, known

    def _fit_experts(self, rows: _Rows, y: np.ndarray, part: np.ndarray) -> dict[str, Any]:
        experts: dict[str, Any] = {}
        for name, (view, factor, own, ratios) in _EXPERTS.items():
            features = rows.views[view][part]
            if own:
                of_targets = OfTargets(self.classes_, factor * self.C, self.min_rows, ratios)
                experts[name] = of_targets.fit(features, y[part], rows.targets[part])
            else:
                experts[name] = Linear(self.classes_, factor * self.C, ratios).fit(
                    features, y[part]
                )
        return experts

    def _scores(self, experts: dict[str, Any], rows: _Rows, part: np.ndarray) -> np.ndarray:
        """Return the log-odds that the experts give, shape (rows of the part, experts · width)."""
        scores: dict[str, np.ndarray] = {}
        for name, (view, _, own, _) in _EXPERTS.items():
            features = rows.views[view][part]
            if own:
                others = scores[_BEHIND[name]]
                scores[name] = experts[name].scores(features, rows.targets[part], others)
            else:
                scores[name] = experts[name].scores(features)
        width = 1 if len(self.classes_) == 2 else len(self.classes_)
        return np.hstack([found[:, :width] for found in scores.values()])

    def _fit_judges(
        self, rows: _Rows, scores: np.ndarray, known: np.ndarray, y: np.ndarray
    ) -> None:
        from sklearn.linear_model import LogisticRegression
        from sklearn.preprocessing import StandardScaler

        self.scaler_ = StandardScaler().fit(_beside(rows.numbers, scores, known))
        table, crossed = self._judged(rows, scores, known)
        # The loss is a sum over rows: of few rows it would be nothing beside the penalty.
        strength = max(self.judge_C, 1 / len(y))
        self.regression_ = LogisticRegression(
            C=strength, class_weight="balanced", max_iter=300
        ).fit(crossed, y)
        if self.trees:
            self.forest_ = Forest(self.trees, self.seed).fit(table, y)

    def _judged(
        self, rows: _Rows, scores: np.ndarray, known: np.ndarray
    ) -> tuple[np.ndarray, np.ndarray]:
        """Return what the forest sees and what the regression sees of rows."""
        table = _beside(rows.numbers, scores, known)
        scaled = np.clip(self.scaler_.transform(table), -_CLIPPED, _CLIPPED)
        first = rows.numbers.shape[1]
        voices = scaled[:, first : first + scores.shape[1]]
        if len(self.own_targets_):
            marks = (rows.targets.astype(str)[:, None] == self.own_targets_[None, :]).astype(float)
        else:
            marks = scaled[:, -2:]
        crossed = [scaled, marks, *(voices * marks[:, [i]] * 0.5 for i in range(marks.shape[1]))]
        return np.hstack([table, marks]), np.hstack(crossed)


def _beside(numbers: np.ndarray, scores: np.ndarray, known: np.ndarray) -> np.ndarray:
    return np.column_stack([numbers, scores, known > 0, np.log1p(known)])


def _side_by_side(*parts: Any) -> Any:
    from scipy import sparse

    return sparse.hstack(parts, format="csr")


def _counted(targets: np.ndarray, names: np.ndarray, counts: np.ndarray) -> np.ndarray:
    """Return for every target how many rows a table of counts has for it."""
    table = dict(zip(names.tolist(), counts.tolist(), strict=True))
    return np.array([table.get(str(target), 0) for target in targets], dtype=float)


def _parts(
    y: np.ndarray, groups: np.ndarray, parts: int, seed: int
) -> list[tuple[np.ndarray, np.ndarray]]:
    """Return pairs of row numbers (fitted, held out), with equal texts together, stances even."""
    import warnings

    from sklearn.model_selection import StratifiedGroupKFold

    parts = min(parts, len(np.unique(groups)))
    if parts < 2:  # one text: nothing can be held out, and nothing told apart by it
        return [(np.arange(len(y)), np.arange(len(y)))]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)  # a stance with fewer rows than parts
        folds = StratifiedGroupKFold(parts, shuffle=True, random_state=seed)
        try:
            return list(folds.split(y, y, groups))
        except ValueError:  # every stance has fewer rows than parts
            order = np.random.RandomState(seed).permutation(np.max(groups) + 1)[groups] % parts
            return [(np.flatnonzero(order != k), np.flatnonzero(order == k)) for k in range(parts)]
