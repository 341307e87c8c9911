"""Free text for pretraining: paragraphs of the Bundestag protocols, as spaCy's JSONL."""

from __future__ import annotations

import json
import lzma
import random
from pathlib import Path

SHARE = 4  # one paragraph in so many
LONGEST = 1_500  # letters; longer ones are mostly lists


def write_raw(source: Path, out: Path, words: int) -> int:
    """Writes about `words` words of `source` (xz, one paragraph a line) to the JSONL file `out`; gives the count."""
    chosen = random.Random(0)
    count = 0
    with lzma.open(source, "rt", encoding="utf-8") as lines, out.open("w", encoding="utf-8") as file:
        for line in lines:
            text = line.strip()
            if chosen.randrange(SHARE) or not 40 < len(text) <= LONGEST:
                continue
            count += text.count(" ") + 1
            file.write(json.dumps({"text": text}, ensure_ascii=False) + "\n")
            if count >= words:
                break
    return count
