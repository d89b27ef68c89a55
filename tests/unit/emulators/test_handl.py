"""Handl: the token, parameters, states of a task, and what an item looks like."""

import json

import pytest

from canned import DAMAGED, RECEIPT

TOKEN = "emulated-handl-token"


@pytest.fixture
def handl(play):
    return play("handl")


def submit(client, content=b"picture", files=None, **query):
    query = {"token": TOKEN, "async": "true", **query}
    return client.post("/recognize", params=query, files=files or {"image": ("a.jpg", content, "image/jpeg")})


def result(client, task):
    return client.until(
        lambda: client.get(f"/result/{task}", params={"token": TOKEN}), lambda answer: answer.status_code != 202
    )


def recognized(client, **arguments):
    return result(client, submit(client, **arguments).json()["task_id"]).json()


def test_a_submitted_file_gets_a_task_and_no_items(handl):
    body = submit(handl).json()

    assert body["items"] == []
    assert len(body["task_id"]) == 24
    assert body["errno"] is None
    assert "fake" in body


def test_a_task_is_not_done_before_the_latency_has_passed(play):
    client = play("handl", stopped=True, latency=5.0)
    task = submit(client).json()["task_id"]
    client.clock.now += 4.9

    answer = client.get(f"/result/{task}", params={"token": TOKEN})

    assert answer.status_code == 202
    assert answer.json()["errno"] == 9
    assert answer.json()["items"] is None
    assert "fake" not in answer.json()
    client.clock.now += 0.2
    assert result(client, task).status_code == 200


def test_the_finished_answer_has_items_and_no_task(handl):
    body = recognized(handl)

    assert body["task_id"] is None
    item = body["items"][0]
    assert item["doc_type"] == "receipt"
    assert item["fields"]["total"]["text"] == "12.50"
    assert 0.0 < item["fields"]["total"]["confidence"] <= 1.0
    assert item["fields"]["total"]["valid"] is None
    assert item["error"] is None


def test_coordinates_are_polygons_in_pixels_of_the_picture(handl):
    coords = recognized(handl)["items"][0]["fields"]["total"]["coords"]

    assert len(coords[0]) == 4
    assert all(isinstance(figure, int) for point in coords[0] for figure in point)
    assert max(point[0] for point in coords[0]) > 1


def test_pages_of_a_pdf_are_as_large_as_the_dpi_say(play):
    from canned import CannedReader

    client = play("handl", reader=CannedReader(RECEIPT, media_type="application/pdf"))

    wide = recognized(client, dpi="300")["items"][0]["fields"]["total"]["coords"][0][2]
    small = recognized(client, dpi="150")["items"][0]["fields"]["total"]["coords"][0][2]

    assert small == pytest.approx([wide[0] / 2, wide[1] / 2], abs=1)


def test_a_missing_value_is_an_empty_text_of_confidence_0(handl):
    fields = recognized(handl)["items"][0]["fields"]

    assert fields["tax"] == {"text": "", "confidence": 0, "valid": None, "coords": None}


def test_a_text_that_is_rejected_keeps_its_place(play):
    client = play("handl", options={"reject_below": 1.1})

    total = recognized(client)["items"][0]["fields"]["total"]

    assert (total["text"], total["confidence"]) == ("", 0)
    assert total["coords"]


def test_some_fields_have_a_text_and_no_place(play):
    client = play("handl", options={"bare": "total,date"})

    total = recognized(client)["items"][0]["fields"]["total"]

    assert total["text"] == "12.50"
    assert total["coords"] is None


def test_old_servers_give_one_list_of_points(play):
    client = play("handl", options={"flat_coords": "true"})

    assert isinstance(recognized(client)["items"][0]["fields"]["total"]["coords"][0][0], int)


def test_each_document_of_a_file_is_an_item(play):
    other = RECEIPT.replace("CHANDLERY", "SAIL LOFT").replace("14/03", "15/04").replace("Quay", "Mast")
    client = play("handl", RECEIPT, other, options={"pages": "true", "counts": "true"})

    body = recognized(client)

    assert [item["page"] for item in body["items"]] == [0, 1]
    assert (body["pages_count"], body["docs_count"]) == (2, 2)


def test_only_documents_of_the_types_asked_for_are_answered(handl):
    assert recognized(handl, doc_type=["passport_main", "invoice", "receipt"])["items"][0]["doc_type"] == "receipt"
    assert recognized(handl, doc_type=["driver_license_plastic_new_front"])["items"] == []


def test_the_fields_that_are_to_be_verified_are_told_valid_or_not(handl):
    wanted = json.dumps({"total": "12.50", "date": "1 May"})
    files = {"image": ("a.jpg", b"x", "image/jpeg"), "verify_fields": ("v.json", wanted, "application/json")}

    fields = recognized(handl, files=files)["items"][0]["fields"]

    assert fields["total"]["valid"] is True
    assert fields["date"]["valid"] is False
    assert fields["company"]["valid"] is None


def test_fields_that_persons_look_at_are_certain(handl):
    fields = recognized(handl, with_hitl="true", hitl_required_fields=["total"])["items"][0]["fields"]

    assert fields["total"]["confidence"] == 1.0
    assert fields["date"]["confidence"] < 1.0


def test_a_file_that_cannot_be_read_is_an_item_with_an_error(handl):
    item = recognized(handl, content=DAMAGED)["items"][0]

    assert item["doc_type"] == "not_document"
    assert item["error"] == "This file is damaged."


@pytest.mark.parametrize("token", [None, "", "other"])
def test_a_wrong_token_is_refused_everywhere(handl, token):
    params = {"token": token} if token is not None else {}

    for answer in (handl.post("/recognize", params=params), handl.get("/result/1", params=params)):
        assert answer.status_code == 403
        assert answer.json()["detail"] == [{"msg": "License is not valid", "type": "license_error"}]
        assert answer.json()["code"] == 403


def test_the_token_may_stand_in_a_header(handl):
    answer = handl.post(
        "/classify",
        params={"async": "true"},
        files={"image": ("a.jpg", b"x", "image/jpeg")},
        headers={"Authorization": f"Token {TOKEN}"},
    )

    assert answer.status_code == 200


@pytest.mark.parametrize(
    ("name", "text"), [("quality", "101"), ("async", "True"), ("dpi", "-1"), ("priority", "0"), ("dpi", "high")]
)
def test_wrong_parameters_are_named(handl, name, text):
    answer = submit(handl, **{name: text})

    assert answer.status_code == 422
    assert answer.json()["detail"][0]["loc"] == ["query", name]
    assert handl.journal.submissions == []


def test_a_request_without_a_picture_is_refused(handl):
    answer = handl.post("/recognize", params={"token": TOKEN})

    assert answer.status_code == 422
    assert answer.json()["detail"][0]["loc"] == ["body", "image"]


def test_older_servers_send_the_details_alone(play):
    client = play("handl", options={"envelope": "false"})

    assert client.get("/result/1").json().keys() == {"detail"}


@pytest.mark.parametrize(("way", "status"), [("202", 202), ("425", 425), ("200", 200)])
def test_not_done_is_said_in_three_ways(play, way, status):
    client = play("handl", latency=100.0, stopped=True, options={"pending": way})

    answer = client.get(f"/result/{submit(client).json()['task_id']}", params={"token": TOKEN})

    assert answer.status_code == status
    assert answer.json()["detail"][0]["msg"] == "Async task not done"


def test_an_unknown_task_and_one_after_its_retention_are_not_found(play):
    client = play("handl", stopped=True)
    task = submit(client).json()["task_id"]
    assert result(client, task).status_code == 200
    client.clock.now += 86_401

    for name in (task, "5" * 24):
        answer = client.get(f"/result/{name}", params={"token": TOKEN})
        assert (answer.status_code, answer.json()["errno"]) == (404, 8)


def test_without_async_the_answer_comes_at_once(handl):
    answer = handl.post("/recognize", params={"token": TOKEN}, files={"image": ("a.jpg", b"x", "image/jpeg")})

    assert answer.json()["items"][0]["doc_type"] == "receipt"


def test_the_answer_is_packed_for_clients_that_take_it(handl):
    task = submit(handl).json()["task_id"]

    assert result(handl, task).headers["content-encoding"] == "gzip"
    plain = handl.get(f"/result/{task}", params={"token": TOKEN}, headers={"Accept-Encoding": "identity"})
    assert "content-encoding" not in plain.headers


def test_classifying_tells_type_place_and_small_pictures(handl):
    body = handl.post(
        "/classify", params={"token": TOKEN, "min_shape": "1100"}, files={"image": ("a.jpg", b"x" * 20_000)}
    ).json()

    assert body["items"][0]["document"]["type"] == "receipt"
    assert body["items"][0]["document"]["rotation"] == 0
    assert body["items"][0]["document"]["coords"][2] == [1000, 1400]
    assert body["low_image_weight"] is True


@pytest.mark.parametrize(("path", "key"), [("/fulltext", "words"), ("/fulltext_by_lines", "lines")])
def test_full_text_has_no_places(handl, path, key):
    body = handl.post(path, params={"token": TOKEN}, files={"image": ("a.jpg", b"x")}).json()

    assert body["items"][0][key][0].keys() == {"text", "confidence"}


def test_it_is_healthy(handl):
    assert handl.get("/healthcheck").json() == {"success": True}


def test_an_unknown_path_is_answered_in_its_own_form(handl):
    answer = handl.get("/nowhere")

    assert answer.status_code == 404
    assert answer.json()["detail"]
