"""The page's server: what the browser asks, answered by the desk; nobody else's questions, answered by nothing.

Every address begins with a random token, so that another user of this machine or another site finds nothing. Host and
Origin are looked at before anything else (against DNS rebinding and requests that another site sends).
"""

from __future__ import annotations

import hmac
import json
import mimetypes
import secrets
from collections import OrderedDict
from collections.abc import Awaitable, Callable
from dataclasses import fields, is_dataclass
from importlib.resources import files as resources
from typing import Any

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.types import ASGIApp, Receive, Scope, Send

from dragoman import files
from dragoman.model import ConfigError, DragomanError, State
from dragoman.review.desk import Desk
from dragoman.review.previewing import preview
from dragoman.review.recalling import Recalling
from dragoman.workflow.making import media_file

HOSTS = ("127.0.0.1", "localhost")
_LARGEST = 2_000_000  # bytes of a question: an article's texts, not a film
_PREVIEWS = 20  # that are kept to be shown
_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; frame-src 'self';"
    " base-uri 'none'; form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'"
)
# A preview is an article's own markup, cleaned: it has no script, and the frame around it would run none.
_PREVIEW_POLICY = (
    "default-src 'none'; style-src 'unsafe-inline'; img-src 'self' data:; base-uri 'none'; form-action 'none';"
    " frame-ancestors 'self'; sandbox"
)
_NOTHING = "default-src 'none'; frame-ancestors 'none'; sandbox"
# The frame of a preview has no origin of its own, so that its pictures are another site's to it.
_MEDIA_HEADERS = {
    "Content-Security-Policy": _NOTHING,
    "Cross-Origin-Resource-Policy": "cross-origin",
}
_HEADERS = {
    "Cache-Control": "no-store",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
}
_STATIC = ("review.css", "icon.svg", "text.js", "live.js", "desk.js", "side.js", "article.js")

_Answers = Callable[[dict[str, Any]], object]


class Review:
    """One desk, served. `token` is the first part of every address."""

    def __init__(self, desk: Desk, token: str = "") -> None:
        self.desk = desk
        self.token = token or secrets.token_urlsafe(24)
        self.recalling = Recalling(desk.project)
        self._previews: OrderedDict[str, bytes] = OrderedDict()

    def app(self) -> ASGIApp:
        """The application, guarded."""
        asked: dict[str, _Answers] = {
            "boards": lambda _: {
                "boards": self.desk.boards(),
                "who": self.desk.who,
                "troubles": [str(one.error) for one in self.desk.troubles],
            },
            "board": lambda said: self.desk.board(*_there(said)),
            "sheet": lambda said: self.desk.sheet(*_there(said)),
            "stamp": lambda said: self.desk.stamp(_there(said)[0]),
            "findings": lambda said: self.desk.findings(*_there(said)),
            "judge": lambda said: self.desk.judge(*_there(said), _text(said, "id"), _text(said, "text")),
            "save": self._save,
            "waive": self._waive,
            "sign": self._sign,
            "undo": lambda _: self.desk.undo(),
            "queue": lambda said: self.desk.queue(*_there(said)),
            "matches": self._matches,
            "concordance": lambda said: self.recalling.concordance(_text(said, "phrase"), _text(said, "language")),
            "preview": self._preview,
        }
        routes = [
            Route("/", _page("desk.html")),
            Route("/article", _page("article.html")),
            *(Route(f"/static/{name}", _page(name)) for name in _STATIC),
            Route("/preview/{name}", self._shown),
            Route("/media/{place:path}", self._media),
            *(Route(f"/ask/{name}", _answering(answer), methods=["POST"]) for name, answer in asked.items()),
        ]
        return _Guard(Starlette(routes=routes), self.token)

    def close(self) -> None:
        self.recalling.close()

    def _save(self, said: dict[str, Any]) -> object:
        state = State.APPROVED if said.get("approve") is True else State.DRAFT
        path, tag = _there(said)
        return self.desk.save(
            path,
            tag,
            _text(said, "id"),
            _text(said, "text"),
            state,
            _text(said, "seen"),
            shown_s=said.get("shown_s", 0.0),
            settled=said.get("settled", []),
        )

    def _waive(self, said: dict[str, Any]) -> object:
        wanted = said.get("checks")
        if not isinstance(wanted, list) or not all(isinstance(one, list) and len(one) == 2 for one in wanted):
            raise ConfigError("the page did not say what is to be waived")
        checks = [(str(check), str(about)) for check, about in wanted]
        return self.desk.waive(
            *_there(said), _text(said, "id"), checks, _text(said, "reason"), _text(said, "seen"), _text(said, "until")
        )

    def _sign(self, said: dict[str, Any]) -> object:
        seen = said.get("seen")
        if not isinstance(seen, list):
            raise ConfigError("the page did not say what it showed")
        return self.desk.sign(*_there(said), _text(said, "name"), [str(one) for one in seen])

    def _matches(self, said: dict[str, Any]) -> object:
        path, tag = _there(said)
        return self.recalling.matches(self.desk.pair(path, tag, _text(said, "id")).segment.key, tag)

    def _preview(self, said: dict[str, Any]) -> object:
        """Makes a preview with what is being written, and gives the name to fetch it by."""
        path, tag = _there(said)
        written = said.get("texts")
        texts = {str(name): str(text) for name, text in written.items()} if isinstance(written, dict) else {}
        reading, _ = self.desk.opened(path, tag)
        data = preview(self.desk.project, reading, tag, texts, lambda place: f"/{self.token}/media/{place}")
        name = secrets.token_urlsafe(12)
        self._previews[name] = data
        while len(self._previews) > _PREVIEWS:
            self._previews.popitem(last=False)
        return name

    async def _shown(self, request: Request) -> Response:
        data = self._previews.get(request.path_params["name"])
        if data is None:
            return _plain(404, "this preview is gone: make it again")
        return Response(
            data, media_type="text/html; charset=utf-8", headers={"Content-Security-Policy": _PREVIEW_POLICY}
        )

    async def _media(self, request: Request) -> Response:
        place = request.path_params["place"]
        kind = mimetypes.guess_type(place)[0] or ""
        if not kind.startswith("image/") or ".." in place.split("/"):
            return _plain(404, "there is no such picture")
        project = self.desk.project
        try:
            data = await run_in_threadpool(lambda: files.read(media_file(project, place), root=project.folder))
        except DragomanError:
            return _plain(404, "there is no such picture")
        return Response(data, media_type=kind, headers=_MEDIA_HEADERS)


class _Guard:
    """Lets through only what this machine's browser asks of the page itself."""

    def __init__(self, app: ASGIApp, token: str) -> None:
        self._app, self._token = app, token

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        headers = {name.decode("latin-1").lower(): value.decode("latin-1") for name, value in scope["headers"]}
        if refused := self._refusal(scope, headers):
            await _plain(403, refused)(scope, receive, send)
            return
        first, _, rest = scope["path"].lstrip("/").partition("/")
        if not hmac.compare_digest(first.encode("utf-8", "surrogateescape"), self._token.encode()):
            await _plain(403, "open the address that dragoman review printed")(scope, receive, send)
            return
        inner = {**scope, "path": f"/{rest}", "raw_path": None}
        await self._app(inner, receive, _with_headers(send))

    def _refusal(self, scope: Scope, headers: dict[str, str]) -> str:
        host = headers.get("host", "")
        name, _, port = host.rpartition(":")
        if name not in HOSTS or not port.isdecimal() or (scope.get("server") and int(port) != scope["server"][1]):
            return "only for this machine"
        origin = headers.get("origin")
        if origin is not None and origin != f"http://{host}":
            return "not for another site"
        if headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
            return "not for another site"
        if scope["method"] == "POST" and (
            origin is None or not headers.get("content-type", "").startswith("application/json")
        ):
            return "not for another site"
        return ""


def _with_headers(send: Send) -> Send:
    async def sending(message: Any) -> None:
        if message["type"] == "http.response.start":
            present = {name.lower() for name, _ in message["headers"]}
            more = {**_HEADERS, "Content-Security-Policy": _POLICY}
            message["headers"] += [
                (name.lower().encode(), value.encode())
                for name, value in more.items()
                if name.lower().encode() not in present
            ]
        await send(message)

    return sending


def _answering(answer: _Answers) -> Callable[[Request], Awaitable[Response]]:
    """Answers a question in JSON; an error that people can mend is an answer, too."""

    async def endpoint(request: Request) -> Response:
        body = bytearray()
        async for piece in request.stream():
            body += piece
            if len(body) > _LARGEST:
                return _json(413, {"error": "too long", "hint": ""})
        try:
            said = json.loads(body or b"{}")
            if not isinstance(said, dict):
                raise ValueError
        except (ValueError, RecursionError):
            return _json(400, {"error": "this is no question of the page", "hint": ""})
        try:
            return _json(200, await run_in_threadpool(answer, said))
        except files.HeldError as error:
            return _json(423, {"error": error.message, "hint": ""})
        except DragomanError as error:
            place = f"{error.where}: " if error.where else ""
            return _json(422, {"error": f"{place}{error.message}", "hint": error.hint})

    return endpoint


def _page(name: str) -> Callable[[Request], Awaitable[Response]]:
    data = (resources("dragoman.review") / "static" / name).read_bytes()
    kind = mimetypes.guess_type(name)[0] or "text/plain"

    async def endpoint(_: Request) -> Response:
        return Response(data, media_type=f"{kind}; charset=utf-8")

    return endpoint


def _there(said: dict[str, Any]) -> tuple[str, str]:
    return _text(said, "article"), _text(said, "language")


def _text(said: dict[str, Any], name: str) -> str:
    value = said.get(name, "")
    if not isinstance(value, str):
        raise ConfigError(f"the page did not say which {name}")
    return value.replace("\r\n", "\n").replace("\r", "\n")


def _json(status: int, value: object) -> Response:
    data = json.dumps(value, ensure_ascii=False, default=_plainly).encode("utf-8", "surrogatepass")
    return Response(data, status, media_type="application/json")


def _plainly(value: object) -> object:
    if is_dataclass(value) and not isinstance(value, type):
        return {one.name: getattr(value, one.name) for one in fields(value)}  # what is in it comes here by itself
    return str(value)


def _plain(status: int, text: str) -> Response:
    headers = {**_HEADERS, "Content-Security-Policy": _NOTHING}
    return Response(f"{text}\n".encode(), status, media_type="text/plain; charset=utf-8", headers=headers)
