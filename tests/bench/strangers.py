"""What strangers say of small random allocations: `strangers.py FILE`.

Each line of the file is a network (see solvers.py) with what bangfu granted.
OR-Tools' minimum-cost flow and a linear programme of HiGHS must find the same
total in every phase, to the fen. On every eighth network, sequential leximin by
linear programmes must give every run the same within 2 fen: it grants real
numbers, bangfu whole fen.
"""

import json
import sys

import numpy as np

from solvers import Network, highs_leximin, highs_lp, or_tools_max_flow, or_tools_min_cost

EVERY = 8


def judged(net, with_leximin):
    """What is wrong, if anything."""
    ours = net.totals(net.granted)
    for name, found in [
        ("OR-Tools, minimum-cost flow", or_tools_min_cost(net)[0]),
        ("HiGHS, linear programme", highs_lp(net)[0]),
    ]:
        if found != ours:
            return f"{name}: {found}, and not {ours}"
    most = or_tools_max_flow(net)[0]
    if most != sum(ours):
        return f"OR-Tools, maximum flow: {most}, and not {sum(ours)}"
    if with_leximin:
        granted, _, _ = highs_leximin(net)
        apart = np.abs(granted - net.granted)
        if apart.max() > 2:
            run = int(apart.argmax())
            return f"HiGHS, leximin: {granted[run]:.3f} for run {run}, and not {net.granted[run]}"
    return None


def main():
    with open(sys.argv[1], encoding="utf-8") as file:
        networks = [json.loads(line) for line in file]
    agreed, leximin, wrong = 0, 0, 0
    for number, graph in enumerate(networks):
        net = Network(graph)
        with_leximin = number % EVERY == 0
        verdict = judged(net, with_leximin)
        if verdict:
            wrong += 1
            print(f"network {number}: {verdict}")
        else:
            agreed += 1
            leximin += with_leximin
    print(f"ran {agreed} of {len(networks)}: totals as strangers find them, {leximin} by leximin")
    sys.exit(wrong > 0)


if __name__ == "__main__":
    main()
