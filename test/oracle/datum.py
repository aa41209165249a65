"""The shifted coordinates of Chinese maps by other means, to hold circle_ext's against.

Reads lines "lon lat gcj_lon gcj_lat bd_lon bd_lat from_gcj_lon from_gcj_lat from_bd_lon from_bd_lat":
a WGS 84 position, what circle_ext makes of it, and what it makes of the same numbers taken for
GCJ-02 and BD-09. Forward: the public formula, in radians and with the radii of curvature; back:
Newton's method with differences, checked by going forward again. Prints the greatest differences
in degrees; exits 1 if one is above its limit.
"""
import math
import sys

A = 6378245.0  # Krasovsky 1940, as the converters have it
E2 = 0.00669342162296594323
FORWARD_LIMIT = 1e-10
BACK_LIMIT = 1e-8


def harmonics(t, terms):
    return sum(weight * math.sin(math.pi * factor * t) for weight, factor in terms)


def gcj02(lon, lat):
    x, y = lon - 105, lat - 35
    common = harmonics(x, [(20, 6), (20, 2)])
    dy = -100 + 2 * x + 3 * y + y * y / 5 + x * y / 10 + math.sqrt(abs(x)) / 5
    dy += 2 / 3 * (common + harmonics(y, [(20, 1), (40, 1 / 3), (160, 1 / 12), (320, 1 / 30)]))
    dx = 300 + x + 2 * y + x * x / 10 + x * y / 10 + math.sqrt(abs(x)) / 10
    dx += 2 / 3 * (common + harmonics(x, [(20, 1), (40, 1 / 3), (150, 1 / 12), (300, 1 / 30)]))
    w = math.sqrt(1 - E2 * math.sin(math.radians(lat)) ** 2)
    return (lon + math.degrees(dx / (A / w * math.cos(math.radians(lat)))),
            lat + math.degrees(dy / (A * (1 - E2) / w ** 3)))


def bd09(lon, lat):
    x, y = gcj02(lon, lat)
    k = 3000 * math.pi / 180
    z = complex(x, y)
    z *= 1 + 2e-5 * math.sin(k * y) / abs(z)
    z *= complex(math.cos(3e-6 * math.cos(k * x)), math.sin(3e-6 * math.cos(k * x)))
    return z.real + 0.0065, z.imag + 0.006


def inverse(function, lon, lat):
    x, y, h = lon, lat, 1e-6
    for _ in range(30):
        u, v = function(x, y)
        ux, vx = function(x + h, y)
        uy, vy = function(x, y + h)
        a, b, c, d = (ux - u) / h, (uy - u) / h, (vx - v) / h, (vy - v) / h
        det = a * d - b * c
        x -= (d * (u - lon) - b * (v - lat)) / det
        y -= (a * (v - lat) - c * (u - lon)) / det
    return x, y


def main():
    worst = {"forward": 0.0, "back": 0.0}
    lines = 0
    for line in sys.stdin:
        lon, lat, *given = map(float, line.split())
        forward = [*gcj02(lon, lat), *bd09(lon, lat)]
        back = [*inverse(gcj02, lon, lat), *inverse(bd09, lon, lat)]
        for kind, mine, theirs in (("forward", forward, given[:4]), ("back", back, given[4:])):
            worst[kind] = max(worst[kind], *(abs(m - t) for m, t in zip(mine, theirs)))
        lines += 1
    print(f"positions {lines} forward {worst['forward']:.1e} back {worst['back']:.1e}")
    return worst["forward"] > FORWARD_LIMIT or worst["back"] > BACK_LIMIT


if __name__ == "__main__":
    sys.exit(main())
