"""Mindee's own client against its emulator; run by `__main__` in the environment of the clients."""

import base64
import json
import os
import sys
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread
from urllib.parse import urlsplit

URL, KEY, HOOK = (os.environ[name] for name in ("EMULATOR_URL", "EMULATOR_KEY", "HOOK_URL"))
os.environ.update(MINDEE_BASE_URL=URL, MINDEE_V2_BASE_URL=URL)

from mindee.v1 import Client as FirstClient  # noqa: E402
from mindee.v1 import product  # noqa: E402
from mindee.v1.parsing.common.document import Document  # noqa: E402
from mindee.v1.product.custom import CustomV1  # noqa: E402
from mindee.v2 import Client as SecondClient  # noqa: E402
from mindee.v2.search.models.model_search_parameters import ModelSearchParameters  # noqa: E402

from mindee import (  # noqa: E402 - it reads the environment
    Base64Input,
    ClassificationParameters,
    ClassificationResponse,
    CropParameters,
    CropResponse,
    ExtractionParameters,
    ExtractionResponse,
    LocalResponse,
    OCRParameters,
    OCRResponse,
    PathInput,
    PollingOptions,
    SplitParameters,
    SplitResponse,
)

SECRET = "vendor-client-secret"
PATIENCE = {"initial_delay_sec": 1, "delay_sec": 1, "max_retries": 80}


class Hook(BaseHTTPRequestHandler):
    """Takes webhooks."""

    got: list = []  # noqa: RUF012 - one server

    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.got.append((self.headers["X-Mindee-Hmac-Signature"], body))
        self.send_response(200)
        self.end_headers()

    def log_message(self, *_):
        pass


def first(samples: Path) -> None:
    client = FirstClient(api_key=KEY)
    document = None
    for kind, sample in (
        (product.InvoiceV4, "invoice-ardlough.pdf"),
        (product.ReceiptV5, "receipt-cafe.jpg"),
        (product.FinancialDocumentV1, "receipt-cafe.jpg"),
        (product.PassportV1, "passport-specimen.jpg"),
        (product.InternationalIdV2, "id-card-specimen.jpg"),
    ):
        answer = client.enqueue_and_parse(
            kind, PathInput(samples / sample), include_words=True, cropper=True, full_text=True, **PATIENCE
        )
        assert answer.job.status == "completed", kind
        document = answer.document
        assert document.n_pages >= 1, kind
        assert str(document.inference), kind
        assert document.ocr.mvision_v1.pages[0].all_words, kind
        print(f"  v1 {document.inference.product}: {len(vars(document.inference.prediction))} fields")
    receipt = client.parse(product.ReceiptV5, PathInput(samples / "receipt-cafe.jpg")).document.inference.prediction
    assert receipt.total_amount.value, receipt
    assert receipt.total_amount.polygon, receipt
    encoded = base64.b64encode((samples / "receipt-cafe.jpg").read_bytes()).decode()
    assert client.enqueue(product.ReceiptV5, Base64Input(encoded, "receipt.jpg")).job.id
    execution = client.execute_workflow(PathInput(samples / "receipt-cafe.jpg"), "a-workflow").execution
    assert execution.id, execution
    custom(client, samples)
    feedback(client, samples)
    refused(samples)


def custom(client: FirstClient, samples: Path) -> None:
    endpoint = client.create_endpoint("receipt", "an-account", "1")
    answer = client.enqueue_and_parse(CustomV1, PathInput(samples / "receipt-cafe.jpg"), endpoint=endpoint, **PATIENCE)
    fields = answer.document.inference.prediction.fields
    assert fields["total"].values[0].content, fields
    print(f"  v1 custom: {len(fields)} fields")


def feedback(client: FirstClient, samples: Path) -> None:
    answer = client.enqueue_and_parse(product.ReceiptV5, PathInput(samples / "receipt-cafe.jpg"), **PATIENCE)
    corrected = json.dumps({"total_amount": {"value": 1.5}})
    told = client.send_feedback(product.ReceiptV5, answer.document.id, {"feedback": corrected})
    assert told.feedback["total_amount"] == {"value": 1.5}, told.feedback
    assert told.feedback["date"] is None, told.feedback
    print("  v1 feedback")


def refused(samples: Path) -> None:
    from mindee.error.mindee_http_error import MindeeHTTPClientError

    told = None
    try:
        FirstClient(api_key="other").enqueue(product.ReceiptV5, PathInput(samples / "receipt-cafe.jpg"))
    except MindeeHTTPClientError as error:
        told = error
    assert told is not None, "a wrong key was taken"
    assert told.status_code == 401, told
    print(f"  v1 refusal: {told}")


def second(samples: Path) -> None:
    client = SecondClient(api_key=KEY)
    models = {one.name: one.id for one in client.search(ModelSearchParameters()).models}
    assert "Receipt" in models, models
    polling = PollingOptions(**PATIENCE)
    for name, sample in (("Receipt", "receipt-cafe.jpg"), ("Invoice", "invoice-ardlough.pdf")):
        options = ExtractionParameters(
            model_id=models[name], polygon=True, confidence=True, raw_text=True, alias="a", polling_options=polling
        )
        answer = client.enqueue_and_get_result(ExtractionResponse, PathInput(samples / sample), options)
        fields = answer.inference.result.fields
        assert fields["total"].value, fields
        assert fields["total"].confidence, fields
        assert fields["total"].locations[0].polygon, fields
        assert fields["line_items"].items, fields
        assert str(answer.inference)
        print(f"  v2 {name}: {len(fields)} fields, total {fields['total'].value} {fields['total'].confidence}")
    for kind, parameters, model in (
        (OCRResponse, OCRParameters, "Ocr"),
        (ClassificationResponse, ClassificationParameters, "Classification"),
        (CropResponse, CropParameters, "Crop"),
        (SplitResponse, SplitParameters, "Split"),
    ):
        options = parameters(model_id=models[model], polling_options=polling)
        answer = client.enqueue_and_get_result(kind, PathInput(samples / "receipt-cafe.jpg"), options)
        assert str(answer.inference.result), kind
        print(f"  v2 {model}")
    from mindee.v2.error.mindee_http_error_v2 import MindeeHTTPErrorV2

    for wrong, options in (("other", models["Receipt"]), (KEY, "no-uuid")):
        try:
            SecondClient(api_key=wrong).enqueue(
                PathInput(samples / "receipt-cafe.jpg"), ExtractionParameters(model_id=options)
            )
        except MindeeHTTPErrorV2 as error:
            print(f"  v2 refusal: {error}")
        else:
            raise AssertionError("it was taken")


def _product(body: dict) -> str:
    return body["document"]["inference"]["product"]["name"] if "document" in body else ""


def webhooks() -> None:
    assert Hook.got, "no webhook came"
    for signature, body in Hook.got:
        response = LocalResponse(body)
        assert response.is_valid_hmac_signature(SECRET, signature)
        assert not response.is_valid_hmac_signature("other", signature)
    bodies = [LocalResponse(body) for _, body in Hook.got]
    # As the documentation has it, v1 webhooks lack `api_request`, so `load_prediction` takes none of them.
    invoice = next(one.as_dict for one in bodies if _product(one.as_dict) == "mindee/invoices")
    assert Document(product.InvoiceV4, invoice["document"]).id
    extracted = [one for one in bodies if "inference" in one.as_dict and "fields" in one.as_dict["inference"]["result"]]
    assert extracted[0].deserialize_response(ExtractionResponse).inference.result.fields
    print(f"  {len(Hook.got)} webhooks with valid signatures")


def main() -> None:
    place = urlsplit(HOOK)
    server = HTTPServer((place.hostname, place.port), Hook)
    Thread(target=server.serve_forever, daemon=True).start()
    samples = Path(sys.argv[1])
    first(samples)
    second(samples)
    webhooks()
    server.shutdown()


main()
