"""Aspose.OCR: tokens, tasks that answer 200 whatever they are, and results in base64."""

import base64
import json

import pytest
from msgspec.structs import replace

from canned import DAMAGED, RECEIPT

CREDENTIALS = {"client_id": "emulated-client-id", "client_secret": "emulated-client-secret"}
PATH = "/v5.0/ocr/RecognizeRegions"


@pytest.fixture
def aspose(play):
    return play("aspose")


def token(client, **wrong):
    form = {"grant_type": "client_credentials", **CREDENTIALS, **wrong}
    return client.post("/connect/token", data=form)


def bearer(client):
    return {"Authorization": f"Bearer {token(client).json()['access_token']}"}


def region(left, top, right, bottom, order=0):
    rect = {"topLeftX": left, "topLeftY": top, "bottomRightX": right, "bottomRightY": bottom}
    return {"rect": rect, "order": order}


def submit(client, *regions, path=PATH, content=b"x", headers=None, **settings):
    settings = {"regions": list(regions) or None, **settings}
    body = {"image": base64.b64encode(content).decode(), "settings": settings}
    return client.post(path, json=body, headers={**bearer(client), **(headers or {})})


def ask(client, task, path=PATH):
    return client.get(path, params={"id": task}, headers=bearer(client)).json()


def result(client, task, path=PATH):
    answer = client.until(
        lambda: client.get(path, params={"id": task}, headers=bearer(client)),
        lambda one: one.json()["taskStatus"] not in ("Pending", "Processing"),
    )
    assert answer.status_code == 200
    return answer.json()


def texts(body):
    return [base64.b64decode(one["data"]).decode() for one in body["results"]]


def test_a_token_is_a_bearer_that_expires(play):
    client = play("aspose", stopped=True)
    body = token(client).json()
    headers = {"Authorization": f"Bearer {body['access_token']}"}

    assert body["expires_in"] == 3600
    assert len(body["access_token"].split(".")) == 3
    assert client.get(PATH, params={"id": "x"}, headers=headers).status_code == 200
    client.clock.now += 3_601
    assert client.get(PATH, params={"id": "x"}, headers=headers).status_code == 401


def test_wrong_credentials_get_no_token(aspose):
    assert token(aspose, client_secret="x").json() == {"error": "invalid_client"}
    assert token(aspose, grant_type="password").status_code == 400


@pytest.mark.parametrize("plain", ["false", "true"])
def test_without_a_token_nothing_is_done(play, plain):
    client = play("aspose", options={"plain_401": plain})

    for answer in (client.post(PATH, json={}), client.get(PATH), client.request("DELETE", PATH)):
        assert answer.status_code == 401
        if plain == "false":
            assert answer.json()["title"] == "Unauthorized"


def test_the_task_is_a_plain_text_or_a_json_string(aspose):
    whole = region(0, 0, 1000, 1400)

    assert len(submit(aspose, whole, headers={"Accept": "text/plain"}).text) == 36
    assert len(json.loads(submit(aspose, whole, headers={"Accept": "application/json"}).text)) == 36


def test_a_task_is_pending_then_processing_then_completed_then_gone(play):
    client = play("aspose", latency=4.0, stopped=True)
    task = submit(client, region(0, 0, 1000, 1400)).text

    seen = []
    for wait in (0.0, 3.0):
        client.clock.now += wait
        body = ask(client, task)
        seen.append(body["taskStatus"])
        assert body["results"] is None
        assert body["responseStatusCode"] == "NotReady"
    client.clock.now += 1.1
    seen.append(result(client, task)["taskStatus"])
    client.clock.now += 86_401
    seen.append(ask(client, task)["taskStatus"])
    assert seen == ["Pending", "Processing", "Completed", "NotExist"]


def test_each_region_has_its_text_in_the_order_of_the_regions(aspose):
    words = {word.text: word for word in _page().words}
    total, date = (_region_of(words[text], order) for text, order in (("12.50", 1), ("14/03/2025", 0)))

    body = result(aspose, submit(aspose, total, date).text)

    assert texts(body) == ["14/03/2025", "12.50"]
    assert {one["type"] for one in body["results"]} == {"Text"}
    assert body["responseStatusCode"] == "Ok"


def test_a_region_over_a_part_of_a_word_has_its_letters(aspose):
    word = next(word for word in _page().words if word.text == "14/03/2025")
    (left, top), (right, _), _, (_, bottom) = word.polygon
    middle = left + 0.5 * (right - left)
    year = replace(word, polygon=((middle, top), (right, top), (right, bottom), (middle, bottom)))

    body = result(aspose, submit(aspose, _region_of(year, 0)).text)

    assert texts(body) == ["/2025"]


def _page():
    from paper import page

    return page(RECEIPT)


def _region_of(word, order):
    xs, ys = [x * 1000 for x, _ in word.polygon], [y * 1400 for _, y in word.polygon]
    return region(round(min(xs)) - 2, round(min(ys)) - 2, round(max(xs)) + 2, round(max(ys)) + 2, order)


def test_all_regions_may_come_in_one_entry(play):
    client = play("aspose", options={"one_entry": "true"})

    assert len(result(client, submit(client, region(0, 0, 9, 9), region(0, 0, 1000, 1400, 1)).text)["results"]) == 1


def test_an_empty_region_has_an_empty_text(aspose):
    body = result(aspose, submit(aspose, region(0, 0, 2, 2)).text)

    assert texts(body) == [""]
    assert body["responseStatusCode"] == "NoAnyResultData"


def test_without_regions_all_of_the_page_is_read(aspose):
    path = "/v5.0/ocr/RecognizeImage"

    assert "THE OLDE CHANDLERY" in texts(result(aspose, submit(aspose, path=path).text, path))[0]


def test_found_rectangles_are_a_json_text(aspose):
    path = "/v5.0/ocr/DetectRegions"

    entry = result(aspose, submit(aspose, path=path).text, path)["results"][0]

    assert entry["type"] == "Other"
    left, top, right, bottom = json.loads(base64.b64decode(entry["data"]))[0]
    assert 0 <= left < right <= 1000
    assert 0 <= top < bottom <= 1400


def test_the_status_has_no_results(aspose):
    task = submit(aspose, region(0, 0, 1000, 1400)).text
    result(aspose, task)

    assert ask(aspose, task, "/v5.0/ocr/Utilities/GetTaskStatus")["taskStatus"] == "Completed"
    assert ask(aspose, task, "/v5.0/ocr/Utilities/GetTaskStatus")["results"] is None


def test_a_cancelled_task_does_not_exist(aspose):
    task = submit(aspose, region(0, 0, 1000, 1400)).text

    answer = aspose.request("DELETE", PATH, params={"id": task}, headers=bearer(aspose))

    assert (answer.status_code, answer.content) == (200, b"")
    assert ask(aspose, task)["taskStatus"] == "NotExist"


def test_an_unknown_and_a_lost_task_do_not_exist(play):
    client = play("aspose", faults=["lost"])

    for task in ("8a2b", submit(client, region(0, 0, 9, 9)).text):
        body = ask(client, task)
        assert (body["taskStatus"], body["responseStatusCode"]) == ("NotExist", "TaskNotFound")


@pytest.mark.parametrize(
    ("pages", "arguments", "message"),
    [
        ((RECEIPT,), {"content": DAMAGED}, "This file is damaged."),
        ((RECEIPT, RECEIPT), {}, "several pages"),
        ((RECEIPT,), {"resultType": "Pdf"}, "Text only"),
    ],
)
def test_an_error_has_messages_and_status_200(play, pages, arguments, message):
    client = play("aspose", *pages)

    body = result(client, submit(client, region(0, 0, 9, 9), **arguments).text)

    assert body["taskStatus"] == "Error"
    assert message in body["error"]["messages"][0]


@pytest.mark.parametrize(
    "settings",
    [
        {"language": "english"},
        {"dsrMode": "Best"},
        {"resultType": "text"},
        {"rotate": "90"},
        {"other": 1},
        {"regions": []},
    ],
)
def test_wrong_settings_are_refused(aspose, settings):
    answer = submit(aspose, region(0, 0, 9, 9), **settings)

    assert answer.status_code == 400
    assert answer.json()["title"] == "Bad Request"


def test_the_setting_rotate_has_two_spellings(aspose):
    assert submit(aspose, region(0, 0, 9, 9), Rotate=90).status_code == 200
    assert submit(aspose, region(0, 0, 9, 9), rotate=90).status_code == 200


def test_image_and_settings_are_required(aspose):
    for body in ({}, {"image": "eA=="}, {"settings": {}}, {"image": "?", "settings": {}}):
        assert aspose.post(PATH, json=body, headers=bearer(aspose)).status_code == 400


def test_the_alias_of_another_client(aspose):
    path = "/v5/RecognizeRegions"

    assert result(aspose, submit(aspose, region(0, 0, 1000, 1400), path=path).text, path)["taskStatus"] == "Completed"
