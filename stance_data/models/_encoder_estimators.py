"""Classifiers that stand on the stance encoder: as it is, with a head or `StanceStack`, or tuned.

Saved models name these classes by their place. Moving or renaming one makes them unreadable.
None of them holds the encoder's weights, which come with the package; each holds their digest, and
refuses to predict with others.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from sklearn.base import BaseEstimator, ClassifierMixin

from stance_data.errors import ModelError
from stance_data.models._baselines import build_baseline
from stance_data.models.encoder.calibration import probabilities
from stance_data.models.encoder.inference import StanceEncoder, shipped_encoder
from stance_data.models.encoder.suggesting import read_rows
from stance_data.schema import STANCES

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd
    from numpy.typing import NDArray

__all__ = [
    "EncoderClassifier",
    "EncoderHeadClassifier",
    "EncoderStackClassifier",
    "EncoderTunedClassifier",
]


class _OnEncoder:
    """What all of them have in common."""

    folder: str | None = None

    @property
    def learned_from(self) -> tuple[str, ...]:
        """Corpora whose train parts the encoder's weights were learned from."""
        return tuple(_encoder_in(self.folder).config["mixture"])


class EncoderClassifier(_OnEncoder, ClassifierMixin, BaseEstimator):  # type: ignore[misc]
    """The encoder as it comes with the package: nothing is learned from the training rows.

    They only say which stances there are. Takes a DataFrame with ``text`` and ``target``; a
    ``speaker`` is heeded where the text names them.

    Parameters
    ----------
    folder : str, optional
        Model folder of an encoder of one's own (``scripts/train_stance.py``), such as one that has
        never seen a corpus; that of the package by default.

    Attributes
    ----------
    classes_ : str array
    digest_ : str
        SHA-256 of the encoder's weights.
    """

    def __init__(self, folder: str | None = None) -> None:
        self.folder = folder

    def fit(self, rows: pd.DataFrame, stances: Any) -> EncoderClassifier:
        """Take the stances that occur."""
        self.classes_ = _classes_of(stances)
        self.digest_ = _encoder_in(self.folder).digest
        return self

    def predict_proba(self, rows: pd.DataFrame) -> NDArray[np.float64]:
        """Return calibrated probabilities (rows, classes)."""
        import numpy as np

        encoder = _same_encoder(self.digest_, self.folder)
        known = np.array([stance in self.classes_ for stance in STANCES])
        scores, _ = read_rows(rows, encoder)
        # `classes_` are sorted, which is the order of STANCES.
        return probabilities(scores, float(encoder.config["temperature"]), known)[:, known]

    def predict(self, rows: pd.DataFrame) -> NDArray[np.str_]:
        """Return the likeliest stance of each row."""
        found: NDArray[np.str_] = self.classes_[self.predict_proba(rows).argmax(axis=1)]
        return found


class EncoderHeadClassifier(_OnEncoder, ClassifierMixin, BaseEstimator):  # type: ignore[misc]
    """Logistic regression on the encoder's frozen vectors and scores: fitted in seconds.

    Parameters
    ----------
    penalty : float
        Weight of the L2 penalty, above 0; more makes the head follow the encoder's own scores
        and the commonest stance more closely.

    Attributes
    ----------
    classes_ : str array
    digest_ : str
        SHA-256 of the encoder's weights.
    head_ : scikit-learn pipeline
    """

    def __init__(self, penalty: float = 100.0) -> None:
        self.penalty = penalty

    def fit(self, rows: pd.DataFrame, stances: Any) -> EncoderHeadClassifier:
        """Embed the rows and fit the head on them."""
        import numpy as np
        from sklearn.linear_model import LogisticRegression
        from sklearn.pipeline import make_pipeline
        from sklearn.preprocessing import StandardScaler

        encoder = shipped_encoder()
        self.digest_ = encoder.digest
        head = LogisticRegression(C=1 / self.penalty, class_weight="balanced", max_iter=2000)
        self.head_ = make_pipeline(StandardScaler(), head)
        self.head_.fit(_features(rows, encoder), np.asarray(stances, dtype=str))
        self.classes_ = self.head_.classes_
        return self

    def predict_proba(self, rows: pd.DataFrame) -> NDArray[np.float64]:
        """Return probabilities (rows, classes)."""
        features = _features(rows, _same_encoder(self.digest_))
        shares: NDArray[np.float64] = self.head_.predict_proba(features)
        return shares

    def predict(self, rows: pd.DataFrame) -> NDArray[np.str_]:
        """Return the likeliest stance of each row."""
        found: NDArray[np.str_] = self.classes_[self.predict_proba(rows).argmax(axis=1)]
        return found


class EncoderStackClassifier(_OnEncoder, ClassifierMixin, BaseEstimator):  # type: ignore[misc]
    """The mean of two opinions: `EncoderClassifier` and the baseline ``stance-stack``.

    Words and hashtags tell much on targets that recur, the encoder on those that do not.

    Parameters
    ----------
    seed : int

    Attributes
    ----------
    classes_ : str array
    encoder_ : EncoderClassifier
    stack_ : StanceStack
    """

    def __init__(self, seed: int = 0) -> None:
        self.seed = seed

    def fit(self, rows: pd.DataFrame, stances: Any) -> EncoderStackClassifier:
        """Fit the stack; the encoder learns nothing."""
        self.encoder_ = EncoderClassifier().fit(rows, stances)
        self.stack_ = build_baseline("stance-stack", seed=self.seed).fit(rows, stances)
        self.classes_ = self.encoder_.classes_
        return self

    def predict_proba(self, rows: pd.DataFrame) -> NDArray[np.float64]:
        """Return the mean of both probabilities (rows, classes)."""
        mean: NDArray[np.float64] = (
            self.encoder_.predict_proba(rows) + self.stack_.predict_proba(rows)
        ) / 2
        return mean

    def predict(self, rows: pd.DataFrame) -> NDArray[np.str_]:
        """Return the likeliest stance of each row."""
        found: NDArray[np.str_] = self.classes_[self.predict_proba(rows).argmax(axis=1)]
        return found


class EncoderTunedClassifier(_OnEncoder, ClassifierMixin, BaseEstimator):  # type: ignore[misc]
    """The whole encoder fine-tuned on the training rows; needs the extra ``train``.

    Parameters
    ----------
    epochs : int
    rate : float
        Peak learning rate.
    seed : int
    pieces : int
        Most word pieces to read, padding included: of many rows the epochs are broken off.

    Attributes
    ----------
    classes_ : str array
    digest_ : str
        SHA-256 of the weights that the tuning began with.
    weights_ : dict of str to float16 array
        The tuned weights; the table of word vectors is not tuned.
    """

    def __init__(
        self, epochs: int = 3, rate: float = 5e-5, seed: int = 0, pieces: int = 1_000_000
    ) -> None:
        self.epochs = epochs
        self.rate = rate
        self.seed = seed
        self.pieces = pieces

    def fit(self, rows: pd.DataFrame, stances: Any) -> EncoderTunedClassifier:
        """Fine-tune the encoder.

        Raises
        ------
        ModelError
            If the extra ``train`` is not installed.
        """
        tuning = _tuning_module()
        self.classes_ = _classes_of(stances)
        self.digest_ = shipped_encoder().digest
        self.weights_ = tuning.tune(
            rows, list(stances), self.epochs, self.rate, self.seed, self.pieces
        )
        return self

    def predict_proba(self, rows: pd.DataFrame) -> NDArray[np.float64]:
        """Return probabilities (rows, classes)."""
        import numpy as np

        _same_encoder(self.digest_)
        known = np.array([stance in self.classes_ for stance in STANCES])
        scores = _tuning_module().read(rows, self.weights_)
        return probabilities(scores, 1.0, known)[:, known]

    def predict(self, rows: pd.DataFrame) -> NDArray[np.str_]:
        """Return the likeliest stance of each row."""
        found: NDArray[np.str_] = self.classes_[self.predict_proba(rows).argmax(axis=1)]
        return found


def _classes_of(stances: Any) -> NDArray[np.str_]:
    import numpy as np

    classes: NDArray[np.str_] = np.unique(np.asarray(stances, dtype=str))
    strange = sorted(set(classes.tolist()) - set(STANCES))
    if strange:
        raise ModelError(
            f"the encoder knows the stances {', '.join(STANCES)}, not {', '.join(strange)}"
        )
    return classes


def _features(rows: pd.DataFrame, encoder: StanceEncoder) -> NDArray[np.float32]:
    import numpy as np

    scores, vectors = read_rows(rows, encoder)
    return np.hstack([vectors, scores])


@cache
def _encoder_in(folder: str | None) -> StanceEncoder:
    return shipped_encoder() if folder is None else StanceEncoder.load(folder)


def _same_encoder(digest: str, folder: str | None = None) -> StanceEncoder:
    encoder = _encoder_in(folder)
    if encoder.digest != digest:
        raise ModelError(
            "the model was fitted with another version of the stance encoder than the one that is "
            "installed: train it again, or install the version of stance-data that saved it"
        )
    return encoder


def _tuning_module() -> Any:
    try:
        from stance_data.models.training import tuning
    except ImportError as error:
        raise ModelError(
            f"fine-tuning needs the extra train ({error.name} is missing): "
            "pip install 'stance-data[train]'"
        ) from error
    return tuning
