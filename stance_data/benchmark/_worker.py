"""One run in a process of its own, so that its memory is its own and its crash harms no other.

Called as ``python -m stance_data.benchmark._worker SPEC KEY FOLDER``, SPEC being JSON.
"""

from __future__ import annotations

import json
import sys
import warnings
from dataclasses import replace
from pathlib import Path

__all__ = ["main"]


def main(argv: list[str]) -> int:
    """Measure and keep the run; 0 done, 3 with one line on standard error if it failed."""
    from stance_data.benchmark._evaluation import evaluate
    from stance_data.benchmark._specs import RunSpec
    from stance_data.benchmark._store import write_run
    from stance_data.errors import StanceDataError
    from stance_data.models import read_examples

    spec, key, folder = RunSpec.from_dict(json.loads(argv[0])), argv[1], Path(argv[2])
    warnings.simplefilter("ignore")
    try:
        result = evaluate(
            spec.model,
            read_examples(spec.data, target=spec.target),
            split=spec.split,
            by_group=spec.by_group,
            setting=spec.setting,
            train_on=[read_examples(other, target=spec.target) for other in spec.train_on],
            fraction=spec.fraction,
            drop_overlap=spec.drop_overlap,
            inputs=spec.inputs if isinstance(spec.inputs, str | None) else list(spec.inputs),
            seed=spec.seed,
            name=spec.model,
        )
    except StanceDataError as error:
        print(error, file=sys.stderr)
        return 3
    cost = replace(result.cost, peak_bytes=_peak_bytes())
    write_run(folder, key, spec, replace(result, cost=cost))
    return 0


def _peak_bytes() -> int | None:
    try:
        import resource
    except ImportError:  # not on Windows
        return None
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak if sys.platform == "darwin" else peak * 1024


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
