"""`python -m innokg.ontology.reference [FOLDER]`: writes the reference page and prints where it is."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from ..load import OntologyError

DEFAULT_FOLDER = Path("build/ontology")


def main(arguments: list[str] | None = None) -> int:
    """Write the page into the folder; return 2 with one line on standard error where that cannot be done."""
    parser = argparse.ArgumentParser(prog="python -m innokg.ontology.reference", description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path, default=DEFAULT_FOLDER, help="default: %(default)s")
    folder = parser.parse_args(arguments).folder
    try:
        from .page import write

        print(write(folder))
    except ModuleNotFoundError as fault:
        if fault.name not in {"jinja2", "markupsafe"}:
            raise
        print(f"the reference page needs {fault.name}: pip install 'innokg[pages]'", file=sys.stderr)
        return 2
    except OntologyError as fault:
        print(fault, file=sys.stderr)
        return 2
    except OSError as fault:
        print(f"{folder}: {fault.strerror}; name a folder that can be written", file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
