"""myBiros: services, states, entities as objects or lists, and the revision status."""

import pytest

from canned import DAMAGED, INVOICE, RECEIPT

KEY = {"x-api-key": "emulated-mybiros-key"}
BASE = "/api/v1/inference/service"


@pytest.fixture
def mybiros(play):
    return play("mybiros")


def submit(client, service="receipt", content=b"x"):
    files = {"file": ("a.jpg", content, "image/jpeg")}
    return client.post(f"{BASE}/{service}/async-predict", files=files, headers=KEY)


def ask(client, document, service="receipt", **params):
    return client.get(f"{BASE}/{service}/predicted-documents/{document}", params=params, headers=KEY)


def finished(client, service="receipt", **params):
    document = submit(client, service).json()["resource"]
    return client.until(lambda: ask(client, document, service, **params), lambda one: one.status_code == 200).json()


def test_a_submission_is_answered_with_job_and_resource(mybiros):
    assert submit(mybiros).json().keys() == {"job", "resource"}


def test_a_document_runs_until_the_latency_has_passed(play):
    client = play("mybiros", latency=3.0, stopped=True)
    document = submit(client).json()["resource"]

    answer = ask(client, document)

    assert answer.status_code == 202
    assert answer.json()["document"]["status"] == "RUNNING"
    assert "id" not in answer.json()["document"]
    client.clock.now += 3.1
    done = client.until(lambda: ask(client, document), lambda one: one.status_code == 200).json()
    assert done["document"]["status"] == "ACTIVE"
    assert done["document"]["id"] == document


@pytest.mark.parametrize("word", ["FAILED", "BROKEN"])
def test_202_also_means_that_it_failed(play, word):
    client = play("mybiros", options={"failed": word})
    document = submit(client, content=DAMAGED).json()["resource"]

    answer = client.until(lambda: ask(client, document), lambda one: one.json()["document"]["status"] != "RUNNING")

    assert answer.status_code == 202
    assert answer.json()["document"] == {"status": word, "message": "This file is damaged."}


def test_entities_are_objects_or_lists_as_their_field_says(mybiros):
    body = finished(mybiros, include="service_fields")
    page = body["document_pages"][0]

    for name, field in body["service_fields"].items():
        if field["tag_aggregation"] is None:
            assert isinstance(page["entities"][name], list if field["tag_multiple_values"] else dict), name
        else:
            assert isinstance(page["aggregated_entities"][name], list)
    assert page["entities"]["total_1"]["text"] == "12.50"
    assert page["entities"]["company_1"][0]["text"]
    assert page["entities"]["tax_1"] == {}


def test_a_single_field_without_a_value_may_be_null(play):
    client = play("mybiros", options={"missing": "null"})

    assert finished(client)["document_pages"][0]["entities"]["tax_1"] is None


def test_confidences_are_percents_and_boxes_pixels(mybiros):
    page = finished(mybiros)["document_pages"][0]
    total = page["entities"]["total_1"]

    assert 1.0 < total["confidence"] <= 100.0
    assert len(total["bounding_boxes"][0]) == 4
    assert page["page_layout"] == {"height": 1400, "width": 1000, "rotation_angle": 0}


def test_ids_are_unique_and_the_index_is_the_last_one(play):
    client = play("mybiros", INVOICE)
    page = finished(client, "invoice")["document_pages"][0]

    ids = [one["id"] for one in _with_ids(page)]

    assert len(ids) == len(set(ids))
    assert page["entities_index"] == max(ids)


def _with_ids(part):
    if isinstance(part, dict):
        if "id" in part:
            yield part
        for value in part.values():
            yield from _with_ids(value)
    elif isinstance(part, list):
        for value in part:
            yield from _with_ids(value)


def test_rows_are_aggregated_entities_whose_missing_cells_are_null(play):
    client = play("mybiros", INVOICE)
    body = finished(client, "invoice", include="service_fields")
    page = body["document_pages"][0]

    rows = page["aggregated_entities"]["line_items_1"]

    assert set(rows[0]["aggregated_fields"]) == set(
        body["service_fields"]["line_items_1"]["tag_aggregation"]["aggregation_fields"]
    )
    cells = [cell for row in rows for cell in row["aggregated_fields"].values()]
    assert None in cells
    assert all(cell is None or cell["bounding_boxes"] for cell in cells)
    assert page["entities"]["line_items_amount_1"] == []


def test_what_is_not_included_is_empty_and_there(mybiros):
    body = finished(mybiros)

    assert body["service_fields"] == {}
    assert body["document_pages"][0]["ocr"] == []
    assert body["document_summary"] == {}


def test_include_is_repeated(mybiros):
    body = finished(mybiros, include=["ocr", "service_fields"])

    assert body["service_fields"]["total_1"]["tag_alias"] == "Total"
    word = body["document_pages"][0]["ocr"][0]
    assert word.keys() == {"Text", "Confidence", "BoundingBox"}
    assert isinstance(word["BoundingBox"][0][0], int)
    document = body["document"]["id"]
    assert ask(mybiros, document, include="ocr,service_fields").status_code == 422
    assert ask(mybiros, document, document_details="all").status_code == 422


def test_a_summary_has_no_pages_and_no_places(mybiros):
    body = finished(mybiros, document_details="summary")

    assert body["document_pages"] == []
    assert body["document_summary"]["entities"]["total_1"].keys() == {"text", "confidence"}


def test_policies_are_executed_on_wish(play):
    client = play("mybiros", RECEIPT.replace("TOTAL           12.50", "TOTAL           99.50"))

    assert finished(client)["document_pages"][0]["policy_violations"] == []
    found = finished(client, include="validation_errors")["document_pages"][0]["policy_violations"]
    assert any("total_1" in violation["fields"] for violation in found)


def test_each_page_has_its_own_entities(play):
    client = play("mybiros", INVOICE, "Page 2\n\nThank you for your order")

    pages = finished(client, "invoice")["document_pages"]

    assert [page["page_index"] for page in pages] == [0, 1]
    assert pages[0]["entities"]["number_1"]
    assert pages[1]["entities"]["number_1"] == {}


@pytest.mark.parametrize("status", ["pending", "to_review", "review_required", "approved", "not_approved"])
def test_the_revision_status_can_be_set_to_each(mybiros, status):
    document = finished(mybiros)["document"]["id"]
    path = f"{BASE}/receipt/predicted-documents/{document}"

    answer = mybiros.request("PATCH", path, json={"revision_status": status}, headers=KEY)

    assert answer.json() == {
        "message": "Document fields updated.",
        "fields_updated": {"revision_status": status},
    }
    assert ask(mybiros, document).json()["document"]["revision_status"] == status
    assert mybiros.journal.feedback == {document: status}


def test_another_revision_status_is_refused(mybiros):
    path = f"{BASE}/receipt/predicted-documents/{submit(mybiros).json()['resource']}"

    for body in ({"revision_status": "reviewed"}, {}, []):
        assert mybiros.request("PATCH", path, json=body, headers=KEY).status_code == 422


def test_keys_services_and_documents_are_checked(mybiros):
    document = submit(mybiros).json()["resource"]

    assert mybiros.get(f"{BASE}/receipt", headers={"x-api-key": "other"}).status_code == 401
    assert mybiros.get(f"{BASE}/receipt").status_code == 401
    assert mybiros.get(f"{BASE}/nothing", headers=KEY).status_code == 404
    assert ask(mybiros, document, "invoice").status_code == 404
    assert mybiros.post(f"{BASE}/receipt/async-predict", headers=KEY).status_code == 422


def test_a_key_may_be_for_one_service(play):
    client = play("mybiros", options={"service": "receipt", "error_key": "detail"})

    assert submit(client).status_code == 200
    answer = submit(client, "invoice")
    assert (answer.status_code, answer.json()) == (401, {"detail": "Invalid API key."})


def test_the_service_describes_itself(mybiros):
    body = mybiros.get(f"{BASE}/receipt", headers=KEY).json()

    assert body["service_id"] == "receipt"
    assert body["service_fields"]["line_items_1"]["tag_aggregation"]["aggregation_fields"]


def test_a_synchronous_document_is_kept_only_when_it_is_pushed(mybiros):
    files = {"file": ("a.jpg", b"x", "image/jpeg")}
    for push, status in (("never", 404), ("always", 200)):
        body = mybiros.post(
            f"{BASE}/receipt/predict", files=files, data={"push_result_on_platform": push}, headers=KEY
        ).json()
        assert body["document"]["status"] == "ACTIVE"
        assert ask(mybiros, body["document"]["id"]).status_code == status
