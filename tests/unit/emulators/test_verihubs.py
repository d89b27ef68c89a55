"""Verihubs: what a submission must have, results, failures inside 200, callbacks and the sandbox."""

import base64

import pytest

from canned import KTP, RECEIPT, png

KEYS = {"App-ID": "emulated-app-id", "API-Key": "emulated-api-key"}
PATH = "/ktp/id/extract-async"


@pytest.fixture
def verihubs(play):
    return play("verihubs", KTP)


def image(content=None):
    return base64.b64encode(png() if content is None else content).decode()


def submit(client, headers=KEYS, **body):
    return client.post(PATH, json={"image": image(), **body}, headers=headers)


def ask(client, reference):
    return client.get(f"{PATH}/result", params={"reference_id": reference}, headers=KEYS)


def result(client, reference):
    return client.until(lambda: ask(client, reference), lambda one: one.status_code == 200).json()


def test_an_accepted_picture_gets_a_reference(verihubs):
    body = submit(verihubs).json()

    assert body["message"] == "accepted"
    assert body["data"]["reference_id"]


def test_the_fields_are_flat_texts_without_confidence_or_place(verihubs):
    submit(verihubs, reference_id="card-0001")

    body = result(verihubs, "card-0001")

    data = body["data"]
    assert data["nik"] == "3171234567890123"
    assert data["full_name"] == "BUDI CONTOH"
    assert data["date_of_birth"] == "01-02-1990"
    assert data["image_quality"] == {"blur": False, "dark": False, "flashlight": False, "grayscale": False}
    assert data["reference_id"] == "card-0001"
    assert isinstance(body["status_code"], str)
    assert all(isinstance(value, str | dict) for value in data.values())


def test_the_fields_may_stand_beside_the_message(play):
    client = play("verihubs", KTP, options={"nested": "false"})
    submit(client, reference_id="card-0001")

    assert result(client, "card-0001")["nik"] == "3171234567890123"


@pytest.mark.parametrize(("way", "status"), [("404", 404), ("empty", 200)])
def test_not_ready_looks_like_unknown_or_like_nothing(play, way, status):
    client = play("verihubs", KTP, latency=5.0, stopped=True, options={"not_ready": way})
    submit(client, reference_id="card-0001")

    answer = ask(client, "card-0001")

    assert answer.status_code == status
    assert "data" not in answer.json()


def test_an_unknown_or_missing_reference_is_not_found(verihubs):
    for answer in (ask(verihubs, "other"), verihubs.get(f"{PATH}/result", headers=KEYS)):
        assert answer.status_code == 404
        assert answer.json()["error_code"] == "INVALID_PAYLOAD_REFERENCE_ID_NOT_FOUND"
    assert ask(verihubs, "x").json()["error_code"] == "INVALID_PAYLOAD_REFERENCE_ID"


def test_the_reference_may_stand_in_the_body(verihubs):
    submit(verihubs, reference_id="card-0001")
    result(verihubs, "card-0001")

    answer = verihubs.request("GET", f"{PATH}/result", json={"reference_id": "card-0001"}, headers=KEYS)

    assert answer.json()["data"]["nik"]


def test_another_paper_is_no_card(play):
    client = play("verihubs", RECEIPT)
    submit(client, reference_id="card-0001")

    assert result(client, "card-0001")["error_code"] == "KTP_NOT_DETECTED"


def test_quality_fails_a_task_only_when_it_is_validated(play):
    client = play("verihubs", KTP, options={"quality": "BF"})
    submit(client, reference_id="card-0001")
    submit(client, reference_id="card-0002", validate_quality=True)

    measured, failed = result(client, "card-0001"), result(client, "card-0002")

    assert measured["data"]["nik"]
    assert measured["data"]["image_quality"]["flashlight"] is True
    assert failed["error_code"] == "FAIL_ON_1"
    assert "nik" not in failed["data"]
    assert failed["data"]["image_quality"]["blur"] is True


@pytest.mark.parametrize(
    ("body", "status", "code"),
    [
        ({}, 400, "INVALID_PAYLOAD"),
        ([], 422, "BAD_PAYLOAD"),
        ({"image": "", "reference_id": ""}, 400, "INVALID_PAYLOAD"),
        ({"reference_id": "card"}, 400, "MISSING_PAYLOAD_IMAGE"),
        ({"image": ""}, 400, "INVALID_PAYLOAD_IMAGE_MISSING"),
        ({"image": "no base64!"}, 400, "INVALID_PAYLOAD_IMAGE_MISSING"),
        ({"image": 5}, 422, "BAD_PAYLOAD"),
        ({"image": image(b"%PDF-1.7")}, 400, "INVALID_PAYLOAD_IMAGE_FORMAT"),
        ({"image": "https://example.org/card.jpg"}, 400, "INVALID_PAYLOAD_IMAGE_FORMAT"),
        ({"image": image(png(719, 480))}, 400, "INVALID_PAYLOAD_IMAGE_SIZE"),
        ({"image": image(png(padding=5_000_000))}, 400, "INVALID_PAYLOAD_IMAGE_SIZE"),
        ({"image": image(), "callback_url": None}, 400, "INVALID_PAYLOAD_CALLBACK_URL"),
        ({"image": image(), "callback_url": "http://127.0.0.1/"}, 400, "INVALID_PAYLOAD_CALLBACK_URL"),
        ({"image": image(), "reference_id": "x" * 65}, 400, "INVALID_PAYLOAD_REFERENCE_ID"),
        ({"image": image(), "validate_quality": "yes"}, 422, "BAD_PAYLOAD"),
        (
            {"image": image(), "validate_quality": True, "is_quality": False},
            400,
            "INVALID_PAYLOAD_QUALITY_VALIDATION_DEPENDENCY",
        ),
    ],
)
def test_each_mistake_has_its_code(verihubs, body, status, code):
    answer = verihubs.post(PATH, json=body, headers=KEYS)

    assert (answer.status_code, answer.json()["error_code"]) == (status, code)
    assert verihubs.journal.submissions == []


def test_acceptance_has_two_statuses(play):
    assert submit(play("verihubs", KTP, options={"accepted": "201"})).status_code == 201


def test_a_card_may_stand_upright(verihubs):
    assert submit(verihubs, image=image(png(480, 720))).status_code == 200


def test_a_reference_is_taken_once(verihubs):
    submit(verihubs, reference_id="card-0001")

    answer = submit(verihubs, reference_id="card-0001")

    assert answer.json()["error_code"] == "INVALID_PAYLOAD_REFERENCE_ID_EXISTS"
    assert len(verihubs.journal.submissions) == 1


@pytest.mark.parametrize(
    "headers", [{}, {"App-ID": "emulated-app-id"}, {**KEYS, "API-Key": "x"}, {**KEYS, "App-ID": "x"}]
)
def test_both_parts_of_the_key_are_needed(verihubs, headers):
    answer = submit(verihubs, headers=headers)

    assert answer.status_code == 401
    assert answer.json() == {"message": "Authorization failed"}


def test_the_quota_ends(play):
    client = play("verihubs", KTP, options={"quota": "1"})

    assert submit(client).status_code == 200
    answer = submit(client)
    assert (answer.status_code, answer.json()["error_code"]) == (403, "INSUFFICIENT_QUOTA")


def test_at_once(verihubs):
    assert verihubs.post("/v2/ktp/extract", json={"image": image()}, headers=KEYS).json()["data"]["nik"]


# The sandbox


@pytest.fixture
def sandbox(play):
    return play("verihubs", options={"sandbox": "true", "reference_max": "64"})


def test_code_words_stand_for_cards(sandbox):
    reference = submit(sandbox, image="KTP_BF").json()["data"]["reference_id"]

    data = result(sandbox, reference)["data"]

    assert data["nik"]
    assert [name for name, flag in data["image_quality"].items() if flag] == ["blur", "flashlight"]


def test_code_words_stand_for_failures(sandbox):
    reference = submit(sandbox, image="NO_KTP_DETECTED").json()["data"]["reference_id"]

    assert result(sandbox, reference)["error_code"] == "KTP_NOT_DETECTED"
    assert submit(sandbox, image="IMAGE_SIZE_EXCEED_LIMIT").json()["error_code"] == "INVALID_PAYLOAD_IMAGE_SIZE"
    assert submit(sandbox).json()["error_code"] == "INVALID_SANDBOX_CODE"
    again = submit(sandbox, image="KTP", reference_id="REFERENCE_ID_EXIST")
    assert again.json()["error_code"] == "INVALID_PAYLOAD_REFERENCE_ID_EXISTS"


def test_code_words_stand_for_results(sandbox):
    assert ask(sandbox, "REFERENCE_ID_KTP").json()["data"]["nik"]
    assert ask(sandbox, "REFERENCE_ID_KTP_BD").json()["data"]["image_quality"]["dark"] is True
    assert ask(sandbox, "REFERENCE_ID_KTP_BD_V").json()["error_code"] == "FAIL_ON_1"
    assert "error_code" not in ask(sandbox, "REFERENCE_ID_KTP_V").json()
