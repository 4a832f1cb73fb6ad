"""Stores for the tests of this folder: one with every kind of event, and ways to tamper with it."""
import contextlib, datetime, hashlib, json, os, re, sqlite3, struct, subprocess, tempfile

SECRET = "Zaphod-Beeblebrox-4711"
WAIT = 60

SESSION = """
@clock {clock} zone UTC
@seed {seed}
> add agent Ann Alder <ann@desk.example>
> add manager Max Munro
> add customer Dan Dole <dan@acme.example>
> calendar new office : zone Europe/London; hours Mon-Fri 09:00-17:00; closed *-12-25 Christmas Day
@as ann
> new for {secret} <cleo@acme.example> urgent : Gateway down
> take 1
> tag 1 gateway
> tag 1 Straße
> untag 1 gateway
@advance 25m
> note 1 : Nobody has answered yet.
@advance 10m
> note 1 --idempotency-key k : Still nobody has.
> reply 1 at {answered} : We are on it, I said on the phone.
> wait 1 : Does it work again?
@advance 1m
> received 1 : No, it does not. �
> set 1 priority low because only one device is hit
# Earlier words begin the clock at whose change the priority was set.
> received 1 at {asked} : It did for a moment.
> rename 1 : Gateway slow
> transfer 1 to Dan Dole because it is his
> release 1
> assign 1 to Ann
> resolve 1 : It is replaced.
> reopen 1
> new for Dan Dole high : Second
> tag 2 x�
@advance 50m
> tick
> set 2 urgent
# By a clock that runs ahead, which is found out.
@as Admin
@clock {ahead}
> clock accept because the desk rested
> note 2 : By a clock that runs ahead.
@clock {later}
> clock accept because it ran ahead
@as ann
> new for Dan Dole medium : Third
> take 3
> reply 3 : Which one?
> resolve 3 --silent
> close 3
> new for Eve Ely <eve@acme.example> low : Gone
@as max
> erase approve Eve Ely because she asked
@as Admin
> erase Eve Ely
> yes
> policy apply because of the hours : policy hours; zone UTC; calendar office; 1 urgent respond 15m resolve 4h; 2 high respond 1h resolve 1wd; 3 medium respond 8h resolve 5wd; 4 low respond 1wd resolve 1mo always
> new for Dan Dole urgent : Fifth
> no-reply-needed 5 because he said so
> snooze 5 until 2027-01-01
> wake 5
> snooze 5 until 2027-02-01
> link 5 to 2
> unlink 2 from 5
> link 5 to 1
> wait 5 --force because he is on a journey
> received 5 : Here I am. And the scanner is broken too.
> split 5 from 75 : Scanner
> new for Dan Dole urgent : Fifth again
> merge 7 into 5
> yes
> calendar amend office because of the summer : zone Europe/London; hours Mon-Fri 08:00-17:00; closed *-12-25 Christmas Day
@as max
> policy propose because it is too slow : policy sooner; zone UTC; calendar office; 1 urgent,high tagged vip respond 5m resolve 1h; 2 any respond 1h next 2h resolve 1wd update 24h
@as Admin
> policy apply --proposed --to open because it is too slow
> yes
> tick
{ends}> backup to {path}
"""


# What is recorded last makes no row, and says no word.
RESTS = """@advance 40d
@advance 1s
> tick
@clock 2026-06-01T09:00:00
> clock accept
> yes
"""


def made(desk, path, clock="2026-03-02T09:00:00", answered="09:20", seed="store", ends=""):
    """A store of every kind of event, its own user's, at a path."""
    later, ahead = ((datetime.datetime.fromisoformat(clock) + datetime.timedelta(**span)).isoformat()
                    for span in ({"minutes": 87}, {"days": 37}))
    asked = datetime.datetime.fromisoformat(clock) + datetime.timedelta(minutes=35, seconds=30)
    with tempfile.TemporaryDirectory() as folder:
        session = os.path.join(folder, "all.desk")
        with open(session, "w") as file:
            file.write(SESSION.format(clock=clock, later=later, ahead=ahead, ends=ends, answered=answered, asked=asked.strftime("%H:%M:%S"), path=path, seed=seed,
                                      secret=SECRET).lstrip())
        said = subprocess.run([desk, "replay", "--bless", session], capture_output=True, text=True,
                              timeout=WAIT,
                              env={name: value for name, value in os.environ.items() if name != "CI"})
        with open(session) as file:
            played = file.read()
    assert said.returncode in (0, 1) and os.path.exists(path) and "\n! " not in played, (said, played)
    own(path)
    return path


def own(path):
    """Gives a replay's store to the user who runs the tests: its first person is another's."""
    with unguarded(path) as store:
        store.execute("UPDATE event SET payload = replace(payload, '\"uid\":0', ?)"
                      " WHERE kind = 'person.added'", (f'"uid":{os.getuid()}',))
        store.execute("UPDATE person SET uid = ? WHERE uid = 0", (os.getuid(),))
        rehash(store)


@contextlib.contextmanager
def unguarded(path):
    """The store with its guards out of the way; they are put back as they were."""
    store = sqlite3.connect(path, isolation_level=None)
    store.create_function("other", 2, other)
    # No text, and read as the text that it was.
    store.create_function(
        "broken", 1, lambda text: text.encode().replace("\ufffd".encode(), b"\xff"))
    guards = store.execute(
        "SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'").fetchall()
    for name, _ in guards:
        store.execute(f"DROP TRIGGER {name}")
    yield store
    there = {name for (name,) in store.execute("SELECT name FROM sqlite_schema")}
    for name, sql in guards:
        if re.search(r" ON (\w+)", sql)[1] in there and name not in there:
            store.execute(sql)
    store.close()


def other(value, kind):
    """Another value than this one, of a column's type; SQL calls it."""
    if kind == "INTEGER":
        # No user of a system has that number.
        if value is None:
            return 2 ** 40
        return value + (1000 if value < 2 ** 62 else -1000)
    if kind == "TEXT":
        return (value or "") + "x"
    value = value or bytes(1)
    return bytes([value[0] ^ 255]) + value[1:]


def rehash(store):
    """Makes the chain anew, as somebody would who knows how it is made; gives the last hash."""
    def field(data):
        data = data.encode() if isinstance(data, str) else data
        return struct.pack(">I", len(data)) + data
    identity, previous = store.execute("SELECT id FROM store").fetchone()[0], bytes(32)
    for row in store.execute("SELECT sequence, recorded_at, actor, channel, method, program"
                             " FROM change ORDER BY sequence").fetchall():
        events = store.execute(
            "SELECT sequence, stream, version, kind, occurred_at, payload FROM event"
            " WHERE change = ? ORDER BY sequence", row[:1]).fetchall()
        data = field("desk-change-v1") + field(identity) + struct.pack(">qq", *row[:2])
        data += b"".join(map(field, row[2:])) + struct.pack(">q", len(events))
        for number, stream, version, kind, at, payload in events:
            data += (struct.pack(">q", number) + field(stream) + struct.pack(">q", version)
                     + field(kind) + struct.pack(">q", at) + field(payload))
        digest = hashlib.sha256(data + previous).digest()
        store.execute("UPDATE change SET previous = ?, hash = ? WHERE sequence = ?",
                      (previous, digest, row[0]))
        previous = digest
    return previous.hex()


def columns(path):
    """Every column as (table, name, type, whether it is of the key)."""
    with contextlib.closing(sqlite3.connect(path)) as store:
        return store.execute(
            "SELECT t.name, c.name, c.type, c.pk > 0 FROM sqlite_schema AS t"
            " JOIN pragma_table_info(t.name) AS c WHERE t.type = 'table' ORDER BY t.name, c.cid"
        ).fetchall()


class Wire:
    """`desk rpc` with a store open."""

    def __init__(self, program, path):
        self.process = subprocess.Popen([program, "--db", path, "rpc"], stdin=subprocess.PIPE,
                                        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        self.number = 0
        # What it said at its end, where it ended by itself.
        self.words, self.status = "", None
        self.call("desk.whoami")

    def call(self, method, **params):
        self.number += 1
        self.process.stdin.write(json.dumps(
            {"jsonrpc": "2.0", "id": self.number, "method": method, "params": params}) + "\n")
        self.process.stdin.flush()
        return json.loads(self.process.stdout.readline())

    def note(self, text="n"):
        return self.call("ticket.note", ticket=1, text=text)

    def end(self, by=None):
        """Ends it by a signal, or by the end of its input."""
        if by:
            self.process.send_signal(by)
        self.process.stdin.close()
        self.status = self.process.wait(timeout=WAIT)
        self.words = self.process.stderr.read()
        self.process.stderr.close()
        self.process.stdout.close()
