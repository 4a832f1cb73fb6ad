"""A terminal of our own with desk behind it: what is typed, and what the screen shows.

Nothing here sleeps for a fixed time: a test waits until what it expects is there.
"""
import glob, json, os, pty, pwd, re, shutil, signal, subprocess, sys, tempfile, termios, time
import pexpect, pyte

PROGRAM = os.path.abspath(sys.argv[1])
PATIENCE = 10
SIGN = "▸"
# What the desk calls whoever runs the tests, who founds each store.
_user = pwd.getpwuid(os.getuid())
USER = _user.pw_gecos.split(",")[0] or _user.pw_name
tests = []
# What every terminal is set to before a program changes it.
_pair = pty.openpty()
FRESH = termios.tcgetattr(_pair[1])
for _end in _pair:
    os.close(_end)


def heed_signals():
    """As in a shell of a person's, also where the tests run behind `&` or `nohup`."""
    for number in (signal.SIGINT, signal.SIGQUIT, signal.SIGHUP, signal.SIGTERM):
        signal.signal(number, signal.SIG_DFL)


def forget_the_dead():
    """Clears away what `faketime` keeps by the numbers of processes that were killed: whichever gets
    such a number next could not be started."""
    for path in glob.glob("/dev/shm/*faketime_s*_*"):
        if not os.path.exists(f"/proc/{path.rsplit('_', 1)[1]}"):
            try:
                os.unlink(path)
            except OSError:
                pass


def rule(function):
    """Takes a function for a test; its name is the rule."""
    tests.append(function)
    return function


class Store:
    """A store of a test's own."""

    def __init__(self):
        self.folder = tempfile.mkdtemp(prefix="desk-terminal-")
        # Names and settings of whoever runs the tests have no part in them.
        self.environment = {
            "DESK_DB": os.path.join(self.folder, "desk.db"), "HOME": self.folder,
            "LC_ALL": "C.UTF-8", "TERM": "xterm", "TZ": "UTC", "PATH": os.environ["PATH"],
            "TMPDIR": self.folder,
            # A program that is built for mutants has its runtime's own handlers of signals.
            "SWIFT_BACKTRACE": "enable=no"}
        self.call("-c", "new for me high : Printer")

    def call(self, *words, **settings):
        return subprocess.run([PROGRAM, *words], capture_output=True, timeout=PATIENCE * 3,
                              env=self.environment, **settings)

    def texts(self, *words):
        """Every text in what a command answers."""
        found = []

        def walk(value):
            if isinstance(value, str):
                found.append(value)
            for item in value if isinstance(value, list) else \
                    value.values() if isinstance(value, dict) else []:
                walk(item)
        said = self.call("--json", *words)
        walk(json.loads(said.stdout))
        return found

    @property
    def sent(self):
        return self.texts("history", "1")

    @property
    def drafts(self):
        return self.texts("drafts")

    def editor(self, script):
        """Makes a shell script the writer's editor; the file is its first argument."""
        path = os.path.join(self.folder, "editor")
        with open(path, "w") as file:
            file.write("#!/bin/sh\n" + script + "\n")
        os.chmod(path, 0o755)
        self.environment["EDITOR"] = path

    def remove(self):
        shutil.rmtree(self.folder)


class Terminal:
    """desk at a prompt."""

    def __init__(self, store, *words, columns=80, command=None, plain=False, **settings):
        self.is_plain = plain
        self.screen = pyte.Screen(columns, 24)
        self.stream = pyte.ByteStream(self.screen)
        self.output = b""
        environment = {**store.environment, **settings}
        environment = {name: value for name, value in environment.items() if value is not None}
        program, *arguments = command or [PROGRAM, *words]
        self.child = pexpect.spawn(program, arguments, env=environment, dimensions=(24, columns),
                                   echo=True, preexec_fn=heed_signals)
        self.child.delaybeforesend = None
        self.before = FRESH
        self.has_ended = False

    def take(self):
        try:
            data = self.child.read_nonblocking(65536, timeout=0.05)
            self.output += data
            self.stream.feed(data)
        except pexpect.TIMEOUT:
            pass
        except pexpect.EOF:
            self.has_ended = True

    def wait(self, holds, what, patience=PATIENCE):
        end = time.monotonic() + patience
        while not holds():
            if self.has_ended or time.monotonic() > end:
                raise AssertionError(f"{what}; the screen shows:\n" + "\n".join(self.rows))
            self.take()

    def wait_a_while(self, seconds):
        """Takes what comes in that time, for what must not come."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            self.take()

    @property
    def display(self):
        """Every row; pyte's own trips over half of a wide character that was painted over."""
        return ["".join(self.screen.buffer[row][column].data for column in range(self.screen.columns))
                for row in range(self.screen.lines)]

    @property
    def rows(self):
        return [row.rstrip() for row in self.display if row.strip()]

    @property
    def line(self):
        """The row where the cursor is."""
        return self.display[self.screen.cursor.y].rstrip()

    def see(self, text):
        self.wait(lambda: any(text in row for row in self.rows), f"{text!r} is not shown")

    def prompt(self, words=""):
        """Waits for a prompt with nothing typed behind it, and for the terminal to take keys."""
        self.wait(lambda: words in self.line and self.line[-1:] in (SIGN, "…") and self.takes_keys,
                  f"no prompt {words!r}")

    def reads(self, text):
        """Waits until the line at the cursor ends so."""
        self.wait(lambda: self.line.endswith(text), f"the line does not end in {text!r}")

    @property
    def takes_keys(self):
        """Whether a line is edited, or where none is, whether the terminal does it."""
        return self.is_plain or self.pastes_bracketed

    @property
    def pastes_bracketed(self):
        return self.output.rfind(b"\x1b[?2004h") > self.output.rfind(b"\x1b[?2004l")

    def type(self, text):
        self.child.send(text)

    def press(self, keys):
        """Types keys that end what is read, and waits for the next prompt."""
        mark = b"" if self.is_plain else b"\x1b[?2004h"
        prompts = self.output.count(mark)
        self.type(keys)
        self.wait(lambda: self.output.count(mark) > prompts, "no answer")
        self.prompt()

    def say(self, line):
        """Types a line and waits for the next prompt."""
        self.type(line)
        if line:
            self.reads(line)
        self.press("\r")

    def paste(self, text):
        self.type("\x1b[200~" + text + "\x1b[201~")

    def resize(self, columns):
        self.screen.resize(24, columns)
        self.child.setwinsize(24, columns)

    def end(self):
        """Waits for the program to end; gives its status, negative for the signal it died of."""
        end = time.monotonic() + PATIENCE
        while not self.has_ended and time.monotonic() < end:
            self.take()
        self.settings = termios.tcgetattr(self.child.child_fd)
        while self.child.isalive():
            if time.monotonic() > end:
                raise AssertionError("it did not end; the screen shows:\n" + "\n".join(self.rows))
            time.sleep(0.01)
        self.close()
        return self.child.exitstatus if self.child.signalstatus is None else -self.child.signalstatus

    def close(self):
        self.child.close(force=True)

    @property
    def is_given_back(self):
        """Whether the terminal is as it was, with bracketed paste off."""
        return self.settings == self.before and not self.pastes_bracketed


def run():
    # Whatever a test starts is started as from a shell of a person's, also without a terminal.
    heed_signals()
    forget_the_dead()
    failed = 0
    known = {test.__name__: test for test in tests}
    chosen = [known[name] for name in sys.argv[2:] or known]
    for test in chosen:
        store = Store()
        try:
            test(store)
        except Exception as fault:
            failed += 1
            kind = "" if isinstance(fault, AssertionError) else type(fault).__name__ + ": "
            print(f"FAILED {test.__name__.replace('_', ' ')}: {kind}{fault}", flush=True)
        finally:
            store.remove()
    print(f"terminal: {len(chosen) - failed} of {len(chosen)} hold")
    sys.exit(1 if failed else 0)
