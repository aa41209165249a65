"""Reads the text of a standard and holds counts against it: a parser of its own."""
import re
from dataclasses import dataclass

TOKEN = re.compile(r'\s*("(?:[^"]|"")*"|[^\W\d]\w*|\d+(?:\.\d*)?(?:[eE][-+]?\d+)?|[()&|*,])')
UNITS = {"min": 600, "m": 10, "m straight": 10}


@dataclass
class Need:
    category: str
    needed: int
    limit: int = None    # deciseconds or decimetres
    unit: str = None
    weight: float = 1.0

    def meets(self, count):
        return count(self) >= self.needed

    def score(self, count):
        return min(count(self), self.needed) / self.needed

    def needs(self):
        return [self]


@dataclass
class Group:
    """At least `least` of the parts; scored by the mean of the `best` best ones."""
    parts: list
    least: int
    by_weight: bool
    weight: float = 1.0

    def meets(self, count):
        return sum(part.meets(count) for part in self.parts) >= self.least

    def score(self, count):
        scores = [part.score(count) for part in self.parts]
        if self.by_weight:
            total = sum(part.weight for part in self.parts)
            return sum(p.weight * s for p, s in zip(self.parts, scores)) / total
        return sum(sorted(scores, reverse=True)[:self.least]) / self.least

    def needs(self):
        return [need for part in self.parts for need in part.needs()]


class Parser:
    def __init__(self, text):
        self.tokens = TOKEN.findall(text)
        if "".join(self.tokens) != re.sub(r'("(?:[^"]|"")*")|\s', lambda m: m.group(1) or "", text):
            raise ValueError(f"cannot read standard: {text}")
        self.at = 0

    def peek(self, ahead=0):
        return self.tokens[self.at + ahead] if self.at + ahead < len(self.tokens) else None

    def take(self, expected=None):
        token = self.peek()
        if token is None or (expected is not None and token != expected):
            raise ValueError(f"expected {expected}, found {token}")
        self.at += 1
        return token

    def accept(self, token):
        if self.peek() != token:
            return False
        self.at += 1
        return True

    def any_of(self):
        parts = [self.all_of()]
        while self.accept("|"):
            parts.append(self.all_of())
        return parts[0] if len(parts) == 1 else Group(parts, 1, False)

    def all_of(self):
        parts = [self.part()]
        while self.accept("&"):
            parts.append(self.part())
        return parts[0] if len(parts) == 1 else Group(parts, len(parts), True)

    def part(self):
        result = self.primary()
        if self.accept("within"):
            limit, unit = self.limit()
            # A limit behind a parenthesis is that of every need in it.
            for need in result.needs():
                need.limit, need.unit = limit, unit
        if self.accept("weight"):
            result.weight = float(self.take())
        return result

    def primary(self):
        if self.peek(1) == "of" and self.peek(2) == "(":
            least = int(self.take())
            self.take("of")
            self.take("(")
            parts = [self.any_of()]
            while self.accept(","):
                parts.append(self.any_of())
            self.take(")")
            return Group(parts, least, False)
        if self.accept("("):
            inner = self.any_of()
            self.take(")")
            return inner
        category = self.category()
        return Need(category, int(self.take()) if self.accept("*") else 1)

    def category(self):
        token = self.take()
        return token[1:-1].replace('""', '"') if token.startswith('"') else token

    def limit(self):
        """A limit in stored units, and its unit."""
        number = float(self.take())
        unit = self.take()
        if unit == "m" and self.accept("straight"):
            unit = "m straight"
        return int(number * UNITS[unit] + 1e-6), unit


def parse(text):
    parser = Parser(text)
    result = parser.any_of()
    if parser.peek() is not None:
        raise ValueError(f"standard goes on after its end: {parser.peek()}")
    return result


@dataclass
class Want:
    """What is to be known of one category in one unit, in stored units."""
    category: str
    unit: str
    horizon: int
    keep: int
    cutoffs: list


MAX_KEEP = 100


def wants(standards, categories, keep, cutoffs, horizon_min):
    """What a study must know: by category and unit, from its standards and options."""
    asked = {}
    for standard in standards:
        for need in standard.needs():
            asked.setdefault((need.category, need.unit), []).append(need)
    for category in categories or []:
        asked.setdefault((category, "min"), [])
    result = []
    for (category, unit), needs in sorted(asked.items()):
        limits = {need.limit for need in needs}
        horizon = 2 * max(limits, default=15 * 600)
        if unit == "min":
            horizon = max(horizon, 5 * 600)
            if horizon_min is not None:
                horizon = int(horizon_min * 600 + 1e-6)
            limits |= {int(cutoff * 600 + 1e-6) for cutoff in [5, 10, 15, *(cutoffs or [])]}
        result.append(Want(category, unit, horizon,
                           min(MAX_KEEP, max([keep] + [need.needed for need in needs])),
                           sorted({cutoff for cutoff in limits if cutoff <= horizon} | {horizon})))
    return result
