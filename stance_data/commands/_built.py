"""What the verb ``build`` shows at its end."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from stance_data.commands._publishing import Part, datasets_of
from stance_data.commands._suggesting import is_suggested
from stance_data.commands._table import statement_table

if TYPE_CHECKING:
    from stance_data.publishing import PublishResult

__all__ = ["Built", "show", "show_next"]

_SHOWN = 20
"""Statements of a dataset of many articles that are shown."""


@dataclass(frozen=True, slots=True)
class Built:
    """Datasets of the same articles (``<name>``, ``<name>-all``), and where their labels lie."""

    name: str
    parts: list[Part]
    results: list[PublishResult]
    labels: Path | None


def show(built: Built) -> None:
    """Print the statements of what was built, the first of them where there are many articles."""
    first = built.parts[0].article
    everything = [s for part in built.parts for s in part.statements]
    shown = datasets_of(built.name, built.parts)[built.name]
    if len(built.parts) == 1:
        print(f"\n{first.title or first.id}")
    else:
        print(f"\n{built.name}: {len(built.parts):,} articles")
    targets = {part.article.target for part in built.parts}
    if len(targets) == 1 and first.target:
        print(f"Target: {first.target}")
    print()
    limit = len(shown) if len(built.parts) == 1 else _SHOWN
    print(statement_table(shown[:limit]))
    if len(shown) > limit:
        print(f"\n{len(shown) - limit:,} more statements are in {built.results[0].folder}.")
    if len(everything) > len(shown):
        more = len(everything) - len(shown)
        print(f"\n{more} more statements by others are in {built.results[-1].folder}.")


def show_next(built: Sequence[Built], pages: Sequence[Path] = ()) -> None:
    """Print the files that were written, and what to do with them."""
    folder = built[0].results[0].folder
    everything = [s for one in built for part in one.parts for s in part.statements]
    labelled = any(s.stance and not is_suggested(s) for s in everything)
    suggested = any(is_suggested(s) for s in everything)
    print("\nFiles:")
    for result in (r for one in built for r in one.results):
        print(f"  {result.folder}/  {', '.join(sorted(f.name for f in result.files))}")
    if pages:
        print("\nTo look at, in a browser:")
        for page in pages:
            print(f"  {page}")
    print("\nNext:")
    if labelled:
        print(f"  python -c \"import stance_data; print(stance_data.load('{folder}'))\"")
        print(f"  stance-data train {folder}")
        return
    state = "The stances are a model's" if suggested else "The statements are unlabelled"
    if built[0].labels is None:
        print(f"  {state}. Save the article in a file to label them.")
        return
    print(
        f"  {state}. Write a row for each into {built[0].labels}\n"
        "  (columns text, annotator, stance: con, neutral or pro) and build again. Their words\n"
        f"  are in {folder if suggested else folder / 'unlabelled.parquet'}."
    )
