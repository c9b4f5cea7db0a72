"""Writes the same document in another order: `permute.py --seed N FILE OUT`.

Keys, and lists whose rows have an id, are shuffled, and the white space is
another; what the document says stays the same.
"""

import argparse
import json
import random
from pathlib import Path

from selftest import shuffled


def main():
    parser = argparse.ArgumentParser(description="Writes the same document in another order.")
    parser.add_argument("--seed", type=int, required=True)
    parser.add_argument("file", type=Path)
    parser.add_argument("out", type=Path)
    options = parser.parse_args()
    original = options.file.read_text(encoding="utf-8")
    dice = random.Random(options.seed)
    document = shuffled(json.loads(original), dice)
    text = json.dumps(document, ensure_ascii=dice.random() < 0.5, indent=dice.choice([None, 0, 3, "\t"]))
    assert text != original, "nothing was permuted"
    options.out.write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
