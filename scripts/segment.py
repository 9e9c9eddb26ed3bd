"""Article → attributed statements: ``stance-data segment`` as a script."""

import sys

from stance_data.cli import main

if __name__ == "__main__":
    sys.exit(main(["segment", *sys.argv[1:]]))
