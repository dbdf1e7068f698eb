"""What a test needs of the machine that pip does not bring: fonts, other people's tools.

A newcomer without it gets a skipped test that names what to install; CI installs everything and sets INNOKG_TEST_ALL,
which turns the skip into a failure, so that no test is skipped for good without anyone seeing it.
"""

from __future__ import annotations

import os

import pytest


def need(there: object, what: str) -> None:
    """Skip the test, or fail where INNOKG_TEST_ALL is set, unless `there`; `what` says what to install."""
    if there:
        return
    if os.environ.get("INNOKG_TEST_ALL"):
        pytest.fail(f"INNOKG_TEST_ALL is set, and this is not here: {what}", pytrace=False)
    pytest.skip(what)
