"""The model card of the attributor, written from measured figures."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from stance_data.attribution.evaluation.attributions import Evaluation, Score

if TYPE_CHECKING:
    from stance_data.attribution.training.loop import Recipe
    from stance_data.attribution.training.network import NetworkConfig

__all__ = ["write_card"]

_CARD = """# Attribution encoder

Finds every attribution in an English news article: source, cue and content spans, direct, indirect
and mixed. `stance_data.attribution.encoder.inference` loads it; nothing is downloaded.

- Architecture: BERT encoder, {layers} layers × {width}, {vocabulary:,} word pieces; embeddings for
  case shape, quotation marks and the gaps between words; BIO tags with a linear chain;
  biaffine links from content to cue and from cue to source
- Started from: {encoder}
- Format: ONNX, int8 weights, {megabytes:.1f} MB; values are quantised as they come, each word
  piece's to its own scale; it uses ONNX Runtime's own operator `MultiHeadAttention`
- Digest: SHA-256 of `model.onnx` is `{digest}`

## Licence

The weights are separate from the code, which is Apache-2.0. They were learned from PolNeAR, for
which its publisher states no licence; they are offered as they are, for research and
evaluation, without a claim that the corpus's authors have licensed them. They hold no text of the
corpus.

## Training data

PolNeAR 1.0 (Newell, Margolin and Ruths, LREC 2018; github.com/networkdynamics/PolNeAR at c3eee83):
US news of 2015 and 2016 about a presidential election, from seven outlets. {trained} articles of
its train part were trained on, {tuned} were set apart to choose decoding options; the dev part
({dev} articles) was not trained on. Its errors were read, though, when the rules for transcripts
and signed quotations were written, so its figures flatter a little. Of articles with several
annotators each annotation is used in turn; an article is scored by its first annotator.

## Recipe

{recipe}

Quotation marks are restyled in a third of the articles ({styles}); a few articles are hard-wrapped
or set in one case. One command repeats it:
`python scripts/train_attribution.py --corpus POLNEAR --out FOLDER`.

Decoding options, chosen on the articles set apart: `{options}`.

## Figures on dev

From raw text, int8. P, R, F1 and a 95 % interval of F1 (bootstrap over articles), in percent. These
are of the encoder alone; `stance-data evaluate attribution` measures it with the conventions of
`stance_data.attribution.conventions` behind it, which differ from the corpus's in a few places.

{figures}

`relation` by form and by outlet:

{parts}

## Known failures

- What counts as an attribution is itself uncertain. Misses are mostly indirect attributions
  without a verb of speech ("a plan to", "in his eyes"); so are most of the spurious ones.
- The end of an indirect content is often disputed: "… after the vote", "…, which critics deny".
- Of nested attributions only the outer one is marked, as in the corpus; now and then the inner one
  is taken instead.
- It was trained on US political news of two years. Other subjects, regions and registers will
  do worse; other languages are not covered, and a warning says so.
- "Q:" and "A:" in interviews are found or not, as the annotators marked them now and then.
"""


def write_card(
    folder: str | Path,
    result: Evaluation,
    recipe: Recipe,
    sizes: NetworkConfig,
    encoder: str,
    trained: int,
    tuned: int,
) -> None:
    """Write ``README.md`` into a model folder.

    Parameters
    ----------
    folder : path
        With ``model.onnx`` and ``config.json``.
    result : Evaluation
        On the dev part.
    recipe : Recipe
    sizes : NetworkConfig
    encoder : str
        What the training started from, with its licence.
    trained, tuned : int
        Articles trained on, and set apart for options.
    """
    import json

    folder = Path(folder)
    config = json.loads((folder / "config.json").read_text(encoding="utf-8"))
    parts = {f"form: {name}": score for name, score in result.forms.items()}
    parts |= {f"outlet: {name}": score for name, score in result.outlets.items()}
    text = _CARD.format(
        layers=sizes.layers,
        width=sizes.width,
        vocabulary=sizes.vocabulary,
        encoder=encoder,
        megabytes=(folder / "model.onnx").stat().st_size / 1e6,
        digest=config["digest"],
        trained=trained,
        tuned=tuned,
        dev=len(result.articles),
        recipe="\n".join(f"- {name}: {value}" for name, value in asdict(recipe).items()),
        options=json.dumps(config["decoding"]),
        styles="“ ”, \" \", '' '', ‘ ’, ' '",
        figures=_rows(result.figures),
        parts=_rows(parts),
    )
    (folder / "README.md").write_text(text, encoding="utf-8")


def _rows(scores: dict[str, Score]) -> str:
    lines = ["| | P | R | F1 | 95 % | gold |", "|---|---|---|---|---|---|"]
    for name, s in scores.items():
        values = " | ".join(f"{100 * value:.1f}" for value in (s.precision, s.recall, s.f1))
        lines.append(f"| {name} | {values} | {100 * s.low:.1f}–{100 * s.high:.1f} | {s.gold} |")
    return "\n".join(lines)
