"""Read an HTML page from standard input and say what is wrong with it; exit 1 if anything is.

A page is right if every element is closed in order, nothing in it is active (script, handlers, frames, forms), and
nothing is fetched: no links, no sources, no url() and no @import. Prints the text of what matches the names given:
"strong", "td" and the like, a line for each element.
"""
import re
import sys
from html.parser import HTMLParser

VOID = {"meta", "br", "path", "link", "img", "input", "hr"}
ACTIVE = {"script", "iframe", "object", "embed", "form", "link", "img", "input", "base", "foreignobject", "use", "image", "a"}


class Page(HTMLParser):
    def __init__(self, wanted):
        super().__init__(convert_charrefs=True)
        self.wanted = wanted
        self.open, self.problems, self.found, self.collecting = [], [], [], None

    def wrong(self, what):
        self.problems.append(f"line {self.getpos()[0]}: {what}")

    def handle_starttag(self, tag, attrs):
        if tag in ACTIVE:
            self.wrong(f"<{tag}>")
        for name, value in attrs:
            if name.startswith("on") or name in {"href", "src", "srcset", "xlink:href", "action", "data"}:
                self.wrong(f"attribute {name}")
            if re.search(r"url\(|javascript:|https?:|//", value or "", re.I):
                self.wrong(f"{name}={value}")
        if tag not in VOID:
            self.open.append(tag)
        if tag in self.wanted:
            self.collecting = ""

    def handle_startendtag(self, tag, attrs):
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.open.pop()

    def handle_endtag(self, tag):
        if not self.open or self.open[-1] != tag:
            self.wrong(f"</{tag}> closes {self.open[-1:]}")
        else:
            self.open.pop()
        if tag in self.wanted and self.collecting is not None:
            self.found.append(f"{tag}: {self.collecting}")
            self.collecting = None

    def handle_data(self, data):
        if self.collecting is not None:
            self.collecting += data
        if self.open and self.open[-1] == "style" and re.search(r"url\(|@import|expression\(", data):
            self.wrong("the style fetches something")


page = Page(set(sys.argv[1:]))
text = sys.stdin.buffer.read().decode("utf-8")
if not text.startswith("<!DOCTYPE html>\n"):
    page.problems.append("no doctype")
page.feed(text)
page.close()
page.problems += [f"<{tag}> is never closed" for tag in page.open]
sys.stdout.reconfigure(encoding="utf-8")
print(*page.found, sep="\n")
print(*(f"WRONG {p}" for p in page.problems), sep="\n")
sys.exit(bool(page.problems))
