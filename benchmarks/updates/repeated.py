"""One program run many times in one process, so that its start is paid once; run by the Python that has the program.

    PYTHON benchmarks/updates/repeated.py MODULE < lines of JSON, each a list of arguments

Each line is what `PYTHON -m MODULE ARGUMENTS…` would do. Writes one line for each: "" or what went wrong.
"""

from __future__ import annotations

import contextlib
import io
import json
import runpy
import signal
import sys

_LIMIT = 60  # seconds for one run


def main() -> None:
    module = sys.argv[1]
    said = sys.stdout
    signal.signal(signal.SIGALRM, _too_slow)
    given = sys.stdin.readlines()
    sys.stdin = io.StringIO()  # mdpo takes what it finds there for one more article
    for line in given:
        sys.argv[1:] = json.loads(line)
        fault = ""
        signal.alarm(_LIMIT)
        try:
            with contextlib.redirect_stdout(io.StringIO()):
                runpy.run_module(module, run_name="__main__")
        except SystemExit as end:
            fault = "" if end.code in (None, 0) else f"exit {end.code}"
        except Exception as error:  # noqa: BLE001  the program's own, which would end it with a traceback
            fault = f"{type(error).__name__}: {error}"
        signal.alarm(0)
        said.write(fault.replace("\n", " ") + "\n")
        said.flush()


def _too_slow(*_: object) -> None:
    raise TimeoutError(f"took more than {_LIMIT} s")


if __name__ == "__main__":
    main()
