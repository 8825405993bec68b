"""A server on 127.0.0.1 that speaks OpenAI's chat completions, with a scripted model behind it, and fails as told.

After the published reference of `POST /v1/chat/completions`: a request with a field it does not know, a response format
without a schema or a model it does not have is refused as there, with the error object of there. It bills tokens.
"""

from __future__ import annotations

import json
import re
import threading
from collections import deque
from collections.abc import Callable, Mapping
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Any, Self

MODEL = "scribe-1"
ANSWERS_AS = "scribe-1-2026-09-01"
"""Services answer with the version of the model, not with the name that was asked for."""

_FIELDS = {
    "model", "messages", "temperature", "max_tokens", "max_completion_tokens", "response_format", "seed", "stop",
    "top_p", "reasoning_effort", "user",
}  # fmt: skip
_ERRORS: Mapping[str, tuple[int, str, str]] = {
    "429": (429, "rate_limit_exceeded", "Rate limit reached for requests"),
    "quota": (
        429,
        "insufficient_quota",
        "You exceeded your current quota, please check your plan and billing details.",
    ),
    "500": (500, "server_error", "The server had an error while processing your request"),
    "too long": (400, "context_length_exceeded", "This model's maximum context length is 8192 tokens."),
    "no format": (
        400,
        "unsupported_value",
        "Invalid parameter: 'response_format' of type 'json_schema' is not supported",
    ),
    "no temperature": (
        400,
        "unsupported_value",
        "Unsupported value: 'temperature' does not support 0 with this model.",
    ),
    "filtered": (400, "content_filter", "The response was filtered due to the content management policy."),
}
Script = Callable[[Mapping[str, Any], Mapping[str, Any]], str]
"""Gives the translation of a segment; the second argument is the whole question."""


class ChatServer(ThreadingHTTPServer):
    """`received` are the bodies of all requests, `bills` the tokens of each answer; `faults` befall the next
    requests."""

    daemon_threads = True

    def __init__(self, script: Script, key: str = "") -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.script = script
        self.key = key
        self.declines = ""  # a text: whatever is asked together with it is declined
        self.faults: deque[str] = deque()
        self.received: list[dict[str, Any]] = []
        self.bills: list[int] = []
        self.stopping = threading.Event()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}/v1"

    def questions(self) -> list[dict[str, Any]]:
        """The JSON object of each user message, in order."""
        return [json.loads(body["messages"][-1]["content"]) for body in self.received]

    def __enter__(self) -> Self:
        threading.Thread(target=self.serve_forever, args=(0.02,), daemon=True).start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stopping.set()
        self.shutdown()
        self.server_close()


class _Handler(BaseHTTPRequestHandler):
    server: ChatServer
    protocol_version = "HTTP/1.1"
    wbufsize = -1  # an answer goes out in one piece, which is what a client waits for

    def do_GET(self) -> None:
        if self.path != "/v1/models":
            return self._error(404, "not_found", "Unknown request URL")
        return self._json(200, {"object": "list", "data": [{"id": MODEL, "object": "model"}]})

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        if self.path != "/v1/chat/completions":
            return self._error(404, "not_found", f"Unknown request URL: POST {self.path}")
        if self.server.key and self.headers.get("Authorization") != f"Bearer {self.server.key}":
            said = self.headers.get("Authorization", "none")
            return self._error(401, "invalid_api_key", f"Incorrect API key provided: {said}")
        if problem := _problem(body):
            return self._error(400, "invalid_request_error", problem)
        if body["model"] != MODEL:
            return self._error(404, "model_not_found", f"The model `{body['model']}` does not exist")
        self.server.received.append(body)
        fault = self.server.faults.popleft() if self.server.faults else ""
        if fault == "hang":
            self.server.stopping.wait()
            return None
        if fault in _ERRORS:
            return self._error(*_ERRORS[fault], after="7" if fault == "429" else "")
        return self._answer(body, fault)

    def _answer(self, body: dict[str, Any], fault: str) -> None:
        question = json.loads(body["messages"][-1]["content"])
        rows = [
            {"id": segment["id"], "text": self.server.script(segment, question)} for segment in question["segments"]
        ]
        if self.server.declines in [segment["text"] for segment in question["segments"]]:
            fault = "refusal"
        message, finish = _message(fault, rows)
        asked = len(re.findall(r"\w+", json.dumps(body["messages"])))
        made = len(re.findall(r"\w+", str(message["content"])))
        self.server.bills.append(asked + made)
        reply: dict[str, Any] = {
            "id": "chatcmpl-1",
            "object": "chat.completion",
            "created": 1_790_000_000,
            "model": ANSWERS_AS,
            "choices": [{"index": 0, "message": message, "logprobs": None, "finish_reason": finish}],
            "usage": {"prompt_tokens": asked, "completion_tokens": made, "total_tokens": asked + made},
        }
        if fault == "no usage":
            del reply["usage"]
        if fault == "no total":
            del reply["usage"]["total_tokens"]
        if fault == "no choices":
            reply["choices"] = []
        if fault == "error 200":
            reply = {"error": {"message": "upstream failed", "code": 502}}
        data = json.dumps(reply).encode()
        if fault == "broken JSON":
            data = data[: len(data) // 2]
        if fault == "page":
            data = b"<!DOCTYPE html><title>Sign in</title>"
        self._send(200, data)

    def _error(self, status: int, code: str, message: str, after: str = "") -> None:
        error = {"message": message, "type": "invalid_request_error", "param": None, "code": code}
        self._json(status, {"error": error}, {"Retry-After": after} if after else {})

    def _json(self, status: int, body: object, headers: Mapping[str, str] | None = None) -> None:
        self._send(status, json.dumps(body).encode(), headers or {})

    def _send(self, status: int, data: bytes, headers: Mapping[str, str] | None = None) -> None:
        self.send_response(status)
        for name, value in {"Content-Type": "application/json", **(headers or {})}.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, format: str, *args: object) -> None:
        """Quiet."""


def _message(fault: str, rows: list[dict[str, Any]]) -> tuple[dict[str, Any], str]:
    """The message that answers with `rows`, or with what a fault makes of them, and why it ended."""
    whole = json.dumps({"translations": rows}, ensure_ascii=False)
    content: object = whole
    refusal, finish = None, "stop"
    match fault:
        case "missing id":
            content = json.dumps({"translations": rows[:-1]})
        case "extra id":
            content = json.dumps({"translations": [*rows, {"id": len(rows) + 1, "text": "Uno de más."}]})
        case "doubled id":
            content = json.dumps({"translations": [*rows[:-1], rows[0]]})
        case "shifted ids":  # counted from 0
            content = json.dumps({"translations": [{**row, "id": row["id"] - 1} for row in rows]})
        case "reordered":
            content = json.dumps({"translations": rows[::-1]})
        case "text ids":
            content = json.dumps({"translations": [{**row, "id": str(row["id"])} for row in rows]})
        case "true id":
            content = json.dumps({"translations": [{**row, "id": True} for row in rows]})
        case "no text":
            content = json.dumps({"translations": [{**row, "text": None} for row in rows]})
        case "doubled key":
            content = whole.replace('"text":', '"text": "Otro.", "text":')
        case "fenced":
            content = f"```json\n{whole}\n```"
        case "chatter around":
            content = f"Sure! Here is the translation:\n{whole}\nLet me know if you need anything else."
        case "two objects":
            content = f"{whole}\nOr rather:\n{whole}"
        case "thinking":
            content = f"<think>Let me see: {{id}} 1 first.</think>{whole}"
        case "truncated":
            content, finish = whole[: len(whole) // 2], "length"
        case "truncated whole":  # all texts are there, the last one cut
            content, finish = whole, "length"
        case "cut without a word":
            content = whole[: len(whole) // 2]
        case "no JSON":
            content = "El museo abre en mayo."
        case "null":
            content = None
        case "parts":
            content = [{"type": "text", "text": whole}]
        case "refusal":
            content, refusal = None, "I'm sorry, I can't assist with that."
        case "content filter":
            content, finish = "", "content_filter"
        case "tool call":
            content, finish = None, "tool_calls"
    return {"role": "assistant", "content": content, "refusal": refusal}, finish


def _problem(body: dict[str, Any]) -> str:
    """What the service would refuse in a request, or ""."""
    if unknown := sorted(set(body) - _FIELDS):
        return f"Unrecognized request argument supplied: {unknown[0]}"
    messages = body.get("messages")
    if not isinstance(messages, list) or not messages:
        return "Missing required parameter: 'messages'."
    for message in messages:
        if message.get("role") not in ("system", "developer", "user", "assistant") or not isinstance(
            message.get("content"), str
        ):
            return "Invalid value in 'messages'."
    form = body.get("response_format", {"type": "text"})
    if form["type"] == "json_schema":
        given = form.get("json_schema", {})
        if not re.fullmatch(r"[A-Za-z0-9_-]{1,64}", given.get("name", "")):
            return "Invalid 'response_format.json_schema.name'."
        return _schema_problem(given.get("schema", {})) if given.get("strict") else ""
    if form["type"] == "json_object" and not any("json" in message["content"].casefold() for message in messages):
        return "'messages' must contain the word 'json' in some form, to use 'response_format' of type 'json_object'."
    return "" if form["type"] in ("text", "json_object") else f"Invalid value: '{form['type']}'."


def _schema_problem(schema: dict[str, Any]) -> str:
    """Strict schemas name every property as required and allow no other."""
    if schema.get("type") == "object":
        if schema.get("additionalProperties") is not False:
            return "'additionalProperties' is required to be supplied and to be false."
        if sorted(schema.get("required", [])) != sorted(schema["properties"]):
            return "'required' is required to be supplied and to be an array including every key in properties."
        return next(filter(None, map(_schema_problem, schema["properties"].values())), "")
    return _schema_problem(schema["items"]) if schema.get("type") == "array" else ""
