"""Aspose's own client against its emulator; run by `__main__` in the environment of the clients."""

import base64
import json
import os
import sys
import time
import urllib.parse
import urllib.request
from pathlib import Path

import aspose_ocr_cloud as vendor
from aspose_ocr_cloud import models
from aspose_ocr_cloud.api.detect_regions_api import DetectRegionsApi
from aspose_ocr_cloud.api.recognize_image_api import RecognizeImageApi
from aspose_ocr_cloud.api.recognize_regions_api import RecognizeRegionsApi
from aspose_ocr_cloud.api.utilities_api import UtilitiesApi

URL, KEY = os.environ["EMULATOR_URL"], os.environ["EMULATOR_KEY"]


def token() -> str:
    name, _, secret = KEY.partition(":")
    form = {"grant_type": "client_credentials", "client_id": name, "client_secret": secret}
    with urllib.request.urlopen(f"{URL}/connect/token", urllib.parse.urlencode(form).encode()) as answer:
        return json.load(answer)["access_token"]


def region(left: int, top: int, right: int, bottom: int, order: int) -> models.OCRRegion:
    rect = models.OCRRect(topLeftX=left, topLeftY=top, bottomRightX=right, bottomRightY=bottom)
    return models.OCRRegion(rect=rect, order=order)


def until_done(ask, status, task: str):
    for _ in range(120):
        answer = status(task)
        if answer.task_status not in ("Pending", "Processing"):
            return ask(task)
        time.sleep(1)
    raise AssertionError("the task does not end")


def main() -> None:
    image = base64.b64encode((Path(sys.argv[1]) / "receipt-cafe.jpg").read_bytes()).decode()
    configuration = vendor.Configuration(host=URL, access_token=token())
    with vendor.ApiClient(configuration) as client:
        status = UtilitiesApi(client).get_task_status
        regions = RecognizeRegionsApi(client)
        settings = models.OCRSettingsRecognizeRegions(
            language=models.Language.ENGLISH, regions=[region(0, 0, 4000, 700, 0), region(0, 700, 4000, 4000, 1)]
        )
        task = regions.post_recognize_regions(models.OCRRecognizeRegionsBody(image=image, settings=settings)).strip('"')
        answer = until_done(regions.get_recognize_regions, status, task)
        assert answer.task_status == "Completed", answer
        texts = [base64.b64decode(one.data).decode() for one in answer.results]
        assert len(texts) == 2, texts
        assert all(texts), texts
        print(f"  RecognizeRegions: {[len(text) for text in texts]} letters")

        whole = RecognizeImageApi(client)
        body = models.OCRRecognizeImageBody(image=image, settings=models.OCRSettingsRecognizeImage())
        answer = until_done(whole.get_recognize_image, status, whole.post_recognize_image(body).strip('"'))
        assert answer.results[0].data, answer
        print("  RecognizeImage")

        detect = DetectRegionsApi(client)
        body = models.OCRDetectRegionsBody(image=image, settings=models.OCRSettingsDetectRegions())
        answer = until_done(detect.get_detect_regions, status, detect.post_detect_regions(body).strip('"'))
        boxes = json.loads(base64.b64decode(answer.results[0].data))
        assert len(boxes[0]) == 4, boxes
        print(f"  DetectRegions: {len(boxes)} rectangles")

        regions.cancel_recognize_regions(task)
        assert regions.get_recognize_regions(task).task_status == "NotExist"
        print("  cancelled")
    with vendor.ApiClient(vendor.Configuration(host=URL, access_token="other")) as client:
        status = 200
        try:
            RecognizeRegionsApi(client).get_recognize_regions(task)
        except vendor.ApiException as error:
            status = error.status
        assert status == 401, status
        print("  a wrong token is refused")


main()
