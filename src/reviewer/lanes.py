"""Names and limits of the lanes that jobs run in. A lane is a queue with a number of places; Qt-free."""

import msgspec


class Lane(msgspec.Struct, frozen=True):
    """A queue of jobs.

    Attributes:
        name: stable.
        places: how many jobs run at a time.
        last_first: the newest job is begun first (what the operator looks at now).
    """

    name: str
    places: int = 1
    last_first: bool = False


STORE = Lane("store")
INTAKE = Lane("intake")
READ = Lane("read", places=2)
REGION = Lane("region")
VIEW = Lane("view", last_first=True)
LOAD = Lane("load")
LIST = Lane("list", last_first=True)
OUTLINE = Lane("outline")
BULK = Lane("bulk")
EXPORT = Lane("export")
DESCRIBE = Lane("describe")
LEARN = Lane("learn")
EXPLAIN = Lane("explain")
DELIVER = Lane("deliver")
TRY = Lane("try", places=2)
ELSEWHERE = Lane("elsewhere")
CALLBACKS = Lane("callbacks")
INDEX = Lane("index")
EARLIER = Lane("earlier", last_first=True)
SHEET = Lane("sheet")
SETTLE = Lane("settle")
LIKENESS = Lane("likeness")

ALL = (
    STORE,
    INTAKE,
    READ,
    REGION,
    VIEW,
    LOAD,
    LIST,
    OUTLINE,
    BULK,
    EXPORT,
    DESCRIBE,
    LEARN,
    EXPLAIN,
    DELIVER,
    TRY,
    ELSEWHERE,
    CALLBACKS,
    INDEX,
    EARLIER,
    SHEET,
    SETTLE,
    LIKENESS,
)
