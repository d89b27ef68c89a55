"""What the receiver takes at most, and how long it waits; all of it holds before anything is believed.

| Limit | Value | When it is passed |
| --- | --- | --- |
| `HEADER_BYTES` | 16 KB | 431: request line and headers |
| `BODY_BYTES` | 5 MB | 413: the body, as it is announced and as it is counted while it is read |
| `FRAMING_BYTES` | 256 KB | 413: what chunks need besides the body itself |
| `REQUEST_SECONDS` | 10 s | 408: from the first byte to the answer |
| `LINGER_SECONDS` | 1 s | the connection is cut: a sender may end after the answer within this time |
| `CONNECTIONS` | 16 | it waits: so many are served at a time, each with one request |
| `WAITING` | 64 | the connection is cut: so many wait for their turn |
"""

KB, MB = 1 << 10, 1 << 20

HEADER_BYTES = 16 * KB
BODY_BYTES = 5 * MB
FRAMING_BYTES = 256 * KB
REQUEST_SECONDS = 10.0
LINGER_SECONDS = 1.0
CONNECTIONS = 16
WAITING = 64
