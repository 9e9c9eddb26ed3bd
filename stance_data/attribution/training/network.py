"""The network: a BERT encoder, tags with a linear chain, and links (needs the ``train`` extra).

Lafferty, McCallum and Pereira 2001 for the chain; Dozat and Manning 2017 for the biaffine links.
"""

from __future__ import annotations

import math
from dataclasses import asdict, dataclass
from typing import Any

import torch
from torch import Tensor, nn
from torch.nn import functional

from stance_data.attribution.encoder.decoding import FORBIDDEN, TAGS
from stance_data.attribution.encoder.links import LINKS, USED_LINKS

__all__ = ["Chain", "Dropout", "Layer", "Network", "NetworkConfig", "Reader"]


@dataclass(frozen=True)
class NetworkConfig:
    """Sizes of the network; the defaults are those of all-MiniLM-L6-v2."""

    vocabulary: int = 30522
    positions: int = 512
    width: int = 384
    layers: int = 6
    heads: int = 12
    inner: int = 1536
    link_width: int = 128
    dropout: float = 0.1
    epsilon: float = 1e-12

    def as_dict(self) -> dict[str, Any]:
        """Return the sizes as plain values."""
        return asdict(self)


class Dropout(nn.Module):  # type: ignore[misc]
    """Dropout with one mask for all windows of a batch: to draw masks is slow on a CPU."""

    def __init__(self, rate: float) -> None:
        super().__init__()
        self.rate = rate

    def forward(self, x: Tensor) -> Tensor:
        if not self.training or not self.rate:
            return x
        keep = torch.rand(x.shape[1:], device=x.device) >= self.rate
        return x * (keep.to(x.dtype) / (1 - self.rate))


def _attend(q: Tensor, k: Tensor, v: Tensor, heads: int, mask: Tensor | None) -> Tensor:
    batch, length, width = q.shape
    shape = (batch, length, heads, width // heads)
    q, k, v = (side.view(shape).transpose(1, 2) for side in (q, k, v))
    mixed = functional.scaled_dot_product_attention(q, k, v, attn_mask=mask)
    return mixed.transpose(1, 2).reshape(batch, length, width)


class _FusedAttention(torch.autograd.Function):  # type: ignore[misc]
    """Attention that is exported as one operator of ONNX Runtime, which takes half the time."""

    @staticmethod
    def forward(ctx: Any, q: Tensor, k: Tensor, v: Tensor, heads: int) -> Tensor:
        return _attend(q, k, v, heads, None)

    @staticmethod
    def symbolic(g: Any, q: Any, k: Any, v: Any, heads: int) -> Any:
        mixed = g.op("com.microsoft::MultiHeadAttention", q, k, v, num_heads_i=heads)
        mixed.setType(q.type())
        return mixed


class Layer(nn.Module):  # type: ignore[misc]
    """One layer of BERT (Devlin et al. 2019): attention, then two linear maps."""

    def __init__(self, c: NetworkConfig) -> None:
        super().__init__()
        self.heads = c.heads
        self.qkv = nn.Linear(c.width, 3 * c.width)
        self.out = nn.Linear(c.width, c.width)
        self.norm1 = nn.LayerNorm(c.width, c.epsilon)
        self.up = nn.Linear(c.width, c.inner)
        self.down = nn.Linear(c.inner, c.width)
        self.norm2 = nn.LayerNorm(c.width, c.epsilon)
        self.dropout = Dropout(c.dropout)

    def forward(self, x: Tensor, mask: Tensor | None) -> Tensor:
        q, k, v = self.qkv(x).chunk(3, 2)
        if torch.onnx.is_in_onnx_export():
            mixed = _FusedAttention.apply(q, k, v, self.heads)
        else:
            mixed = _attend(q, k, v, self.heads, mask)
        x = self.norm1(x + self.dropout(self.out(mixed)))
        inner = functional.gelu(self.up(x))
        return self.norm2(x + self.dropout(self.down(inner)))


class Network(nn.Module):  # type: ignore[misc]
    """Word pieces with features → tag scores and link scores.

    Inputs are int tensors (batch, length): ``ids``, ``shapes``, ``places``, ``gaps``. Outputs are
    tag scores (batch, length, tags) and link scores (batch, links, length, length), in which entry
    [i, j] says how well piece i depends on piece j and column 0 stands for "on none".
    """

    def __init__(self, config: NetworkConfig) -> None:
        super().__init__()
        c = self.config = config
        self.words = nn.Embedding(c.vocabulary, c.width)
        self.position = nn.Parameter(torch.zeros(c.positions, c.width))
        self.shapes = nn.Embedding(4, c.width)
        self.places = nn.Embedding(7, c.width)
        self.gaps = nn.Embedding(4, c.width)
        for table in (self.shapes, self.places, self.gaps):
            nn.init.normal_(table.weight, std=0.02)
        self.norm = nn.LayerNorm(c.width, c.epsilon)
        self.dropout = Dropout(c.dropout)
        self.encoder = nn.ModuleList([Layer(c) for _ in range(c.layers)])
        self.tag_inner = nn.Linear(c.width, c.width)
        self.tag = nn.Linear(c.width, len(TAGS))
        self.query = nn.Linear(c.width, len(LINKS) * c.link_width)
        self.key = nn.Linear(c.width, len(LINKS) * c.link_width)
        self.chain = Chain()

    def forward(
        self, ids: Tensor, shapes: Tensor, places: Tensor, gaps: Tensor
    ) -> tuple[Tensor, Tensor]:
        mask = self.mask(ids)
        tags, links = self.heads(self.encode(ids, shapes, places, gaps, mask))
        return tags, links + mask

    def mask(self, ids: Tensor) -> Tensor:
        """Return what is added to attention scores: −10,000 at padding, else 0."""
        mask = torch.zeros(ids.shape, dtype=self.position.dtype, device=ids.device)
        return mask.masked_fill(ids == 0, -1e4)[:, None, None, :]

    def encode(
        self, ids: Tensor, shapes: Tensor, places: Tensor, gaps: Tensor, mask: Tensor | None
    ) -> Tensor:
        """Return the vector of each piece, (batch, length, width)."""
        x = self.words(ids) + self.shapes(shapes) + self.places(places) + self.gaps(gaps)
        x = self.dropout(self.norm(x + self.position[: ids.shape[1]]))
        for layer in self.encoder:
            x = layer(x, mask)
        return x

    def heads(self, x: Tensor) -> tuple[Tensor, Tensor]:
        """Return tag and link scores of the pieces whose vectors are given."""
        tags = self.tag(functional.gelu(self.tag_inner(x)))
        size = self.config.link_width
        shape = (x.shape[0], -1, len(LINKS), size)
        q = self.query(x).view(shape).transpose(1, 2)
        k = self.key(x).view(shape).transpose(1, 2)
        return tags, q @ k.transpose(2, 3) / math.sqrt(size)


class Reader(nn.Module):  # type: ignore[misc]
    """The network as it is exported: one window without padding, answers for words only.

    Beside the window's pieces it takes ``columns`` (words + 1,): piece 0 and each word's first
    piece. It returns tag scores (words + 1, tags) and probabilities (used links, words + 1,
    words + 1), in which column 0 stands for "on none".
    """

    def __init__(self, network: Network) -> None:
        super().__init__()
        self.network = network

    def forward(
        self, ids: Tensor, shapes: Tensor, places: Tensor, gaps: Tensor, columns: Tensor
    ) -> tuple[Tensor, Tensor]:
        x = self.network.encode(ids, shapes, places, gaps, None)
        tags, links = self.network.heads(x[:, columns])
        return tags[0], links[0, : len(USED_LINKS)].softmax(2)


class Chain(nn.Module):  # type: ignore[misc]
    """A linear-chain CRF over tags, with forbidden transitions."""

    def __init__(self) -> None:
        super().__init__()
        self.transitions = nn.Parameter(torch.zeros(len(TAGS), len(TAGS)))
        self.start = nn.Parameter(torch.zeros(len(TAGS)))
        self.register_buffer("forbidden", torch.tensor(FORBIDDEN), persistent=False)
        self.register_buffer("no_start", torch.tensor(FORBIDDEN[0]), persistent=False)

    def forward(self, scores: Tensor, tags: Tensor, filled: Tensor) -> Tensor:
        """Return the summed negative log likelihood of tags (batch, words), first word filled."""
        transitions = self.transitions.masked_fill(self.forbidden, -1e4)
        start = self.start.masked_fill(self.no_start, -1e4)
        scores = scores.float()
        gold = scores.gather(2, tags[:, :, None])[:, :, 0]
        steps = transitions[tags[:, :-1], tags[:, 1:]]
        path = (gold * filled).sum() + (steps * filled[:, 1:]).sum() + start[tags[:, 0]].sum()
        # Sums of exponentials, rescaled at each word: one small matrix product a step.
        peak = scores.max(2, keepdim=True).values
        likely = (scores - peak).exp()
        step = transitions.exp()
        alpha = start.exp() * likely[:, 0]
        total = (peak[:, :, 0] * filled).sum()
        scales = []
        for word, keep in zip(likely.unbind(1)[1:], filled.unbind(1)[1:], strict=True):
            scale = alpha.sum(1, keepdim=True)
            scales.append(scale)
            alpha = alpha / scale
            alpha = torch.where(keep[:, None], (alpha @ step) * word, alpha)
        scales.append(alpha.sum(1, keepdim=True))
        return total + torch.cat(scales, 1).clamp_min(1e-30).log().sum() - path
