#!/usr/bin/python3
"""
core.py times FILE                      min / median / max of the kernels' times
core.py counts DUMP...                  instructions of each kernel, from callgrind's dumps
core.py compare BASELINE COMPILER DUMP...   the same beside a baseline; fails where one has grown by more than 5 %
"""
import re
import statistics
import sys

TOLERANCE = 1.05


def times(path):
    runs, ratios, head = {}, [], ""
    for line in open(path):
        name, *words = line.split()
        if name == "city":
            head = line.strip()
        elif name == "ratio":
            ratios.append(float(words[0]))
        elif name != "pairs":
            runs.setdefault(name, []).append(1e6 * float(words[0]) / int(words[1]))
    print(head)
    print(f"{'':<12} {'min':>10} {'median':>10} {'max':>10}   us for a tile, home, amenity or point")
    for name, values in runs.items():
        print(f"{name:<12} {min(values):>10.2f} {statistics.median(values):>10.2f} {max(values):>10.2f}")
    print(f"{'textbook / batch':<12} {min(ratios):>6.2f} {statistics.median(ratios):>10.2f} {max(ratios):>10.2f} x")


def counts(paths):
    found = {}
    for path in paths:
        text = open(path).read()
        name = re.search(r"^desc: Trigger: Client Request: (\w+)$", text, re.M)
        total = re.search(r"^totals: (\d+)", text, re.M)
        if name and total:
            found[name.group(1)] = int(total.group(1))
    if not found:
        sys.exit("core.py: callgrind has left no counts")
    return found


def baseline(path):
    known, compiler = {}, ""
    for line in open(path):
        if line.startswith("#"):
            compiler = line[1:].strip()
        else:
            name, total = line.split()
            known[name] = int(total)
    return compiler, known


def compare(path, compiler, found):
    made_by, known = baseline(path)
    if made_by != compiler:
        print(f"# counts are not compared: the baseline is of {made_by}, this is {compiler}")
        known = {}
    print(f"{'':<12} {'instructions':>14} {'baseline':>14} {'ratio':>8}")
    grown = False
    for name, total in found.items():
        before = known.get(name)
        ratio = f"{total / before:>8.3f}" if before else f"{'':>8}"
        too_many = before is not None and total > TOLERANCE * before
        grown |= too_many
        print(f"{name:<12} {total:>14} {before or '':>14} {ratio}{'   more than 5 % more' if too_many else ''}")
    missing = set(known) - set(found)
    if missing:
        sys.exit(f"core.py: not counted: {', '.join(sorted(missing))}")
    sys.exit(1 if grown else 0)


def main():
    what, *rest = sys.argv[1:]
    if what == "times":
        times(rest[0])
    elif what == "counts":
        for name, total in counts(rest).items():
            print(name, total)
    elif what == "compare":
        compare(rest[0], rest[1], counts(rest[2:]))
    else:
        sys.exit(__doc__)


if __name__ == "__main__":
    main()
