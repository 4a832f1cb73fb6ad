"""What the clocks of a ticket say, from the rules alone (service-levels.md 1.0 to 1.5): slow, plain, and
nothing of the program's.

Times are milliseconds since 1970 in UTC. A calendar is a function from a stretch to what is open of it.
"""
HOUR, DAY = 3_600_000, 86_400_000
NAMES = ("response", "next-response", "resolution", "update")


def always(begin, end):
    return max(0, end - begin)


def office(begin, end):
    """Monday to Friday, 9 to 17."""
    total, day = 0, begin // DAY
    while day * DAY < end:
        # 1970-01-01 was a Thursday.
        if (day + 3) % 7 < 5:
            total += max(0, min(end, day * DAY + 17 * HOUR) - max(begin, day * DAY + 9 * HOUR))
        day += 1
    return total


CALENDARS = {"always": always, "office": office}


def due(calendar, begin, length):
    """The first instant by which so much was open."""
    if calendar == "always" or length <= 0:
        return begin + max(0, length)
    day = begin // DAY
    while True:
        opened = max(begin, day * DAY + 9 * HOUR)
        if (day + 3) % 7 < 5 and opened < day * DAY + 17 * HOUR:
            here = day * DAY + 17 * HOUR - opened
            if length <= here:
                return opened + length
            length -= here
        day += 1


class Clock:
    def __init__(self, name, start, at, promise):
        self.name, self.start, self.targets = name, start, [(start, *promise)]
        self.halts, self.stopped, self.ending, self.budget = [], None, None, None

    def promise(self, at, promise):
        if self.targets[-1][1:] != promise:
            self.targets.append((at, *promise))

    def halt(self, at):
        if self.stopped is None and (not self.halts or self.halts[-1][1] is not None):
            self.halts.append([at, None])

    def go_on(self, at):
        if self.halts and self.halts[-1][1] is None:
            self.halts[-1][1] = at

    def stop(self, at, ending):
        if self.stopped is None:
            self.go_on(at)
            self.stopped, self.ending, self.budget = at, ending, self.targets[-1][1]
            self.halts.append([at, None])

    def open_again(self, at):
        self.stopped = self.ending = self.budget = None
        self.go_on(at)

    def elapsed(self, now):
        """What ran by an instant, each stretch by the calendar of the target in force in it."""
        total = 0
        for index, (begin, _, calendar) in enumerate(self.targets):
            end = self.targets[index + 1][0] if index + 1 < len(self.targets) else now
            begin, end = max(begin, self.start), min(end, now)
            if begin >= end:
                continue
            total += CALENDARS[calendar](begin, end)
            for halt, resumed in self.halts:
                a, b = max(begin, halt), min(end, now if resumed is None else resumed)
                if a < b:
                    total -= CALENDARS[calendar](a, b)
        return total

    def says(self, now):
        elapsed = self.elapsed(now if self.stopped is None else self.stopped)
        budget, calendar = self.targets[-1][1:]
        budget = budget if self.budget is None else self.budget
        if elapsed > budget:
            verdict = "missed"
        else:
            verdict = {None: "open", "answered": "met", "resolution": "ended-by-resolution",
                       "cancelled": "cancelled"}[self.ending]
        paused = self.stopped is None and self.halts and self.halts[-1][1] is None
        state = "stopped" if self.stopped is not None else "paused" if paused else "running"
        said = {"clock": self.name, "state": state, "verdict": verdict, "elapsedMs": elapsed,
                "budgetMs": budget}
        if state == "running":
            said["due"] = due(calendar, now, budget - elapsed) if elapsed < budget else None
        return said


class Ticket:
    """One ticket, told what happens to it in the order in which it happens."""

    def __init__(self, policy, priority, at):
        self.policy, self.priority, self.tags, self.opened = policy, priority, set(), at
        self.clocks, self.owed, self.told, self.restarted = [], ("response", at), None, at
        self.waits, self.live, self.halted = False, True, False
        self.rests = []
        for name in ("response", "resolution"):
            self.begin(name, at, at)

    def row(self):
        for row in sorted(self.policy["rows"], key=lambda row: row["rank"]):
            if self.priority in row["priorities"] and (row["tag"] is None or row["tag"] in self.tags):
                return row["targets"], row["calendar"]
        return {}, "always"

    def promised(self, name):
        targets, calendar = self.row()
        return (targets[name], calendar) if name in targets else None

    def running(self, name):
        for clock in reversed(self.clocks):
            if clock.name == name:
                return clock if clock.stopped is None else None

    def begin(self, name, start, at):
        promise = self.promised(name)
        if promise is None:
            return
        clock = Clock(name, start, at, promise)
        if name in ("resolution", "update"):
            for begin, end in self.rests:
                if end is None or end > start:
                    clock.halt(max(begin, start))
                    if end is not None:
                        clock.go_on(end)
        self.clocks.append(clock)

    def stop(self, name, at, ending):
        clock = self.running(name)
        if clock:
            clock.stop(at, ending)

    def rest(self, at):
        if not self.rests or self.rests[-1][1] is not None:
            self.rests.append([at, None])
        for name in ("resolution", "update"):
            if self.running(name):
                self.running(name).halt(at)

    def go_on(self, at):
        if self.rests and self.rests[-1][1] is None:
            self.rests[-1][1] = at
        for name in ("resolution", "update"):
            if self.running(name):
                self.running(name).go_on(at)

    # What happens.

    def reply(self, at):
        if self.owed:
            self.stop(self.owed[0], at, "answered")
        self.owed, self.told = None, at
        if self.live:
            self.stop("update", at, "answered")
            self.begin("update", at, at)

    def receive(self, at):
        if self.owed is None:
            self.owed = ("next-response", at)
            self.begin("next-response", at, at)
        if self.waits:
            self.waits = False
            self.go_on(at)
        if not self.live:
            self.reopen(at)

    def wait(self, at):
        self.waits = True
        if self.policy["pauses"]:
            self.rest(at)

    def resolve(self, at):
        if self.owed:
            self.stop(self.owed[0], at, "resolution")
        self.owed = None
        if self.waits:
            self.waits = False
            self.go_on(at)
        self.live = False
        self.stop("resolution", at, "answered")
        update = self.running("update")
        if update and update.start == at:
            self.clocks.remove(update)
        self.stop("update", at, "resolution")
        self.rests.append([at, None])

    def reopen(self, at):
        self.live = True
        if self.rests and self.rests[-1][1] is None:
            self.rests[-1][1] = at
        last = [clock for clock in self.clocks if clock.name == "resolution"][-1:]
        if self.promised("resolution") is None:
            pass
        elif last and last[0].ending == "answered":
            last[0].open_again(at)
        else:
            self.begin("resolution", max(self.opened, self.restarted), at)
        # The time since the last word goes on; while the ticket was resolved it rested.
        last = [clock for clock in self.clocks if clock.name == "update"][-1:]
        if self.promised("update") is None or self.told is None:
            pass
        elif last and last[0].ending == "resolution" and last[0].start >= max(self.told, self.restarted):
            last[0].open_again(at)
        else:
            self.begin("update", max(self.told, self.restarted), at)

    def excuse(self, at):
        if self.owed:
            self.stop(self.owed[0], at, "cancelled")
        self.owed = None

    def change(self, at, priority=None, tag=None, untag=None):
        before = self.row()
        self.priority = priority or self.priority
        if tag:
            self.tags.add(tag)
        self.tags.discard(untag)
        if priority is None and self.row() == before:
            return
        restarts = priority is not None and self.policy["restarts"]
        if restarts:
            self.restarted = at
        for name in NAMES:
            promise, running = self.promised(name), self.running(name)
            if promise is None:
                self.stop(name, at, "cancelled")
            elif running and restarts:
                running.stop(at, "cancelled")
                self.begin(name, at, at)
            elif running:
                running.promise(at, promise)
            else:
                start = {
                    "resolution": self.opened if self.live else None,
                    "update": self.told if self.live else None,
                }.get(name, self.owed[1] if self.owed and self.owed[0] == name else None)
                if start is not None:
                    self.begin(name, max(start, self.restarted), at)
                elif name in ("resolution", "update") and not self.live:
                    last = [clock for clock in self.clocks if clock.name == name][-1:]
                    if last and last[0].ending == ("answered" if name == "resolution" else "resolution"):
                        last[0].promise(at, promise)

    def says(self, now):
        return sorted((clock.says(now) for clock in self.clocks), key=lambda said: NAMES.index(said["clock"]))
