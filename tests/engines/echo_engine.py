"""A program for the command engine that does what a text tells it to; `fi`: says it in capitals."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time

MODE = sys.argv[1] if len(sys.argv) > 1 else ""


def say(answer: object) -> None:
    print(json.dumps(answer), flush=True)


def main() -> None:
    if MODE == "deaf":
        time.sleep(60)
    if MODE == "stillborn":
        print("no model found at all", file=sys.stderr)
        sys.exit(3)
    held: list[dict[str, object]] = []
    for line in sys.stdin:
        asked = json.loads(line)
        if "hello" in asked:
            if MODE == "rude":
                continue
            say({"id": 0, "hello": 1, "version": "7.1", "pairs": [["en", "es"]]})
            continue
        first = asked["texts"][0]["text"]
        answer: dict[str, object] = {
            "id": asked["id"],
            "texts": [{"text": row["text"].upper()} for row in asked["texts"]],
        }
        if MODE == "turned":  # answers two at a time, the last first
            held.append(answer)
            if len(held) == 2:
                for each in reversed(held):
                    say(each)
                held.clear()
            continue
        match first:
            case "die":
                print(f"key {os.environ.get('ENGINE_KEY', '-')}", "out of memory", file=sys.stderr)
                sys.exit(4)
            case "hang":
                child = subprocess.Popen(["sleep", "60"])
                print(child.pid, file=sys.stderr, flush=True)
                time.sleep(60)
            case "babble":
                print("loading model …", flush=True)
                say(answer)
            case "shout":
                sys.stderr.write("x" * 500_000 + "\n")
                sys.stderr.flush()
                say(answer)
            case "short":
                say({**answer, "texts": []})
            case "shifted":
                say({**answer, "id": asked["id"] + 1})
            case "nameless":
                say({"texts": answer["texts"]})
            case "reason":
                say({**answer, "texts": [{"reason": "not my subject"}]})
            case "bill":
                say({**answer, "texts": [{"text": "FACTURA", "billed": 7, "detail": "m2"}]})
            case "strange":
                say({**answer, "texts": [{"txt": "x"}]})
            case "busy":
                say({"id": asked["id"], "error": "too busy", "again": "later", "after_s": 2, "sent": False})
            case "huge":
                say({**answer, "texts": [{"text": "x" * 5_000_000}]})
            case "tell":
                say({**answer, "texts": [{"text": json.dumps(asked)}]})
            case "environment":
                say({**answer, "texts": [{"text": json.dumps(sorted(os.environ))}]})
            case "pid":
                say({**answer, "texts": [{"text": str(os.getpid())}]})
            case _:
                say(answer)


main()
