"""Coverage of the intervals and false positives of the paired tests, on simulated systems."""

from __future__ import annotations

import argparse

from stance_data.benchmark._simulation import World, rates

WORLDS = {
    "400 documents of one row": World(documents=400, rows=1, spread=0),
    "200 documents of about 4 rows": World(documents=200, rows=4),
    "200 documents, rows strongly alike": World(documents=200, rows=4, spread=2),
    "30 documents of about 20 rows": World(documents=30, rows=20),
    "12 documents of about 20 rows": World(documents=12, rows=20),
}


def main() -> None:
    """Print a line for each kind of data."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--samples", type=int, default=1000, help="default: %(default)s")
    parser.add_argument("--seed", type=int, default=0, help="default: %(default)s")
    arguments = parser.parse_args()
    print("95 % intervals of macro-F1, and tests at p < 0.05; in percent of the samples")
    print(f"{'':36} {'covered':>8} {'false +':>8} {'McNemar':>8} {'power':>6}")
    for name, world in WORLDS.items():
        found = rates(world, samples=arguments.samples, seed=arguments.seed)
        values = (found.coverage, found.false_positives, found.mcnemar_false_positives)
        print(
            f"{name:36} {values[0]:8.1%} {values[1]:8.1%} {values[2]:8.1%} {found.power:6.1%}",
            flush=True,
        )
    print(
        "covered: the interval held the true value (95 % is promised). false +: two equally good\n"
        "systems were called different by approximate randomisation over documents (5 % is\n"
        "promised); McNemar: by the exact McNemar test, which takes rows as independent. power: a\n"
        "gain of 0.3 logits was found."
    )


if __name__ == "__main__":
    main()
