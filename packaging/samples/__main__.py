"""Makes the sample documents: ``python packaging/samples [OUTPUT_DIR]``, by default into ``resources/samples``.

Every kind of sample is one module with ``make(folder, rng)``, which writes its files and returns their truth by file
name. Each kind has its own random numbers, so a new kind changes none of the old files.
"""

import json
import sys
import zlib
from pathlib import Path

import agreement
import form
import health_card
import id_card
import invoice
import journal
import ktp
import numpy as np
import passport
import photos
import russian_page
import slips
import visa
import zugferd
from fonts import require_all

SEED = 20250314
KINDS = {
    "receipts": photos.make,
    "invoice": invoice.make,
    "zugferd": zugferd.make,
    "form": form.make,
    "passport": passport.make,
    "id_card": id_card.make,
    "visa": visa.make,
    "ktp": ktp.make,
    "health_card": health_card.make,
    "russian_page": russian_page.make,
    "contract": agreement.make,
    "journal": journal.make,
    "slips": slips.make,
}
DEFAULT = Path(__file__).resolve().parents[2] / "resources" / "samples"


def main(arguments: list[str]) -> None:
    if len(arguments) > 1 or arguments[:1] in (["-h"], ["--help"]):
        raise SystemExit(__doc__)
    require_all()
    folder = Path(arguments[0]) if arguments else DEFAULT
    folder.mkdir(parents=True, exist_ok=True)
    truth = {}
    for name, make in KINDS.items():
        made = make(folder, np.random.default_rng([SEED, zlib.crc32(name.encode())]))
        for file in made:
            print(f"{file}: {(folder / file).stat().st_size // 1000} kB")
        truth |= made
    (folder / "truth.json").write_text(json.dumps(truth, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
