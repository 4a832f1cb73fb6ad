"""What every conformance case stands on: the program, its fixture, a client, and the register.

The cases are those of rpc.md section 4, by their numbers. A case is a function that is handed the
`Desk` under test and asserts; `table` makes one of a message and the answer it gets.
"""
import json, os, pathlib, select, shutil, subprocess

try:
    import published
except ImportError as fault:  # Without jsonschema results are not compared with their schemas.
    if fault.name != "jsonschema":
        raise
    published = None

R = '"jsonrpc":"2.0"'
PING = f'{{{R},"id":"z","method":"rpc.ping"}}'
WAIT = 20
CASES = []


def case(number, name):
    """Registers the function below as a case of that number."""
    def register(function):
        CASES.append((number, name, function))
        return function
    return register


def request(method, params=None, id=1):
    """A request as text; parameters may be JSON text already, for what JSON writers cannot say."""
    text = "" if params is None else ',"params":' + (
        params if isinstance(params, str) else json.dumps(params))
    return f'{{{R},"id":{json.dumps(id)},"method":{json.dumps(method)}{text}}}'


def pong(id):
    return {"jsonrpc": "2.0", "id": id, "result": "pong"}


def error(code, id=None, kind=None, **data):
    if kind:
        data["kind"] = kind
    return {"jsonrpc": "2.0", "id": id, "error": {"code": code, "data": data}}


def table(number, *rows):
    """A case a row: a message and the answer it gets, None where it gets none.

    Each goes to a store of its own, between two pings, so that the connection is seen to live.
    """
    for message, wanted in rows:
        def function(desk, message=message, wanted=wanted):
            out = desk.rpc(f"{PING}\n{message}\n{PING}\n").split(b"\n")
            answers = [json.loads(line) for line in out[1:-1]]
            assert out[-1] == b"" and answers[-1] == pong("z"), out
            expect(answers[:-1], [] if wanted is None else [wanted])
            if isinstance(wanted, dict) and desk.schemas:
                desk.schemas.check(method_of(message), answers[0])
        CASES.append((number, message[:70], function))


def method_of(message):
    """The method that a message calls; None where it calls none."""
    try:
        return json.loads(message).get("method")
    except (ValueError, AttributeError):
        return None


def expect(given, wanted):
    """Fails where what is given has not all that is wanted: further members are let pass."""
    assert fits(given, wanted), f"\n  given:  {given!r}\n  wanted: {wanted!r}"


def fits(given, wanted):
    if callable(wanted):
        return wanted(given)
    if isinstance(wanted, dict):
        return isinstance(given, dict) and all(
            name in given and fits(given[name], value) for name, value in wanted.items())
    if isinstance(wanted, list):
        return isinstance(given, list) and len(given) == len(wanted) and all(
            map(fits, given, wanted))
    return given == wanted and type(given) is type(wanted)


class Desk:
    """The program under test, with a store that is copied for each use."""

    FIXTURE = [
        "add agent Ana Lima <ana@example.org>",
        "new for Cleo Roy <cleo@example.org> high : Printer on fire",
        "take 1",
        "tag 1 printer",
        "new for Cleo Roy medium : Gateway down",
        "take 2",
        "tag 2 gateway",
        "tag 2 mobile",
        "note 2 : seen before",
        "reply 2 : What does the display say?",
        "wait 2",
        "resolve 2 : It is up again.",
        "close 2",
    ]

    def __init__(self, program, folder):
        self.program = os.path.abspath(program)
        self.folder = pathlib.Path(folder)
        self.made = 0
        self.fixture = self.folder / "fixture.db"
        made = self.folder / "made.db"
        for line in self.FIXTURE + [f"backup {self.fixture}"]:
            self.line(line, made)
        self.document = json.loads(self.call([self.program, "schema", "openrpc"]))
        self.schemas = published and published.Schemas(self.document)

    def store(self):
        """A copy of the fixture, which a backup made one whole file."""
        self.made += 1
        path = self.folder / f"{self.made}.db"
        shutil.copy(self.fixture, path)
        return path

    def environment(self, path):
        return dict(os.environ, DESK_DB=str(path), TZ="UTC", LC_ALL="C.UTF-8", COLUMNS="80")

    def call(self, words, path=None, **more):
        done = subprocess.run(words, env=self.environment(path or self.fixture), timeout=WAIT,
                              capture_output=True, **more)
        assert done.returncode == 0, (words, done)
        return done.stdout

    def line(self, line, path):
        return self.call([self.program, "-c", line], path, stdin=subprocess.DEVNULL).decode()

    def rpc(self, data, path=None, status=0, quiet=True):
        """What `desk rpc` writes for an input that ends."""
        data = data if isinstance(data, bytes) else data.encode()
        done = subprocess.run([self.program, "rpc"], input=data, timeout=WAIT, capture_output=True,
                              env=self.environment(path or self.store()))
        assert done.returncode == status, done
        assert not quiet or not done.stderr, done.stderr
        return done.stdout

    def start(self, path=None, **more):
        return Pipe(self, path or self.store(), **more)


class Pipe:
    """A client that waits for each answer, in messages that end with a line feed."""

    def __init__(self, desk, path, under=(), **more):
        """- under: a program that runs the desk, such as one that gives it another clock."""
        self.desk = desk
        self.id = 0
        self.read = b""
        streams = dict(stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        environment = dict(desk.environment(path), DONT_FAKE_MONOTONIC="1")
        self.process = subprocess.Popen([*under, desk.program, "rpc"], env=environment,
                                        bufsize=0, **(streams | more))

    def __enter__(self):
        return self

    def __exit__(self, *_):
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait()
        for stream in (self.process.stdin, self.process.stdout, self.process.stderr):
            if stream:
                try:
                    stream.close()
                except BrokenPipeError:
                    pass

    def send(self, data):
        data = memoryview(data if isinstance(data, bytes) else data.encode())
        while data:
            data = data[os.write(self.process.stdin.fileno(), data):]

    def line(self):
        """The next line of what is written, its line feed with it."""
        while b"\n" not in self.read:
            self.take()
        line, feed, self.read = self.read.partition(b"\n")
        return line + feed

    def bytes(self, count):
        """So many bytes of what is written."""
        while len(self.read) < count:
            self.take()
        given, self.read = self.read[:count], self.read[count:]
        return given

    def rest(self):
        """What is written until the end."""
        given, self.read = self.read + self.process.stdout.read(), b""
        return given

    def take(self):
        assert self.waits(WAIT), f"no answer, but {self.read[:200]!r}"
        data = os.read(self.process.stdout.fileno(), 1 << 20)
        assert data, f"the end, behind {self.read[:200]!r}"
        self.read += data

    def waits(self, seconds):
        """Whether something can be read within so many seconds."""
        return bool(self.read or select.select([self.process.stdout], [], [], seconds)[0])

    def answer(self, method, params=None):
        """The whole response, its result compared with the published schema."""
        self.id += 1
        self.send(request(method, params, self.id) + "\n")
        answer = json.loads(self.line())
        # What a subscription tells may come between, and how far the call is.
        while "method" in answer:
            answer = json.loads(self.line())
        assert answer["id"] == self.id and ("result" in answer) != ("error" in answer), answer
        if self.desk.schemas:
            self.desk.schemas.check(method, answer)
        return answer

    def result(self, method, **params):
        answer = self.answer(method, params)
        assert "result" in answer, answer
        return answer["result"]

    def error(self, method, **params):
        answer = self.answer(method, params)
        assert "error" in answer, answer
        return answer["error"]

    def end(self, status=0):
        """Ends the input and waits; gives what was said on standard error."""
        self.process.stdin.close()
        assert self.process.wait(WAIT) == status, self.process.returncode
        return self.process.stderr.read() if self.process.stderr else b""
