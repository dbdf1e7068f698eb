"""`python -m bench`: every measurement in this folder, one after the other; each prints its own figures."""

from __future__ import annotations

import pkgutil
from importlib import import_module

import bench


def main() -> None:
    """Run the `main` of each module."""
    for name in sorted(module.name for module in pkgutil.iter_modules(bench.__path__)):
        if not name.startswith("_"):
            import_module(f"bench.{name}").main([])


if __name__ == "__main__":
    main()
