"""Find attributions with the learned encoder: text in, spans out.

The encoder is a small BERT whose weights lie in ``model/`` as ONNX; nothing is downloaded. Windows
are read one at a time, each without padding: on one thread that is the fastest, and an article's
result does not depend on what else is read.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from stance_data.attribution.encoder.decoding import Options, Reading, WordAttribution, decode
from stance_data.attribution.encoder.layout import datelines, find_laid_out, put_together
from stance_data.attribution.encoder.links import Patch, make_patch
from stance_data.attribution.encoder.windows import Pieces, Window, cut_windows, encode_text, pack
from stance_data.attribution.encoder.words import paragraph_bounds
from stance_data.errors import ModelError
from stance_data.schema import Attribution, Span
from stance_data.text import paragraphs

if TYPE_CHECKING:
    import onnxruntime
    from tokenizers import Tokenizer

__all__ = ["MODEL", "Encoder", "digest_of", "to_attributions"]

MODEL = Path(__file__).parents[1] / "model"
"""The folder with the weights that come with the package."""

_FORMAT = 1
_PART = 200_000
_CERTAIN = 100.0
_NONE = np.zeros(1, dtype=np.int64)


class Encoder:
    """A loaded model.

    Attributes
    ----------
    config : dict
        The model's ``config.json``.
    options : Options
        How its scores are decoded.
    """

    def __init__(
        self, session: onnxruntime.InferenceSession, tokenizer: Tokenizer, config: dict[str, Any]
    ) -> None:
        self.config = config
        self.options = Options(**config["decoding"])
        self._session = session
        self._tokenizer = tokenizer
        self._transitions = np.asarray(config["transitions"], dtype=np.float32)
        self._start = np.asarray(config["start"], dtype=np.float32)

    @classmethod
    def load(cls, folder: str | Path = MODEL, threads: int = 1) -> Encoder:
        """Load a model folder (``model.onnx``, ``tokenizer.json``, ``config.json``).

        Parameters
        ----------
        folder : str or Path
        threads : int
            CPU threads for one window, at least 1. For many articles, processes of one thread each
            do more.

        Raises
        ------
        ModelError
            If a file is missing or damaged, or of another format.
        """
        import onnxruntime
        from tokenizers import Tokenizer

        folder = Path(folder)
        try:
            config = json.loads((folder / "config.json").read_text(encoding="utf-8"))
            weights = (folder / "model.onnx").read_bytes()
            tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        except Exception as error:
            raise ModelError(
                f"{folder}: not a model folder ({error}); install the package again or train one "
                f"with scripts/train_attribution.py"
            ) from error
        if config.get("format") != _FORMAT:
            raise ModelError(f"{folder}: made for another version of stance-data; train it again")
        if config["digest"] != digest_of(weights):
            raise ModelError(f"{folder / 'model.onnx'}: damaged; install the package again")
        tokenizer.no_truncation()
        tokenizer.no_padding()
        settings = onnxruntime.SessionOptions()
        settings.intra_op_num_threads = max(1, threads)
        settings.inter_op_num_threads = 1
        # Windows differ in length: a memory arena would keep the most that any of them took.
        settings.enable_cpu_mem_arena = False
        session = onnxruntime.InferenceSession(
            weights,
            settings,
            providers=["CPUExecutionProvider"],
            # On a CPU the fused operator is ten times slower than its two parts.
            disabled_optimizers=["SkipLayerNormFusion"],
        )
        return cls(session, tokenizer, config)

    def find_attributions(self, text: str) -> list[Attribution]:
        """Return the attributions of a text, in its order; speakers are not resolved.

        Any text is accepted, the empty one too. Time grows linearly. A text beyond 200,000
        characters is read in parts of whole paragraphs, so that memory does not grow with it.
        """
        found: list[Attribution] = []
        for part in _parts(text):
            pieces = encode_text(text[slice(*part)], self._tokenizer)
            if not pieces.forms:
                continue
            read = put_together(find_laid_out(pieces), decode(self.read(pieces), self.options))
            found.extend(to_attributions(pieces, read, part.start))
        return found

    def read(self, pieces: Pieces) -> Reading:
        """Return what the encoder says about an article."""
        tags = np.zeros((len(pieces.forms), len(self._start)), dtype=np.float32)
        patches = [self._read_window(pieces, window, tags) for window in cut_windows(pieces)]
        for start, end in datelines(pieces):
            tags[start:end, 0] += _CERTAIN
        paragraphs = paragraph_bounds(pieces.gaps.tolist())
        return Reading(
            tags,
            patches,
            paragraphs,
            self._transitions,
            self._start,
            pieces.quotations,
            pieces.continued,
        )

    def _read_window(self, pieces: Pieces, window: Window, tags: np.ndarray[Any, Any]) -> Patch:
        begin = pieces.first[window.start]
        length = int(pieces.first[window.end] - begin) + 2
        inputs = pack([pieces], [window], length, self.config["start_id"], self.config["end_id"])
        columns = pieces.first[window.start : window.end] - begin + 1
        inputs["columns"] = np.concatenate([_NONE, columns])
        tag_scores, links = self._session.run(["tags", "links"], inputs)
        own = tags[window.own : window.end]
        own[:] = tag_scores[window.own - window.start + 1 :]
        return make_patch(window, own, links)


def _parts(text: str) -> Iterator[Span]:
    """Yield the parts of a text that are read one after the other, together all of it."""
    start = end = 0
    if len(text) > _PART:
        for paragraph in paragraphs(text):
            if end > start and paragraph.end - start > _PART:
                yield Span(start, end)
                start = end
            end = paragraph.end
    yield Span(start, len(text))


def to_attributions(
    pieces: Pieces, found: Iterable[WordAttribution], offset: int = 0
) -> list[Attribution]:
    """Return attributions in code points of the text instead of words.

    `offset` is where the pieces' part of the text begins.
    """

    def cut(spans: list[tuple[int, int]]) -> list[Span]:
        return [
            Span(offset + pieces.starts[begin], offset + pieces.ends[end - 1])
            for begin, end in spans
        ]

    return [
        Attribution(source=cut(a.source), cue=cut(a.cue), content=cut(a.content)) for a in found
    ]


def digest_of(weights: bytes) -> str:
    """Return the SHA-256 of a model file, in hex."""
    return hashlib.sha256(weights).hexdigest()
