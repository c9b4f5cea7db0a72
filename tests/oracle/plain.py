"""The answer unit by unit: as plain as it can be said, for tiny instances.

Nothing is skipped and nothing is remembered: every unit is tried in its
place in the order, and whether it can be paid is decided by Hall's condition
over *every* set of needs. Exponential, and obviously right.
"""

from collections import Counter
from itertools import combinations


def subsets(names):
    names = list(names)
    for size in range(1, len(names) + 1):
        yield from (frozenset(chosen) for chosen in combinations(names, size))


class Hall:
    """`counts` can be matched into `room` iff no set of owners wants more than it reaches."""

    def __init__(self, reach, room):
        """`reach`: owner -> what it reaches; `room`: how much each of these holds."""
        self.bounds = []
        for chosen in subsets(reach):
            reached = frozenset().union(*(reach[owner] for owner in chosen))
            self.bounds.append((chosen, sum(room[name] for name in reached)))

    def holds(self, counts):
        return all(sum(counts[owner] for owner in chosen) <= bound for chosen, bound in self.bounds)


def one_by_one(runs, fine):
    """Takes the units of `runs` in their order, each iff all is `fine` with it."""
    units = sorted((run.position(k), run.owner) for run in runs for k in range(run.first, run.last + 1))
    taken = Counter()
    for _, owner in units:
        taken[owner] += 1
        if not fine(taken):
            taken[owner] -= 1
    return taken


def grants(problem, runs):
    """Need id -> units granted: rule 5."""
    sources = dict(enumerate(problem.sources))
    reach = {
        need.id: {number for number, source in sources.items() if need.id in source.may_pay} for need in problem.needs
    }
    hall = Hall(reach, {number: source.available for number, source in sources.items()})

    def fine(taken):
        return all(sum(taken[owner] for owner in cap.covers) <= cap.max for cap in problem.caps) and hall.holds(taken)

    return one_by_one(runs, fine)


def used(problem, granted, groups, pro_rata):
    """Source number -> units used: rule 7, one unit of a source after the other."""
    sources = problem.sources
    hall = Hall({number: source.may_pay for number, source in enumerate(sources)}, granted)
    total = Counter()
    for group in groups:
        members = [(sources.index(source), source) for source in group]
        total = total + one_by_one(pro_rata(members), lambda taken, before=total: hall.holds(before + taken))
    return total


def tight_set(problem, granted, identifier):
    """The smallest set with the need whose grants use up all that may pay any of it."""
    for chosen in subsets(need.id for need in problem.needs):
        if identifier in chosen:
            reached = [source for source in problem.sources if source.may_pay & chosen]
            if sum(granted[name] for name in chosen) == sum(source.available for source in reached):
                return chosen
    raise AssertionError(f"no tight set holds {identifier}")
