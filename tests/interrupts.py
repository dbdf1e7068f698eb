"""Child processes that heed Ctrl-C.

What a shell starts in the background ignores Ctrl-C and hands that on to all that it starts, so a test run begun there
would wait for ever for an interrupted command to end.
"""

from __future__ import annotations

import os
import signal


def _heed() -> None:
    signal.signal(signal.SIGINT, signal.SIG_DFL)


# For the `preexec_fn` of subprocess.Popen.
heed_interrupts = _heed if os.name == "posix" else None
