"""Aspose.OCR Cloud: reads given regions of pages, a task a page; it has neither certainty nor types of documents."""

import base64
import math
import re
import time
from collections.abc import Mapping
from typing import Any, ClassVar
from uuid import uuid4

from reviewer.domain.geometry import Box
from reviewer.errors import Busy, Forgotten, InputError, NotSent, ProviderError
from reviewer.providers._aspose_answer import (
    COMPLETED,
    ERROR,
    NOT_EXIST,
    TITLE,
    failed,
    mapped,
    pages_asked,
    regions_on,
    status_of,
)
from reviewer.providers._aspose_options import AsposeOptions, settings_of
from reviewer.providers._http import Http
from reviewer.providers._json import mapping, number, sequence, text
from reviewer.providers._refusals import quoted
from reviewer.providers._reply import Reply
from reviewer.providers.base import Answer, Mapped, Need, Options, Pace, Pending, Sent, Size, Ticket, Upload
from reviewer.secret import Secret

_TOKEN = "/connect/token"
_REGIONS = "/v5.0/ocr/RecognizeRegions"
_STATUS = "/v5.0/ocr/Utilities/GetTaskStatus"
_KEPT = "aspose token"
_EARLY = 60.0
"""Seconds before its end at which a token is not used any more."""
_LEAST_LIFE = 30.0
_ID = re.compile(r"[0-9A-Za-z-]{8,64}")
_TAKEN = frozenset({"image/jpeg", "image/png"})
_UNAUTHORIZED = 401
_FORBIDDEN = (402, 403)
_WHOLE = Box(0.0, 0.0, 1.0, 1.0)


class Provider:
    """See `providers.base.Provider`; it can cancel."""

    title: ClassVar[str] = TITLE
    reads: ClassVar[str] = "Reads the regions that you draw, or whole pages where there are none."
    Options: ClassVar[type[Options]] = AsposeOptions
    needs: ClassVar[tuple[Need, ...]] = (Need("client_id", "Client ID"), Need("client_secret", "Client secret"))
    pace: ClassVar[Pace] = Pace(first=3.0, growth=2.0, most=60.0)
    places: ClassVar[bool] = False  # values of regions have theirs; those of whole pages are looked for
    names: ClassVar[Mapping[str, Mapping[str, str]]] = {}

    def __init__(self, http: Http, options: AsposeOptions, secrets: Mapping[str, Secret]) -> None:
        self._http = http
        self._options = options
        self._id, self._secret = secrets["client_id"], secrets["client_secret"]

    def submit(self, upload: Upload, ticket: Ticket) -> Ticket:
        pages = pages_asked(upload.sent)
        if not pages or len(ticket.ids) >= len(pages):
            raise InputError("This document has no pages to send.", "Add it again.")
        page = pages[len(ticket.ids)]
        if page >= upload.pages:
            raise InputError(f"There is no page {page + 1} to send.", "Remove regions that lie on no page.")
        data, size = self._picture(upload, page)
        boxes = [region.box for region in regions_on(upload.sent, page)] or [_WHOLE]
        regions = [{"rect": _rectangle(box, size), "order": order} for order, box in enumerate(boxes)]
        body = {"image": base64.b64encode(data).decode("ascii"), "settings": settings_of(self._options, regions)}
        reply = self._call("POST", _REGIONS, json=body, creates=True)
        if not 200 <= reply.status < 300:
            raise self._refusal(reply)
        return Ticket((*ticket.ids, self._task(reply)), parts=len(pages), done=ticket.done, data=ticket.data)

    def poll(self, ticket: Ticket) -> Pending | Answer:
        """Ask for the state of the first page that is not known to be done; when all are, get what was read."""
        done = ticket.done
        try:
            while done < len(ticket.ids):
                state = status_of(self._of_task("GET", _STATUS, ticket.ids[done]))
                if state == NOT_EXIST:
                    raise _forgotten()
                if state not in (COMPLETED, ERROR):
                    return Pending(_words(state, done, len(ticket.ids)), _known(ticket, done))
                done += 1
        except (Busy, NotSent):
            if done == ticket.done:
                raise
            return Pending(_words("", done, len(ticket.ids)), _known(ticket, done))
        return self._results(_known(ticket, done) or ticket)

    def cancel(self, ticket: Ticket) -> None:
        for task in ticket.ids[ticket.done :]:
            reply = self._call("DELETE", _REGIONS, params=[("id", task)])
            if not 200 <= reply.status < 300:
                raise self._refusal(reply)

    def test_connection(self) -> str:
        self._http.kept.pop(_KEPT, None)
        if not status_of(self._of_task("GET", _STATUS, str(uuid4()))):
            raise ProviderError(
                f"The server answers, but not as {TITLE} does.", "Check its address in Settings.", code="answer"
            )
        return f"{TITLE} answers and accepts the client ID and secret."

    @staticmethod
    def mapped(answer: Answer, sent: Sent) -> Mapped:
        return mapped(answer, sent)

    # Tasks

    def _results(self, ticket: Ticket) -> Pending | Answer:
        bodies: list[bytes] = []
        read: list[Any] = []
        for task in ticket.ids:
            reply = self._call("GET", _REGIONS, params=[("id", task)])
            if not 200 <= reply.status < 300:
                raise self._refusal(reply)
            found = reply.json
            state = status_of(found)
            if state == NOT_EXIST:
                raise _forgotten()
            if state not in (COMPLETED, ERROR):
                return Pending(_words(state, len(bodies), len(ticket.ids)), ticket)
            bodies.append(reply.body)
            read.append(found)
        error = failed(read)
        if error is not None:
            raise error
        return Answer(tuple(bodies))

    def _of_task(self, method: str, path: str, task: str) -> Any:
        reply = self._call(method, path, params=[("id", task)])
        if not 200 <= reply.status < 300:
            raise self._refusal(reply)
        return reply.json

    def _task(self, reply: Reply) -> str:
        """The id of a task: plain text, maybe between quotes."""
        found = reply.any_json
        said = found if isinstance(found, str) else text(mapping(found).get("id"))
        task = said or reply.body[:200].decode("utf-8", "replace").strip().strip('"').strip()
        if _ID.fullmatch(task):
            return task
        raise ProviderError(
            f"{TITLE} gave no task for the page.", "The page may have arrived. Look at the settings.", code="answer"
        )

    def _picture(self, upload: Upload, page: int) -> tuple[bytes, Size]:
        """A page as a picture; the file itself where it is one."""
        if upload.pages == 1 and upload.media_type in _TAKEN:
            return upload.data, upload.sent.pages[0]
        picture = upload.page(page, self._options.dpi, "image/jpeg", 0)
        return picture.data, picture.size

    # Requests

    def _call(self, method: str, path: str, **request: Any) -> Reply:
        """A call with a token; when it is not accepted, once more with a new one: nothing was taken then."""
        reply = self._http.call(method, path, headers=self._headers(), **request)
        if reply.status == _UNAUTHORIZED:
            self._http.kept.pop(_KEPT, None)
            reply = self._http.call(method, path, headers=self._headers(), **request)
        return reply

    def _headers(self) -> dict[str, str]:
        return {"Authorization": f"Bearer {self._token().reveal()}", "Accept": "application/json, text/plain"}

    def _token(self) -> Secret:
        """The token that is kept, or a new one.

        Raises:
            ProviderError: client ID and secret are not accepted.
        """
        known: tuple[Secret, float] | None = self._http.kept.get(_KEPT)
        if known is not None and time.time() < known[1]:
            return known[0]
        form = {
            "grant_type": "client_credentials",
            "client_id": self._id.reveal(),
            "client_secret": self._secret.reveal(),
        }
        reply = self._http.call("POST", _TOKEN, data=form, follow=False)
        if reply.status >= 500:
            raise self._refusal(reply)
        found = mapping(reply.any_json)
        token = text(found.get("access_token"))
        if not 200 <= reply.status < 300 or not token:
            raise self._no_token(reply)
        life = number(found.get("expires_in")) or 0.0
        made = Secret(token)
        self._http.kept[_KEPT] = (made, time.time() + max(_LEAST_LIFE, life - _EARLY))
        return made

    def _no_token(self, reply: Reply) -> ProviderError:
        if 400 <= reply.status < 500:
            return ProviderError(
                f"{TITLE} does not accept the client ID and secret.", "Check both in Settings.", code="key"
            )
        return ProviderError(
            f"{TITLE} gave no access token (status {reply.status}).", "Check its address in Settings.", code="answer"
        )

    def _refusal(self, reply: Reply) -> ProviderError:
        told = quoted(_problem(reply), self._secrets)
        if reply.status == _UNAUTHORIZED:
            return ProviderError(
                f"{TITLE} does not accept the access token.",
                f"Check client ID and secret in Settings.{told}",
                code="key",
            )
        if reply.status in _FORBIDDEN:
            return ProviderError(
                f"{TITLE} refuses this account.", f"Look at its plan and its calls of this month.{told}", code="quota"
            )
        if reply.status >= 500:
            return ProviderError(
                f"{TITLE} failed (status {reply.status}).", f"Try again later.{told}", code="service", retryable=True
            )
        if reply.status >= 400:
            return ProviderError(
                f"{TITLE} does not take what was sent (status {reply.status}).",
                f"Check the settings.{told}",
                code="request",
            )
        return ProviderError(
            f"{TITLE} replied in a way that it does not describe (status {reply.status}).",
            "Check its address in Settings.",
            code="answer",
        )

    @property
    def _secrets(self) -> tuple[Secret, ...]:
        known = self._http.kept.get(_KEPT)
        return (self._id, self._secret, *((known[0],) if known is not None else ()))


def _problem(reply: Reply) -> str:
    """What the service says of an error: a problem object, or plain text."""
    body = mapping(reply.any_json)
    errors = [text(item) for each in mapping(body.get("errors")).values() for item in sequence(each)]
    said = [text(body.get("title")), text(body.get("detail")), *errors[:3]]
    words = "; ".join(each for each in said if each)
    plainly = reply.headers.get("content-type", "").startswith("text/plain")
    return words or (reply.body[:400].decode("utf-8", "replace") if plainly else "")


def _rectangle(box: Box, size: Size) -> dict[str, int]:
    """Whole pixels around a region, at least one, on the page."""
    left = min(max(0, math.floor(box.left * size.width)), size.width - 1)
    top = min(max(0, math.floor(box.top * size.height)), size.height - 1)
    return {
        "topLeftX": left,
        "topLeftY": top,
        "bottomRightX": max(left + 1, min(size.width, math.ceil(box.right * size.width))),
        "bottomRightY": max(top + 1, min(size.height, math.ceil(box.bottom * size.height))),
    }


def _known(ticket: Ticket, done: int) -> Ticket | None:
    """The ticket with what is known of its parts; None when that is nothing new."""
    return None if done == ticket.done else Ticket(ticket.ids, ticket.parts, done, ticket.data)


def _words(state: str, done: int, parts: int) -> str:
    said = state.lower() if state in ("Pending", "Processing") else ""
    count = f"{done} of {parts} pages done" if parts > 1 else ""
    return ", ".join(each for each in (said, count) if each)


def _forgotten() -> Forgotten:
    return Forgotten(
        f"{TITLE} does not know the task, or not any more: it keeps results for 24 hours.", "Send the document again."
    )
