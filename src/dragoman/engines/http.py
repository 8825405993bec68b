"""The one HTTP stack: JSON asked of one service; whatever goes wrong is an EngineError that says what may help."""

from __future__ import annotations

import asyncio
import json
import logging
import unicodedata
from collections.abc import AsyncGenerator, Awaitable, Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING, Literal, NamedTuple, NoReturn, TypeAlias, TypeVar, cast
from urllib.parse import urlencode

from dragoman.engines.addresses import host_of, is_loopback
from dragoman.engines.keys import KeyPlace, Secret
from dragoman.engines.lanes import Lanes
from dragoman.model.errors import EngineError

if TYPE_CHECKING:
    import httpx

T = TypeVar("T")
Again: TypeAlias = Literal["no", "later", "smaller", "exhausted"]

_CONNECT_S = 10.0
_LEAST_BOUND = 512 * 1024  # bytes: a list of languages fits, and so does any answer to a short text
_GROWTH = 16  # an answer may have so many times the bytes of its question: scripts, escapes, repeated fields
_SAID = 200  # characters of a service's own words in a message
_LOGGERS = ("httpx", "httpcore.connection", "httpcore.http11", "httpcore.proxy", "httpcore.socks")

_EXHAUSTED = (402, 456)  # payment required; DeepL's number for a quota used up
_TOO_MUCH = (413, 414)
_BUSY = (408, 425, 429)


class ServiceError(EngineError):
    """A service that refuses: with its `status`, and `says`, its own words on one line (none about keys)."""

    def __init__(self, message: str, *, status: int, says: str, hint: str, again: Again, after_s: float | None) -> None:
        # A request refused before any work is not billed; a server that fails may have done the work first.
        super().__init__(message, hint=hint, again=again, after_s=after_s, sent=status >= 500)
        self.status = status
        self.says = says


class Carry(NamedTuple):
    """How a key travels: in a `header`, behind the word `scheme`, or as a `field` of the body. Never in the URL."""

    header: str = ""
    scheme: str = ""
    field: str = ""


class Wire:
    """One service at `url` (it ends with a slash), spoken to in JSON.

    Nothing is contacted before the first request. Connections are kept for as long as the event loop runs; the same
    Wire may be used from one loop after another. No request is sent twice, no redirect is followed (texts go where the
    settings say and nowhere else), and an answer has a bound. The proxies of the environment (HTTPS_PROXY, NO_PROXY)
    are used, except towards this machine: what is to stay here stays here.
    """

    def __init__(
        self,
        engine: str,
        url: str,
        key: KeyPlace,
        *,
        carry: Carry | None = None,
        headers: Mapping[str, str] | None = None,
        timeout_s: float = 60.0,
        connections: int = 8,
    ) -> None:
        self.url = url
        self._engine = engine
        self._place = key
        self._carry = carry or Carry()
        self._headers = {"Accept": "application/json", **(headers or {})}
        self._secret: Secret | None = None
        self._timeout_s = timeout_s
        self._connections = connections
        self._loop: asyncio.AbstractEventLoop | None = None
        self._lanes: Lanes | None = None
        self._keeper: AsyncGenerator[None, None] | None = None
        self._is_held = False  # the keeper has been started, so that the loop knows of it
        self._alone = asyncio.Lock()
        self._known: dict[Hashable, object] = {}

    @property
    def host(self) -> str:
        return host_of(self.url)

    async def get(self, path: str, params: Mapping[str, str] | None = None) -> object:
        """The JSON at `path`."""
        return await self._ask(_Question("GET", path, params or {}))

    async def post(
        self, path: str, body: Mapping[str, object] | Sequence[object], params: Mapping[str, str] | None = None
    ) -> object:
        """The JSON answered to `body`, sent as JSON."""
        return await self._ask(_Question("POST", path, params or {}, body))

    async def post_form(self, path: str, fields: Mapping[str, str]) -> object:
        """The JSON answered to the fields of a form."""
        return await self._ask(_Question("POST", path, {}, fields, is_form=True))

    async def delete(self, path: str) -> None:
        """Removes what is at `path`."""
        await self._ask(_Question("DELETE", path, {}))

    async def once(self, name: Hashable, ask: Callable[[], Awaitable[T]]) -> T:
        """What `ask` gives, asked for once and remembered by `name`; who asks meanwhile waits."""
        self._open()
        async with self._alone:
            if name not in self._known:
                self._known[name] = await ask()
            return cast(T, self._known[name])

    def forget(self, name: Hashable) -> None:
        """What `once` remembers by `name` is asked for again."""
        self._known.pop(name, None)

    def close(self) -> None:
        """Ends the connections, when called while the event loop runs; at its end they have been ended already."""
        loop, keeper = self._loop, self._keeper
        self._loop = self._lanes = self._keeper = None
        if loop is not None and keeper is not None and loop.is_running():
            loop.call_soon_threadsafe(lambda: loop.create_task(keeper.aclose()))

    def unfit(self, what: str) -> EngineError:
        """The error for an answer that does not fit the question, as a wrong number of texts; fewer texts may help."""
        return EngineError(f"{self.host} gave an answer that cannot be used: {what}", again="smaller")

    async def _ask(self, question: _Question) -> object:
        if self._secret is None:
            self._secret = self._place.read()
        answer = await self._exchange(await self._opened(), question)
        if isinstance(answer, EngineError):
            raise answer
        if not 200 <= answer.status < 300:
            self._refuse(answer)
        return self._parse(answer.data) if answer.data or question.method != "DELETE" else None

    async def _exchange(self, lanes: Lanes, question: _Question) -> _Answer | EngineError:
        """The answer, or what went wrong. Nothing is raised from here, where the key stands in a request: errors of the
        library hold the request, and so does this frame, which a traceback might show."""
        import httpx

        headers, content = self._packed(question)
        bound = max(_LEAST_BOUND, _GROWTH * len(content or b""))
        try:
            async with (
                lanes.client() as client,
                asyncio.timeout(self._timeout_s),
                client.stream(
                    question.method, question.path, params=question.params, headers=headers, content=content
                ) as reply,
            ):
                data = await _read(reply, bound)
        except TimeoutError:
            return EngineError(f"{self.host} gave no answer within {self._timeout_s:g} s", again="later")
        except (httpx.HTTPError, httpx.InvalidURL, httpx.StreamError) as error:
            return self._trouble(error)
        if data is None:
            size = f"{bound // 1024} KiB in answer to {len(content or b'')} bytes"
            return EngineError(f"{self.host} sent more than {size}", again="smaller")
        if self._secret is not None:  # services repeat what they are sent, above all when they refuse it
            data = self._secret.hide_in(data)
        return _Answer(reply.status_code, reply.headers, data)

    def _packed(self, question: _Question) -> tuple[dict[str, str], bytes | None]:
        """Headers and body as they travel, the key in its place."""
        headers = dict(self._headers)
        body = question.body
        if self._secret is not None and self._carry.header:
            headers[self._carry.header] = self._carry.scheme + self._secret.reveal()
        if self._secret is not None and self._carry.field and isinstance(body, Mapping):
            body = {**body, self._carry.field: self._secret.reveal()}
        if body is None:
            return headers, None
        if question.is_form:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
            return headers, urlencode(cast(Mapping[str, str], body)).encode()
        headers["Content-Type"] = "application/json"
        return headers, encode(body)

    def _open(self) -> None:
        """Connections for the running loop; those of an earlier loop went with that."""
        loop = asyncio.get_running_loop()
        if self._lanes is not None and self._loop is loop:
            return
        import httpx

        for name in _LOGGERS:  # they log URLs and headers; adding the same filter again does nothing
            logging.getLogger(name).addFilter(_nothing_but_warnings)
        wait_s = min(_CONNECT_S, self._timeout_s)
        trouble: str
        try:
            trust_env = not is_loopback(self.url)
            # Reading the certificates takes longer than a request; in the clear to this machine nobody looks at them.
            is_plain = not trust_env and self.url.startswith("http:")
            vouched = False if is_plain else httpx.create_ssl_context(trust_env=trust_env)
            lanes = Lanes(
                lambda: httpx.AsyncClient(
                    base_url=self.url,
                    timeout=httpx.Timeout(self._timeout_s, connect=wait_s),
                    limits=httpx.Limits(max_connections=1, max_keepalive_connections=1),
                    verify=vouched,
                    trust_env=trust_env,
                    follow_redirects=False,
                    headers={"User-Agent": "dragoman", "Accept-Encoding": "gzip, deflate"},
                ),
                self._connections,
            )
        except (ImportError, ValueError, httpx.InvalidURL, OSError) as error:
            trouble = type(error).__name__
        else:
            self._loop, self._lanes, self._keeper = loop, lanes, _kept_open(lanes)
            self._is_held, self._alone = False, asyncio.Lock()
            return
        raise EngineError(
            f"the proxy or the certificates that the environment names cannot be used ({trouble})",
            hint="see HTTPS_PROXY, ALL_PROXY and SSL_CERT_FILE; a socks proxy needs: pip install 'httpx[socks]'",
            sent=False,
        )

    async def _opened(self) -> Lanes:
        self._open()
        lanes, keeper = self._lanes, self._keeper
        if lanes is None or keeper is None:
            raise RuntimeError("a connection can be had once _open returns")
        if not self._is_held:
            self._is_held = True
            await anext(keeper)
        return lanes

    def _trouble(self, error: Exception) -> EngineError:
        """The error for a request that met none of the service's own words."""
        import httpx

        kind = type(error).__name__
        if "CERTIFICATE_VERIFY_FAILED" in str(error):
            return EngineError(
                f"{self.host} shows a certificate that nobody here vouches for",
                hint="if your network reads along with a certificate of its own: export SSL_CERT_FILE=/path/to/it.pem",
                sent=False,
            )
        if isinstance(error, httpx.InvalidURL | httpx.UnsupportedProtocol | httpx.LocalProtocolError):
            return EngineError(f"{self.host} cannot be asked like this ({kind})", sent=False)
        reached = not isinstance(
            error, httpx.ConnectError | httpx.ConnectTimeout | httpx.PoolTimeout | httpx.ProxyError
        )
        what = "broke the connection off" if reached else "cannot be reached"
        if isinstance(error, httpx.TimeoutException) and reached:
            what = f"gave no answer within {self._timeout_s:g} s"
        return EngineError(f"{self.host} {what} ({kind})", again="later", sent=reached)

    def _refuse(self, answer: _Answer) -> NoReturn:
        status = answer.status
        says, hint = "", ""
        again: Again = "no"
        if status in (401, 403):
            message = f"{self.host} refuses {self._place} (status {status})"
        elif 300 <= status < 400:
            message = f"{self.host} sends us elsewhere (status {status})"
            hint = f"redirects are not followed; set the final address as url of engine {self._engine}"
        else:
            says = _words(answer.data)
            message = f"{self.host} answers with status {status}" + (f": {says}" if says else "")
        if status in _EXHAUSTED:
            again = "exhausted"
        elif status in _TOO_MUCH:
            again = "smaller"
        elif status in _BUSY or status >= 500:
            again = "later"
        after_s = retry_after(answer.headers.get("Retry-After", "")) if again == "later" else None
        raise ServiceError(message, status=status, says=says, hint=hint, again=again, after_s=after_s)

    def _parse(self, data: bytes) -> object:
        problem: EngineError
        try:
            return cast(object, json.loads(data.decode("utf-8-sig"), parse_constant=_no_number))
        except (ValueError, RecursionError):
            begin = data[:200].lstrip()
            if not begin:
                problem = EngineError(f"{self.host} sent an empty answer", again="later")
            elif begin[:1] in (b"{", b"["):
                problem = EngineError(f"{self.host} sent an answer that breaks off or is damaged", again="smaller")
            else:
                page = "a web page" if begin[:1] == b"<" else "something else than JSON"
                problem = EngineError(f"{self.host} sent {page} for an answer", again="later")
        raise problem


@dataclass(frozen=True, slots=True)
class _Question:
    """A request as an engine words it, without the key."""

    method: str
    path: str
    params: Mapping[str, str]
    body: Mapping[str, object] | Sequence[object] | None = None
    is_form: bool = False


class _Answer(NamedTuple):
    status: int
    headers: Mapping[str, str]
    data: bytes


def encode(body: object) -> bytes:
    """`body` as it is sent: UTF-8 without escapes, so that services bill and bound what is there."""
    return json.dumps(body, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace")


def retry_after(value: str) -> float | None:
    """The seconds that a Retry-After header asks for (RFC 9110, 10.2.3: seconds, or a date), or None."""
    try:
        return max(0.0, float(value)) if float(value) < float("inf") else None
    except ValueError:
        pass
    try:
        when = parsedate_to_datetime(value)
    except ValueError:
        return None
    when = when if when.tzinfo is not None else when.replace(tzinfo=UTC)
    return max(0.0, (when - datetime.now(UTC)).total_seconds())


async def _read(reply: httpx.Response, bound: int) -> bytes | None:
    """The whole body, or None when it is larger than `bound`."""
    data = bytearray()
    async for chunk in reply.aiter_bytes(64 * 1024):
        data += chunk
        if len(data) > bound:
            return None
    return bytes(data)


async def _kept_open(lanes: Lanes) -> AsyncGenerator[None, None]:
    """Holds connections open until the generator is closed, and an event loop closes its generators when it ends."""
    try:
        while True:
            yield
    finally:
        await lanes.aclose()


def _words(data: bytes) -> str:
    """What a service says in refusing: DeepL's `message` and `detail`, others' `error`, or ""."""
    try:
        found = json.loads(data)
    except (ValueError, RecursionError):
        return ""
    if isinstance(found, dict) and isinstance(found.get("error"), dict):
        found = found["error"]
    if not isinstance(found, dict):
        return ""
    said = [found[name] for name in ("message", "error", "detail", "explanation") if isinstance(found.get(name), str)]
    clean = "".join(" " if unicodedata.category(c)[0] == "C" else c for c in ", ".join(said))
    line = " ".join(clean.split())
    return line if len(line) <= _SAID else line[: _SAID - 1] + "…"


def _no_number(name: str) -> NoReturn:
    raise ValueError(f"{name} is no JSON")


def _nothing_but_warnings(record: logging.LogRecord) -> bool:
    return record.levelno >= logging.WARNING
