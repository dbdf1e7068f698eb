"""`python -m innokg.app`: the same as `innokg`, where the script is not on the path."""

from .cli import main

main()
