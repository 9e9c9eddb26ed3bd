"""Find a published dataset or a public corpus by its name, and load it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Literal, TypeVar

from stance_data import corpora
from stance_data.errors import DatasetNotFoundError, InputError, did_you_mean
from stance_data.publishing import MANIFEST, read_manifest, settle
from stance_data.splits import SPLITS, UNLABELLED_SPLIT

if TYPE_CHECKING:
    import datasets
    import pandas as pd
    import pyarrow as pa

__all__ = ["available", "find_dataset", "load", "load_hf"]

_ALL_SPLITS = (*SPLITS, UNLABELLED_SPLIT)
_PACKAGE = Path(__file__).resolve().parent
_TRIES = 5

_T = TypeVar("_T")


def load(
    name: str | Path, split: str | None = None, *, damaged: Literal["keep", "drop"] = "keep"
) -> pd.DataFrame:
    """Load a published dataset, or a public corpus, as one table.

    Parameters
    ----------
    name : str or Path
        A dataset's folder, or its name: that is looked for in ``processed/`` of the working
        directory, then among the datasets that come with the package, then among the public
        corpora (`stance_data.corpora`) whose files the user has added.
    split : str, optional
        "train", "validation" (of a corpus also "dev"), "test" or "unlabelled"; all of them by
        default. Where a corpus has several tests, "test" stands for all.
    damaged : {"keep", "drop"}, default "keep"
        Whether rows of a corpus that are flagged ``damaged`` are kept or left out.

    Returns
    -------
    pandas.DataFrame
        One row per statement under the published columns, and ``split``. ``stance`` is a string,
        ``label`` an int64 (con 0, neutral 1, pro 2). Rows of the split "unlabelled", which only
        datasets with such statements have, have an empty ``stance`` and ``label`` −1: leave them
        out with ``table[table["label"] >= 0]`` to train. Spans are lists of [start, end]. A split
        that the dataset is too small to fill gives a table without rows. A corpus has the core
        columns, ``split``, ``original_label``, ``damaged`` and its own; the splits that the user
        has not got are left out.

    Raises
    ------
    DatasetNotFoundError
        If there is none of this name, the folder is not a dataset, or the corpus's files have not
        been added; the message says how to get them.
    InputError
        If there is no such split, the split's files are not here, or a file is damaged.

    Examples
    --------
    >>> import stance_data
    >>> table = stance_data.load("calexit", split="train")
    >>> table["split"].unique().tolist()
    ['train']
    """
    if damaged not in ("keep", "drop"):
        raise InputError(f"damaged={damaged!r}: must be 'keep' or 'drop'")
    if _is_corpus(name):
        return _corpus_frame(str(name), split, damaged == "drop")
    _check_split(split)
    return _steadily(find_dataset(name), lambda folder: _frame(folder, split))


def load_hf(name: str | Path) -> datasets.DatasetDict:
    """Load a published dataset, or a public corpus, as a ``DatasetDict`` of its splits.

    It is read into memory without the cache of ``datasets``, so it is never older than the files.
    A split without rows is left out, as ``datasets`` cannot hold one.

    Parameters
    ----------
    name : str or Path
        As for `load`.

    Returns
    -------
    datasets.DatasetDict
        ``label`` is a ``ClassLabel`` (con, neutral, pro), −1 in the split "unlabelled".

    Raises
    ------
    DatasetNotFoundError
        If there is none of this name, or the folder is not a dataset.
    InputError
        If a file of the dataset is missing or damaged.
    """
    from datasets import Dataset, DatasetDict
    from datasets.table import InMemoryTable

    if _is_corpus(name):
        from stance_data.corpora._export import tables_with_features

        tables = tables_with_features(str(name))
    else:
        tables = _steadily(find_dataset(name), _tables)
    return DatasetDict({split: Dataset(InMemoryTable(table)) for split, table in tables.items()})


def find_dataset(name: str | Path) -> Path:
    """Return the folder of a dataset.

    Raises
    ------
    DatasetNotFoundError
        Saying where it was looked for, and what there is.
    """
    given = Path(name)
    places = [given]
    if len(given.parts) == 1 and not isinstance(name, Path):
        places += [shelf / given for shelf in _shelves()]
    for place in places:
        folder = settle(place)
        if read_manifest(folder) is not None:
            return folder
    known = available()
    listed = f"there is: {', '.join(known)}" if known else "none is published yet"
    if given.is_dir() and len(places) == 1:
        raise DatasetNotFoundError(
            f"{given}: is no published dataset (it has no readable {MANIFEST}); {listed}"
        )
    looked = ", ".join(str(place) for place in places)
    near = did_you_mean(given.name, [*known, *corpora.names()])
    raise DatasetNotFoundError(
        f"no dataset {str(name)!r}{near}; looked in {looked}; {listed}; "
        f"public corpora: {', '.join(corpora.names())}"
    )


def available() -> list[str]:
    """Return the names of the datasets that `load` knows without a path, sorted."""
    return sorted(
        {
            folder.name
            for shelf in _shelves()
            if shelf.is_dir()
            for folder in shelf.iterdir()
            if not folder.name.startswith(".") and read_manifest(folder) is not None
        }
    )


def _is_corpus(name: str | Path) -> bool:
    """Say whether a name means a public corpus: a dataset of the same name comes first."""
    if isinstance(name, Path) or name not in corpora.names():
        return False
    places = [Path(name), *(shelf / name for shelf in _shelves())]
    return not any(read_manifest(settle(place)) is not None for place in places)


def _corpus_frame(name: str, split: str | None, drop_damaged: bool) -> pd.DataFrame:
    import pyarrow as pa

    from stance_data.corpora._rows import frame_of
    from stance_data.corpora._tables import corpus_tables

    frame = frame_of(pa.concat_tables(list(corpus_tables(name, split).values())))
    return frame[~frame["damaged"]].reset_index(drop=True) if drop_damaged else frame


def _shelves() -> list[Path]:
    """Return the folders of datasets, in the order in which they are looked through."""
    shelves = [Path("processed"), _PACKAGE / "_processed"]
    # In a checkout, or an editable install of one, the datasets are beside the package.
    if (_PACKAGE.parent / "pyproject.toml").is_file():
        shelves.append(_PACKAGE.parent / "processed")
    return shelves


def _check_split(split: str | None) -> None:
    if split is not None and split not in _ALL_SPLITS:
        raise InputError(
            f"no split {split!r}{did_you_mean(str(split), _ALL_SPLITS)}; "
            f"there are: {', '.join(_ALL_SPLITS)}"
        )


def _steadily(folder: Path, read: Callable[[Path], _T]) -> _T:
    """Read a folder, again if it is replaced meanwhile, so that no two versions are mixed."""
    import pyarrow as pa

    for _ in range(_TRIES):
        before = read_manifest(folder)
        try:
            result = read(folder)
        except (OSError, pa.ArrowException) as error:
            problem: Exception | None = error
        else:
            problem = None
        if before is not None and read_manifest(folder) == before:
            if problem is not None:
                raise InputError(
                    f"{folder}: cannot be read ({problem}): publish it again"
                ) from problem
            return result
    raise InputError(f"{folder}: is being replaced again and again: try later")


def _tables(folder: Path) -> dict[str, pa.Table]:
    """Return the splits that have rows, in order."""
    import pyarrow.parquet as pq

    files = (read_manifest(folder) or {"files": {}})["files"]
    return {
        split: pq.ParquetFile(folder / f"{split}.parquet").read()
        for split in _ALL_SPLITS
        if f"{split}.parquet" in files
    }


def _frame(folder: Path, split: str | None) -> pd.DataFrame:
    import pandas as pd
    import pyarrow as pa

    tables = _tables(folder)
    schema = next(iter(tables.values())).schema
    chosen = [name for name in tables if split in (None, name)]
    table = pa.concat_tables([tables[name] for name in chosen] or [schema.empty_table()])
    frame: pd.DataFrame = table.to_pandas()
    for column in schema:
        if pa.types.is_list(column.type):
            # As Python lists; Arrow gives arrays of arrays.
            frame[column.name] = pd.Series(table[column.name].to_pylist(), dtype=object)
    frame["split"] = [name for name in chosen for _ in range(tables[name].num_rows)]
    if frame.empty:
        frame["split"] = frame["split"].astype(frame["text"].dtype)
    return frame
