import pytest

from reviewer.pages.client import PageClient
from sheets import open_file


@pytest.fixture
def saved(tmp_path):
    """Saves pictures and documents, and opens them."""
    opened = []

    def save(thing, name, password=None, **options):
        path = tmp_path / name
        if isinstance(thing, bytes):
            path.write_bytes(thing)
        else:
            thing.save(path, **options)
        opened.append(open_file(path, password))
        return opened[-1]

    yield save
    for file in opened:
        file.close()


@pytest.fixture(scope="module")
def client():
    pages = PageClient()
    yield pages
    pages.close()
