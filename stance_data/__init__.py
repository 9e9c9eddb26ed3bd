"""From any news article to who said what, for or against what.

>>> import stance_data
>>> table = stance_data.load("calexit")
>>> sorted(table["speaker"].unique())
['Brian Sobel', 'Clare Hedin', 'Louis Marinelli']
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from stance_data.attribution import extract
    from stance_data.loading import load, load_hf
    from stance_data.schema import Article, Attribution, Span, Stance, Statement

__all__ = [
    "Article",
    "Attribution",
    "Span",
    "Stance",
    "Statement",
    "__version__",
    "extract",
    "load",
    "load_hf",
]

__version__ = "0.1.0"

# Name → module. Imported on first use, so that `import stance_data` stays fast.
_WHERE = {
    "Article": "stance_data.schema",
    "Attribution": "stance_data.schema",
    "Span": "stance_data.schema",
    "Stance": "stance_data.schema",
    "Statement": "stance_data.schema",
    "extract": "stance_data.attribution",
    "load": "stance_data.loading",
    "load_hf": "stance_data.loading",
}


def __getattr__(name: str) -> Any:
    if name in _WHERE:
        return getattr(import_module(_WHERE[name]), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted(__all__)
