"""Times of repeated work, tables of them, and what is kept of these as CSV, Markdown and a picture."""
import csv
import html
import math
import os
import platform
import statistics
import time

ROWS = []
HEADER = ("data", "what", "runs", "min", "median", "max", "unit", "budget")


def timed(work):
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def repeat(runs, work, before=lambda: None):
    times = []
    for _ in range(runs):
        before()
        times.append(timed(work))
    return times


def percentile(times, share):
    return sorted(times)[min(len(times) - 1, int(share * len(times)))]


class Table:
    """Lines of min / median / max, and ratios of one line to another with their budgets."""

    def __init__(self, data, text):
        self.data, self.times = data, {}
        print(f"\n{data}: {text}\n{'':<58} {'runs':>4} {'min':>10} {'median':>10} {'max':>10}", flush=True)

    def line(self, what, runs, low, middle, high, unit, budget=""):
        ROWS.append((self.data, what, runs, low, middle, high, unit, budget))
        print(f"{what:<58} {runs:>4} {low:>10.3f} {middle:>10.3f} {high:>10.3f} {unit:<3} {budget}".rstrip(), flush=True)

    def add(self, what, times, unit="s", budget=""):
        scale = 1000 if unit == "ms" else 1
        self.times[what] = times
        self.line(what, len(times), *(scale * f(times) for f in (min, statistics.median, max)), unit, budget)

    def value(self, what, number, unit, budget=""):
        self.line(what, 1, number, number, number, unit, budget)

    def ratio(self, what, over, under, budget=""):
        above, below = self.times[over], self.times[under]
        self.line(what, min(len(above), len(below)), min(above) / max(below),
                  statistics.median(above) / statistics.median(below), max(above) / min(below), "x", budget)


def machine():
    with open("/proc/cpuinfo") as info:
        names = [line.split(":")[1].strip() for line in info if line.startswith("model name")]
    with open("/proc/meminfo") as info:
        gb = int(info.readline().split()[1]) / 1024 ** 2
    return f"{len(names)} x {names[0] if names else platform.machine()}, {gb:.0f} GB, {time.strftime('%Y-%m-%d')}"


def kept():
    """What a reader wants to see: ratios, and all that has a budget."""
    return [row for row in ROWS if row[6] == "x" or row[7]]


def write_markdown(path):
    with open(path, "w") as out:
        out.write(f"{machine()}\n\n| data | what | min | median | max | | budget |\n|---|---|---:|---:|---:|---|---|\n")
        for data, what, _, low, middle, high, unit, budget in kept():
            out.write(f"| {data} | {what} | {low:.3g} | {middle:.3g} | {high:.3g} | {unit} | {budget} |\n")


def write_picture(path):
    """The ratios as bars on a logarithmic scale, thin lines from min to max."""
    rows = [row for row in ROWS if row[6] == "x" and row[3] > 0]
    left, width, step = 420, 520, 22
    top = max([row[5] for row in rows] + [100])
    low = min([row[3] for row in rows] + [0.1])

    def x(value):
        return left + width * (math.log10(value) - math.log10(low)) / (math.log10(top) - math.log10(low))

    height = step * (len(rows) + 3)
    parts = [f'<svg xmlns="http://www.w3.org/2000/svg" width="{left + width + 90}" height="{height}" font-family="sans-serif" '
             f'font-size="12"><rect width="100%" height="100%" fill="white"/><text x="8" y="16">{machine()}</text>']
    for power in range(math.ceil(math.log10(low)), math.floor(math.log10(top)) + 1):
        at = x(10 ** power)
        parts.append(f'<line x1="{at:.1f}" y1="{step}" x2="{at:.1f}" y2="{height - step}" stroke="{"#444" if power == 0 else "#ddd"}"/>'
                     f'<text x="{at:.1f}" y="{height - 6}" text-anchor="middle">{10.0 ** power:g} x</text>')
    for number, (data, what, _, least, middle, most, _, _) in enumerate(rows):
        y = step * (number + 1.5)
        start, end = sorted((x(1) if low <= 1 <= top else left, x(middle)))
        parts.append(f'<text x="{left - 8}" y="{y + 11}" text-anchor="end">{html.escape(f"{data}: {what}")}</text>'
                     f'<rect x="{start:.1f}" y="{y}" width="{end - start:.1f}" height="14" fill="#4a8"/>'
                     f'<line x1="{x(least):.1f}" y1="{y + 7}" x2="{x(most):.1f}" y2="{y + 7}" stroke="black"/>'
                     f'<text x="{max(end, x(most)) + 6:.1f}" y="{y + 11}">{middle:.3g}</text>')
    with open(path, "w") as out:
        out.write("\n".join(parts) + "</svg>\n")


def write_all(directory, name):
    os.makedirs(directory, exist_ok=True)
    with open(os.path.join(directory, f"{name}.csv"), "w", newline="") as out:
        writer = csv.writer(out)
        writer.writerow(HEADER)
        writer.writerows(ROWS)
    write_markdown(os.path.join(directory, f"{name}.md"))
    write_picture(os.path.join(directory, f"{name}.svg"))
    print(f"\nwritten: {name}.csv, {name}.md and {name}.svg in {directory}")
