"""Times of repeated work, and a table of them."""
import statistics
import time


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


class Table:
    """Lines of min / median / max, and ratios of one line to another with their budgets."""

    def __init__(self):
        self.times = {}

    def add(self, name, times, unit="s"):
        scale = 1000 if unit == "ms" else 1
        self.times[name] = times
        low, middle, high = (scale * f(times) for f in (min, statistics.median, max))
        print(f"{name:<58} {len(times):>4} {low:>10.3f} {middle:>10.3f} {high:>10.3f} {unit}", flush=True)

    def ratio(self, text, over, under, budget=""):
        above, below = self.times[over], self.times[under]
        middle = statistics.median(above) / statistics.median(below)
        print(f"{text:<58} {'':>4} {min(above) / max(below):>10.2f} {middle:>10.2f} "
              f"{max(above) / min(below):>10.2f} x   {budget}", flush=True)

    @staticmethod
    def head(text):
        print(f"\n{text}\n{'':<58} {'runs':>4} {'min':>10} {'median':>10} {'max':>10}", flush=True)
