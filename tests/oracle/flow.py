"""Maximum flow from sources to sinks through "may pay" (shortest augmenting paths)."""

from collections import deque


def max_flow(supply, demand, may_pay):
    """{(source, sink): amount > 0}, of the greatest possible sum.

    `supply` and `demand` map names to whole numbers; `may_pay[source]` is the
    set of sinks that the source may pay. Integers in, integers out.
    """
    left, open_ = dict(supply), dict(demand)
    flow = {}
    payers = {sink: sorted(source for source in supply if sink in may_pay[source]) for sink in demand}
    for sink in sorted(demand):
        while open_[sink]:
            path = augmenting_path(sink, left, flow, payers)
            if path is None:
                break
            # path: sink, source, sink, source, …, the last source has money left.
            amount = min(open_[sink], left[path[-1]])
            for at in range(1, len(path) - 1, 2):
                amount = min(amount, flow[(path[at], path[at + 1])])
            open_[sink] -= amount
            left[path[-1]] -= amount
            for at in range(1, len(path), 2):
                flow[(path[at], path[at - 1])] = flow.get((path[at], path[at - 1]), 0) + amount
                if at + 1 < len(path):
                    flow[(path[at], path[at + 1])] -= amount
    return {edge: amount for edge, amount in flow.items() if amount}


def augmenting_path(sink, left, flow, payers):
    """The shortest way from `sink` to a source with something left."""
    came_from, queue, seen_sinks = {}, deque([sink]), {sink}
    way_in = {sink: None}
    while queue:
        here = queue.popleft()
        for source in payers[here]:
            if source in came_from:
                continue
            came_from[source] = here
            if left[source]:
                path = [source]
                while True:
                    at = came_from[path[-1]]
                    path.append(at)
                    if way_in[at] is None:
                        return path[::-1]
                    path.append(way_in[at])
            for (giver, taker), amount in flow.items():
                if giver == source and amount and taker not in seen_sinks:
                    seen_sinks.add(taker)
                    way_in[taker] = source
                    queue.append(taker)
    return None
