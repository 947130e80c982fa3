#!/usr/bin/env python3
"""Draws the drawings of Lessons/OwnSymbols: it moves the mouse on the pad, in Chromium.

The pad must have been built (swift build --traits Web --product DrawingPad):

    Tests/draw_own_symbols.py .build/debug/DrawingPad Lessons/OwnSymbols

Three signs go into Drawings/train and Drawings/test, a fourth into Fourth; the folders must not be
there. The same seed moves the mouse in the same way. --screenshot FILE keeps a picture of the pad.
"""
import argparse, base64, json, math, os, random, re, subprocess, urllib.request

ENTER = "\ue007"


class Browser:
    """Chromium, driven by ChromeDriver (W3C, "WebDriver", 2018)."""

    def __init__(self, width, height):
        self.driver = subprocess.Popen(
            ["chromedriver", "--port=0"], stdout=subprocess.PIPE, text=True)
        for line in self.driver.stdout:
            if match := re.search(r"successfully on port (\d+)", line):
                self.address = f"http://127.0.0.1:{match[1]}"
                break
        arguments = ["--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage",
                     "--hide-scrollbars", f"--window-size={width},{height}"]
        self.session = "/session"
        made = self.ask("", {"capabilities": {"alwaysMatch": {
            "browserName": "chrome", "goog:chromeOptions": {"args": arguments}}}})
        self.session += "/" + made["sessionId"]

    def ask(self, path, body=None, method="POST"):
        request = urllib.request.Request(
            self.address + self.session + path, method=method,
            data=None if body is None else json.dumps(body).encode())
        with urllib.request.urlopen(request, timeout=60) as answer:
            return json.load(answer)["value"]

    def run(self, script):
        return self.ask("/execute/sync", {"script": script, "args": []})

    def wait(self, script):
        self.ask("/timeouts", {"script": 30_000})
        self.ask("/execute/async", {"args": [], "script": f"""
            const done = arguments[arguments.length - 1];
            (function look() {{ if ({script}) done(); else setTimeout(look, 20); }})()"""})

    def act(self, kind, steps):
        source = {"type": kind, "id": kind, "actions": steps}
        if kind == "pointer":
            source["parameters"] = {"pointerType": "mouse"}
        self.ask("/actions", {"actions": [source]})

    def press(self, keys):
        self.act("key", [{"type": kind, "value": key}
                         for key in keys for kind in ("keyDown", "keyUp")])

    def draw(self, strokes):
        """All strokes in one go, each a list of points in pixels of the window."""
        steps = []
        for stroke in strokes:
            places = [{"type": "pointerMove", "duration": 4, "x": round(x), "y": round(y)}
                      for x, y in stroke]
            steps += [places[0], {"type": "pointerDown", "button": 0}, *places[1:],
                      {"type": "pointerUp", "button": 0}]
        self.act("pointer", steps)

    def screenshot(self, path):
        with open(path, "wb") as file:
            file.write(base64.b64decode(self.ask("/screenshot", method="GET")))

    def quit(self):
        self.ask("", method="DELETE")
        self.driver.terminate()
        self.driver.wait()


def line(*places):
    """Straight from place to place, as many points as the mouse would be seen at."""
    points = [places[0]]
    for (x0, y0), (x1, y1) in zip(places, places[1:]):
        count = max(2, round(5 * math.hypot(x1 - x0, y1 - y0)))
        points += [(x0 + (x1 - x0) * i / count, y0 + (y1 - y0) * i / count)
                   for i in range(1, count + 1)]
    return points


def arc(x, y, rx, ry, start, length):
    count = max(6, round(abs(length) / 15))
    turns = [math.radians(start + length * i / count) for i in range(count + 1)]
    return [(x + rx * math.cos(t), y + ry * math.sin(t)) for t in turns]


# The signs in a square from (-1, -1) to (1, 1), in the ways in which somebody may draw them.

def fish(r):
    thick, fork = r.uniform(.35, .65), r.uniform(.3, .55)
    way = r.choice(["ribbon", "ribbon", "parts"])
    if way == "ribbon":  # from one end of the tail around the nose to the other
        over = [(1 - 1.9 * t, -thick * math.sin(math.pi * min(1, t / .8)) if t < .8
                 else fork * (t - .8) / .2) for t in (i / 14 for i in range(15))]
        under = [(x, -y) for x, y in over]
        strokes = [over[::-1] + under[1:]]
        if r.random() < .7:
            strokes.append(line((-.9, fork), (-.9, -fork)))
    else:
        strokes = [arc(.25, 0, .75, thick, r.choice([0, 180]), 365),
                   line((-.5, 0), (-1, -fork), (-1, fork), (-.5, 0))]
    if r.random() < .4:
        strokes.append(arc(.6, -.12, .04, .04, 0, 300))
    return mirrored(strokes) if r.random() < .4 else strokes


def house(r):
    wide, eave = r.uniform(.6, .95), r.uniform(-.35, .05)
    way = r.choice(["one", "one", "roof", "box"])
    if way == "one":
        strokes = [line((-wide, 1), (-wide, eave), (0, -1), (wide, eave), (wide, 1), (-wide, 1))]
    elif way == "roof":
        strokes = [line((-wide, eave), (-wide, 1), (wide, 1), (wide, eave)),
                   line((-wide * 1.25, eave + .1), (0, -1), (wide * 1.25, eave + .1))]
    else:
        strokes = [line((-wide, eave), (wide, eave), (wide, 1), (-wide, 1), (-wide, eave)),
                   line((-wide, eave), (0, -1), (wide, eave))]
    if r.random() < .4:
        door = r.uniform(-.3, .2)
        strokes.append(line((door, 1), (door, .4), (door + .35, .4), (door + .35, 1)))
    return strokes


def key(r):
    ring, tooth = r.uniform(.28, .45), r.uniform(.25, .45)
    start = r.choice([0, 90, 180])
    strokes = [arc(-1 + ring, 0, ring, ring * r.uniform(.8, 1.1), start, r.choice([-1, 1]) * 365)]
    if r.random() < .5:  # the shaft with its last tooth in one stroke
        strokes += [line((-1 + 2 * ring, 0), (1, 0), (1, tooth)), line((.6, 0), (.6, tooth))]
    else:
        strokes += [line((-1 + 2 * ring, 0), (1, 0)), line((.9, 0), (.9, tooth)),
                    line((.55, 0), (.55, tooth * .8))]
    if r.random() < .4:  # upright
        strokes = [[(-y, x) for x, y in stroke] for stroke in strokes]
    return mirrored(strokes) if r.random() < .3 else strokes


def boat(r):
    deep, tall = r.uniform(.35, .55), r.uniform(.8, 1)
    sail = line((0, .35), (0, -tall), (.75, .2), (0, .2))
    hull = line((-1, .4), (-1 + deep, .9), (1 - deep, .9), (1, .4), (-1, .4))
    strokes = [hull, sail]
    return mirrored(strokes) if r.random() < .4 else strokes


def mirrored(strokes):
    return [[(-x, y) for x, y in stroke] for stroke in strokes]


def by_hand(strokes, r, haste):
    """As a hand draws it on a pad of 280: bent, turned, slanted, of some size at some place."""
    turn, slant = math.radians(r.uniform(-16, 16) * haste), r.uniform(-.25, .25) * haste
    half, aspect = r.uniform(28, 70), r.uniform(.8, 1.2) ** haste
    waves = [(r.uniform(.02, .07), r.uniform(-.5, .5), r.uniform(-.5, .5), r.uniform(0, 1))
             for _ in range(6)]

    def moved(x, y):
        for n, (far, u, v, phase) in enumerate(waves):
            shift = far * math.sin(2 * math.pi * (u * x + v * y + phase))
            x, y = (x + shift, y) if n % 2 else (x, y + shift)
        x, y = x * aspect - slant * y, y / aspect
        return x * math.cos(turn) - y * math.sin(turn), x * math.sin(turn) + y * math.cos(turn)

    drawn = [[moved(x + r.uniform(-.015, .015), y + r.uniform(-.015, .015)) for x, y in stroke]
             for stroke in strokes]
    xs, ys = ([p[i] for stroke in drawn for p in stroke] for i in (0, 1))
    scale = 2 * half / max(max(xs) - min(xs), max(ys) - min(ys))

    def placed(values):  # anywhere within 12 pixels of the edges
        low, high = 12 - scale * min(values), 268 - scale * max(values)
        return low + (high - low) * r.random()
    left, top = placed(xs), placed(ys)
    return [[(left + scale * x, top + scale * y) for x, y in stroke] for stroke in drawn]


def gather(pad, folder, signs, seed, haste=1.0, screenshot=None):
    """Starts the pad with --gather, and draws so many of each sign."""
    program = subprocess.Popen([pad, "--port", "0", "--gather", folder],
                               stdout=subprocess.PIPE, text=True)
    try:
        address = next(m[0] for l in program.stdout if (m := re.search(r"http://\S+", l)))
        browser = Browser(1140, 900)
        browser.ask("/url", {"url": address})
        browser.wait("document.querySelectorAll('#bars li').length >= 3")
        for sign, count in signs:
            name = sign.__name__
            browser.run(f"document.querySelector('#class-name').value = '{name}'")
            for number in range(count):
                box = browser.run("document.querySelector('#drawing').focus({preventScroll: true});"
                                  "const b = document.querySelector('#drawing')"
                                  ".getBoundingClientRect(); return [b.x, b.y, b.width / 280]")
                r = random.Random(f"{seed} {os.path.basename(folder)} {name} {number}")
                drawn = by_hand(sign(r), r, haste)
                browser.draw([[(box[0] + box[2] * x, box[1] + box[2] * y) for x, y in stroke]
                              for stroke in drawn])
                if screenshot and (name, number) == (signs[-1][0].__name__, signs[-1][1] - 1):
                    browser.wait("document.body.dataset.painted === document.body.dataset.drawn")
                    browser.screenshot(screenshot)
                browser.run("document.querySelector('#drawing').focus({preventScroll: true})")
                browser.press(ENTER)
                browser.wait("document.querySelector('#kept [data-class=\"%s\"]')"
                             "?.dataset.count === '%d'" % (name, number + 1))
        browser.quit()
    finally:
        program.terminate()
        program.wait()


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("pad")
    parser.add_argument("folder")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--train", type=int, default=16)
    parser.add_argument("--test", type=int, default=10)
    parser.add_argument("--fourth", type=int, default=6)
    parser.add_argument("--screenshot")
    options = parser.parse_args()
    three, folder = [fish, house, key], options.folder
    gather(options.pad, f"{folder}/Drawings/train", [(s, options.train) for s in three],
           options.seed, screenshot=options.screenshot)
    # Those for the test are drawn in more haste: turned and slanted further.
    gather(options.pad, f"{folder}/Drawings/test", [(s, options.test) for s in three],
           options.seed, haste=1.7)
    gather(options.pad, f"{folder}/Fourth", [(boat, options.fourth)], options.seed)


main()
