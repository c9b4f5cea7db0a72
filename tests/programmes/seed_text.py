"""Leads from the restored text back to the raw one.

The raw page was damaged in three ways (traditional characters, pinyin in
parentheses after single characters, one byte lost from GBK); the restored
text is what it said. Converting a character never changes how many there are,
so once the annotations are skipped and the damaged run is known, the two
texts run side by side and every restored character has its raw range.

Right because it is checked: the two must end together, else `SeedText`
refuses. It knows nothing of the programme.
"""

import re
from pathlib import Path

SEED = Path(__file__).resolve().parents[2].parent / "shared" / "seed"
RAW = SEED / "wanyuan-2024-04-02.txt"
RESTORED = SEED / "restored.txt"

# Only lower-case Latin letters with tone marks: the four real parentheses of
# the text hold Chinese characters and stay.
ANNOTATION = re.compile(r"\([a-zāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜüńňǹ]+\)")

# The lead byte of 。 became "?", so the pairs behind it shifted by one byte.
DAMAGED, REPAIRED = "?;顒油ㄟ^", "。活动通过"


class SeedText:
    """The raw text, the restored text and the way between them."""

    def __init__(self, raw, restored):
        self.raw, self.restored = raw, restored
        self._starts = _raw_starts(raw)
        if len(self._starts) != len(restored) + 1:
            raise ValueError(f"{len(self._starts) - 1} characters in the raw text, {len(restored)} restored")

    @classmethod
    def read(cls):
        """Reads both texts of `../shared/seed`."""
        return cls(*(path.read_text(encoding="utf-8") for path in (RAW, RESTORED)))

    def restored_between(self, start, end):
        """What the raw range `[start, end)` says, restored; None inside a character."""
        try:
            return self.restored[self._starts.index(start):self._starts.index(end)]
        except ValueError:
            return None


def available():
    """Whether the texts stand beside the repository."""
    return RAW.is_file() and RESTORED.is_file()


def _raw_starts(raw):
    """For every restored character where it begins in the raw text, and the end."""
    starts, at = [], 0
    damaged = raw.index(DAMAGED)
    while at < len(raw):
        annotation = ANNOTATION.match(raw, at)
        if annotation:
            at = annotation.end()
        elif at == damaged:
            # The run has one character more than what it stands for; inside it
            # there is no true correspondence, only at its two ends.
            starts += range(at, at + len(REPAIRED))
            at += len(DAMAGED)
        else:
            starts.append(at)
            at += 1
    return starts + [len(raw)]
