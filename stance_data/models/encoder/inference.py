"""Read statements with the stance encoder: target and text in, scores and vectors out.

The encoder is a small BERT whose weights lie in ``model/`` as ONNX; nothing is downloaded. Pairs
are read one at a time, each without padding: so a row's result does not depend on the others.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from stance_data.errors import ModelError
from stance_data.models.encoder.pairs import Pair, encode_pairs, with_speaker
from stance_data.schema import STANCES

if TYPE_CHECKING:
    import numpy as np
    import onnxruntime
    from numpy.typing import NDArray
    from tokenizers import Tokenizer

__all__ = ["FORMAT", "MODEL", "Reading", "StanceEncoder", "shipped_encoder"]

MODEL = Path(__file__).parent / "model"
"""The folder with the weights that come with the package."""

FORMAT = 1
_KNOWN = 20_000


class Reading(NamedTuple):
    """What the encoder says of rows.

    Attributes
    ----------
    scores : float array (rows, 3)
        Of con, neutral and pro; their softmax at the model's temperature is a probability.
    vectors : float array (rows, width)
        The mean of the vectors of a pair's pieces.
    """

    scores: NDArray[np.float32]
    vectors: NDArray[np.float32]


class StanceEncoder:
    """A loaded model.

    Attributes
    ----------
    config : dict
        The model's ``config.json``.
    digest : str
        SHA-256 of its weights.
    """

    def __init__(
        self, session: onnxruntime.InferenceSession, tokenizer: Tokenizer, config: dict[str, Any]
    ) -> None:
        self.config = config
        self.digest = str(config["digest"])
        self._session = session
        self._tokenizer = tokenizer
        self._known: dict[tuple[str, str, str], tuple[Any, Any]] = {}

    @classmethod
    def load(cls, folder: str | Path = MODEL) -> StanceEncoder:
        """Load a model folder (``model.onnx``, ``tokenizer.json``, ``config.json``).

        Raises
        ------
        ModelError
            If a file is missing or damaged, or of another format.
        """
        import onnxruntime
        from tokenizers import Tokenizer

        from stance_data.attribution.encoder.inference import digest_of

        folder = Path(folder)
        try:
            config = json.loads((folder / "config.json").read_text(encoding="utf-8"))
            weights = (folder / "model.onnx").read_bytes()
            tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
            described = config["format"], config["digest"], config["temperature"]
        except Exception as error:
            raise ModelError(
                f"{folder}: not a model folder ({error}); install the package again or train one "
                "with scripts/train_stance.py"
            ) from error
        if described[0] != FORMAT:
            raise ModelError(f"{folder}: made for another version of stance-data; train it again")
        if described[1] != digest_of(weights):
            raise ModelError(
                f"{folder / 'model.onnx'}: is not the file that config.json describes (its SHA-256 "
                "differs): it was damaged or exchanged. Install the package again."
            )
        settings = onnxruntime.SessionOptions()
        settings.intra_op_num_threads = settings.inter_op_num_threads = 1
        settings.enable_cpu_mem_arena = False
        session = onnxruntime.InferenceSession(
            weights,
            settings,
            providers=["CPUExecutionProvider"],
            # On a CPU the fused operator is ten times slower than its two parts.
            disabled_optimizers=["SkipLayerNormFusion"],
        )
        tokenizer.no_truncation()
        tokenizer.no_padding()
        return cls(session, tokenizer, config)

    def read(
        self,
        targets: Sequence[str],
        texts: Sequence[str],
        speakers: Sequence[str | None] | None = None,
        *,
        contexts: Sequence[str] | None = None,
        threads: int = 1,
        progress: bool = False,
    ) -> Reading:
        """Read rows; rows that repeat, or were read lately, are read once.

        Parameters
        ----------
        targets, texts : sequence of str
            Of the same length.
        speakers : sequence of (str or None), optional
            Heeded where the text names its speaker
            (`stance_data.models.encoder.pairs.with_speaker`).
        contexts : sequence of str, optional
            What stands around each statement, itself included.
        threads : int
            Rows that are read at the same time.
        progress : bool
            Whether to show a bar on a terminal.
        """
        import numpy as np

        if speakers is not None:
            texts = [with_speaker(t, s) for t, s in zip(texts, speakers, strict=True)]
        keys = list(zip(targets, texts, contexts or [""] * len(texts), strict=True))
        new = [key for key in dict.fromkeys(keys) if key not in self._known]
        if len(self._known) + len(new) > _KNOWN:
            wanted = set(keys)
            self._known = {key: said for key, said in self._known.items() if key in wanted}
        towards, words, around = ([key[place] for key in new] for place in range(3))
        pairs = encode_pairs(self._tokenizer, towards, words, contexts=around)
        found = dict(zip(new, self.run_pairs(pairs, threads, progress), strict=True))
        found = self._known | found
        said = [found[key] for key in keys]
        if len(found) <= _KNOWN:
            self._known = found
        width = int(self.config["width"])
        if not said:
            return Reading(
                np.zeros((0, len(STANCES)), np.float32), np.zeros((0, width), np.float32)
            )
        return Reading(np.stack([scores for scores, _ in said]), np.stack([v for _, v in said]))

    def run_pairs(
        self, pairs: list[Pair], threads: int = 1, progress: bool = False
    ) -> list[tuple[Any, Any]]:
        """Return the scores and the vector of each pair."""
        from concurrent.futures import ThreadPoolExecutor

        from tqdm.auto import tqdm

        def shown(results: Any) -> list[Any]:
            quiet = None if progress else True
            return list(tqdm(results, "stance", len(pairs), unit="row", disable=quiet))

        if threads < 2 or len(pairs) < 2:
            return shown(map(self._run, pairs))
        with ThreadPoolExecutor(threads) as pool:
            return shown(pool.map(self._run, pairs))

    def _run(self, pair: Pair) -> tuple[Any, Any]:
        import numpy as np

        ids = np.asarray([pair.ids], dtype=np.int64)
        segments = np.zeros_like(ids)
        segments[:, pair.turn :] = 1
        scores, vector = self._session.run(["scores", "vector"], {"ids": ids, "segments": segments})
        return scores[0], vector[0]


@cache
def shipped_encoder() -> StanceEncoder:
    """Return the encoder that comes with the package, loaded once."""
    return StanceEncoder.load()
