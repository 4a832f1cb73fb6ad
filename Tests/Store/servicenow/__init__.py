"""A made-up ServiceNow log, a desk that takes it, and rules about both."""
import os, subprocess, sys, tempfile

HEAD = ("number,incident_state,active,caller_id,opened_at,sys_updated_at,category,subcategory,"
        "u_symptom,priority,assigned_to")
WAIT = 120
STATES = ("New", "Active", "Awaiting User Info", "Active", "Resolved", "Closed")


def row(number, state, at, agent="Resolver 1", priority="2 - High", opened="2/3/2026 09:00",
        caller="Caller 1", category="Hardware"):
    return f"{number},{state},true,{caller},{opened},{at},{category},Screen,Dark,{priority},{agent}"


def made_up(path, incidents=9000):
    """Incidents of six rows each, the rows of many mixed, as a log is by time: 36,000 a year, up to 2025."""
    rows = []
    for number in range(incidents):
        day, hour = number % 28 + 1, number // 28 % 18
        month = f"{number // 3000 % 12 + 1}/{2025 - (incidents - 1) // 36_000 + number // 36_000}"
        for step, state in enumerate(STATES):
            at = f"{day}/{month} {hour + step // 2}:{step % 2 * 30:02}"
            rows.append((step, row(f"INC{number:07}", state, at, f"Resolver {number % 40}",
                                   opened=f"{day}/{month} {hour}:00",
                                   caller=f"Caller {number % 2000}")))
    rows.sort(key=lambda pair: pair[0])
    with open(path, "w") as file:
        file.write("\n".join([HEAD, *(text for _, text in rows)]) + "\n")
    return path


class Desk:
    """The program on a store of its own."""

    def __init__(self, program, folder):
        self.program, self.folder = program, folder
        self.path = os.path.join(folder, "desk.db")

    def run(self, *words):
        return subprocess.run([self.program, "--db", self.path, *words], capture_output=True,
                              text=True, timeout=WAIT, stdin=subprocess.DEVNULL)

    def said(self, *words, status=0):
        done = self.run(*words)
        assert done.returncode == status, (words, done)
        return done.stdout

    def file(self, text):
        path = os.path.join(self.folder, f"log{len(os.listdir(self.folder))}.csv")
        with open(path, "wb") as file:
            file.write(text if isinstance(text, bytes) else text.encode())
        return path

    def take(self, *rows, status=0, words=()):
        """Imports rows under the header; what is said on the screen."""
        return self.said("import", "servicenow", self.file("\n".join([HEAD, *rows]) + "\n"), *words,
                         status=status)

    def history(self, name):
        return self.said("history", name)

    def has(self, *names):
        """Which of the incidents are there."""
        return [name for name in names if self.run("show", name).returncode == 0]


class Rules:
    """Runs each function that it decorates on a fresh desk."""

    def __init__(self, program):
        self.program, self.count, self.failed = os.path.abspath(program), 0, 0

    def __call__(self, function):
        self.count += 1
        with tempfile.TemporaryDirectory() as folder:
            desk = Desk(self.program, folder)
            try:
                function(desk)
                assert "holds" in desk.said("verify")
            except (AssertionError, subprocess.TimeoutExpired) as fault:
                self.failed += 1
                print(f"FAILED {function.__name__.replace('_', ' ')}: {fault}")
        return function

    def end(self, name):
        print(f"{name}: {self.count} rules, {self.failed} failed")
        sys.exit(1 if self.failed else 0)
