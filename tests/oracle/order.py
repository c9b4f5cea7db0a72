"""The total order of all units (rule 4 of formats.md).

A stretch is a run of units of one need in one phase. The k-th unit has the
key (2k - 1) / (2 s); units stand by phase, key, place code, need id.
"""

from dataclasses import dataclass
from fractions import Fraction

FLOOR, REST, UNLIMITED = 0, 1, 2


@dataclass(frozen=True)
class Stretch:
    phase: tuple
    owner: object  # whose units these are
    s: int
    first: int  # k of the first unit
    last: int  # k of the last unit
    tie: tuple

    def key(self, k):
        return Fraction(2 * k - 1, 2 * self.s)

    def position(self, k):
        return (self.phase, self.key(k), self.tie)


def stretches(problem, allocation, dropped=frozenset()):
    """All stretches of a problem, for the needs that are not dropped."""
    ignored = allocation.get("tiers") == "ignored"
    on_top = (allocation.get("floors") or {}).get("count") == "on_top"
    out = []
    for need in problem.needs:
        if need.id in dropped or need.unknown:
            continue
        tier = 0 if ignored else need.tier
        tie = (need.place, need.id.encode())
        if need.already < need.floor:
            out.append(Stretch((FLOOR, tier), need.id, need.floor, need.already + 1, need.floor, tie))
        first = max(need.already, need.floor) + 1
        # `on_top` counts from the first fen above the floor, else from the need's first.
        shift = need.floor if on_top else 0
        if first <= need.last and need.s:
            phase = (UNLIMITED if need.unlimited else REST, tier)
            out.append(Stretch(phase, need.id, need.s, first - shift, need.last - shift, tie))
    return out


def pro_rata(sources):
    """The units of sources that are used side by side (rule 7)."""
    return [
        Stretch((), number, source.available, 1, source.available, (source.gift.encode(), source.part or 0))
        for number, source in sources
        if source.available
    ]


def last_granted(runs, owner, granted):
    """The position of the last unit that `owner` was granted (None: none)."""
    position = None
    for run in sorted((run for run in runs if run.owner == owner), key=lambda run: run.phase):
        taken = min(granted, run.last - run.first + 1)
        if taken:
            position = run.position(run.first + taken - 1)
        granted -= taken
    return position


def phase_of_unit(runs, owner, number):
    """The phase of the `number`-th unit (from 1) that `owner` may get."""
    for run in sorted((run for run in runs if run.owner == owner), key=lambda run: run.phase):
        size = run.last - run.first + 1
        if number <= size:
            return run.phase
        number -= size
    return None
