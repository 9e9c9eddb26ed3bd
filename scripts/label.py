"""Statements and label files → labelled statements: ``stance-data label`` as a script."""

import sys

from stance_data.cli import main

if __name__ == "__main__":
    sys.exit(main(["label", *sys.argv[1:]]))
