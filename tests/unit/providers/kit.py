"""What tests of providers share: a network that is none, something to send, and where recorded answers lie."""

import json
from pathlib import Path

import httpx
import msgspec
import pytest

from reviewer.providers._http import Http
from reviewer.providers.base import Answer, Picture, Sent, Size, Upload
from reviewer.secret import Secret

CANARY = "canary-0451"
PAGE = Size(1000, 2000)


def _shared():
    found = (parent / "shared" / "providers" / "samples" for parent in Path(__file__).resolve().parents)
    return next((folder for folder in found if folder.is_dir()), None)


SAMPLES = _shared()
needs_samples = pytest.mark.skipif(SAMPLES is None, reason="there is no shared/providers/samples beside the checkout")


def sample(provider, name):
    return (SAMPLES / provider / name).read_bytes()


class Network:
    """Replies one after the other, and keeps what was asked."""

    def __init__(self, *replies):
        self.replies = list(replies)
        self.requests = []

    def __call__(self, request):
        self.requests.append(request)
        found = self.replies.pop(0)
        if isinstance(found, Exception):
            raise found
        return found

    @property
    def params(self):
        """Name and value of each parameter of the last request, in order."""
        return list(self.requests[-1].url.params.multi_items())


def reply(status=200, body=None, **more):
    return httpx.Response(status, json=body, **more) if body is not None else httpx.Response(status, **more)


def made(kind, network, secret, **options):
    """A provider with a network that is none."""
    chosen = msgspec.convert(options, kind.Options)
    http = Http(kind.title, chosen.base_url, transport=httpx.MockTransport(network))
    return kind(http, chosen, {secret: Secret(CANARY)})


def upload(media_type="image/jpeg", name="document.jpg", sent=None, pages=1, drawn=None):
    """A document of so many pages; `drawn` notes the pages that are drawn."""

    def draw(page, dpi, kind, most):
        if drawn is not None:
            drawn.append((page, dpi, kind, most))
        return Picture(b"drawn", PAGE, kind)

    return Upload("ref-1", name, media_type, b"the file", sent or Sent((PAGE,) * pages), draw)


def answer(body):
    return Answer((body if isinstance(body, bytes) else json.dumps(body).encode(),))


def values(mapped):
    """The text of each field that has values."""
    return {field.name: [value.text for value in field.values] for field in mapped.fields if field.values}


def value(mapped, name):
    (found,) = (field for field in mapped.fields if field.name == name)
    return found.values[0]


def box(left, top, right, bottom):
    return [[left, top], [right, top], [right, bottom], [left, bottom]]
