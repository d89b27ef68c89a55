"""How Mindee is set up: version 1 or 2, products or models, and what it is asked for."""

from typing import Annotated, Literal

import msgspec

from reviewer.domain.document import AUTO
from reviewer.providers import base
from reviewer.providers.base import Section, shown

V1_SERVER = "https://api.mindee.net"
V2_SERVER = "https://api-v2.mindee.net"
_SERVERS = {"v1": V1_SERVER, "v2": V2_SERVER}

ANY_PAPER = "mindee/financial_document/v1"
PRODUCTS = {
    "invoice": "mindee/invoices/v4",
    "receipt": "mindee/expense_receipts/v5",
    "passport": "mindee/passport/v1",
    "id_card": "mindee/international_id/v2",
}


class Options(base.Options, frozen=True, kw_only=True):
    """See `shown` for what each is. The server follows the version unless it is one of one's own."""

    api: Annotated[
        Literal["v1", "v2"],
        shown("Version", "Keys of new accounts are for version 2, older ones for version 1.", Section.CONNECTION),
    ] = "v1"
    base_url: Annotated[
        str,
        shown(
            "Server",
            "One of Mindee's goes with the version by itself.",
            Section.CONNECTION,
            choices=(V1_SERVER, V2_SERVER),
        ),
    ] = V1_SERVER
    types: Annotated[
        dict[str, str],
        shown(
            "Products, by document type",
            "Version 1: account/name/version, for example mindee/invoices/v4. Version 2: the id of the model.",
        ),
    ] = msgspec.field(default_factory=lambda: dict(PRODUCTS))
    otherwise: Annotated[
        str, shown("Product for other documents", "For documents of a type that is unknown, or without one.")
    ] = ANY_PAPER
    words: Annotated[bool, shown("Fetch every word", "Version 1 only: include_mvision.", rare=True)] = False
    full_text: Annotated[bool, shown("Fetch the full text", "As full_text_ocr, or raw_text.")] = False
    cropper: Annotated[bool, shown("Fetch where papers lie", "Version 1 only: cropper.", rare=True)] = False
    rag: Annotated[bool, shown("Use learned examples", "What the account has taught Mindee: rag.")] = False
    polygon: Annotated[
        bool, shown("Ask where values stand", "Version 2 only; else as the model is set up.", rare=True)
    ] = True
    confidence: Annotated[
        bool, shown("Ask how certain values are", "Version 2 only; else as the model is set up.", rare=True)
    ] = True
    text_context: Annotated[
        str, shown("Context", "Version 2 only: what the model should know about the documents.", rare=True)
    ] = ""
    data_schema: Annotated[
        str, shown("Data schema", "Version 2 only: JSON in place of the model's fields.", rare=True)
    ] = ""
    webhooks: Annotated[
        tuple[str, ...], shown("Webhook ids", "Version 2 only: webhooks that get the result too.", rare=True)
    ] = ()
    most_megabytes: Annotated[
        int,
        shown(
            "Largest file",
            "0: as published, 20 MB in version 1 and 100 MB in version 2.",
            Section.LIMITS,
            ge=0,
            unit="MB",
            rare=True,
        ),
    ] = 0
    most_pages: Annotated[
        int,
        shown(
            "Most pages",
            "0: as published, 20 in version 1 and 200 in version 2.",
            Section.LIMITS,
            ge=0,
            unit="pages",
            rare=True,
        ),
    ] = 0
    send_corrections: Annotated[
        bool,
        shown(
            "Send corrections",
            "Version 1 only, for accounts that still have feedback. Else they are kept here.",
            Section.FEEDBACK,
        ),
    ] = True

    def __post_init__(self) -> None:
        server = self.base_url.strip().rstrip("/")
        if server in ("", V1_SERVER, V2_SERVER):
            msgspec.structs.force_setattr(self, "base_url", _SERVERS[self.api])
        if self.api == "v2":  # products of version 1 mean nothing to it
            if self.types == PRODUCTS:
                msgspec.structs.force_setattr(self, "types", {})
            if self.otherwise == ANY_PAPER:
                msgspec.structs.force_setattr(self, "otherwise", "")

    def named(self, document_type: str) -> str:
        """The product or model for a document type of Reviewer, empty when there is none.

        The one for any paper reads bills: it is not used for what is known to be something else.
        """
        own = base.called(self.types.get(document_type, ""))
        if own:
            return own[0]
        unknown = document_type in ("", AUTO)
        return self.otherwise.strip() if unknown or self.otherwise != ANY_PAPER else ""
