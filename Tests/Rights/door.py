"""One `desk rpc` in which anybody acts: what the tests of rights stand on.

A store that a replay made takes its time and its actor from a caller, a line of JSON before each
call on the descriptor of `--control`. A copy of such a store is one too.
"""
import fcntl, json, os, pathlib, select, shutil, struct, subprocess, termios

WAIT = 60
# These reach the connection alone, so that no line is taken from the descriptor before them.
UNCUED = {"desk.parse", "desk.complete", "desk.cancel", "rpc.ping", "rpc.discover", "initialize",
          "initialized", "shutdown", "exit", "$/setTrace", "rpc.status", "$/cancelRequest", "events.subscribe",
          "events.unsubscribe", "events.poll"}
ADMIN = "Admin"


def environment(folder):
    """Nothing of the caller's own desk is read or written."""
    names = ("HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CONFIG_HOME")
    folders = dict.fromkeys(names, str(folder))
    own = dict(os.environ, TZ="UTC", LC_ALL="C.UTF-8", COLUMNS="80", **folders)
    # Sessions of one's own are played here, and none of the project's is blessed.
    own.pop("CI", None)
    return own


def replay(program, folder, text, *words):
    """Plays a session and gives its lines with what they got."""
    path = pathlib.Path(folder) / f"session-{len(os.listdir(folder))}.desk"
    path.write_text(text)
    done = subprocess.run([program, "replay", "--bless", *words, str(path)], timeout=600,
                          capture_output=True, text=True, env=environment(folder))
    assert done.returncode in (0, 1) and not done.stderr, done
    return path.read_text().splitlines()


def empty_store(program, folder, now, zone="Europe/London"):
    """A new store of a replay's with nobody in it but the founder."""
    path = pathlib.Path(folder) / f"empty-{len(os.listdir(folder))}.db"
    lines = replay(program, folder, f"@clock {now} zone {zone}\n> backup to {path}\n")
    assert path.exists(), lines
    return path


class Answer:
    """What a call came to: `kind` is `done`, `question`, or the kind of the error."""

    def __init__(self, message):
        self.message = {name: value for name, value in message.items() if name != "id"}
        self.text = json.dumps(self.message, ensure_ascii=False, sort_keys=True)
        if "error" in message:
            self.kind, self.data = message["error"]["data"]["kind"], message["error"]["data"]
            return
        result = message["result"]
        asks = isinstance(result, dict) and result.get("status") == "input_required"
        self.kind = "question" if asks else "done"
        said = isinstance(result, dict) and set(result) >= {"text", "data"}
        self.data = result["data"] if said else result


class Door:
    """A running `desk rpc` on one store."""

    def __init__(self, program, store, now):
        self.now, self.id, self.read = now, 0, b""
        self.cues, self.cue_end = os.pipe()
        folder = pathlib.Path(store).parent
        self.process = subprocess.Popen(
            [program, "--db", str(store), "--control", str(self.cues), "rpc"],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, bufsize=0,
            pass_fds=[self.cues], env=environment(folder))

    def __enter__(self):
        return self

    def __exit__(self, fault, *_):
        try:
            if fault is None:
                self.end()
        finally:
            if self.process.poll() is None:
                self.process.kill()
            self.process.wait()
            for stream in (self.process.stdin, self.process.stdout, self.process.stderr):
                stream.close()
            os.close(self.cues)
            os.close(self.cue_end)

    def end(self):
        left = fcntl.ioctl(self.cues, termios.FIONREAD, struct.pack("i", 0))
        assert struct.unpack("i", left)[0] == 0, "a call did not take its actor"
        self.process.stdin.close()
        assert self.process.wait(WAIT) == 0, f"desk rpc ended with {self.process.returncode}"
        said = self.process.stderr.read()
        assert not said, f"desk rpc complained: {said.decode()}"

    def cue(self, actor):
        os.write(self.cue_end, json.dumps({"now": self.now, "actor": actor}).encode() + b"\n")

    def call(self, actor, method, params=None):
        """Calls as somebody, and waits for the answer."""
        if method not in UNCUED:
            self.cue(actor)
        elif method.startswith(("desk.", "events.")):
            self.call(actor, "desk.execute", {"line": " "})
        self.id += 1
        message = {"jsonrpc": "2.0", "id": self.id, "method": method, "params": params or {}}
        data = memoryview(json.dumps(message).encode() + b"\n")
        while data:
            data = data[os.write(self.process.stdin.fileno(), data):]
        while b"\n" not in self.read:
            ready, _, _ = select.select([self.process.stdout], [], [], WAIT)
            assert ready, f"no answer to {message}"
            more = os.read(self.process.stdout.fileno(), 1 << 20)
            assert more, f"desk rpc died at {message}: {self.process.stderr.read().decode()}"
            self.read += more
        line, _, self.read = self.read.partition(b"\n")
        answer = json.loads(line)
        assert answer["id"] == self.id and ("result" in answer) != ("error" in answer), answer
        return Answer(answer)

    def say(self, actor, line, **params):
        return self.call(actor, "desk.execute", dict(params, line=line))

    def does(self, actor, *lines):
        """Says lines that must be carried out."""
        for line in lines:
            answer = self.say(actor, line)
            assert answer.kind == "done", f"{actor}: {line}: {answer.text}"
        return answer

    def journal(self):
        """The whole journal, as the founder exports it."""
        answer = self.call(ADMIN, "desk.export")
        assert answer.kind == "done", answer.text
        return answer.text


def copied(store, name):
    """A copy of a backup beside it."""
    path = store.parent / name
    assert not path.exists(), path
    shutil.copy(store, path)
    return path
