"""Labelled statements → Parquet splits with a card: ``stance-data publish`` as a script."""

import sys

from stance_data.cli import main

if __name__ == "__main__":
    sys.exit(main(["publish", *sys.argv[1:]]))
