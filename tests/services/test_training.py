"""The training set of a workspace: reviewed documents only, with pictures of the places."""

import json

import pytest

from fakes import receipt
from reviewer.errors import UnreadableFile
from reviewer.jobs import CancelToken, silent
from reviewer.services.training import TrainingSetJob


class Pages:
    """Draws nothing, and remembers what it was asked for."""

    def __init__(self, error=None):
        self.asked = []
        self.error = error

    def snippet(self, path, index, clip, height, **more):
        self.asked.append((index, height, more["rotation"]))
        if self.error is not None:
            raise self.error
        return b"PNG"


@pytest.fixture
def document(bench, tmp_path):
    path = tmp_path / "a.png"
    receipt(path, "12.50")
    return bench.taken(path)


def finish(bench, document):
    review = bench.review(document)
    entry = next(iter(review.revision.entries))
    review.correct(entry, "12.59")
    for wrong in review.errors:
        review.confirm(wrong, force=True)
    review.finish()
    return entry


def write(bench, pages, file):
    desk = bench.desk
    return TrainingSetJob(desk.workspace, desk.ledger, desk.passwords, pages, file)(CancelToken(), silent)


def read(file):
    return [json.loads(line) for line in file.read_text("utf-8").splitlines()][1:]


def test_only_reviewed_documents_teach(bench, document, tmp_path):
    file = tmp_path / "made" / "set.jsonl"
    assert write(bench, Pages(), file).values == 0
    finish(bench, document)
    done = write(bench, Pages(), file)
    lines = read(file)
    assert (done.documents, done.values) == (1, len(lines))
    assert "12.59" in {line["corrected"] for line in lines}
    assert {line["document"] for line in lines} == {document}


def test_a_page_that_cannot_be_drawn_leaves_the_texts(bench, document, tmp_path):
    finish(bench, document)
    pages, file = Pages(UnreadableFile("It is damaged.")), tmp_path / "set.jsonl"
    assert write(bench, pages, file).values > 0
    assert {region["image"] for line in read(file) for region in line["regions"]} <= {None}
