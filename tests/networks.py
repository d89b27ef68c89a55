"""Services that are scripts: no test of a provider has a network."""

import json
from pathlib import Path

import httpx
import msgspec

from reviewer.providers._http import Http
from reviewer.providers.base import Answer, Picture, Sent, Size, Upload
from reviewer.secret import Secret

CANARY = "canary-1789"
PAGE = Size(1000, 700)


def samples(provider):
    """Recorded answers by name; empty where there are none."""
    found = (parent / "shared" / "providers" / "samples" / provider for parent in Path(__file__).resolve().parents)
    folder = next((each for each in found if each.is_dir()), None)
    return {path.name: path.read_bytes() for path in sorted(folder.glob("*.json"))} if folder is not None else {}


class Network:
    """Replies one after the other, and keeps what it was asked."""

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
    def asked(self):
        """Method, path and query of each request."""
        return [f"{each.method} {each.url.raw_path.decode()}" for each in self.requests]

    @property
    def sent(self):
        """The JSON of the last request."""
        return json.loads(self.requests[-1].content)


def reply(status=200, body=None, **more):
    return httpx.Response(status, json=body, **more) if body is not None else httpx.Response(status, **more)


def provider(made, network, *, kept=None, **options):
    """A provider whose secrets are all the canary, each with its name behind it."""
    chosen = msgspec.convert(options, made.Options)
    http = Http(made.title, chosen.base_url, transport=httpx.MockTransport(network), kept=kept)
    return made(http, chosen, {need.name: Secret(f"{CANARY}-{need.name}") for need in made.needs})


def upload(data=b"the file", media_type="image/jpeg", sent=None, sizes=(PAGE,), drawn=None, picture=None):
    """A document; `drawn` notes which pages are drawn, `picture` is what they become."""

    def draw(page, dpi, kind, most):
        if drawn is not None:
            drawn.append((page, dpi, kind, most))
        return Picture(b"drawn", picture or sizes[page], kind)

    return Upload("ref-1", "document.x", media_type, data, sent or Sent(tuple(sizes)), draw)


def answer(*bodies):
    return Answer(tuple(body if isinstance(body, bytes) else json.dumps(body).encode() for body in bodies))


def texts(mapped):
    return {field.name: [value.text for value in field.values] for field in mapped.fields if field.values}
