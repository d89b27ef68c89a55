"""HTTP for all providers: every wait is limited, no answer is larger than memory, no error tells a secret.

Nothing is tried twice here: the poller and the outbox are the only retries.
"""

import logging
import socket
import ssl
from collections.abc import Iterable, Mapping
from contextlib import suppress
from functools import cache
from ipaddress import ip_address
from typing import Any
from urllib.parse import quote
from urllib.request import getproxies, proxy_bypass

import httpx

from reviewer.errors import Busy, NotSent, ProviderError, ReplyLost
from reviewer.jobs import CancelToken
from reviewer.providers._reply import Reply, TooLarge, whole_body
from reviewer.providers._wire import Wire

for _name in ("httpx", "httpcore"):  # they log whole addresses, and a key may be in one
    logging.getLogger(_name).setLevel(logging.CRITICAL)

CONNECT_SECONDS = 10.0
_PATIENCE = 10
"""A whole reply may take so many times as long as a single wait."""
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
)
"""Errors before anything of a request was sent."""

_Params = Iterable[tuple[str, str]]


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
        named = f"{method} {self._base.host}{path.partition('?')[0]}"
        body = {"json": json, "data": data, "files": files, "content": content}
        request = {"headers": dict(headers or {}), **{key: value for key, value in body.items() if value is not None}}
        wire = Wire(self._token, _PATIENCE * self._seconds)
        try:
            reply = self._send(method, self._url(path, ids or {}, params), request, wire, follow)
        except (_Unwritable, httpx.LocalProtocolError):
            raise self._unwritable(named) from None
        except TooLarge:
            raise self._too_large(named, creates) from None
        except httpx.TransportError as error:
            self._token.check()
            raise self._lost(error, named, creates) from None
        except (httpx.HTTPError, httpx.InvalidURL, httpx.StreamError, ValueError) as error:
            self._token.check()
            raise self._broken(named, f"{self.title} gave no proper reply ({type(error).__name__})", creates) from None
        finally:
            wire.forget()
        return self._checked(reply, named, creates)

    def elsewhere(self, base_url: str) -> "Http":
        """The same with another address."""
        return Http(
            self.title, base_url, seconds=self._seconds, token=self._token, kept=self.kept, transport=self._transport
        )

    def _send(self, method: str, url: httpx.URL, request: dict[str, Any], wire: Wire, follow: bool) -> Reply:
        transport = self._transport or self._network(wire)
        with httpx.Client(
            transport=transport, timeout=self._timeout, headers={"accept-encoding": "gzip"}, trust_env=False
        ) as client:
            for _ in range(_REDIRECTS):
                self._token.check()
                response = client.send(_written(client, method, url, request), stream=True, follow_redirects=False)
                try:
                    reply = Reply(response.status_code, response.headers, whole_body(response), url.path)
                finally:
                    response.close()
                place = response.headers.get("location", "")
                if not follow or not 300 <= response.status_code < 400 or not place:
                    return reply
                url = self._allowed(url.join(place))
                if response.status_code == 303 or (response.status_code in (301, 302) and method == "POST"):
                    method, request = "GET", {"headers": request["headers"]}
            raise ProviderError(
                f"{self.title} redirects without end.", "Check its address in Settings.", code="redirect"
            )

    def _network(self, wire: Wire) -> httpx.BaseTransport:
        """The network, by way of a wire; through the proxy of this computer, if there is one for the service."""
        proxy = None if _is_near(self._base.host) else _proxy(self._base)
        try:
            transport = httpx.HTTPTransport(verify=_trust(), trust_env=False, proxy=proxy)
        except (ImportError, ValueError, httpx.InvalidURL):  # SOCKS, and what nobody knows
            raise NotSent(
                "The proxy of this computer is of a kind that Reviewer cannot use.",
                "Use an HTTP proxy, or except this service from it.",
                code="address",
                retryable=False,
            ) from None
        transport._pool._network_backend = wire  # httpx has no public way to it; a test watches that it is used
        return transport

    def _url(self, path: str, ids: Mapping[str, str], params: _Params) -> httpx.URL:
        try:
            filled = path.format_map({name: _segment(value) for name, value in ids.items()})
            base = self._base.raw_path.partition(b"?")[0].rstrip(b"/")
            url = self._base.copy_with(raw_path=base + filled.encode("ascii"))
            pairs = list(params)
            return url.copy_with(params=pairs) if pairs else url
        except (UnicodeError, httpx.InvalidURL):
            raise _Unwritable from None

    def _allowed(self, url: httpx.URL) -> httpx.URL:
        same = (url.scheme, url.host, url.port) == (self._base.scheme, self._base.host, self._base.port)
        if same or (url.scheme == "https" and url.host.lower() in self._hosts):
            return url
        raise ProviderError(
            f"{self.title} redirects to {url.host or 'an address without a host'}, which is not among its hosts.",
            "Nothing was sent there. Check the address in Settings.",
            code="redirect",
        )

    def _unwritable(self, named: str) -> ProviderError:
        return ProviderError(
            f"The request to {self.title} cannot be written: the key or a setting has a character that cannot be sent.",
            f"Nothing was sent. Correct it in Settings ({named}).",
            code="request",
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
        if _caused(error, ssl.SSLError):
            return NotSent(
                f"No secure connection to {self._base.host} comes about.",
                f"Nothing was sent. Check the address and its port in Settings ({named}).",
                code="tls",
            )
        if isinstance(error, httpx.ProxyError):
            return NotSent(
                f"The proxy of this computer does not let requests through to {self._base.host}.",
                f"Ask who runs the network ({named}).",
            )
        why = f"{self._base.host} is not known" if _is_name(error) else f"{self._base.host} cannot be reached"
        return NotSent(f"{why}.", f"Check the network, and the address in Settings ({named}).")

    def _broken(self, named: str, what: str, creates: bool) -> ProviderError:
        if creates:
            return ReplyLost(f"{what}. The document may have arrived.", f"Decide whether to send it again ({named}).")
        return ProviderError(f"{what}.", f"Trying again may help ({named}).", code="service", retryable=True)

    def _too_large(self, named: str, creates: bool) -> ProviderError:
        if creates:
            return self._broken(named, "The answer is larger than 20 MB", creates)
        return ProviderError("The answer is larger than 20 MB.", f"It cannot be taken ({named}).", code="answer")

    def _checked(self, reply: Reply, named: str, creates: bool) -> Reply:
        if reply.status in (_TOO_MANY, _UNAVAILABLE):
            what = "takes no more requests for now" if reply.status == _TOO_MANY else "is not available for now"
            raise Busy(f"{self.title} {what}.", "Trying again later may help.", after=reply.after)
        if reply.status in _NO_TAKING:
            raise self._broken(named, f"The way to {self.title} is disturbed (status {reply.status})", creates)
        return reply


class _Unwritable(Exception):
    """Something in a request cannot be written."""


def _written(client: httpx.Client, method: str, url: httpx.URL, request: dict[str, Any]) -> httpx.Request:
    try:
        return client.build_request(method, url, **request)
    except (ValueError, TypeError, httpx.InvalidURL):
        raise _Unwritable from None


def _segment(value: str) -> str:
    """An id as one segment of a path, whatever is in it."""
    return value.replace(".", "%2E") if value in (".", "..") else quote(value, safe="")


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
    if url.userinfo:
        raise NotSent(
            f"The address of {title} has a name or a password in it.",
            "Take it out: Settings are kept in plain text.",
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
    """Whether it is this computer, whatever a name server says."""
    if host.rstrip(".") == "localhost":
        return True
    with suppress(ValueError):
        return ip_address(host).is_loopback
    return False


def _proxy(url: httpx.URL) -> str | None:
    """The address of the proxy that this computer has for another, None without one."""
    found = getproxies()
    address = found.get(url.scheme) or found.get("all")
    if not address or proxy_bypass(url.host):
        return None
    return address if "://" in address else f"http://{address}"


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
