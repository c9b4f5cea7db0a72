"""Maximum flow from sources to sinks through "may pay" (shortest augmenting paths)."""

from collections import deque


def max_flow(supply, demand, may_pay):
    """{(source, sink): amount > 0}, of the greatest possible sum.

    `supply` and `demand` map names to whole numbers; `may_pay[source]` is the
    set of sinks that the source may pay. Integers in, integers out.
    """
    left, open_ = dict(supply), dict(demand)
    paid = {source: {} for source in supply}
    payers = {sink: sorted(source for source in supply if sink in may_pay[source]) for sink in demand}
    for sink in sorted(demand):
        while open_[sink]:
            path = augmenting_path(sink, left, paid, payers)
            if path is None:
                break
            # sink, source, sink, source, …; the last source has something left.
            takers, givers = path[0::2], path[1::2]
            amount = min(open_[sink], left[givers[-1]])
            for giver, taker in zip(givers, takers[1:]):
                amount = min(amount, paid[giver][taker])
            open_[sink] -= amount
            left[givers[-1]] -= amount
            for giver, taker in zip(givers, takers[1:]):
                paid[giver][taker] -= amount
            for giver, taker in zip(givers, takers):
                paid[giver][taker] = paid[giver].get(taker, 0) + amount
    return {(giver, taker): amount for giver in paid for taker, amount in paid[giver].items() if amount}


def augmenting_path(sink, left, paid, payers):
    """The shortest way from `sink` to a source with something left."""
    asked_by, queue = {}, deque([sink])  # source -> the sink that reached it
    freed_by = {sink: None}  # sink -> the source that could take its money back
    while queue:
        here = queue.popleft()
        for source in payers[here]:
            if source in asked_by:
                continue
            asked_by[source] = here
            if left[source]:
                path = [source, here]
                while freed_by[path[-1]] is not None:
                    path.append(freed_by[path[-1]])
                    path.append(asked_by[path[-1]])
                return path[::-1]
            for taker, amount in paid[source].items():
                if amount and taker not in freed_by:
                    freed_by[taker] = source
                    queue.append(taker)
    return None
