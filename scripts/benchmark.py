"""Classifiers measured on datasets: ``stance-data benchmark`` as a script."""

import sys

from stance_data.cli import main

if __name__ == "__main__":
    sys.exit(main(["benchmark", *sys.argv[1:]]))
