"""The baselines, declared as data: name → what it is and how it is built.

Each is a scikit-learn estimator that takes a DataFrame with ``text`` and ``target``, clones, and
can be searched over. They consist of scikit-learn's own parts and of the few parts of ours that
`stance_data.models._saving.TRUSTED` lists, so that a saved one loads without trusting more.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from stance_data.errors import ModelError, did_you_mean

__all__ = ["BASELINES", "DEFAULT_BASELINE", "STRONGEST_BASELINE", "Baseline", "build_baseline"]


@dataclass(frozen=True, slots=True)
class Baseline:
    """A classifier that can be named on the command line.

    Attributes
    ----------
    summary : str
        What it is, in one line.
    build : callable
        Seed → unfitted estimator.
    slow : bool
        Whether it takes minutes on a small dataset: "all" then leaves it out.
    """

    summary: str
    build: Callable[[int], Any]
    slow: bool = False


def _majority(seed: int) -> Any:
    from sklearn.dummy import DummyClassifier

    # "prior" predicts the most frequent class, with its share of the training rows as probability.
    return DummyClassifier(strategy="prior", random_state=seed)


def _majority_per_target(seed: int) -> Any:
    from stance_data.models._per_target import MajorityPerTarget

    return MajorityPerTarget()


def _semeval_svm(seed: int) -> Any:
    from sklearn.pipeline import Pipeline
    from sklearn.svm import LinearSVC

    from stance_data.models._ngrams import Ngrams
    from stance_data.models._per_target import PerTarget

    # Mohammad et al. 2016, "SemEval-2016 Task 6", section 5: word 1–3 and character 2–5 grams,
    # one linear SVM per target. The paper leaves weights of n-grams and classes open.
    svm = LinearSVC(C=1.0, class_weight="balanced", random_state=seed)
    return PerTarget(Pipeline([("ngrams", Ngrams()), ("svm", svm)]))


def _stance_stack(seed: int) -> Any:
    from stance_data.models._stacking import StanceStack

    return StanceStack(seed=seed)


def _tfidf_logreg(seed: int) -> Any:
    from sklearn.linear_model import LogisticRegression
    from sklearn.multiclass import OneVsRestClassifier

    # One class against the rest in the dual: as good as the multinomial solver on tweets and news,
    # and much faster, since its time goes with the words of the texts and not with the hash table.
    classifier = LogisticRegression(
        C=1.0,
        class_weight="balanced",
        solver="liblinear",
        dual=True,
        max_iter=1000,
        random_state=seed,
    )
    return _tfidf_pipeline(OneVsRestClassifier(classifier))


def _tfidf_svm(seed: int) -> Any:
    from sklearn.svm import LinearSVC

    return _tfidf_pipeline(LinearSVC(C=0.1, class_weight="balanced", random_state=seed))


# A word, or a single mark such as "!" or "#": so every text that is not blank has a token.
_TOKEN = r"\w+|[^\w\s]"

# Block of features → (column, size of the hash table in bits, what is counted). Character n-grams
# stay inside words. Words and characters 2–5 as in the organisers' baseline of SemEval-2016 task 6
# (Mohammad et al. 2016, "SemEval-2016 Task 6: Detecting Stance in Tweets"; theirs has word 1–3).
_FEATURES: dict[str, tuple[str, int, dict[str, Any]]] = {
    "words": ("text", 17, {"analyzer": "word", "ngram_range": (1, 2), "token_pattern": _TOKEN}),
    "characters": ("text", 18, {"analyzer": "char_wb", "ngram_range": (2, 5)}),
    "target": ("target", 16, {"analyzer": "word", "ngram_range": (1, 1), "token_pattern": _TOKEN}),
}


def _tfidf_pipeline(classifier: Any) -> Any:
    from sklearn.compose import ColumnTransformer
    from sklearn.feature_extraction.text import HashingVectorizer, TfidfTransformer
    from sklearn.pipeline import Pipeline, make_pipeline
    from sklearn.preprocessing import FunctionTransformer

    from stance_data.models._features import text_and_target

    def tfidf(bits: int, counting: dict[str, Any]) -> Any:
        # Hashed, because skops keeps a vocabulary word by word: that of three thousand tweets
        # takes 110 MB before compression and many seconds to save and load.
        counter = HashingVectorizer(
            n_features=2**bits, alternate_sign=False, norm=None, lowercase=True, **counting
        )
        return make_pipeline(counter, TfidfTransformer(sublinear_tf=True))

    blocks = [
        (name, tfidf(bits, counting), column)
        for name, (column, bits, counting) in _FEATURES.items()
    ]
    return Pipeline(
        [
            ("columns", FunctionTransformer(text_and_target)),
            ("features", ColumnTransformer(blocks)),
            ("classifier", classifier),
        ]
    )


def _encoder(seed: int) -> Any:
    from stance_data.models._encoder_estimators import EncoderClassifier

    return EncoderClassifier()


def _encoder_head(seed: int) -> Any:
    from stance_data.models._encoder_estimators import EncoderHeadClassifier

    return EncoderHeadClassifier()


def _encoder_stack(seed: int) -> Any:
    from stance_data.models._encoder_estimators import EncoderStackClassifier

    return EncoderStackClassifier(seed=seed)


def _encoder_tuned(seed: int) -> Any:
    from stance_data.models._encoder_estimators import EncoderTunedClassifier

    return EncoderTunedClassifier(seed=seed)


BASELINES: dict[str, Baseline] = {
    "majority": Baseline("the most frequent class of the training rows", _majority),
    "majority-per-target": Baseline(
        "the most frequent class of the training rows of the same target", _majority_per_target
    ),
    "semeval-svm": Baseline(
        "the organisers' recipe of SemEval-2016 task 6: word 1–3 and character 2–5 grams, a linear "
        "support vector machine for each target, a pooled one for the rest (gives no confidence)",
        _semeval_svm,
    ),
    "tfidf-logreg": Baseline(
        "word 1–2 and character 2–5 gram TF-IDF of the text, word TF-IDF of the target, "
        "logistic regression with class weights",
        _tfidf_logreg,
    ),
    "tfidf-svm": Baseline(
        "the same features, linear support vector machine (gives no confidence)", _tfidf_svm
    ),
    "stance-stack": Baseline(
        "the strongest: linear models of n-grams, of the text seen from its target, and of target, "
        "speaker and cue, pooled and per target, stacked with what text and target share",
        _stance_stack,
    ),
    "encoder": Baseline(
        "the stance encoder of the package as it is, learned from the train parts of many corpora "
        "jointly (also encoder-joint): nothing is learned from the rows",
        _encoder,
    ),
    "encoder-head": Baseline(
        "logistic regression on the frozen vectors of the stance encoder", _encoder_head
    ),
    "encoder-stack": Baseline("the mean of encoder and stance-stack", _encoder_stack),
    "encoder-tuned": Baseline(
        "the stance encoder fine-tuned on the rows, in minutes (needs the extra train)",
        _encoder_tuned,
        slow=True,
    ),
}

_OTHER_NAMES = {"encoder-joint": "encoder"}

DEFAULT_BASELINE = "tfidf-logreg"

STRONGEST_BASELINE = "stance-stack"
"""The one that a new system should be compared with."""


def build_baseline(name: str = DEFAULT_BASELINE, *, seed: int = 0) -> Any:
    """Return an unfitted baseline.

    Parameters
    ----------
    name : str, default "tfidf-logreg"
        A key of `BASELINES`; ``encoder-joint`` is ``encoder``, whose weights were learned from the
        train parts of many corpora together.
    seed : int, default 0

    Returns
    -------
    scikit-learn estimator
        Takes a DataFrame with ``text`` and ``target``.

    Raises
    ------
    ModelError
        If there is no such baseline.

    Examples
    --------
    >>> import pandas as pd
    >>> rows = pd.DataFrame({"text": ["Build it!", "Never."], "target": ["a tunnel", None]})
    >>> build_baseline().fit(rows, ["pro", "con"]).predict(rows).tolist()
    ['pro', 'con']
    >>> build_baseline("majorty")
    Traceback (most recent call last):
    ...
    stance_data.errors.ModelError: no baseline 'majorty' (did you mean 'majority'?); there are: ...
    """
    name = _OTHER_NAMES.get(name, name)
    if name not in BASELINES:
        raise ModelError(
            f"no baseline {name!r}{did_you_mean(name, BASELINES)}; "
            f"there are: {', '.join(BASELINES)}"
        )
    return BASELINES[name].build(seed)
