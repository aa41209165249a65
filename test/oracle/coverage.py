"""Reads the text form of a coverage, in which every value is exact."""
import re
from dataclasses import dataclass

ENTRY = re.compile(r'("(?:[^"]|"")*"|[^\W\d]\w*) (min|m straight|m) keep (\d+):((?: [\d:.]+)*) \(([^)]*)\)(?:; |$)')


@dataclass
class Entry:
    keep: int
    values: list
    cutoffs: list
    counts: list


def stored(text, unit):
    """Deciseconds of m, m:ss or m:ss.s; decimetres of metres with at most one decimal."""
    if unit == "min":
        minutes, _, rest = text.partition(":")
        seconds, _, tenths = (rest or "0").partition(".")
        return int(minutes) * 600 + int(seconds) * 10 + int(tenths or 0)
    whole, _, tenths = text.partition(".")
    return int(whole) * 10 + int(tenths or 0)


def parse(text):
    """Entries of a coverage by (category, unit)."""
    entries = {}
    end = 0
    for match in ENTRY.finditer(text):
        if match.start() != end:
            break
        end = match.end()
        name, unit, keep, values, counts = match.groups()
        if name.startswith('"'):
            name = name[1:-1].replace('""', '"')
        pairs = [pair.split("=") for pair in counts.split()]
        entries[name, unit] = Entry(int(keep), [stored(v, unit) for v in values.split()],
                                    [stored(cutoff, unit) for cutoff, _ in pairs],
                                    [int(count) for _, count in pairs])
    if end != len(text):
        raise ValueError(f"cannot read coverage: {text}")
    return entries
