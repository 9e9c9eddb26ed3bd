"""Labelled rows → a baseline classifier, measured and saved: ``stance-data train`` as a script."""

import sys

from stance_data.cli import main

if __name__ == "__main__":
    sys.exit(main(["train", *sys.argv[1:]]))
