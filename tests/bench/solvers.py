"""Other people's solvers on the gathered network that bangfu writes.

A network is what `bangfu bench --network FILE` writes: `money` of each class of
gifts, the classes that may pay each of the `pockets`, and the runs of units as
columns (`pocket`, `phase`, `s`, `first`, `length`, and what was `granted`).
Amounts are in fen.

Building a model is not part of the times that these functions return.
"""

import time

import highspy
import numpy as np
from ortools.graph.python import max_flow, min_cost_flow


class Network:
    """The columns of a network, as arrays."""

    def __init__(self, graph):
        self.money = np.array(graph["money"], dtype=np.int64)
        sizes = np.array([len(classes) for classes in graph["pockets"]], dtype=np.int64)
        self.pockets = len(sizes)
        # A join is a class that may pay a pocket.
        self.join_pocket = np.repeat(np.arange(self.pockets), sizes)
        joined = [number for classes in graph["pockets"] for number in classes]
        self.join_class = np.array(joined, dtype=np.int64)
        for column in ("need", "pocket", "phase", "s", "first", "length", "granted"):
            setattr(self, column, np.array(graph[column], dtype=np.int64))
        self.phases = int(self.phase.max()) + 1 if len(self.phase) else 0

    def totals(self, granted):
        """What each phase comes to."""
        sums = [int(granted[self.phase == phase].sum()) for phase in range(self.phases)]
        return sums

    def wanted(self, by_need=False):
        """What each pocket, or each need, wants in each phase: row, phase, amount."""
        key = (self.need if by_need else self.pocket) * self.phases + self.phase
        keys, inverse = np.unique(key, return_inverse=True)
        sums = np.zeros(len(keys), dtype=np.int64)
        np.add.at(sums, inverse, self.length)
        return keys // self.phases, keys % self.phases, sums

    def joins(self, by_need=False):
        """How many rows there are, and the class and the row of each join."""
        if not by_need:
            return self.pockets, self.join_class, self.join_pocket
        needs = int(self.need.max()) + 1
        pocket = np.zeros(needs, dtype=np.int64)
        pocket[self.need] = self.pocket
        starts = np.searchsorted(self.join_pocket, np.arange(self.pockets + 1))
        sizes = np.diff(starts)[pocket]
        within = np.arange(sizes.sum()) - np.repeat(np.cumsum(sizes) - sizes, sizes)
        return needs, self.join_class[np.repeat(starts[pocket], sizes) + within], np.repeat(np.arange(needs), sizes)


def timed(run):
    start = time.perf_counter()
    done = run()
    return done, time.perf_counter() - start


def or_tools_min_cost(net, by_need=False):
    """The totals of the phases, by OR-Tools' minimum-cost flow.

    What can be paid together is a matroid, so the dearest base of any falling
    weights has the largest total of every leading group of phases. `by_need`
    gives every need a node of its own in place of its pocket's.
    """
    classes = len(net.money)
    count, join_class, join_row = net.joins(by_need)
    row, phase, wants = net.wanted(by_need)
    sink = classes + count
    solver = min_cost_flow.SimpleMinCostFlow()
    to_sink = solver.add_arcs_with_capacity_and_unit_cost(
        classes + row, np.full(len(row), sink), wants, phase
    )
    lends = np.minimum(net.money[join_class], int(net.length.sum()))
    solver.add_arcs_with_capacity_and_unit_cost(
        join_class, classes + join_row, lends, np.zeros(len(lends), dtype=np.int64)
    )
    solver.set_nodes_supplies(np.arange(classes), net.money)
    solver.set_nodes_supplies(np.array([sink]), np.array([-int(net.money.sum())]))
    status, seconds = timed(solver.solve_max_flow_with_min_cost)
    if status != solver.OPTIMAL:
        raise RuntimeError(f"OR-Tools: status {status}")
    flows = solver.flows(to_sink)
    return [int(flows[phase == number].sum()) for number in range(net.phases)], seconds


def or_tools_max_flow(net):
    """The sum of all that can be granted, by one maximum flow of OR-Tools."""
    classes = len(net.money)
    source, sink = classes + net.pockets, classes + net.pockets + 1
    pocket, _, wants = net.wanted()
    solver = max_flow.SimpleMaxFlow()
    of_pocket = np.zeros(net.pockets, dtype=np.int64)
    np.add.at(of_pocket, pocket, wants)
    solver.add_arcs_with_capacity(np.full(classes, source), np.arange(classes), net.money)
    solver.add_arcs_with_capacity(
        net.join_class, classes + net.join_pocket, net.money[net.join_class]
    )
    solver.add_arcs_with_capacity(
        classes + np.arange(net.pockets), np.full(net.pockets, sink), of_pocket
    )
    status, seconds = timed(lambda: solver.solve(source, sink))
    if status != solver.OPTIMAL:
        raise RuntimeError(f"OR-Tools: status {status}")
    return solver.optimal_flow(), seconds


def _model(columns, rows):
    """A HiGHS model of column bounds and costs, and rows by entries."""
    cost, lower, upper = columns
    row_lower, row_upper, entry_row, entry_column, entry_value = rows
    order = np.lexsort((entry_row, entry_column))
    starts = np.zeros(len(cost) + 1, dtype=np.int32)
    np.add.at(starts, entry_column + 1, 1)
    lp = highspy.HighsLp()
    lp.num_col_, lp.num_row_ = len(cost), len(row_lower)
    lp.col_cost_, lp.col_lower_, lp.col_upper_ = cost, lower, upper
    lp.row_lower_, lp.row_upper_ = row_lower, row_upper
    lp.a_matrix_.format_ = highspy.MatrixFormat.kColwise
    lp.a_matrix_.start_ = np.cumsum(starts).astype(np.int32)
    lp.a_matrix_.index_ = entry_row[order].astype(np.int32)
    lp.a_matrix_.value_ = entry_value[order].astype(np.float64)
    lp.sense_ = highspy.ObjSense.kMaximize
    solver = highspy.Highs()
    solver.setOptionValue("output_flag", False)
    solver.setOptionValue("threads", 1)
    solver.passModel(lp)
    return solver


def _optimum(solver):
    solver.run()
    if solver.getModelStatus() != highspy.HighsModelStatus.kOptimal:
        # Lost on the way from the basis before: begin anew.
        solver.clearSolver()
        solver.run()
    status = solver.getModelStatus()
    if status != highspy.HighsModelStatus.kOptimal:
        raise RuntimeError(f"HiGHS: {solver.modelStatusToString(status)}")


# What leximin counts in, in fen, and how much of that rounding may cost.
UNIT = 10_000.0
SLACK = 2e-7


def _joins(net, first):
    """Rows and entries that all models share: what a class lends is at most its
    money; what a pocket is lent is what its runs are granted. Lending columns
    begin at `first`."""
    classes, joins = len(net.money), len(net.join_class)
    columns = first + np.arange(joins)
    rows = np.concatenate([net.join_class, classes + net.join_pocket])
    return rows, np.concatenate([columns, columns]), np.ones(2 * joins)


def highs_lp(net, exact=True):
    """The totals of the phases, by one linear programme of HiGHS: interior
    point, and crossover to a vertex where the totals are to be exact."""
    pocket, phase, wants = net.wanted()
    classes, granted, joins = len(net.money), len(wants), len(net.join_class)
    rows, columns, values = _joins(net, granted)
    cost = np.concatenate([net.phases - phase, np.zeros(joins)]).astype(np.float64)
    upper = np.concatenate([wants, np.full(joins, highspy.kHighsInf)]).astype(np.float64)
    zero = np.zeros(net.pockets)
    solver = _model(
        (cost, np.zeros(granted + joins), upper),
        (
            np.concatenate([np.full(classes, -highspy.kHighsInf), zero]),
            np.concatenate([net.money.astype(np.float64), zero]),
            np.concatenate([rows, classes + pocket]),
            np.concatenate([columns, np.arange(granted)]),
            np.concatenate([values, np.full(granted, -1.0)]),
        ),
    )
    solver.setOptionValue("solver", "ipm")
    solver.setOptionValue("run_crossover", "on" if exact else "off")
    _, seconds = timed(lambda: _optimum(solver))
    found = np.array(solver.getSolution().col_value)[:granted]
    return [round(found[phase == number].sum()) for number in range(net.phases)], seconds


def highs_leximin(net):
    """What each run is granted, by sequential leximin: phase by phase the level
    is raised as far as all can follow. Who can't is fixed, and with them the
    classes that they use up: these are a problem of their own. Also how many
    linear programmes that took.

    A run at the level t has t·s − (first − 1) units, from none to all of them.
    The models differ in bounds only, so HiGHS starts each from the basis of the
    one before.
    """
    classes, runs, joins = len(net.money), len(net.length), len(net.join_class)
    # Hundreds of yuan: tolerances of HiGHS are made for numbers about 1.
    offset = (net.first - 1) / UNIT
    length = net.length / UNIT
    scale = np.zeros(runs)
    for phase in range(net.phases):
        own = net.phase == phase
        if own.any():
            # The first run of the phase is full at the level 1.
            full = net.s[own] / (offset[own] + length[own])
            scale[own] = net.s[own] / full.max()
    level = runs + joins
    rows, columns, values = _joins(net, runs)
    of_run = classes + net.pockets + np.arange(runs)
    never, zero = np.full(runs, -highspy.kHighsInf), np.zeros(net.pockets)
    solver = _model(
        (
            np.concatenate([np.zeros(level), [1.0]]),
            np.zeros(level + 1),
            np.concatenate([length, np.full(joins, highspy.kHighsInf), [0.0]]),
        ),
        (
            np.concatenate([np.full(classes, -highspy.kHighsInf), zero, never]),
            np.concatenate([net.money / UNIT, zero, -never]),
            np.concatenate([rows, classes + net.pocket, of_run, of_run]),
            np.concatenate([columns, np.arange(runs), np.arange(runs), np.full(runs, level)]),
            np.concatenate([values, np.full(runs, -1.0), np.ones(runs), -scale]),
        ),
    )
    solver.setOptionValue("solver", "simplex")
    seconds, programmes = 0.0, 0
    granted = np.zeros(runs)

    infinity, closed = highspy.kHighsInf, np.zeros(net.pockets, dtype=bool)

    def bound(columns, lower, upper):
        solver.changeColsBounds(len(columns), columns.astype(np.int32), lower, upper)

    def free(rows):
        for row in rows:
            solver.changeRowBounds(int(row), -infinity, infinity)

    def fix(which, counts):
        granted[which] = counts
        # Perhaps a little less, so that rounding makes nothing infeasible.
        bound(which, np.maximum(counts - SLACK, 0), counts)
        free(of_run[which])

    def close(solution, dear):
        """Takes the pockets and classes whose price is not zero out of the model."""
        dear_class, dear_pocket = dear[:classes], dear[classes:]
        closed[dear_pocket] = True
        inside = dear_pocket[net.join_pocket]
        joins = np.flatnonzero(inside | dear_class[net.join_class])
        lent = np.where(inside, np.array(solution.col_value)[runs:level], 0.0)[joins]
        bound(runs + joins, lent, lent)
        free(np.flatnonzero(dear))

    for phase in range(net.phases):
        active = np.flatnonzero((net.phase == phase) & ~closed[net.pocket])
        for run in active:
            solver.changeRowBounds(int(of_run[run]), -offset[run], highspy.kHighsInf)
        reached = 0.0
        while len(active):
            full = (offset[active] + length[active]) / scale[active]
            solver.changeColBounds(level, reached, full.min())
            # Prices are then about 1, far above the tolerance of HiGHS.
            solver.changeColCost(level, scale[active].sum())
            _, took = timed(lambda: _optimum(solver))
            seconds, programmes = seconds + took, programmes + 1
            solution = solver.getSolution()
            reached = solution.col_value[level]
            stop = full <= reached * (1 + 1e-12)
            if not stop.any():
                # What uses up all money in its reach has a price.
                dear = np.abs(np.array(solution.row_dual)[: classes + net.pockets]) > 1e-6
                stop = dear[classes + net.pocket[active]]
                if not stop.any():
                    raise RuntimeError("HiGHS: a level that nothing holds down")
                close(solution, dear)
            counts = np.clip(reached * scale[active] - offset[active], 0, length[active])
            fix(active[stop], counts[stop])
            active = active[~stop]
    return granted * UNIT, seconds, programmes
