"""What the tests of the edges stand on: the program, a store to copy, and a terminal."""
import fcntl, json, os, pathlib, pty, resource, select, shutil, struct, subprocess, sys, tempfile
import termios, time

WAIT = 30
FIXTURE = [
    "add agent Ana Lima <ana@example.org>",
    "new for Cleo Roy <cleo@example.org> high : Printer on fire",
    "take 1",
    "tag 1 printer",
    "note 1 : seen before",
    "new for Cleo Roy medium : Gateway down",
]


class Stage:
    """A folder with a store in it; nothing of the caller's own desk is read or written."""

    def __init__(self, program, folder):
        self.program = os.path.abspath(program)
        self.folder = pathlib.Path(folder)
        self.made = 0
        names = ("HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CONFIG_HOME")
        self.environment = dict(os.environ, TZ="UTC", LC_ALL="C.UTF-8", COLUMNS="80",
                                **dict.fromkeys(names, str(folder)))
        for name in ("CI", "DESK_DB", "NO_COLOR"):
            self.environment.pop(name, None)
        made = self.folder / "made.db"
        for line in FIXTURE + [f"backup {self.folder / 'fixture.db'}"]:
            done = self.run("-c", line, store=made)
            assert done.returncode == 0, (line, done)

    def store(self):
        """A copy of the fixture, which a backup made one whole file."""
        self.made += 1
        path = self.folder / f"{self.made}.db"
        shutil.copy(self.folder / "fixture.db", path)
        return path

    def command(self, *words, store):
        return [self.program, "--db", str(store), *words]

    def run(self, *words, store, **more):
        more = dict(stdin=subprocess.DEVNULL, capture_output=True, timeout=WAIT,
                    env=self.environment) | more
        if "input" in more:
            more.pop("stdin")
        if "stdout" in more or "stderr" in more:
            more.pop("capture_output")
            more = dict(stdout=subprocess.PIPE, stderr=subprocess.PIPE) | more
        return subprocess.run(self.command(*words, store=store), **more)

    def journal(self, store):
        """The whole journal as text."""
        done = self.run("export", "--journal", store=store)
        assert done.returncode == 0, done
        return done.stdout

    def terminal(self, *words, store, keys=(), **more):
        """What the program writes to a terminal of its own, to which keys are typed, some at a time
        whenever it says nothing more.

        Gives its exit status, None where it did not end, and the bytes as the terminal got them.
        """
        leader, follower = pty.openpty()
        fcntl.ioctl(follower, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
        environment = self.environment | {"TERM": "xterm"} | more.pop("env", {})
        process = subprocess.Popen(
            self.command(*words, store=store),
            **(dict(stdin=follower, stdout=follower, stderr=follower) | more), env=environment,
            start_new_session=True)
        os.close(follower)
        shown, end, keys = b"", time.monotonic() + WAIT, list(keys)
        try:
            while time.monotonic() < end:
                if select.select([leader], [], [], 0.2)[0]:
                    try:
                        data = os.read(leader, 1 << 16)
                    except OSError:
                        break
                    if not data:
                        break
                    shown += data
                elif keys:
                    os.write(leader, keys.pop(0))
            try:
                return process.wait(1), shown
            except subprocess.TimeoutExpired:
                return None, shown
        finally:
            if process.poll() is None:
                process.kill()
                process.wait()
            os.close(leader)


class Checks:
    """Counts what holds, and says what does not."""

    def __init__(self, name):
        self.name, self.count, self.failed = name, 0, 0

    def __call__(self, what, holds, shown=""):
        self.count += 1
        if not holds:
            self.failed += 1
            print("FAILED", what, str(shown)[:1500])

    def end(self):
        print(f"{self.name}: {self.count} checks, {self.failed} failed")
        sys.exit(1 if self.failed else 0)


def limited(size):
    """For `preexec_fn`: no file grows beyond so many bytes."""
    return lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))
