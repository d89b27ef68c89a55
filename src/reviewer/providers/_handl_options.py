"""The settings of Handl."""

from typing import Annotated, Literal

import msgspec

from reviewer.providers.base import Options, Section, shown


class HandlOptions(Options, frozen=True, kw_only=True):
    """Options of Handl. What is not set here is not sent, and the service does as it does by itself."""

    base_url: Annotated[
        str,
        shown(
            "Server",
            "Full text is read at latest.handl.ai. A server of your own needs https://, or runs on this computer.",
            Section.CONNECTION,
            choices=("https://latest.handl.io", "https://latest.handl.ai", "https://latest.dbrain.io"),
        ),
    ] = "https://latest.handl.io"
    token_in: Annotated[
        Literal["query", "header"],
        shown(
            "Send the key in",
            "As the server wants it: a parameter of the address, or a header.",
            Section.CONNECTION,
            rare=True,
        ),
    ] = "query"
    ask: Annotated[
        Literal["recognize", "classify", "fulltext", "fulltext_by_lines"],
        shown("Ask for", "Fields; or only which documents there are; or all words; or all lines.", rare=True),
    ] = "recognize"
    types: Annotated[
        dict[str, str],
        shown("Document types", "What each type is called at the service; several names are parted by commas."),
    ] = msgspec.field(default_factory=lambda: {"passport_main": "passport_main"})
    doc_types: Annotated[
        tuple[str, ...],
        shown(
            "Only look for",
            "The service's names of documents, for files of any type. Empty: all that it knows.",
            rare=True,
        ),
    ] = ()
    quality: Annotated[int, shown("Picture quality", ge=0, le=100)] = 75
    dpi: Annotated[int, shown("PDF resolution", ge=1, le=2_400, unit="dpi")] = 300
    pdf_raw_images: Annotated[bool, shown("Take the pictures out of PDF files")] = True
    auto_pdf_raw_images: Annotated[
        bool, shown("Decide for each PDF file whether to take its pictures out", rare=True)
    ] = True
    check_fake: Annotated[bool, shown("Look for signs of forgery")] = False
    with_hitl: Annotated[
        bool,
        shown(
            "Let people at the provider check unsure fields", "Pages are then seen by people outside your organization."
        ),
    ] = False
    hitl_async: Annotated[bool, shown("Do not wait for these people", rare=True)] = False
    hitl_required_fields: Annotated[
        tuple[str, ...], shown("Fields that these people must check", "The service's names.", rare=True)
    ] = ()
    hitl_sla: Annotated[
        str,
        shown(
            "How soon these people check",
            "Answers then take longer: set “Give up after” to that.",
            choices=("night",),
            rare=True,
        ),
    ] = "night"
    mode: Annotated[str, shown("Mode", choices=("default",), rare=True)] = "default"
    gauss: Annotated[int, shown("Blur against noise", "0: none.", ge=0, le=1_000, rare=True)] = 0
    simple_cropper: Annotated[bool, shown("Cut documents out in the simple way", rare=True)] = False
    use_internal_api: Annotated[bool, shown("Use the internal interface of the service", rare=True)] = False
    return_crops: Annotated[
        bool, shown("Fetch the cut-out pictures too", "Answers are many times larger.", rare=True)
    ] = False
    min_shape: Annotated[
        int,
        shown(
            "Shortest side for classifying", "Smaller pictures are told.", ge=1, le=100_000, unit="pixels", rare=True
        ),
    ] = 256
    min_filesize: Annotated[
        int,
        shown(
            "Smallest file for classifying", "Smaller files are told.", ge=1, le=1_000_000_000, unit="bytes", rare=True
        ),
    ] = 10_240
    doc2pdf: Annotated[bool, shown("Make a PDF of the file for reading full text", rare=True)] = False
    further: Annotated[
        dict[str, str], shown("Further parameters", "Name and value, sent as they are with each document.", rare=True)
    ] = msgspec.field(default_factory=dict)
    priority: Annotated[int, shown("Priority", section=Section.LIMITS, ge=1, le=1_000, rare=True)] = 1
    feedback_url: Annotated[
        str,
        shown(
            "Send corrections to",
            "Empty: they are kept here. A path on the server, such as /feedback/{task_id}, gets the key; a whole "
            "address does not.",
            Section.FEEDBACK,
        ),
    ] = ""
    feedback_method: Annotated[
        Literal["POST", "PUT", "PATCH"], shown("Method", section=Section.FEEDBACK, rare=True)
    ] = "POST"
    feedback_body: Annotated[
        str,
        shown(
            "Body",
            'JSON, in which "{fields}" stands for the corrected fields and {task_id} for the task.',
            Section.FEEDBACK,
            rare=True,
        ),
    ] = '{"task_id": "{task_id}", "fields": "{fields}"}'
