"""Models on disk, without pickle: a folder with ``model.json`` and the skops file it names.

The skops file carries its own digest in its name, and ``model.json`` is replaced in one step after
it is written: a kill at any moment leaves the old model or the new one.
"""

from __future__ import annotations

import hashlib
import json
import os
import platform
import warnings
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from stance_data.errors import ModelError, OutputError, StanceDataWarning
from stance_data.models._examples import ExampleSet
from stance_data.models._features import TEXT_COLUMNS

__all__ = [
    "MODEL_FILE",
    "TRUSTED",
    "ModelFacts",
    "StanceModel",
    "load_model",
    "require_writable",
    "save_model",
]

MODEL_FILE = "model.json"
"""The side file; it names the skops file beside it."""

TRUSTED: tuple[str, ...] = (
    "stance_data.models._encoder_estimators.EncoderClassifier",
    "stance_data.models._encoder_estimators.EncoderHeadClassifier",
    "stance_data.models._encoder_estimators.EncoderStackClassifier",
    "stance_data.models._encoder_estimators.EncoderTunedClassifier",
    "stance_data.models._experts.Linear",
    "stance_data.models._experts.OfTargets",
    "stance_data.models._features.text_and_target",
    "stance_data.models._forest.Forest",
    "stance_data.models._ngrams.Ngrams",
    "stance_data.models._overlap.Overlap",
    "stance_data.models._per_target.MajorityPerTarget",
    "stance_data.models._per_target.PerTarget",
    "stance_data.models._stacking.StanceStack",
)
"""What a saved model may hold besides the types of scikit-learn, NumPy and SciPy: data that only
the code of these few places reads."""

_FORMAT = 1


@dataclass(frozen=True)
class ModelFacts:
    """What is known of a saved model: the content of ``model.json``.

    Attributes
    ----------
    baseline : str
        Name of what was fitted.
    columns, classes : tuple of str
        What it needs of a row, and what it can predict.
    versions : dict of str to str
        Of Python and the libraries that it was fitted with.
    trained_on : dict
        Name of the data, which rows of it, how many rows and groups, and their digest.
    seed : int
    evaluation : dict or None
        How good it is, as `stance_data.benchmark.Result.to_dict` says it; None if not measured.
    file, sha256 : str
        The skops file and its digest.
    format : int
        Version of this layout.
    """

    baseline: str
    columns: tuple[str, ...]
    classes: tuple[str, ...]
    versions: dict[str, str]
    trained_on: dict[str, Any]
    seed: int
    evaluation: dict[str, Any] | None
    file: str
    sha256: str
    format: int = _FORMAT


@dataclass(frozen=True)
class StanceModel:
    """A fitted classifier and the facts about it."""

    estimator: Any = field(repr=False)
    facts: ModelFacts


def save_model(
    estimator: Any,
    folder: str | Path,
    *,
    baseline: str,
    examples: ExampleSet,
    rows: str = "all",
    seed: int = 0,
    evaluation: Mapping[str, Any] | None = None,
) -> ModelFacts:
    """Save a fitted classifier in a folder; one that is there already is replaced.

    Parameters
    ----------
    estimator : fitted scikit-learn classifier
        Made of types that `load_model` trusts: every baseline of the package is.
    folder : str or Path
        Made where it does not exist.
    baseline : str
        Name of what was fitted.
    examples : ExampleSet
        Rows that it was fitted on.
    rows : str, default "all"
        Which rows of the data these are, e.g. "train".
    seed : int, default 0
    evaluation : mapping, optional
        Values that JSON can hold.

    Returns
    -------
    ModelFacts

    Raises
    ------
    ModelError
        If the estimator holds types that would not be trusted when it is loaded.
    OutputError
        If the folder cannot be written.
    """
    import zipfile

    import skops.io

    data = skops.io.dumps(estimator, compression=zipfile.ZIP_DEFLATED)
    _refuse_untrusted(data, type(estimator).__name__)
    sha256 = hashlib.sha256(data).hexdigest()
    facts = ModelFacts(
        baseline=baseline,
        columns=TEXT_COLUMNS,
        classes=tuple(str(name) for name in estimator.classes_),
        versions=_versions(),
        trained_on={
            "data": examples.name,
            "rows": rows,
            "n_rows": len(examples),
            "n_groups": examples.groups,
            "sha256": examples.digest,
        },
        seed=seed,
        evaluation=dict(evaluation) if evaluation is not None else None,
        file=f"model-{sha256[:12]}.skops",
        sha256=sha256,
    )
    _write(Path(folder), facts, data)
    return facts


def require_writable(folder: str | Path) -> None:
    """Raise an `OutputError` if a model cannot be saved there, before anything takes time."""
    folder = Path(folder).absolute()
    nearest = next(place for place in (folder, *folder.parents) if place.exists())
    if not nearest.is_dir() or not os.access(nearest, os.W_OK):
        reason = "is not a folder" if not nearest.is_dir() else "may not be written to"
        raise OutputError(
            f"{folder}: the model cannot be written there ({nearest} {reason}). "
            "Name another folder with --out."
        )


def load_model(path: str | Path) -> StanceModel:
    """Load a model that `save_model` saved.

    Nothing is loaded but types that skops trusts and `TRUSTED`. The digest in ``model.json`` tells
    a damaged or exchanged file; it is no signature.

    Parameters
    ----------
    path : str or Path
        The model's folder, or its ``model.json``.

    Raises
    ------
    ModelError
        If a file is missing or damaged, the digest does not match, the file holds types that are
        not trusted (the message lists them), or this version of scikit-learn cannot read it.

    Warns
    -----
    StanceDataWarning
        If the model was saved with another minor version of scikit-learn.
    """
    path = Path(path)
    side = path if path.name == MODEL_FILE else path / MODEL_FILE
    facts = _read_facts(side)
    data = _read_bytes(side.parent / facts.file)
    if hashlib.sha256(data).hexdigest() != facts.sha256:
        raise ModelError(
            f"{side.parent / facts.file}: is not the file that {MODEL_FILE} describes (its SHA-256 "
            "differs). It was damaged or exchanged: train the model again, or copy both files anew."
        )
    _refuse_untrusted(data, str(side.parent / facts.file))
    here, saved = _versions()["scikit-learn"], facts.versions.get("scikit-learn", "unknown")
    if here.split(".")[:2] != saved.split(".")[:2]:
        warnings.warn(
            f"{side.parent}: saved with scikit-learn {saved}, loaded with {here}; predictions may "
            "differ. Train the model again to be sure.",
            StanceDataWarning,
            stacklevel=2,
        )
    return StanceModel(_loads(data, side.parent / facts.file, saved, here), facts)


def _versions() -> dict[str, str]:
    from importlib.metadata import version

    from stance_data import __version__

    return {
        "python": platform.python_version(),
        "scikit-learn": version("scikit-learn"),
        "skops": version("skops"),
        "stance-data": __version__,
    }


def _refuse_untrusted(data: bytes, place: str) -> None:
    import skops.io

    try:
        found = skops.io.get_untrusted_types(data=data)
    except Exception as error:  # skops raises what the broken part raises
        raise ModelError(
            f"{place}: is no skops file ({type(error).__name__}: {error}). Train the model again; "
            "pickled models are never loaded."
        ) from error
    untrusted = sorted(set(found) - set(TRUSTED))
    if untrusted:
        raise ModelError(
            f"{place}: holds types that are not trusted: {', '.join(untrusted)}. Such a model may "
            "run code when it is loaded: train one yourself with stance-data train."
        )


def _loads(data: bytes, path: Path, saved: str, here: str) -> Any:
    import skops.io

    try:
        estimator = skops.io.loads(data, trusted=list(TRUSTED))
    except Exception as error:  # another scikit-learn may fail anywhere
        raise ModelError(
            f"{path}: cannot be loaded ({type(error).__name__}: {error}). It was saved with "
            f"scikit-learn {saved}, this is {here}: train the model again."
        ) from error
    if not hasattr(estimator, "predict"):
        raise ModelError(f"{path}: holds a {type(estimator).__name__}, which is no classifier.")
    return estimator


def _read_facts(side: Path) -> ModelFacts:
    try:
        facts = json.loads(_read_bytes(side))
        if facts["format"] != _FORMAT:
            raise ModelError(
                f"{side}: has format {facts['format']}, this version reads format {_FORMAT}. "
                "Install the version of stance-data that saved it, or train the model again."
            )
        facts |= {"columns": tuple(facts["columns"]), "classes": tuple(facts["classes"])}
        known = ModelFacts(**facts)
    except (ValueError, TypeError, KeyError) as error:
        raise ModelError(
            f"{side}: does not describe a model ({type(error).__name__}: {error}). "
            "Train the model again."
        ) from error
    if not isinstance(known.versions, dict) or Path(str(known.file)).name != known.file:
        raise ModelError(f"{side}: does not describe a model. Train the model again.")
    return known


def _read_bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise ModelError(
            f"{path}: cannot be read ({error.strerror}). Name the folder of a model that "
            "stance-data train has saved."
        ) from error


def _write(folder: Path, facts: ModelFacts, data: bytes) -> None:
    text = json.dumps(asdict(facts), indent=2, ensure_ascii=False, allow_nan=False) + "\n"
    side = folder / MODEL_FILE
    try:
        folder.mkdir(parents=True, exist_ok=True)
        before = _skops_file_of(side)
        _replace(folder / facts.file, data)
        _replace(side, text.encode())
        if before not in ("", facts.file):
            (folder / before).unlink(missing_ok=True)
    except OSError as error:
        raise OutputError(
            f"{folder}: the model cannot be written there ({error.strerror}). "
            "Name another folder with --out."
        ) from error


def _skops_file_of(side: Path) -> str:
    """Return the name of the file that the model saved here before consists of, if there is one."""
    try:
        return _read_facts(side).file
    except ModelError:
        return ""


def _replace(path: Path, data: bytes) -> None:
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        with part.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)
