"""Keys come from standard input and the screen is standard output, whatever stands behind either."""
import fcntl, os, pty, resource, select, signal, struct, subprocess, termios, time
from terminal import FRESH, PATIENCE, PROGRAM, rule

ON, OFF = b"\x1b[?2004h", b"\x1b[?2004l"


def window(descriptor, columns):
    fcntl.ioctl(descriptor, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))


class Ends:
    """Pseudo-terminals by the letters of a program's three descriptors, `a` and `b`."""

    def __init__(self, store, letters="abb", columns=80, **settings):
        self.ends = {letter: pty.openpty() for letter in sorted(set(letters))}
        self.shown = {letter: b"" for letter in self.ends}
        for _, follower in self.ends.values():
            window(follower, columns)
        limit = settings.pop("limit", lambda: None)
        places = [self.ends[letter][1] for letter in letters]
        self.child = subprocess.Popen(
            [PROGRAM], stdin=places[0], stdout=places[1], stderr=places[2], preexec_fn=limit,
            env={**store.environment, **settings}, start_new_session=True)

    def wait(self, holds, what):
        end = time.monotonic() + PATIENCE
        while not holds():
            assert time.monotonic() < end, (what, self.shown, self.child.poll())
            self.take(0.05)

    def take(self, seconds=0):
        leaders = {leader: letter for letter, (leader, _) in self.ends.items()}
        for leader in select.select(leaders, [], [], seconds)[0]:
            self.shown[leaders[leader]] += os.read(leader, 65536)

    def type(self, letter, keys):
        os.write(self.ends[letter][0], keys)

    def end(self):
        self.wait(lambda: self.child.poll() is not None, "it does not end")
        status = self.child.wait()
        self.take()
        self.settings = {letter: termios.tcgetattr(leader)
                         for letter, (leader, _) in self.ends.items()}
        for leader, follower in self.ends.values():
            os.close(leader)
            os.close(follower)
        return status


@rule
def keys_and_screen_may_be_two_terminals(store):
    store.editor("""stty -echo; sed -i 's/half/whole/' "$1" """)
    for name, last in (("xterm", b"quit\r"), ("dumb", b"quit\r"), ("xterm", None)):
        two = Ends(store, TERM=name)
        window(two.ends["b"][0], 60)
        shown = two.shown
        two.wait(lambda: "desk ▸ ".encode() in shown["b"].replace(b"\x1b[?2004h", b"").replace(
            b"\x1b[1m", b"").replace(b"\x1b[0m", b""), "no prompt")
        if name == "xterm":
            two.wait(lambda: ON in shown["b"], "pastes are not marked")
            two.type("a", b"\x1b[200~note 1 : a paste of which no end comes")
            two.wait(lambda: not select.select([two.ends["a"][1]], [], [], 0)[0], "it is not taken")
            two.child.send_signal(signal.SIGINT)
            two.wait(lambda: shown["b"].count(b"^C") == 1, "it is not dropped")
            two.wait(lambda: shown["b"].count(ON) == 2, "no prompt")
            two.type("a", b"note 1 : half\x18\x05")
            two.wait(lambda: b"note 1 : whole" in shown["b"], "no editor")
            two.type("a", b"\r")
        else:
            two.type("a", b"note 1 : whole\r")
        two.wait(lambda: b"noted" in shown["b"], "it is not done")
        two.wait(lambda: shown["b"].endswith((ON, "▸ ".encode())), "no prompt")
        if last:
            two.type("a", last)
        else:
            two.child.send_signal(signal.SIGQUIT)
        found = two.end()
        assert found == (0 if last else -signal.SIGQUIT), found
        # What is typed is shown where it is typed alone where no line is edited.
        assert ("▸".encode() not in shown["a"]) and b"noted" not in shown["a"], shown
        assert two.settings["a"] == FRESH, "the keys' terminal is not given back"
        if name == "xterm":
            assert shown["b"].rfind(OFF) > shown["b"].rfind(ON), shown["b"]
        if not last:
            assert shown["b"].endswith(OFF), shown["b"]
    assert store.sent.count("whole") == 3, store.sent


@rule
def of_two_screens_the_prompt_is_at_standard_output(store):
    three = Ends(store, "aba", TERM="dumb")
    three.wait(lambda: "desk ▸ ".encode() in three.shown["b"], "no prompt")
    three.type("a", b"quit\r")
    assert three.end() == 0
    assert "▸".encode() not in three.shown["a"], three.shown


@rule
def keys_that_cannot_be_read_are_the_worlds_fault_though_the_screen_is_there(store):
    """As of a program in the background that heeds no stop: its terminal refuses it the keys."""
    def background():
        os.setpgid(0, 0)
        for number in (signal.SIGTTIN, signal.SIGTTOU):
            signal.signal(number, signal.SIG_IGN)

    for name in ("xterm", "dumb"):
        leader, follower = pty.openpty()
        reading, writing = os.pipe()
        shell = os.fork()
        if shell == 0:
            os.setsid()
            fcntl.ioctl(follower, termios.TIOCSCTTY, 0)
            found = subprocess.run(
                [PROGRAM], stdin=follower, stdout=follower, stderr=follower,
                preexec_fn=background, env={**store.environment, "TERM": name}).returncode
            os.write(writing, str(found).encode())
            os._exit(0)
        os.close(writing)
        os.write(leader, b"quit\r")
        ready = select.select([reading], [], [], PATIENCE)[0]
        found = os.read(reading, 9) if ready else b"it goes on"
        os.kill(shell, signal.SIGKILL)
        os.waitpid(shell, 0)
        for end in (leader, follower, reading):
            os.close(end)
        assert found == b"3", (name, found)


@rule
def half_a_line_of_a_text_is_kept_where_the_terminal_is_gone_and_no_signal_tells(store):
    leader, follower = pty.openpty()
    child = subprocess.Popen([PROGRAM], stdin=follower, stdout=follower, stderr=follower,
                             env={**store.environment, "NO_COLOR": "1"})
    os.close(follower)
    shown = b""
    for keys, wanted in ((b"reply 1\r", b"gives up)"), (b"first\r", "… ".encode() + ON),
                         (b"half", b"half")):
        os.write(leader, keys)
        while wanted not in shown:
            assert select.select([leader], [], [], PATIENCE)[0], shown
            shown += os.read(leader, 65536)
        shown = b""
    os.close(leader)
    assert child.wait(PATIENCE) == 3
    assert "first\nhalf" in store.drafts, store.drafts


@rule
def however_few_descriptors_there_are_the_prompt_is_there_or_says_why_not(store):
    found = set()
    for count in range(4, 24):
        def limit():
            resource.setrlimit(resource.RLIMIT_NOFILE, (count, count))
        few = Ends(store, "aaa", TERM="xterm", limit=limit, NO_COLOR="1")
        few.wait(lambda: few.child.poll() is not None or "desk ▸ ".encode() in few.shown["a"],
                 f"with {count} descriptors")
        if "desk ▸ ".encode() in few.shown["a"]:
            found.add("edited" if ON in few.shown["a"] else "plain")
            few.type("a", b"\x03quit\r")
            assert few.end() == 0, (count, few.shown)
        else:
            found.add("none")
            assert few.end() == 3 and b"desk: " in few.shown["a"] or few.shown["a"], (
                count, few.shown)
    assert {"none", "plain"} <= found, found


@rule
def what_standard_error_lacks_is_told_by_the_status_of_what_went_well(store):
    with open("/dev/full", "w") as full:
        for words, status in ((["--db", store.folder + "/new.db", "list"], 3), (["nonsense"], 2),
                              (["list"], 0)):
            said = subprocess.run([PROGRAM, *words], stdin=subprocess.DEVNULL, env=store.environment,
                                  stdout=subprocess.DEVNULL, stderr=full)
            assert said.returncode == status, (words, said)


@rule
def a_terminal_without_a_width_has_eighty_columns(store):
    store.call("note", "1", "x" * 200)
    shown = {}
    for columns in (0, 79, 80, 81):
        leader, follower = pty.openpty()
        window(follower, columns)
        subprocess.run([PROGRAM, "history", "1"], stdin=subprocess.DEVNULL, env=store.environment,
                       stdout=follower, timeout=PATIENCE)
        shown[columns] = os.read(leader, 65536)
        for end in (leader, follower):
            os.close(end)
    assert len(set(shown.values())) == 3 and shown[0] == shown[80], shown
