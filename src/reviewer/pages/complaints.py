"""What is wrong with a file, in words for the operator."""

import errno

from reviewer.errors import InputError, PasswordNeeded, TooLarge, UnreadableFile
from reviewer.processes import limits

KNOWN = "PDF, JPEG, PNG, TIFF, WebP, BMP, GIF and JPEG 2000"
_AGAIN = "Scan it again, or ask for it again."


def empty() -> UnreadableFile:
    return UnreadableFile("This file is empty (0 bytes).", _AGAIN, code="empty")


def damaged(what: str) -> UnreadableFile:
    """For `what`, for example "PDF" or "JPEG picture"."""
    return UnreadableFile(f"This {what} is damaged and cannot be opened.", _AGAIN, code="damaged")


def damaged_page(index: int) -> UnreadableFile:
    return UnreadableFile(f"Page {index + 1} is damaged and cannot be shown.", _AGAIN, code="damaged_page")


def no_pages() -> UnreadableFile:
    return UnreadableFile("This PDF has no pages.", "Ask for it again.", code="no_pages")


def no_such_page(index: int, count: int) -> InputError:
    return InputError(f"There is no page {index + 1}: the file has {count}.", code="no_such_page")


def unsupported(what: str) -> UnreadableFile:
    """For `what`, a phrase with its article, for example "a Word document"."""
    return UnreadableFile(
        f"This is {what}; Reviewer opens {KNOWN}.", "Save or print it as a PDF, and add that.", code="unsupported"
    )


def unknown() -> UnreadableFile:
    return UnreadableFile(
        f"This is no document that Reviewer knows: it opens {KNOWN}.",
        "Look whether it is the right file, or save it as a PDF.",
        code="unsupported",
    )


def needs_heif() -> UnreadableFile:
    return UnreadableFile(
        "This is a HEIC photo, which needs an addition that is not installed.",
        'Install it with "pip install pillow-heif", or save the photo as JPEG.',
        code="needs_heif",
    )


def password_needed() -> PasswordNeeded:
    return PasswordNeeded("This PDF is protected by a password.", "Enter its password.")


def wrong_password() -> PasswordNeeded:
    return PasswordNeeded(
        "The password is wrong.", "Enter it again; upper and lower case matter.", code="wrong_password"
    )


def large_file(size: int) -> TooLarge:
    return TooLarge(
        f"This file has {size / limits.MB:,.0f} MB; at most {limits.FILE_BYTES / limits.MB:,.0f} MB can be opened.",
        "Split it, or scan it with fewer dots per inch.",
    )


def many_pages() -> TooLarge:
    return TooLarge(f"This file has more than {limits.PAGES:,} pages.", "Split it into smaller files.")


def many_pixels() -> TooLarge:
    return TooLarge(
        f"This picture has more than {limits.DECODE_PIXELS // 1_000_000} million pixels.",
        "Scan it again with fewer dots per inch, or check where it comes from.",
    )


def not_read(error: OSError) -> UnreadableFile:
    """For what the system said when the file was opened."""
    if error.errno in (errno.ENOENT, errno.ENOTDIR, errno.ESTALE):
        return UnreadableFile("This file is no longer there.", "Add it again from where it is now.", code="vanished")
    if error.errno in (errno.EACCES, errno.EPERM):
        return UnreadableFile(
            "You are not allowed to read this file.",
            "Ask its owner, or copy it to a folder of yours.",
            code="permission",
        )
    return UnreadableFile(
        "This file could not be read from its disk.", "Check the disk or the network, and try again.", code="disk"
    )


def not_a_file() -> UnreadableFile:
    return UnreadableFile("This is a folder or a device, not a file.", "Choose the files in it.", code="not_a_file")
