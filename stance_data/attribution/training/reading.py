"""Read and score articles with a network under training (needs the ``train`` extra)."""

from __future__ import annotations

import numpy as np
import torch

from stance_data.attribution.encoder.decoding import Options, Reading, decode
from stance_data.attribution.encoder.links import make_patch
from stance_data.attribution.encoder.windows import Pieces, cut_windows, pack
from stance_data.attribution.encoder.words import paragraph_bounds
from stance_data.attribution.evaluation.scoring import Counts, Tally, mark, tally
from stance_data.attribution.training.batches import SIGNS, Example
from stance_data.attribution.training.network import Network, Reader
from stance_data.schema import Attribution, Span

__all__ = ["evaluate_network", "read_network"]


def read_network(network: Network, pieces: Pieces) -> Reading:
    """Return what a network says about an article, one window at a time."""
    device = network.tag.weight.device
    reader = Reader(network)
    tags = np.zeros((len(pieces.forms), network.tag.out_features), dtype=np.float32)
    patches = []
    for window in cut_windows(pieces):
        begin = pieces.first[window.start]
        length = int(pieces.first[window.end] - begin) + 2
        arrays = pack([pieces], [window], length, *SIGNS[:2])
        columns = pieces.first[window.start : window.end] - begin + 1
        arrays["columns"] = np.concatenate([[0], columns])
        inputs = [torch.from_numpy(array).to(device) for array in arrays.values()]
        with torch.no_grad(), torch.autocast(device.type, dtype=torch.bfloat16):
            scores, links = reader(*inputs)
        own = tags[window.own : window.end]
        own[:] = scores.float().cpu().numpy()[window.own - window.start + 1 :]
        patches.append(make_patch(window, own, links.float().cpu().numpy()))
    return Reading(
        tags,
        patches,
        paragraph_bounds(pieces.gaps.tolist()),
        network.chain.transitions.detach().cpu().numpy(),
        network.chain.start.detach().cpu().numpy(),
        pieces.quotations,
        pieces.continued,
    )


def evaluate_network(network: Network, examples: list[Example], options: Options) -> Tally:
    """Score a network on examples, each by its first annotator."""
    network.eval()
    total: Tally = {}
    for example in examples:
        pieces = example.pieces
        found = []
        for a in decode(read_network(network, pieces), options):
            source, cue, content = (
                [Span(pieces.starts[begin], pieces.ends[end - 1]) for begin, end in spans]
                for spans in (a.source, a.cue, a.content)
            )
            found.append(Attribution(source, cue, content))
        text = example.article.text
        for key, counts in tally(mark(text, example.attributions), mark(text, found)).items():
            total[key] = total.get(key, Counts()).plus(counts)
    return total
