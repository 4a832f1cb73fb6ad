"""Copies of the tree in which scripts/mutants breaks the program, and the tests that may see it."""
import fcntl, os, pathlib, resource, shlex, signal, subprocess, sys, time

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
PLACE = ROOT / ".build-mutants"
BUILD = "swift build -Xswiftc -gnone"
# The tests, by name. What is run is a line of shell in the copy, where $desk is the broken program.
TESTS = {
    "sessions": "$desk replay Tests/Sessions/*.desk",
    "sessions as JSON-RPC": "$desk replay --via rpc Tests/Sessions/*.desk",
    "sessions at a terminal": "$desk replay --via pty Tests/Sessions/*.desk",
    "published": "$desk schema openrpc | cmp - rpc-schema/openrpc.json && "
                 "$desk schema reference | cmp - rpc-schema/reference.md",
    "completion": "python3 Tests/Scripts/completion.py $desk",
    "protocol": "python3 Tests/Conformance/run.py $desk",
    "store": "python3 Tests/Store/attacks.py $desk",
    "imports": "python3 Tests/Store/untaken.py $desk && python3 Tests/Store/exports.py $desk",
    "clocks": "/usr/bin/python3 Tests/Store/clocks.py $desk",
    "files": "python3 Tests/Store/files.py $desk",
    "erasure": "python3 Tests/Store/erasure.py $desk",
    "answers": "/usr/bin/python3 Tests/Answers/answers.py $desk",
    "rights": "python3 Tests/Rights/run.py $desk",
    "the prompt": "/usr/bin/python3 Tests/Terminal/all.py $desk",
}
# The tests that matter for a module, beside the unit tests of the target that has its name; what
# takes longest comes last, for the first that fails ends the walk.
MODULES = {
    "Interpreter": ["sessions", "sessions at a terminal", "published", "completion", "answers",
                    "protocol", "the prompt"],
    "Commands": ["sessions", "sessions at a terminal", "published", "clocks", "files", "erasure",
                 "answers", "rights", "protocol"],
    "SupportDesk": ["sessions", "published", "clocks", "erasure", "answers", "store", "rights"],
    "Import": ["imports"],
    "RPC": ["protocol", "sessions as JSON-RPC", "published", "answers"],
    "Console": ["the prompt", "sessions at a terminal"],
    "Replay": ["sessions", "sessions as JSON-RPC", "sessions at a terminal", "answers"],
}
# A test may take so many times what it takes unbroken, and these seconds more.
PATIENCE, GRACE = 4, 10
BUILD_SECONDS_MAX = 600
# On a busy machine a test that has a time limit of its own may fail once.
TRIES = 3


def run(command, tree, seconds, limited=True):
    """Runs a line of shell: True where it ends well, False where not, None where it takes longer.

    Whatever it has started in its own group is ended with it.
    """
    home = tree.parent / f"home-{tree.name}"
    home.mkdir(exist_ok=True)
    environment = dict(os.environ, desk=str(tree / ".build/debug/desk"),
                       SWIFT_BACKTRACE="enable=no")
    if limited:
        environment.update(HOME=str(home), DESK_DB=str(home / "desk.db"))

    def limit():
        resource.setrlimit(resource.RLIMIT_CPU, (int(seconds) + 5, int(seconds) + 10))
        resource.setrlimit(resource.RLIMIT_FSIZE, (1 << 30, 1 << 30))
        resource.setrlimit(resource.RLIMIT_AS, (8 << 30, 8 << 30))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))

    process = subprocess.Popen(
        ["bash", "-c", command], cwd=tree, env=environment, stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True,
        preexec_fn=limit if limited else None)
    try:
        return process.wait(timeout=seconds) == 0
    except subprocess.TimeoutExpired:
        return None
    finally:
        try:
            os.killpg(process.pid, signal.SIGKILL)
        except ProcessLookupError:
            pass
        process.wait()


def alone():
    """Holds the folder of the copies for this process; ends it where another one has it."""
    PLACE.mkdir(exist_ok=True)
    lock = open(PLACE / "lock", "w")
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        print("mutants: another run is at work here")
        sys.exit(2)
    return lock


def snapshot():
    """The tree's files by name, with bytes and mode; it may be worked on while the copies are."""
    names = subprocess.check_output(
        ["git", "ls-files", "-zco", "--exclude-standard"], cwd=ROOT, text=True).split("\0")
    return {name: ((ROOT / name).read_bytes(), (ROOT / name).stat().st_mode)
            for name in names if name and (ROOT / name).is_file()}


class Copy:
    """A copy of the tree, its build, and the tests that pass in it unbroken."""

    def __init__(self, number, modules, files):
        self.files = files
        self.tree = PLACE / str(number)
        # Which switch is on; the broken program reads it, whoever started it.
        self.number_file = PLACE / f"break-{number}"
        self.seconds = {}
        self.fill()
        targets = (self.tree / "Package.swift").read_text()
        self.units = {m: f"{m}Tests" for m in modules if f'"{m}Tests"' in targets}

    def fill(self):
        """Makes the copy equal to the tree; what is equal is left, so that builds are short."""
        self.tree.mkdir(parents=True, exist_ok=True)
        shared = PLACE / "shared"
        if not shared.is_symlink() and (ROOT.parent / "shared").is_dir():
            shared.symlink_to(ROOT.parent / "shared")
        for name, (new, mode) in self.files.items():
            old = self.tree / name
            if not old.is_file() or old.read_bytes() != new:
                old.parent.mkdir(parents=True, exist_ok=True)
                old.write_bytes(new)
                old.chmod(mode)
        for folder in ("Sources", "Tests"):
            for path in (self.tree / folder).rglob("*"):
                if path.is_file() and str(path.relative_to(self.tree)) not in self.files:
                    path.unlink()

    def turn_on(self, number):
        """Turns the break of a switchboard on that has a number, or all off for 0."""
        self.number_file.write_text(f"{number}\n")

    def restore(self, name):
        """Makes a file equal to the tree's again."""
        (self.tree / name).write_bytes(self.files[name][0])

    def build(self, module, seconds=BUILD_SECONDS_MAX):
        what = "--build-tests" if module in self.units else "--product desk"
        return run(f"{BUILD} {what}", self.tree, seconds, limited=False)

    def tests(self, module):
        """The tests that matter for a module, by name, with the line of shell; unit tests first."""
        if module in self.units:
            unit = shlex.quote(f"^{self.units[module]}\\.")
            test = BUILD.replace("build", "test", 1)
            yield self.units[module], f"{test} --skip-build --filter {unit}"
        for name in MODULES.get(module, ["sessions", "published", "protocol"]):
            yield name, TESTS[name]

    def learn(self, modules):
        """Runs every test unbroken; gives those that fail, which can then show nothing."""
        failing = []
        for module in modules:
            if not self.build(module, 3 * BUILD_SECONDS_MAX):
                print(f"mutants: the tree does not build: {BUILD} in {self.tree} says why")
                sys.exit(2)
            for name, command in self.tests(module):
                if name in self.seconds or name in failing:
                    continue
                for _ in range(TRIES):
                    began = time.monotonic()
                    if run(command, self.tree, BUILD_SECONDS_MAX):
                        self.seconds[name] = time.monotonic() - began
                        break
                else:
                    failing.append(name)
        return failing

    def seen_switched(self, break_, number):
        """The test that sees a break when its switch is on, or None."""
        try:
            self.turn_on(number)
            return self.walk(break_)
        finally:
            self.turn_on(0)

    def seen_built(self, break_):
        """The test that sees a break built alone, or None; LookupError where it does not compile."""
        try:
            (self.tree / break_.name).write_text(break_.broken())
            if not self.build(break_.module):
                raise LookupError
            return self.walk(break_)
        finally:
            self.restore(break_.name)

    def walk(self, break_):
        """The first test that fails, among those that matter for a break."""
        for name, command in self.tests(break_.module):
            if name in self.seconds:
                passed = run(command, self.tree, self.seconds[name] * PATIENCE + GRACE)
                if not passed:
                    return name if passed is False else f"{name}, for it never ends"
        return None
