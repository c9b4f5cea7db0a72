"""The same answer as `plain`, for realistic amounts.

What can be paid is decided by a maximum flow, and the first unit that cannot
be granted is found by bisection: if everything up to a position of the order
is affordable, so is everything up to an earlier one (feasible sets are closed
downwards). Its owner is frozen there, because a need that was refused once
stays refused (its later units reach the same gifts and the same caps, and
what is granted only grows); then the search goes on with the others.
"""

from collections import Counter

from flow import max_flow


def within(run, position):
    """How many units of the run stand at or before `position`."""
    phase, key, tie = position
    if run.phase != phase:
        return max(0, run.last - run.first + 1) if run.phase < phase else 0
    # (2k - 1) / (2 s) <= key  <=>  k <= s key + 1/2
    k = (2 * run.s * key.numerator + key.denominator) // (2 * key.denominator)
    if run.key(k) == key and run.tie > tie:
        k -= 1
    return max(0, min(k, run.last) - run.first + 1)


def greedy(runs, fine):
    """Owner -> units taken: the greedy set in the order of `runs`."""
    total = Counter()
    frozen = set()
    for phase in sorted({run.phase for run in runs}):
        active = [run for run in runs if run.phase == phase and run.owner not in frozen]

        def up_to(position, active=active, base=total):
            counts = Counter(base)
            for run in active:
                counts[run.owner] += within(run, position)
            return counts

        while active:
            refused = None  # (position, run) of the first unit that is refused
            for run in active:
                refused = first_refused(run, refused, up_to, fine)
            if refused is None:
                for run in active:
                    total[run.owner] += run.last - run.first + 1
                break
            position, stopped = refused
            taken = within(stopped, position) - 1
            total[stopped.owner] += taken
            frozen.add(stopped.owner)
            active.remove(stopped)
    return total


def first_refused(run, best, up_to, fine):
    """The earlier of `best` and the first unit of `run` up to which all is not fine."""
    low, high = run.first, run.last  # the first refused k, if any, is in low … high
    if best is not None:
        # Only units that stand before the best one are of interest.
        high = run.first + within(run, best[0]) - 1
    if high < low or fine(up_to(run.position(high))):
        return best
    while low < high:
        middle = (low + high) // 2
        if fine(up_to(run.position(middle))):
            low = middle + 1
        else:
            high = middle
    return (run.position(low), run)


def affordable(problem):
    """A test whether grants (need -> units) can be paid, caps included."""
    # Gifts that may pay the same needs are one purse, needs that the same
    # purses may pay are one claim: only their sums matter here.
    supply = Counter()
    for source in problem.sources:
        supply[tuple(sorted(source.may_pay))] += source.available
    claim = {need.id: tuple(sorted(purse for purse in supply if need.id in purse)) for need in problem.needs}
    may_pay = {purse: {claim[name] for name in purse} for purse in supply}

    def fine(counts):
        if any(sum(counts[owner] for owner in cap.covers) > cap.max for cap in problem.caps):
            return False
        demand = Counter()
        for owner, units in counts.items():
            demand[claim[owner]] += units
        return sum(max_flow(supply, demand, may_pay).values()) == sum(demand.values())

    return fine


def grants(problem, runs):
    """Need id -> units granted: rule 5."""
    return greedy(runs, affordable(problem))


def used(problem, granted, groups, pro_rata):
    """Source number -> units used: rule 7.

    The units of sources that can be matched into the grants form a matroid of
    their own, and each of its sets extends to a full payment of the grants
    (Mendelsohn-Dulmage); so the greedy set in use order is the answer.
    """
    sources = problem.sources
    may_pay = {number: source.may_pay for number, source in enumerate(sources)}
    total = Counter()
    for group in groups:
        members = [(sources.index(source), source) for source in group]

        def fine(counts, before=total):
            supply = before + counts
            return sum(max_flow(supply, granted, may_pay).values()) == sum(supply.values())

        total = total + greedy(pro_rata(members), fine)
    return total


def tight_set(problem, granted, identifier):
    """The smallest set with the need whose grants use up all that may pay any of it.

    What such a set contains is forced: with a need all gifts that may pay it,
    with a gift (used up by the set alone) all needs that it pays. So the
    smallest one is what can be reached this way, in whatever payment.
    """
    supply = {number: source.available for number, source in enumerate(problem.sources)}
    flow = max_flow(supply, granted, {number: source.may_pay for number, source in enumerate(problem.sources)})
    reached, todo = {identifier}, [identifier]
    while todo:
        here = todo.pop()
        for number, source in enumerate(problem.sources):
            if here in source.may_pay:
                paid = {need for (giver, need) in flow if giver == number}
                assert sum(flow[(number, need)] for need in paid) == source.available, identifier
                todo += paid - reached
                reached |= paid
    return frozenset(reached)
