"""Mindee v1: submissions of three kinds, jobs that redirect, shapes of predictions, and feedback."""

import base64

import pytest

from canned import DAMAGED, INVOICE, RECEIPT, CannedReader, png

HEADERS = {"Authorization": "Token emulated-mindee-key"}
INVOICES = "/v1/products/mindee/invoices/v4"
RECEIPTS = "/v1/products/mindee/expense_receipts/v5"
NOTHING = {"confidence": 0.0, "page_id": None, "polygon": [], "value": None}


@pytest.fixture
def mindee(play):
    return play("mindee", RECEIPT)


def submit(client, product=RECEIPTS, content=None, path="/predict_async", **arguments):
    files = {"document": ("a.png", png() if content is None else content, "image/png")}
    return client.post(product + path, headers=HEADERS, **{"files": files, **arguments})


def queue(client, job, product=RECEIPTS):
    return client.get(f"{product}/documents/queue/{job}", headers=HEADERS)


def ended(client, product=RECEIPTS, **arguments):
    job = submit(client, product, **arguments).json()["job"]["id"]
    return client.until(
        lambda: queue(client, job, product),
        lambda one: one.status_code == 302 or one.json()["job"]["status"] == "failed",
    )


def document(client, product=RECEIPTS, **arguments):
    place = ended(client, product, **arguments).headers["location"]
    return client.get(place.removeprefix("http://emulator"), headers=HEADERS).json()["document"]


# Submitting


def test_a_submission_is_answered_with_a_job(mindee):
    answer = submit(mindee)

    body = answer.json()
    assert answer.status_code == body["api_request"]["status_code"] == 202
    assert body["api_request"]["resources"] == ["job"]
    assert body["job"]["status"] == "waiting" or body["job"]["status"] == "processing"
    assert body["job"]["error"] == {}
    assert body["job"]["available_at"] is None


def test_a_document_may_be_base64(mindee):
    body = {"document": base64.b64encode(png()).decode()}

    assert submit(mindee, files=None, json=body).status_code == 202
    assert len(mindee.journal.submissions) == 1


@pytest.mark.parametrize("way", ["json", "data"])
def test_a_document_elsewhere_is_not_fetched(mindee, way):
    answer = submit(mindee, files=None, **{way: {"document": "https://example.org/a.png"}})

    assert answer.status_code == 400
    assert "this computer only" in answer.json()["api_request"]["error"]["details"]["document"][0]


@pytest.mark.parametrize(
    "arguments",
    [
        {"files": None},
        {"content": b"plain text"},
        {"content": png(padding=20_000_001)},
        {"files": None, "json": {"document": "no base64!"}},
        {"files": None, "json": []},
    ],
)
def test_what_is_no_document_is_refused(mindee, arguments):
    answer = submit(mindee, **arguments)

    assert answer.status_code == 400
    assert answer.json()["api_request"]["error"]["code"] == "BadRequest"
    assert mindee.journal.submissions == []


@pytest.mark.parametrize(
    ("headers", "details"),
    [
        ({}, "No token provided"),
        ({"Authorization": "emulated-mindee-key"}, "Invalid token provided"),
        ({"Authorization": "Token other"}, "Invalid token provided"),
    ],
)
def test_the_token_has_a_prefix(mindee, headers, details):
    answer = mindee.post(RECEIPTS + "/predict_async", headers=headers)

    assert answer.status_code == 401
    assert answer.json()["api_request"]["error"]["details"] == details


def test_unknown_products_jobs_and_documents(mindee):
    for answer in (
        submit(mindee, "/v1/products/mindee/nothing/v1"),
        submit(mindee, "/v1/products/mindee/invoices/v3"),
        submit(mindee, "/v1/products/somebody/nothing/v1"),
        queue(mindee, "1"),
        mindee.get(f"{RECEIPTS}/documents/1", headers=HEADERS),
    ):
        assert answer.status_code == 404
        assert answer.json()["api_request"]["status"] == "failure"


def test_a_product_may_lack_tasks(play):
    client = play("mindee", options={"sync_only": "invoices,passport"})

    answer = submit(client, INVOICES)

    assert answer.status_code == 403
    assert answer.json()["api_request"]["error"]["message"] == "This product does not support asynchronous mode"
    assert submit(client, INVOICES, path="/predict").status_code == 201


def test_the_rate_is_limited_on_wish(play):
    client = play("mindee", RECEIPT, stopped=True, options={"rate_limits": "true"})

    assert [queue(client, "1").status_code for _ in range(5)] == [404] * 4 + [429]
    for _ in range(80):
        client.clock.now += 0.3
        queue(client, "1")
    client.clock.now += 1.1
    answer = queue(client, "1")
    assert (answer.status_code, answer.json()["api_request"]["error"]["code"]) == (429, "TooManyRequests")
    client.clock.now += 60.0
    assert queue(client, "1").status_code == 404


# Polling


def test_a_job_waits_is_processed_and_redirects_to_its_document(play):
    client = play("mindee", RECEIPT, latency=4.0, stopped=True)
    job = submit(client).json()["job"]["id"]

    seen = []
    for wait in (0.0, 3.0):
        client.clock.now += wait
        answer = queue(client, job)
        assert answer.status_code == 200
        seen.append(answer.json()["job"]["status"])
    client.clock.now += 1.1
    answer = client.until(lambda: queue(client, job), lambda one: one.status_code == 302)
    assert seen == ["waiting", "processing"]
    place = answer.headers["location"]
    assert place.startswith(f"http://emulator{RECEIPTS}/documents/")
    assert not place.endswith(job)


def test_the_document_comes_with_its_job(mindee):
    place = ended(mindee).headers["location"].removeprefix("http://emulator")

    body = mindee.get(place, headers=HEADERS).json()

    assert body["api_request"]["resources"] == ["document", "job"]
    assert body["job"]["status"] == "completed"
    assert body["job"]["available_at"]
    assert body == mindee.get(place, headers=HEADERS).json()


def test_a_failed_job_is_told_with_200(mindee):
    answer = ended(mindee, content=png() + b"x")
    assert answer.status_code == 302

    failed = ended(mindee, content=b"%PDF-" + DAMAGED)

    assert failed.status_code == 302  # the canned reader takes it
    answer = _failing(mindee)
    assert answer.status_code == 200
    assert answer.json()["job"]["error"].keys() == {"code", "details", "message"}


def _failing(client):
    client.emulator.tasks._reader = Failing()
    return ended(client)


class Failing(CannedReader):
    def read(self, content, name, kinds=()):
        return super().read(DAMAGED, name, kinds)


def test_documents_are_listed_and_deleted(mindee):
    place = ended(mindee).headers["location"].removeprefix("http://emulator")
    listed = mindee.get(f"{RECEIPTS}/documents", params={"page": 1}, headers=HEADERS).json()["documents"]

    assert [one["id"] for one in listed] == [place.rpartition("/")[2]]
    assert mindee.request("DELETE", place, headers=HEADERS).status_code == 200
    assert mindee.get(place, headers=HEADERS).status_code == 404


# Shapes


def test_a_receipt(mindee):
    inference = document(mindee)["inference"]
    prediction = inference["prediction"]

    assert inference["product"]["name"] == "mindee/expense_receipts"
    assert inference["product"]["features"] == list(prediction)
    total = prediction["total_amount"]
    assert total["value"] == 12.5
    assert 0.0 < total["confidence"] <= 1.0
    assert total["page_id"] == 0
    assert all(0.0 <= figure <= 1.0 for point in total["polygon"] for figure in point)
    assert prediction["date"]["value"] == "2025-03-14"
    assert prediction["supplier_name"]["value"] == "THE OLDE CHANDLERY"
    assert prediction["supplier_name"]["raw_value"]
    assert prediction["tip"] == NOTHING
    assert prediction["document_type"]["value"] == "EXPENSE RECEIPT"
    assert prediction["line_items"][0].keys() >= {"description", "quantity", "unit_price", "total_amount", "polygon"}
    assert "value" not in prediction["line_items"][0]


def test_pages_have_the_same_fields_without_a_page(mindee):
    inference = document(mindee)["inference"]

    page = inference["pages"][0]["prediction"]

    whole = inference["prediction"]["total_amount"]
    assert page["total_amount"] == {key: value for key, value in whole.items() if key != "page_id"}
    assert page["orientation"]["degrees"] == 0


def test_an_invoice(play):
    prediction = document(play("mindee", INVOICE), INVOICES)["inference"]["prediction"]

    assert prediction["invoice_number"]["value"] == "NS-2041"
    assert prediction["total_net"]["value"] == 100.0
    assert prediction["due_date"]["is_computed"] is False
    assert prediction["taxes"][0]["value"] == 20.0
    assert prediction["taxes"][0]["rate"] == 20.0
    assert prediction["customer_address"].keys() >= {"city", "postal_code", "value"}
    assert prediction["customer_company_registrations"] == []
    assert {row["description"] for row in prediction["line_items"]} == {"Sail cloth", "Rope"}
    assert prediction["locale"].keys() == {"confidence", "value", "language", "country", "currency"}


@pytest.mark.parametrize(("print_", "kind"), [(RECEIPT, "EXPENSE RECEIPT"), (INVOICE, "INVOICE")])
def test_a_financial_document_is_one_or_the_other(play, print_, kind):
    prediction = document(play("mindee", print_), "/v1/products/mindee/financial_document/v1")["inference"][
        "prediction"
    ]

    assert prediction["document_type"]["value"] == kind
    assert prediction["total_amount"]["value"] in (12.5, 120.0)


def test_a_custom_product_has_lists_of_contents(mindee):
    inference = document(mindee, "/v1/products/somebody/receipt/v1")["inference"]
    total = inference["prediction"]["total"]

    assert total.keys() == {"confidence", "page_id", "values"}
    assert total["values"][0]["content"] == "12.50"
    assert total["values"][0]["polygon"]
    assert inference["prediction"]["document_type"] == {"confidence": 1.0, "value": "receipt"}
    assert inference["prediction"]["tax"]["values"] == []


def test_some_products_have_no_predictions_of_pages(play):
    inference = document(play("mindee"), "/v1/products/mindee/international_id/v2")["inference"]

    assert inference["prediction"]["surnames"] == []
    assert inference["pages"][0]["prediction"] == {}


def test_words_crops_and_texts_are_extras(mindee):
    plain = document(mindee)
    full = document(mindee, params={"cropper": "true", "full_text_ocr": "true"}, data={"include_mvision": "true"})

    assert "ocr" not in plain
    assert plain["inference"]["pages"][0]["extras"] == {}
    word = full["ocr"]["mvision-v1"]["pages"][0]["all_words"][0]
    assert word.keys() == {"text", "confidence", "polygon"}
    extras = full["inference"]["pages"][0]["extras"]
    assert extras["cropper"]["cropping"][0].keys() == {"bounding_box", "polygon", "quadrangle", "rectangle"}
    assert "CHANDLERY" in extras["full_text_ocr"]["content"]


class Lying(CannedReader):
    """The page lies on its side: it is to be turned a quarter clockwise."""

    def read(self, content, name, kinds=()):
        from msgspec.structs import replace

        reading = super().read(content, name, kinds)
        pages = tuple(replace(page, text=replace(page.text, turn=90)) for page in reading.pages)
        return replace(reading, pages=pages)


@pytest.mark.parametrize(
    ("rotation", "applied", "orientation"), [("applied", True, 90), ("kept", False, 90), ("unknown", None, None)]
)
def test_polygons_may_be_those_of_the_upright_page(play, rotation, applied, orientation):
    client = play("mindee", reader=Lying(RECEIPT), options={"rotation": rotation})
    straight = document(play("mindee", RECEIPT))["inference"]["prediction"]["total_amount"]["polygon"]

    inference = document(client)["inference"]

    assert inference["is_rotation_applied"] is applied
    assert inference["pages"][0]["orientation"] == {"value": orientation}
    polygon = inference["prediction"]["total_amount"]["polygon"]
    assert (polygon == straight) is (not applied)
    if applied:
        xs, ys = [x for x, _ in straight], [y for _, y in straight]
        assert polygon[0] == pytest.approx([1 - max(ys), min(xs)], abs=1e-3)


# Feedback


def sent(client, method, path, fields):
    return client.request(method, path, json={"feedback": fields}, headers=HEADERS)


@pytest.mark.parametrize("path", ["/v1/documents/{}/feedback", RECEIPTS + "/documents/{}/feedback"])
def test_feedback_is_kept_and_told_by_field(mindee, path):
    name = document(mindee)["id"]

    answer = sent(mindee, "PUT", path.format(name), {"total_amount": {"value": 9.5}, "tip": {"value": None}})

    body = answer.json()
    assert body["api_request"]["resources"] == ["feedback"]
    assert body["feedback"]["total_amount"] == {"value": 9.5}
    assert body["feedback"]["date"] is None
    assert mindee.journal.feedback[name]["total_amount"] == {"value": 9.5}


def test_put_replaces_and_patch_adds(mindee):
    path = f"/v1/documents/{document(mindee)['id']}/feedback"
    sent(mindee, "PUT", path, {"total_amount": {"value": 1.0}})

    added = sent(mindee, "PATCH", path, {"date": {"value": "2025-01-01"}}).json()["feedback"]
    replaced = sent(mindee, "PUT", path, {"tip": {"value": 2.0}}).json()["feedback"]

    assert added["total_amount"] == {"value": 1.0}
    assert replaced["total_amount"] is None


def test_feedback_for_jobs_with_nothing_or_unknown_fields_is_refused(mindee):
    place = ended(mindee)
    name, job = place.headers["location"].rpartition("/")[2], place.json()["job"]["id"]

    assert sent(mindee, "PUT", f"/v1/documents/{job}/feedback", {"tip": {"value": 1}}).status_code == 404
    assert sent(mindee, "PUT", f"/v1/documents/{name}/feedback", {}).status_code == 400
    assert sent(mindee, "PUT", f"/v1/documents/{name}/feedback", {"other": {"value": 1}}).status_code == 400


def test_feedback_may_be_forbidden(play):
    client = play("mindee", RECEIPT, options={"feedback": "forbidden"})

    assert sent(client, "PUT", f"/v1/documents/{document(client)['id']}/feedback", {}).status_code == 403


# The rest


def test_a_workflow(mindee):
    assert submit(mindee, "/v1/workflows/w1").status_code == 202
    execution = submit(mindee, "/v1/workflows/w1", path="/executions", data={"priority": "high"}).json()["execution"]

    assert (execution["workflow_id"], execution["priority"]) == ("w1", "high")
    assert execution["reviewed_at"] is None


def test_a_product_has_a_schema(mindee):
    body = mindee.get(f"{RECEIPTS}/openapi.json", headers=HEADERS).json()

    assert "total_amount" in body["components"]["schemas"]["prediction"]["properties"]


def test_faults_are_in_the_form_of_the_version(play):
    client = play("mindee", faults=["429"])

    assert queue(client, "1").json()["api_request"]["error"]["code"] == "TooManyRequests"
    assert client.get("/v2/jobs/1").json()["code"] == "429-001"


ZONE = """
    PASSPORT              UTO
    P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<
    L898902C36UTO7408122F1204159ZE184226B<<<<<10
"""


def test_a_passport_has_the_lines_of_its_zone(play):
    prediction = document(play("mindee", ZONE), "/v1/products/mindee/passport/v1")["inference"]["prediction"]

    assert prediction["mrz1"]["value"].startswith("P<UTOERIKSSON")
    assert prediction["mrz2"]["value"].startswith("L898902C3")
    assert prediction["mrz1"]["polygon"] != prediction["mrz2"]["polygon"]
    assert [one["value"] for one in prediction["given_names"]] == ["ANNA", "MARIA"]
    assert prediction["birth_date"]["value"] == "1974-08-12"
