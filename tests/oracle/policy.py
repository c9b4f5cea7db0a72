"""What the rule book allows: who may pay whom, what each gift brings, what
each need may get, and how much each need weighs.

Turns a valid programme and its rules into *problems*: one of money and one
for each item. From here on everything is whole units: fen for money, packs
for goods. Exact integers and fractions only.
"""

from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction

from canon import DEFAULT_USE_ORDER
from refusals import Refusal, Refused

TOO_LARGE = 2**62


def short_code(text):
    """`511781000000` -> `511781`: a group of zeros means the level above."""
    while len(text) > 6 and text.endswith("000"):
        text = text[:-3]
    return text


def fen(text):
    whole, _, part = text.partition(".")
    return int(whole) * 100 + int(f"{part:0<2}")


def yuan(units):
    return f"{units // 100}.{units % 100:02}"


@dataclass
class Need:
    """A need in units of its problem; `first` … `last` are the units it may get."""

    id: str
    place: str
    project: str | None
    category: str
    tags: frozenset
    tier: int
    beneficiary: str | None
    weight: Fraction
    item: str | None
    asked: int | None  # fen, or goods before packing; None: unknown or unlimited
    stands: int  # what it has already, in fen, or in goods before packing
    already: int  # the same in units: fen, or the whole packs in it
    floor: int
    last: int  # the highest unit it may end at
    unknown: bool = False
    unlimited: bool = False
    s: int | None = None

    @property
    def may_get(self):
        return max(0, self.last - self.already)


@dataclass
class Source:
    """A gift, or one part of it: it is used as one."""

    gift: str
    part: int | None
    restriction: object
    available: int = 0
    may_pay: frozenset = frozenset()
    match: dict | None = None  # what it matches, as the plan says it
    terms: list = field(default_factory=list)  # the donors and restrictions it stands under besides


@dataclass
class Gift:
    """A gift with its sources; amounts in fen, or in goods before packing."""

    id: str
    donor: str
    item: str | None
    received: int
    force: str | None
    received_on: str
    use_by: str | None
    best_before: str | None
    unusable: str | None  # the reason why it does not count
    overhead: int = 0
    reserve: int = 0
    is_pool: bool = False
    sources: list = field(default_factory=list)


@dataclass
class Cap:
    name: str
    covers: frozenset
    max: int


@dataclass
class Problem:
    item: str | None
    pack: int
    needs: list
    gifts: list
    caps: list

    @property
    def sources(self):
        """The sources that count: those of usable gifts."""
        return [source for gift in self.gifts if gift.unusable is None for source in gift.sources]

    def need(self, identifier):
        return next(need for need in self.needs if need.id == identifier)


# --------------------------------------------------------------- eligibility


def covers(code, place):
    """Whether the division `code` is `place` or lies above it."""
    prefix = short_code(code)
    while len(prefix) <= 6 and prefix.endswith("00"):
        prefix = prefix[:-2]
    return place.startswith(prefix)


class Eligibility:
    """Rule 1 of formats.md, "How the plan follows"."""

    def __init__(self, programme):
        registry = programme.get("registry") or {}
        self.as_of = programme["as_of"]
        self.pairings = registry.get("pairings") or []
        self.related = {frozenset((pair["a"], pair["b"])) for pair in registry.get("related") or []}

    def may_pay(self, donor, restriction, need):
        if need.beneficiary is not None and frozenset((donor, need.beneficiary)) in self.related:
            return False
        return self.holds(restriction, donor, need)

    def holds(self, restriction, donor, need):
        if restriction == "none":
            return True
        ((key, value),) = restriction.items()
        match key:
            case "all":
                return all(self.holds(inner, donor, need) for inner in value)
            case "any":
                return any(self.holds(inner, donor, need) for inner in value)
            case "not":
                return not self.holds(value, donor, need)
            case "area":
                return any(covers(code, need.place) for code in value)
            case "project":
                return need.project in value
            case "category":
                return need.category in value
            case "tag":
                return any(tag in need.tags for tag in value)
            case "tier":
                return need.tier in value
            case "need":
                return need.id in value
            case "force":
                return any(self.paired(donor, force, need.place) for force in value)
            case "from":
                return value <= self.as_of
            case "until":
                return self.as_of <= value
        raise ValueError(key)

    def paired(self, donor, force, place):
        # ISO dates of four-digit years compare as text.
        return any(
            pairing["organisation"] == donor
            and pairing["force"] == force
            and pairing["from"] <= self.as_of
            and (pairing.get("to") is None or self.as_of <= pairing["to"])
            and covers(pairing["division"], place)
            for pairing in self.pairings
        )


# --------------------------------------------------------------------- needs


def read_need(entry, projects, packs):
    project = entry.get("project")
    own = projects.get(project) or {}
    goods = entry.get("goods")
    common = {
        "id": entry["id"],
        "place": short_code(entry["place"]),
        "project": project,
        "category": entry.get("category") or own.get("category"),
        "tags": frozenset(entry.get("tags") or []) | frozenset(own.get("tags") or []),
        "tier": entry.get("tier") or 1,
        "beneficiary": entry.get("beneficiary"),
        "weight": Fraction(entry.get("weight") or "1"),
    }
    if goods is None:
        asked = fen(entry["money"])
        already = fen(entry.get("already") or "0")
        cap = fen(entry["cap"]) if entry.get("cap") is not None else asked
        return Need(
            **common,
            item=None,
            asked=asked,
            stands=already,
            already=already,
            floor=fen(entry.get("floor") or "0"),
            last=min(cap, asked),
        )
    quantity = goods["quantity"]
    asked = quantity.get("known", quantity.get("at_least")) if isinstance(quantity, dict) else None
    pack = packs[goods["item"]]
    stands = entry.get("already") or 0
    already = stands // pack
    return Need(
        **common,
        item=goods["item"],
        asked=asked,
        stands=stands,
        already=already,
        floor=0,
        # Whole packs within what is asked; an unlimited need has no last
        # unit: `unit_limit` puts all that there is in its place.
        last=already + (asked - stands) // pack if asked is not None else already,
        unknown=quantity == "unknown",
        unlimited=quantity == "unlimited",
    )


# --------------------------------------------------------------------- gifts


def read_gift(entry, as_of, allocation):
    goods = entry.get("goods")
    best_before = goods.get("best_before") if goods else None
    gift = Gift(
        id=entry["id"],
        donor=entry["donor"],
        item=goods["item"] if goods else None,
        received=goods["quantity"]["known"] if goods else fen(entry["money"]),
        force=entry.get("force"),
        received_on=entry["received_on"],
        use_by=entry.get("use_by"),
        best_before=best_before,
        unusable=None,
    )
    if gift.received_on > as_of:
        gift.unusable = "NOT_YET_RECEIVED"
    elif gift.use_by is not None and gift.use_by < as_of:
        gift.unusable = "USE_BY_PASSED"
    elif best_before is not None:
        left = (date.fromisoformat(best_before) - date.fromisoformat(as_of)).days
        if left < allocation.get("minimum_days_left", 0):
            gift.unusable = "BEST_BEFORE"
    return gift


def read_parts(entry, received):
    """The gift as (part number or None, money, restriction)."""
    parts = entry.get("parts")
    if not parts:
        return [(None, received, entry["restriction"])]
    named = sum(fen(part["money"]) for part in parts if part.get("money") is not None)
    return [
        (number, fen(part["money"]) if part.get("money") is not None else received - named, part["restriction"])
        for number, part in enumerate(parts)
    ]


def bring(gift, entry, allocation, pack):
    """Rule 2: splits what came into overhead, reserve and what is available."""
    if gift.item is not None:
        gift.sources = [Source(gift.id, None, entry["restriction"], gift.received // pack)]
        return
    asked = Fraction((allocation.get("overhead") or {}).get("share") or "0")
    ceiling = Fraction((entry.get("overhead") or {}).get("ceiling") or "0")
    held_back = Fraction((allocation.get("reserve") or {}).get("share") or "0")
    for number, money, restriction in read_parts(entry, gift.received):
        overhead = int(money * min(asked, ceiling))
        reserve = int((money - overhead) * held_back) if restriction == "none" else 0
        gift.overhead += overhead
        gift.reserve += reserve
        gift.sources.append(Source(gift.id, number, restriction, money - overhead - reserve))
    if gift.unusable:
        gift.overhead = gift.reserve = 0


# ------------------------------------------------------------------ matching


def triggers_of(of):
    """Whether a gift, as the programme writes it, may trigger a matching."""
    if of is None:
        return lambda entry: True
    ((key, names),) = ((key, names) for key, names in of.items() if names is not None and key != "source")
    return lambda entry: entry.get({"gift": "id"}.get(key, key)) in names


def match_gifts(gifts, entries, allocation, as_of, refusals):
    """Pools: each is used in parts, one for each gift that triggers it."""
    rows = {entry["id"]: entry for entry in entries}
    own = {gift.id: gift for gift in gifts}
    matchings = allocation.get("matching") or []
    pools = {matching["gift"] for matching in matchings}
    receipts = [gift for gift in gifts if gift.item is None and gift.received_on <= as_of and gift.id not in pools]
    receipts.sort(key=lambda gift: (gift.received_on, gift.id.encode()))
    for at, matching in enumerate(matchings):
        here, pool = ("rules", "allocation", "matching", at), own.get(matching["gift"])
        if pool is None:
            refusals.add("UNKNOWN_REFERENCE", *here, "gift")
        elif pool.item is not None or rows[pool.id].get("parts"):
            refusals.add("MATCHING_POOL", *here, "gift")
        elif pool.unusable is None:
            share_out(pool, matching, receipts, rows)
        of = matching.get("of") or {}
        for number, name in enumerate(of.get("gift") or []):
            if name not in own:
                refusals.add("UNKNOWN_REFERENCE", *here, "of", "gift", number)
            elif name in pools:
                refusals.add("MATCHING_CHAIN", *here, "of", "gift", number)
        for number, name in enumerate(of.get("donor") or []):
            if name not in refusals.organisations:
                refusals.add("UNKNOWN_REFERENCE", *here, "of", "donor", number)


def share_out(pool, matching, receipts, rows):
    (whole,) = pool.sources
    left, pool.sources, pool.is_pool = whole.available, [], True
    names, ratio = triggers_of(matching.get("of")), Fraction(matching.get("ratio") or "1")
    for gift in receipts:
        if not names(rows[gift.id]):
            continue
        most = fen(matching["cap"]) if matching.get("cap") is not None else left
        for part, money, restriction in read_parts(rows[gift.id], gift.received):
            amount = min(left, most, int(ratio * money))
            if amount == 0:
                continue
            left, most = left - amount, most - amount
            row = {"gift": pool.id, "part": len(pool.sources), "matching": matching["id"], "trigger": gift.id}
            row |= {"trigger_part": part} if part is not None else {}
            source = Source(pool.id, row["part"], whole.restriction, amount)
            source.match = row | {"money": yuan(amount)}
            source.terms = [(gift.donor, restriction)]
            pool.sources.append(source)


# ------------------------------------------------------------------- weights


class Weights:
    """`s` of every need (rule 4), with all that can be wrong about it."""

    def __init__(self, programme, allocation, refusals):
        self.basis = allocation.get("basis") or "need"
        self.refusals = refusals
        places = (programme.get("registry") or {}).get("places") or []
        self.figures = {short_code(place["code"]): (at, place.get("figures") or {}) for at, place in enumerate(places)}
        self.rows = {need["id"]: at for at, need in enumerate((programme.get("lists") or {}).get("needs") or [])}

    def figure(self, place, name):
        """The figure of a place; its lack is refused, and gives None."""
        at, figures = self.figures[place]
        if figures.get(name) is None:
            self.refusals.add("UNKNOWN_FIGURE", "registry", "places", at, "figures", name)
            return None
        return Fraction(figures[name])

    def weigh(self, needs):
        if not needs:
            return
        if isinstance(self.basis, dict) and "factors" in self.basis:
            unit, bases = 10**12, self.scores({need.place for need in needs})
        elif isinstance(self.basis, dict):
            unit, bases = 10**6, {need.place: self.figure(need.place, self.basis["figure"]) for need in needs}
        else:
            unit, bases = 10**6, None
        known = True
        for need in needs:
            base = 1 if bases is None else bases[need.place]
            if self.basis == "need":
                base = need.asked
            if need.unlimited:
                base = 1
            if need.unknown:
                continue
            if base is None:
                known = False
                continue
            need.s = round(need.weight * base * unit)  # python rounds half to even
            if need.s >= TOO_LARGE:
                self.refusals.add("WEIGHT_TOO_LARGE", "lists", "needs", self.rows[need.id], "weight")
        weighed = [need.s for need in needs if not need.unknown]
        if weighed and known and not any(weighed):
            self.refusals.add("WEIGHTS_ALL_ZERO", "rules", "allocation", "basis")

    def scores(self, places):
        """Place -> Σ weight × share, to 12 decimals; None where it is unknown."""
        total = {place: Fraction(0) for place in places}
        for factor in self.basis["factors"]:
            values = {place: self.transformed(place, factor) for place in places}
            if None in values.values():
                # The shares are over all places: none of them is known now.
                total = dict.fromkeys(places)
                continue
            whole = sum(values.values())
            for place in places:
                if whole and total[place] is not None:
                    share = Fraction(round(Fraction(values[place] * 10**12, whole)), 10**12)
                    total[place] += Fraction(factor["weight"]) * share
        return {
            place: None if score is None else Fraction(round(score * 10**12), 10**12) for place, score in total.items()
        }

    def transformed(self, place, factor):
        figure = self.figure(place, factor["figure"])
        if figure is None:
            return None
        transform = factor["transform"]
        if transform == "share":
            return int(figure * 10**6)
        if isinstance(transform, dict):
            return int(max(Fraction(0), Fraction(transform["gap_to"]) - figure) * 10**6)
        if figure == 0:
            self.refusals.add("OUT_OF_RANGE", "registry", "places", self.figures[place][0], "figures", factor["figure"])
            return None
        return round(Fraction(10**18) / figure)


# ------------------------------------------------------------------ problems


def in_scope(scope, need):
    ((key, value),) = scope.items()
    if key == "area":
        return covers(value, need.place)
    return (need.project if key == "project" else need.category) == value


def group_caps(allocation, projects, needs):
    """The caps on sums: those of the rules by index, then those of projects."""
    scopes = [(f"rules:{number}", cap["scope"], cap["max"]) for number, cap in enumerate(allocation.get("caps") or [])]
    for identifier in sorted(projects, key=str.encode):
        if projects[identifier].get("cap") is not None:
            scopes.append((f"project:{identifier}", {"project": identifier}, projects[identifier]["cap"]))
    return [
        Cap(name, frozenset(need.id for need in needs if in_scope(scope, need)), fen(most))
        for name, scope, most in scopes
    ]


def in_force(rules, as_of):
    effective = rules.get("effective") or {}
    start, end = effective.get("from"), effective.get("to")
    return (start is None or start <= as_of) and (end is None or as_of <= end)


def problems(programme, rules):
    """The problem of money and one for each item, or `Refused`."""
    refusals = Refusal(programme)
    as_of, allocation = programme["as_of"], rules.get("allocation") or {}
    lists, giving = programme.get("lists") or {}, programme.get("giving") or {}
    if not in_force(rules, as_of):
        refusals.add("RULES_NOT_IN_FORCE", "rules", "effective")
    projects = {project["id"]: project for project in lists.get("projects") or []}
    packs = {item["id"]: item.get("pack") or 1 for item in lists.get("items") or []}
    needs = [read_need(entry, projects, packs) for entry in lists.get("needs") or []]
    gifts = []
    for entry in giving.get("gifts") or []:
        gift = read_gift(entry, as_of, allocation)
        bring(gift, entry, allocation, packs.get(gift.item, 1))
        gifts.append(gift)

    match_gifts(gifts, giving.get("gifts") or [], allocation, as_of, refusals)

    # By id from here on, so that nothing depends on the order of rows.
    needs.sort(key=lambda need: need.id.encode())
    gifts.sort(key=lambda gift: gift.id.encode())
    eligibility, weights, out = Eligibility(programme), Weights(programme, allocation, refusals), []
    for item in [None, *sorted(packs, key=str.encode)]:
        mine = [need for need in needs if need.item == item]
        bearers = [gift for gift in gifts if gift.item == item]
        weights.weigh(mine)
        for gift in bearers:
            for source in gift.sources:
                terms = [(gift.donor, source.restriction), *source.terms]
                source.may_pay = frozenset(
                    need.id for need in mine if all(eligibility.may_pay(*term, need) for term in terms)
                )
        caps = group_caps(allocation, projects, mine) if item is None else []
        problem = Problem(item, packs.get(item, 1), mine, bearers, caps)
        for need in mine:
            if need.unlimited:
                need.last = need.already + sum(source.available for source in problem.sources)
        out.append(problem)
    if refusals.errors:
        raise Refused(refusals.in_document_order())
    return out


# ----------------------------------------------------------------- use order


def use_order(problem, allocation):
    """Rule 7: the sources in groups that are equal so far, first group first.

    Without `pro_rata` every group is one source (id, then part, decide).
    """
    keys = allocation.get("use_order", DEFAULT_USE_ORDER) or ["id"]
    gifts = {gift.id: gift for gift in problem.gifts}
    wanting = {need.id for need in problem.needs if need.unlimited or need.may_get > 0}

    def rank(source):
        gift, out = gifts[source.gift], []
        if problem.item is not None:
            out.append((gift.best_before is None, gift.best_before or ""))
        for key in keys:
            if key == "use_by":
                out.append((gift.use_by is None, gift.use_by or ""))
            elif key == "narrowest":
                out.append(len(source.may_pay & wanting))
            elif key == "received_on":
                out.append(gift.received_on)
            elif key == "id":
                out.append(gift.id.encode())
            elif key.startswith("force:"):
                named = key.removeprefix("force:").split(",")
                out.append(named.index(gift.force) if gift.force in named else len(named))
        return out

    groups = {}
    for source in sorted(problem.sources, key=lambda one: (one.gift.encode(), -1 if one.part is None else one.part)):
        # What is equal up to here stands in order of id, then part.
        mark = rank(source) if "pro_rata" in keys else [*rank(source), source.gift.encode(), source.part or 0]
        groups.setdefault(tuple(mark), []).append(source)
    return [groups[mark] for mark in sorted(groups)]
