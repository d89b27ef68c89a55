"""Every limit on what comes from outside, in one table; the documentation shows it.

| Limit | Value | When it is passed |
| --- | --- | --- |
| `FILE_BYTES` | 200 MB | the file is refused |
| `PAGES` | 2,000 | the file is refused |
| `DECODE_PIXELS` | 200 Mpx | the picture is refused |
| `SHOWN_PIXELS` | 40 Mpx | the picture is reduced, with a notice |
| `SIDE_PIXELS` | 32,000 px | a picture's side is reduced to it |
| `START_SECONDS` | 60 s | a child that does not start is killed |
| `OPEN_SECONDS` | 10 s | the child is killed: reading what a file is |
| `PAGE_SECONDS` | 30 s | the child is killed: decoding or rendering a page, reading its text |
| `READ_SECONDS` | 120 s | the child is killed: recognizing a page; each report of progress begins it anew |
| `CANCEL_SECONDS` | 0.3 s | the child is killed: it may end what was cancelled within this time |
| `ATTACHMENTS` | 20 | of the files in a PDF, the others are not looked at |
| `XML_BYTES` | 10 MB | the electronic invoice in a PDF is not read, with a notice |
| `XML_ELEMENTS` | 200,000 | the electronic invoice in a PDF is not read, with a notice |
| `XML_DEPTH` | 60 | the electronic invoice in a PDF is not read, with a notice |
| `TEXT_LETTERS` | 400,000 | a page's own text is not used |
| `PLACED_LETTERS` | 100,000 | places and confidences of single letters of a page are left out (5 MB as they cross) |
| `FRAME_BYTES` | 16 MB | the child is killed: one message |
| `ADDRESS_SPACE` | 2 GB | the child gets no more memory |
| `RESIDENT_BYTES` | 700 MB | the child is replaced after the call |
| `CALLS` | 200 | the child is replaced after so many calls |
| `OPEN_FILES` | 256 | the child opens no more |
"""

MB = 1_000_000

FILE_BYTES = 200 * MB
PAGES = 2_000
DECODE_PIXELS = 200_000_000
SHOWN_PIXELS = 40_000_000
SIDE_PIXELS = 32_000
START_SECONDS = 60.0
OPEN_SECONDS = 10.0
PAGE_SECONDS = 30.0
READ_SECONDS = 120.0
CANCEL_SECONDS = 0.3
ATTACHMENTS = 20
XML_BYTES = 10 * MB
XML_ELEMENTS = 200_000
XML_DEPTH = 60
TEXT_LETTERS = 400_000
PLACED_LETTERS = 100_000
FRAME_BYTES = 16 * MB
ADDRESS_SPACE = 2 * 1024**3
RESIDENT_BYTES = 700 * MB
CALLS = 200
OPEN_FILES = 256
