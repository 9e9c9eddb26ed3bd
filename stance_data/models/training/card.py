"""The model card of the stance encoder, written from measured figures."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from stance_data import corpora
from stance_data.models.encoder.evaluation import WANTED_ACCURACY, Evaluation
from stance_data.models.training.mixture import SHARES, WRITTEN, Part
from stance_data.models.training.news import NEWS
from stance_data.schema import STANCES

__all__ = ["About", "figure_rows", "write_card"]

_CARD = """# Stance encoder

Reads a target and a statement together and says whether the statement's words are for (pro) or
against (con) the target, or neither (neutral), on a CPU. `stance_data.models` loads it; nothing is
downloaded.

- Architecture: BERT encoder, 6 layers × {width}, `[CLS] target [SEP] statement [SEP]` up to 128
  word pieces (of a longer statement the middle is left out), the mean of the pieces' vectors, one
  linear layer with three scores
- Started from: {encoder}{first}
- Format: ONNX, int8 weights, {megabytes:.1f} MB; values are quantised as they come, each word
  piece's to its own scale
- Speed on one thread, on the machine that made this card: {speed};
  `stance-data evaluate stance --speed` measures it
- Digest: SHA-256 of `model.onnx` is `{digest}`

## Licence: not for commercial use

The weights are separate from the code, which is Apache-2.0. They were learned from the corpora
below. Two of these state a non-commercial licence (SEESAW, UKP), and several state none, so **the
weights are for non-commercial research and evaluation only**, and are offered without a claim that
the corpora's authors have licensed them. They hold no text of the corpora. For other uses, train
without those corpora: `scripts/train_stance.py --corpora …`.

| corpus | licence as its publisher states it | rows learned from | rows left out |
|---|---|---:|---|
{sources}

A row was left out where its text is held back for the test of *another* corpus. Test parts were
never read. SEESAW and NewsMTSC mark sentiment towards entities rather than stance on propositions.

## Recipe

{recipe}

The learning rate rises, then falls with the time used; the weights kept are a moving average. The
table of word vectors is not trained. Scores of stances that a corpus does not know are left aside
in its loss. VAST's targets are `topic_str` in every row. Beside the labels of GWSD and VacStance
the shares of their annotators' votes are learned, half and half. A share of a statement's pieces is
hidden, other ones each time.

Some targets are put into other words, and the stance is turned where these say the opposite:
claims and motions are negated, denied or made questions, topics become "support for …",
"opposition to …", "We should oppose …". Before some statements somebody's name is put ("… said:"),
drawn at random, so that names say nothing. Apart from that, the name of a speaker is put before a
sentence only where the sentence names them itself (SEESAW). Links are dropped, hashtags and user
names parted into words.

`statements` are rows in the manner of news reports, written for this training by a language model
and no record of anything that was said: invented speakers, invented debates, the stances by the
project's codebook. They are the only rows with a context, the sentence that holds the statement and
the one before; four times in ten they are learned without it.

`polnear` are attributions of PolNeAR's news articles, with stances by the project's codebook
towards the election of either candidate, and towards other targets, which were chosen with the
labels. A language model labelled them, one reading each, and no human has checked them: take their
figures for agreement with that reader. The package holds the labels (`news.tsv`), no text.

How often each corpus was gone through, {rounds:.0%} of the planned mixture: {passes}.
{history}
One command repeats it, within what a budget of time allows:
`python scripts/train_stance.py --out FOLDER --held-out HASHES{start}`.

## Figures on dev

Of the int8 model that comes with the package, in percent, on rows that it was not trained on: the
corpora's dev parts. All are *joint* figures: the model has seen other rows of the same corpora.
`stance-data evaluate stance{most}` repeats them; `--part test` measures on test parts where you
have them.

| corpus | rows | scored by | score | macro-F1 | accuracy |{stances} ECE |
|---|---:|---|---:|---:|---:|{rules}---:|
{figures}

By kind of row (macro-F1): {kinds}.

VAST's neutrals are nearly all synthetic (a comment with another comment's topic), so read its
columns of pro and con by themselves.
{earlier}{zero_shot}
## Confidence

Scores are divided by a temperature of {temperature} before the softmax; it was chosen on one half
of these rows (by a hash of the text), each corpus of the same weight, and the expected calibration
error (ECE; Guo et al. 2017, ten bins of as many rows each) is measured on the other:
**{error:.1f} points** on average over corpora.

Suggestions under a confidence of {threshold} are not made: the lowest at which {wanted:.0%} of
the answers were right on the first half, over the corpora with three stances. On the other half:

| least confidence | share of rows answered | answers that are right |
|---:|---:|---:|
{coverage}

Towards targets of another kind than those of the corpora, confidence will be less reliable.

## Names

Share of rows whose stance changes as a name is exchanged:

{flips}

What suggests labels (`stance-data label`, `build`) gives the encoder no speaker at all, so
there the speaker's name cannot change a stance.

## Negated targets

Share of rows with claims as targets (Perspectrum) that are right, pro or con:

{negation}

## Known failures

{failures}
"""

_FAILURES = (
    "Targets that are bare names or topics (\u201cCalexit\u201d) are often answered with neutral: "
    "word yours as a proposition (\u201cCalifornia should become an independent country\u201d).",
    "What speaks for or against a target by implication alone (legal hurdles, a share that is "
    "unfair) is often called neutral; irony is, too.",
    "A negated target costs some points (see above); a question costs some against a proposition.",
    "The labels of `polnear` and the statements written for the training are a language model's. "
    "They taught the encoder how often statements in the news take no side; in an article all of "
    "whose speakers do, it will be too reticent.",
    "Where people themselves disagree much (GWSD, VacStance), it is right on little more than half "
    "of the rows; pro is missed more often than con where pro is rare (SemEval, SEESAW).",
    "It was trained on English debates and US politics; other subjects and registers will do "
    "worse, and other languages are not covered.",
)


@dataclass(frozen=True)
class About:
    """What the card says beside figures and config.

    Attributes
    ----------
    encoder : str
        What the training started from, with its licence.
    speeds : mapping of int to float
        Word pieces of a pair → pairs a second.
    unseen : mapping
        Corpus → figures of runs that left it out of their training.
    before : sequence of mapping
        Figures of corpora whose rows set apart joined the training later.
    remark : str
        What was done otherwise than the recipe says.
    most : int
        How many rows of a corpus were asked for, 0 for all.
    """

    encoder: str
    speeds: Mapping[int, float]
    unseen: Mapping[str, Any]
    before: Sequence[Mapping[str, Any]] = ()
    remark: str = ""
    most: int = 0


def write_card(
    folder: str | Path,
    result: Evaluation,
    config: Mapping[str, Any],
    parts: Sequence[Part],
    about: About,
) -> None:
    """Write ``README.md`` into a model folder.

    Parameters
    ----------
    folder : path
        With ``model.onnx``.
    result : Evaluation
    config : mapping
        The model's ``config.json``.
    parts : sequence of Part
        What it was trained on.
    about : About
    """
    folder = Path(folder)
    seen = float(config["trained"]["share_of_mixture"])
    first = config.get("first")
    # Rows set apart of this run, if it is no second one, were measured before they joined.
    apart = set() if first else set(config["joined"])
    shown = [c for c in result.corpora if c.name not in apart]
    earlier = [asdict(c) for c in result.corpora if c.name in apart] + list(about.before)
    text = _CARD.format(
        width=config["width"],
        encoder=about.encoder,
        first=", then from weights of a first run" if first else "",
        megabytes=(folder / "model.onnx").stat().st_size / 1e6,
        speed=", ".join(
            f"{rate:.0f} pairs a second of {n} pieces" for n, rate in about.speeds.items()
        ),
        digest=config["digest"],
        sources="\n".join(_source(part) for part in parts),
        recipe="\n".join(
            f"- {name}: {value}"
            for name, value in {**config["recipe"], **config["trained"]}.items()
        ),
        rounds=seen,
        passes=_passes({p.name: SHARES[p.name].passes for p in parts}, seen),
        history=_history(first, about.remark),
        start=_start_options(config) if first else "",
        stances="".join(f" {name} |" for name in STANCES),
        rules="---:|" * len(STANCES),
        figures=figure_rows([asdict(c) for c in shown]),
        kinds="; ".join(
            f"{c.name} {kind} {100 * value:.1f}" for c in shown for kind, value in c.kinds.items()
        ),
        earlier=_EARLIER.format(
            rows=figure_rows(earlier),
            stances="".join(f" {name} |" for name in STANCES),
            rules="---:|" * len(STANCES),
        )
        if earlier
        else "",
        temperature=result.temperature,
        error=100 * result.calibration_error,
        threshold=result.threshold,
        wanted=WANTED_ACCURACY,
        coverage="\n".join(
            f"| {p.threshold:.2f} | {100 * p.coverage:.0f} % | {100 * p.accuracy:.1f} % |"
            for p in result.coverage
        ),
        flips="\n".join(f"- {how}: {100 * share:.1f} %" for how, share in result.flips.items()),
        negation="\n".join(f"- {how}: {100 * x:.1f} %" for how, x in result.negation.items()),
        zero_shot=_zero_shot(about.unseen),
        most=f" --most {about.most}" if about.most else "",
        failures="\n".join(f"- {failure}" for failure in _FAILURES),
    )
    (folder / "README.md").write_text(text, encoding="utf-8")


_EARLIER = """
Where a corpus has no dev part, groups set apart from its train part were measured on, which are
small; they joined the first run for its last quarter, so that the model in the package knows them.
These are figures of the int8 weights from before that:

| corpus | rows | scored by | score | macro-F1 | accuracy |{stances} ECE |
|---|---:|---|---:|---:|---:|{rules}---:|
{rows}
"""


def _start_options(config: Mapping[str, Any]) -> str:
    recipe, kept = config["recipe"], config["trained"].get("share_of_first_weights", 0)
    return (
        f" --start MODEL --rate {recipe['encoder_rate']:g} --joining {recipe['joining']:g}"
        f" --keep {kept:g}"
    )


def _passes(passes: Mapping[str, float], seen: float) -> str:
    return ", ".join(f"{name} {often * seen:.1f}" for name, often in passes.items())


def _history(first: Mapping[str, Any] | None, remark: str) -> str:
    """Return what the card says of a run before this one, and the remark."""
    words = ""
    if first:
        trained = first["trained"]
        share = float(trained["share_of_mixture"])
        often = {name: facts["passes"] for name, facts in first["mixture"].items()}
        other = [
            f"{name} {value}"
            for name, value in first["recipe"].items()
            if name in ("encoder_rate", "masked", "joining")
        ]
        words = (
            f"\nThese are the figures of a second run, which began with the weights of a first "
            f"one: {trained['steps']:,} steps in {trained['minutes']:.0f} minutes, {share:.0%} of "
            f"its mixture ({_passes(often, share)}), {', '.join(other)}.\n"
        )
    return words + (f"\n{remark}\n" if remark else "")


_ZERO_SHOT = """
## Corpora that were never seen

Of much shorter runs of the same recipe ({runs}), which left the corpus and some others out; on its
dev part, or where there is none on all its train rows. They are no estimate of the weights in the
package, which have seen far more, but a warning: on a debate that it does not know, such an encoder
may be wrong more often than right.

| corpus | rows | scored by | score | macro-F1 |{stances} left out of the training |
|---|---:|---|---:|---:|{rules}---|
{rows}

`python scripts/train_stance.py --leave-out CORPUS… --minutes N --out FOLDER` makes them.
"""


def _zero_shot(unseen: Mapping[str, Any]) -> str:
    if not unseen:
        return ""
    rows = [
        f"| {name} | {c['rows']:,} | {c['main_name']} | {100 * c['main']:.1f} | "
        f"{100 * c['macro_f1']:.1f} |{_by_stance(c)} {', '.join(c['left_out'])} |"
        for name, c in unseen.items()
    ]
    runs = sorted(
        {
            f"{c['trained']['minutes']:.0f} minutes, {c['trained']['steps']:,} steps"
            for c in unseen.values()
        }
    )
    return _ZERO_SHOT.format(
        runs="; ".join(runs),
        rows="\n".join(rows),
        stances="".join(f" {name} |" for name in STANCES),
        rules="---:|" * len(STANCES),
    )


def figure_rows(figures: Sequence[Mapping[str, Any]]) -> str:
    """Return the rows of the table of figures, in Markdown."""
    rows = []
    for c in figures:
        rows.append(
            f"| {c['name']} | {c['rows']:,} | {c['main_name']} | {100 * c['main']:.1f} | "
            f"{100 * c['macro_f1']:.1f} | {100 * c['accuracy']:.1f} |{_by_stance(c)} "
            f"{100 * c['calibration_error']:.1f} |"
        )
    return "\n".join(rows)


def _by_stance(c: Mapping[str, Any]) -> str:
    return "".join(
        f" {100 * c['f1'][name]:.1f} |" if name in c["f1"] else " – |" for name in STANCES
    )


def _source(part: Part) -> str:
    if part.name == WRITTEN:
        rows = len(part.train) + len(part.dev)
        return f"| {WRITTEN}, written for this | Apache-2.0, with the code | {rows:,} | none |"
    left_out = ", ".join(f"{n} {reason}" for reason, n in part.left_out.items() if n) or "none"
    licence = corpora.card(part.name).licence
    if part.name == NEWS:
        licence += "; the stances, labelled for this, Apache-2.0"
    return f"| {part.name} | {licence} | {len(part.train):,} | {left_out} |"
