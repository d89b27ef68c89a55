"""Mindee v2: jobs, nested fields, words for confidence, and the utility models."""

import base64
import json

import pytest

from canned import INVOICE, RECEIPT, CannedReader, png
from reviewer.emulators._mindee_v2 import model_id

HEADERS = {"Authorization": "emulated-mindee-key"}


@pytest.fixture
def mindee(play):
    return play("mindee", RECEIPT)


def enqueue(client, slug="extraction", model="receipt", files=None, headers=HEADERS, **fields):
    data = {"model_id": model_id(model), **fields}
    files = files or {"file": ("a.png", png(), "image/png")}
    return client.post(f"/v2/products/{slug}/enqueue", data=data, files=files, headers=headers)


def job(client, name, **params):
    return client.get(f"/v2/jobs/{name}", params=params, headers=HEADERS)


def processed(client, **arguments):
    name = enqueue(client, **arguments).json()["job"]["id"]
    answer = client.until(
        lambda: job(client, name, redirect="false"), lambda one: one.json()["job"]["status"] != "Processing"
    )
    return answer.json()["job"]


def inference(client, **arguments):
    place = processed(client, **arguments)["result_url"].removeprefix("http://emulator")
    return client.get(place, headers=HEADERS).json()["inference"]


def fields(client, **arguments):
    return inference(client, **arguments)["result"]["fields"]


def test_a_submission_is_answered_with_a_job(mindee):
    answer = enqueue(mindee, alias="mine")

    body = answer.json()["job"]
    assert answer.status_code == 202
    assert body["status"] == "Processing"
    assert body["polling_url"] == f"http://emulator/v2/jobs/{body['id']}"
    assert (body["result_url"], body["error"], body["webhooks"], body["alias"]) == (None, None, [], "mine")


def test_the_older_path_does_the_same(mindee):
    data, files = {"model_id": model_id("receipt")}, {"file": ("a.png", png())}

    assert mindee.post("/v2/inferences/enqueue", data=data, files=files, headers=HEADERS).status_code == 202


def test_a_processed_job_redirects_unless_told_otherwise(play):
    client = play("mindee", RECEIPT, latency=2.0, stopped=True)
    name = enqueue(client).json()["job"]["id"]
    assert job(client, name).status_code == 200
    client.clock.now += 2.1

    moved = client.until(lambda: job(client, name), lambda one: one.status_code == 302)

    assert moved.headers["location"] == moved.json()["job"]["result_url"]
    assert job(client, name, redirect="false").status_code == 200
    assert job(client, name, redirect="false").json()["job"]["status"] == "Processed"


def test_a_failed_job_is_told_with_200(play):
    class Failing(CannedReader):
        def read(self, content, name, kinds=()):
            return super().read(b"damaged", name, kinds)

    failed = processed(play("mindee", reader=Failing()))

    assert failed["status"] == "Failed"
    assert failed["error"]["code"].startswith("422-")
    assert failed["error"]["detail"] == "This file is damaged."
    assert failed["result_url"] is None


def test_simple_fields_have_words_and_places_only_when_asked(mindee):
    bare = fields(mindee)["total"]
    full = fields(mindee, polygon="true", confidence="true")["total"]

    assert bare == {"value": 12.5, "confidence": None, "locations": []}
    assert full["confidence"] in ("Certain", "High", "Medium", "Low")
    assert full["locations"][0]["page"] == 0
    assert len(full["locations"][0]["polygon"]) == 4


def test_points_may_run_the_other_way(play):
    straight = fields(play("mindee", RECEIPT), polygon="true")["total"]["locations"][0]["polygon"]

    client = play("mindee", RECEIPT, options={"clockwise": "false"})

    assert fields(client, polygon="true")["total"]["locations"][0]["polygon"] == straight[::-1]


def test_rows_are_items_with_fields(play):
    found = fields(play("mindee", INVOICE), model="invoice", polygon="true")

    row = found["line_items"]["items"][0]
    assert row["fields"]["description"]["value"] == "Sail cloth"
    assert row["fields"]["amount"]["value"] == 80.0
    assert row["fields"]["article"]["value"] is None


def test_a_zone_is_an_object(play):
    found = fields(play("mindee"), model="passport")

    assert found["mrz"]["fields"]["line_1"]["value"] is None


def test_an_inference_says_what_it_was_asked(mindee):
    answer = inference(mindee, raw_text="true", alias="mine")

    assert answer["active_options"]["raw_text"] is True
    assert "CHANDLERY" in answer["result"]["raw_text"]["pages"][0]["content"]
    assert answer["file"] == {"name": "a.png", "alias": "mine", "page_count": 1, "mime_type": "image/png"}
    assert answer["result"]["rag"] is None


def test_a_result_can_be_read_once_on_wish(play):
    client = play("mindee", RECEIPT, options={"read_once": "true"})
    place = processed(client)["result_url"].removeprefix("http://emulator")

    assert [client.get(place, headers=HEADERS).status_code for _ in range(2)] == [200, 404]


@pytest.mark.parametrize(
    ("slug", "key"), [("ocr", "pages"), ("classification", "classification"), ("split", "splits"), ("crop", "crops")]
)
def test_utility_models(mindee, slug, key):
    result = inference(mindee, slug=slug, model=slug)["result"]

    assert result.keys() == {key}
    assert result[key]


@pytest.mark.parametrize(
    ("fields", "pointer"),
    [
        ({"model_id": "no-uuid"}, "#/model_id"),
        ({"file_base64": "x" * 20}, "#"),
        ({"polygon": "yes"}, "#/polygon"),
        ({"webhook_ids": "1,2"}, "#/webhook_ids"),
        ({"data_schema": "no json"}, "#/data_schema"),
        ({"files": {"file": ("a.txt", b"text")}}, "#/file"),
    ],
)
def test_mistakes_are_pointed_at(mindee, fields, pointer):
    answer = enqueue(mindee, **fields)

    body = answer.json()
    assert answer.status_code == body["status"] == 422
    assert body["code"] == "422-001"
    assert body["errors"][0]["pointer"] == pointer
    assert mindee.journal.submissions == []


@pytest.mark.parametrize(
    "body",
    [
        {"file_base64": base64.b64encode(png()).decode(), "polygon": True, "webhook_ids": []},
        {"url": "https://example.org/a"},
    ],
)
def test_json_is_taken_for_base64_and_urls(mindee, body):
    answer = mindee.post(
        "/v2/products/extraction/enqueue",
        content=json.dumps({"model_id": model_id("receipt"), **body}),
        headers={**HEADERS, "Content-Type": "application/json"},
    )

    assert answer.status_code == (202 if "file_base64" in body else 422)


@pytest.mark.parametrize(
    ("headers", "code"), [({}, "401-008"), ({"Authorization": "Token emulated-mindee-key"}, "401-001")]
)
def test_the_key_has_no_prefix(mindee, headers, code):
    answer = enqueue(mindee, headers=headers)

    assert answer.status_code == 401
    assert answer.json().keys() == {"status", "title", "detail", "code", "errors"}
    assert answer.json()["code"] == code


def test_unknown_models_jobs_and_results(mindee):
    name = enqueue(mindee).json()["job"]["id"]

    for answer in (
        enqueue(mindee, model="nothing"),
        enqueue(mindee, model="ocr"),
        job(mindee, "1"),
        mindee.get(f"/v2/inferences/{name}", headers=HEADERS),
    ):
        assert answer.status_code == 404


def test_the_versions_do_not_see_each_other(mindee):
    name = enqueue(mindee).json()["job"]["id"]

    answer = mindee.get(
        f"/v1/products/mindee/expense_receipts/v5/documents/queue/{name}",
        headers={"Authorization": "Token emulated-mindee-key"},
    )

    assert answer.status_code == 404


def test_models_are_found_by_name_and_type(mindee):
    def found(**params):
        return [one["name"] for one in mindee.get("/v2/search/models", params=params, headers=HEADERS).json()["models"]]

    assert found(name="receip") == ["Receipt"]
    assert found(model_type="split") == ["Split"]
    assert len(found()) > 10
