"""HTTP for all providers: every wait is limited, no answer is larger than memory, no error tells a secret.

Nothing is tried twice here: the poller and the outbox are the only retries.
"""

import socket
import ssl
from collections.abc import Iterable, Mapping
from contextlib import suppress
from email.utils import parsedate_to_datetime
from functools import cache
from time import monotonic, time
from typing import Any
from urllib.parse import quote

import httpx

from reviewer.errors import Busy, NotSent, ProviderError, ReplyLost
from reviewer.jobs import CancelToken
from reviewer.providers._json import parsed

ANSWER_BYTES = 20_000_000
"""Decoded; a larger answer is none."""
CONNECT_SECONDS = 10.0
LONGEST_WAIT = 3_600.0
"""A service may ask to wait longer; nobody is asked to believe it."""
_REDIRECTS = 5
_TOO_MANY, _UNAVAILABLE = 429, 503
_NO_TAKING = frozenset({502, 504})
"""A gateway answers for a service: what was sent may have come through."""

_BEFORE = (
    httpx.ConnectError,
    httpx.ConnectTimeout,
    httpx.PoolTimeout,
    httpx.UnsupportedProtocol,
    httpx.ProxyError,
    httpx.LocalProtocolError,
)
"""Errors before anything of a request was sent."""

_Params = Iterable[tuple[str, str]]


class Reply:
    """What came back.

    Attributes:
        status: of HTTP.
        headers: of the last reply.
        body: decoded bytes.
        path: of the last reply, after redirects.
    """

    def __init__(self, status: int, headers: Mapping[str, str], body: bytes, path: str) -> None:
        self.status = status
        self.headers = headers
        self.body = body
        self.path = path

    @property
    def json(self) -> Any:
        """The body as plain JSON values.

        Raises:
            ProviderError: it is no JSON.
        """
        return parsed(self.body)

    @property
    def any_json(self) -> Any:
        """The body as plain JSON values, None when it is none: for bodies of errors."""
        with suppress(ProviderError):
            return parsed(self.body)
        return None

    @property
    def after(self) -> float | None:
        """Seconds of `Retry-After`, None without it."""
        return _after(self.headers.get("retry-after", ""))


class Http:
    """Calls one service. Each call opens its own connection, so that cancelling can cut it.

    Args:
        title: of the provider, for errors.
        base_url: with scheme; a path in it goes before every path.
        seconds: how long a reply may take.
        hosts: other hosts that redirects may lead to, with everything that is sent.
        token: of the job that calls: cuts the connection when it asks to stop.
        kept: what is known of the service for as long as the program runs, for example an access token.
        transport: in place of the network, for tests.
    """

    def __init__(
        self,
        title: str,
        base_url: str,
        *,
        seconds: float = 60.0,
        hosts: Iterable[str] = (),
        token: CancelToken | None = None,
        kept: dict[str, Any] | None = None,
        transport: httpx.BaseTransport | None = None,
    ) -> None:
        self.title = title
        self.kept: dict[str, Any] = {} if kept is None else kept
        self._token = token or CancelToken()
        self._base = _base(title, base_url)
        self._hosts = frozenset(host.lower() for host in hosts)
        self._timeout = httpx.Timeout(seconds, connect=min(CONNECT_SECONDS, seconds))
        self._seconds = seconds
        self._transport = transport

    def call(
        self,
        method: str,
        path: str,
        *,
        ids: Mapping[str, str] | None = None,
        params: _Params = (),
        headers: Mapping[str, str] | None = None,
        json: Any = None,
        data: Mapping[str, Any] | None = None,
        files: Any = None,
        content: bytes | None = None,
        creates: bool = False,
        follow: bool = True,
    ) -> Reply:
        """Send a request and read the whole reply, whatever its status but 429, 502, 503 and 504.

        Args:
            method: of HTTP.
            path: below the base; names in braces are filled from `ids`, quoted.
            ids: for the path; errors tell the path without them.
            params: of the query, in order, repeated ones too.
            headers: besides httpx' own.
            json: body, plain JSON values.
            data: fields of a form.
            files: parts of a form, as in httpx.
            content: body as it is.
            creates: it makes something at the service: a reply that is lost is then no failure but uncertain.
            follow: follow redirects within the same origin or the known hosts.

        Raises:
            NotSent: the service was not reached.
            Busy: it answered 429 or 503.
            ReplyLost: sent with `creates`, and no whole reply came; also for 502 and 504.
            ProviderError: the reply is too large, leads to a host that is not allowed, or (no `creates`) broke off.
            Cancelled: the token asked to stop.
        """
        named = f"{method} {self._base.host}{path}"
        url = self._url(path, ids or {}, params)
        body = {"json": json, "data": data, "files": files, "content": content}
        wire = _Wire(self._token)
        request = {"headers": dict(headers or {}), **{key: value for key, value in body.items() if value is not None}}
        try:
            reply = self._send(method, url, request, wire, follow)
        except _TooLarge:
            raise self._broken(named, "The answer is larger than 20 MB", creates) from None
        except httpx.TransportError as error:
            self._token.check()
            raise self._lost(error, named, creates) from None
        except (httpx.HTTPError, httpx.InvalidURL, httpx.StreamError, ValueError) as error:
            self._token.check()
            raise self._broken(named, f"{self.title} gave no proper reply ({type(error).__name__})", creates) from None
        finally:
            wire.forget()
        return self._checked(reply, named, creates)

    def _send(self, method: str, url: httpx.URL, request: dict[str, Any], wire: "_Wire", follow: bool) -> Reply:
        with httpx.Client(
            transport=self._transport,
            verify=_trust(),
            timeout=self._timeout,
            follow_redirects=False,
            trust_env=not _is_near(self._base.host),  # proxies of the environment; none for this computer
        ) as client:
            for _ in range(_REDIRECTS):
                with client.stream(method, url, extensions={"trace": wire.trace}, **request) as response:
                    reply = Reply(response.status_code, response.headers, _read(response, self._seconds), url.path)
                place = response.headers.get("location", "")
                if not follow or not 300 <= response.status_code < 400 or not place:
                    return reply
                url = self._allowed(url.join(place))
                if response.status_code in (301, 302, 303) and method != "HEAD":
                    method, request = "GET", {"headers": request["headers"]}
            raise ProviderError(
                f"{self.title} redirects without end.", "Check its address in Settings.", code="redirect"
            )

    def _url(self, path: str, ids: Mapping[str, str], params: _Params) -> httpx.URL:
        filled = path.format_map({name: quote(value, safe="") for name, value in ids.items()})
        base = self._base.path.rstrip("/")
        url = self._base.copy_with(path=None, raw_path=(base + filled).encode("ascii"))
        pairs = list(params)
        return url.copy_with(params=pairs) if pairs else url

    def _allowed(self, url: httpx.URL) -> httpx.URL:
        same = (url.scheme, url.host, url.port) == (self._base.scheme, self._base.host, self._base.port)
        if same or (url.scheme == "https" and url.host.lower() in self._hosts):
            return url
        raise ProviderError(
            f"{self.title} redirects to {url.host or 'an address without a host'}, which is not among its hosts.",
            "Nothing was sent there. Check the address in Settings.",
            code="redirect",
        )

    def _lost(self, error: httpx.TransportError, named: str, creates: bool) -> ProviderError:
        if isinstance(error, _BEFORE):
            return self._not_sent(error, named)
        late = isinstance(error, httpx.TimeoutException)
        return self._broken(named, f"{self.title} {'did not answer in time' if late else 'broke off'}", creates)

    def _not_sent(self, error: httpx.TransportError, named: str) -> NotSent:
        if _is_trust(error):
            return NotSent(
                f"The certificate of {self._base.host} cannot be trusted.",
                "Nothing was sent. Check the address, or ask who runs the server.",
                code="tls",
                retryable=False,
            )
        why = f"{self._base.host} is not known" if _is_name(error) else f"{self._base.host} cannot be reached"
        return NotSent(f"{why}.", f"Check the network, and the address in Settings ({named}).")

    def _broken(self, named: str, what: str, creates: bool) -> ProviderError:
        if creates:
            return ReplyLost(f"{what}. The document may have arrived.", f"Decide whether to send it again ({named}).")
        return ProviderError(f"{what}.", f"It is tried again ({named}).", code="service", retryable=True)

    def _checked(self, reply: Reply, named: str, creates: bool) -> Reply:
        if reply.status in (_TOO_MANY, _UNAVAILABLE):
            what = "takes no more requests for now" if reply.status == _TOO_MANY else "is not available for now"
            raise Busy(f"{self.title} {what}.", "It is tried again.", after=reply.after)
        if reply.status in _NO_TAKING:
            raise self._broken(named, f"The way to {self.title} is disturbed (status {reply.status})", creates)
        return reply


class _TooLarge(Exception):
    """More bytes than an answer may have."""


class _Wire:
    """The connection of one call, so that it can be cut."""

    def __init__(self, token: CancelToken) -> None:
        self._sockets: list[socket.socket] = []
        self.forget = token.on_cancel(self._cut)
        self._token = token

    def trace(self, event: str, info: dict[str, Any]) -> None:
        """Called by httpcore as the request goes on."""
        if not event.endswith((".connect_tcp.complete", ".start_tls.complete")):
            return
        stream = info.get("return_value")
        found = stream.get_extra_info("socket") if stream is not None else None
        if isinstance(found, socket.socket):
            self._sockets.append(found)
        self._token.check()

    def _cut(self) -> None:
        for each in self._sockets:
            with suppress(OSError):
                each.shutdown(socket.SHUT_RDWR)


def _read(response: httpx.Response, seconds: float) -> bytes:
    until = monotonic() + 10 * seconds  # one byte a second would never run into the time-out of a single wait
    parts, size = [], 0
    for part in response.iter_bytes(65_536):
        size += len(part)
        if size > ANSWER_BYTES:
            raise _TooLarge
        if monotonic() > until:
            raise httpx.ReadTimeout("slow")
        parts.append(part)
    return b"".join(parts)


def _after(value: str) -> float | None:
    """Seconds of a `Retry-After` header: a number, or a date."""
    seconds: float | None = None
    with suppress(ValueError):
        seconds = float(value)
    if seconds is None:
        with suppress(ValueError, TypeError, OverflowError):
            seconds = parsedate_to_datetime(value).timestamp() - time()
    if seconds is None or seconds != seconds:
        return None
    return min(LONGEST_WAIT, max(0.0, seconds))


def _base(title: str, base_url: str) -> httpx.URL:
    try:
        url = httpx.URL(base_url.strip())
    except (httpx.InvalidURL, TypeError, ValueError):
        url = httpx.URL("")
    if url.scheme not in ("http", "https") or not url.host:
        raise NotSent(
            f"The address of {title} is not complete.",
            "Write it in Settings with https:// in front.",
            code="address",
            retryable=False,
        )
    if url.scheme == "http" and not _is_near(url.host):
        raise NotSent(
            f"The address of {title} begins with http://: documents would be sent unprotected.",
            "Use https://. Only an address on this computer may do without.",
            code="tls",
            retryable=False,
        )
    return url


def _is_near(host: str) -> bool:
    return host in ("localhost", "127.0.0.1", "::1") or host.startswith("127.") or host.endswith(".localhost")


@cache
def _trust() -> ssl.SSLContext:
    """Certificates are always verified; made once, since reading them takes a while."""
    return httpx.create_ssl_context()


def _is_trust(error: BaseException) -> bool:
    return _caused(error, ssl.SSLCertVerificationError)


def _is_name(error: BaseException) -> bool:
    return _caused(error, socket.gaierror)


def _caused(error: BaseException | None, kind: type[BaseException]) -> bool:
    seen = 0
    while error is not None and seen < 10:
        if isinstance(error, kind):
            return True
        error, seen = error.__cause__ or error.__context__, seen + 1
    return False
