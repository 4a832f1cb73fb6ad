"""Cases 73 to 98: how messages are told from one another, and how the stream ends."""
import json, os, select, signal, subprocess, time

from client import PING, R, case, error, expect, pong, request

BODY = f'{{{R},"id":1,"method":"rpc.ping"}}'
ANSWER = f'{{{R},"id":1,"result":"pong"}}'.encode()
LINE = ANSWER + b"\n"
BLOCK = b"Content-Length: %d\r\n\r\n" % len(ANSWER) + ANSWER
LENGTH = f"Content-Length: {len(BODY)}\r\n"


def block(head=LENGTH, end="\r\n"):
    return (head + end + BODY).encode()


def streams(number, *rows):
    """A case a row: what is read, and every byte that is written for it."""
    for name, data, wanted in rows:
        def function(desk, data=data, wanted=wanted):
            out = desk.rpc(data)
            assert out == wanted, out
        case(number, name)(function)


def broken(number, *rows):
    """A case a row: what cannot be a block; the next one is answered."""
    for name, data in rows:
        def function(desk, data=data):
            out = desk.rpc(data + block())
            assert out.count(b"-32700") == 1 and b"bad-header" in out, out[:300]
            assert b'"id":null' in out and out.endswith(BLOCK), out[-300:]
        case(number, name)(function)


streams(73, ("blank lines first", f"\n\n  {BODY}\n".encode(), LINE),
        ("a batch first", f"[{BODY}]\n".encode(), b"[" + ANSWER + b"]\n"))
streams(74, ("a block", block(), BLOCK))
streams(75, ("lower case, no blank", block(LENGTH.lower().replace(": ", ":")), BLOCK))
streams(76, ("Content-Type first", block("Content-Type: x; charset=utf8\r\n" + LENGTH), BLOCK),
        ("Vim's", block("Content-Type: application/vim-jsonrpc; charset=utf-8\r\n" + LENGTH), BLOCK))
broken(77, ("another charset", block("Content-Type: x; charset=utf-16\r\n" + LENGTH)))
streams(78, ("line feeds alone", block(LENGTH.replace("\r", ""), "\n"), BLOCK))
streams(80, ("three blocks in one write", block() * 3, BLOCK * 3))
broken(82, *[(f"a length that is {length}", block(f"Content-Length: {length}\r\n"))
             for length in ("abc", "-5", "1" * 23, "", "4 0", "+40", "40, 40")],
       ("two lengths", block(LENGTH + LENGTH)),
       ("two lengths that differ", block(LENGTH + "Content-Length: 1\r\n")),
       ("two lengths, the first of them wrong", block("content-length: 1\r\n" + LENGTH)),
       ("no length", block("Content-Type: x\r\n")))
broken(83, ("a length of zero", b"Content-Length: 0\r\n\r\n"))
broken(85, ("a header of 9 KiB", block("X: " + "y" * 9000 + "\r\n" + LENGTH)),
       ("a header of 40 lines", block("X: y\r\n" * 40 + LENGTH)))
streams(86, ("CRLF line endings", f"{BODY}\r\n{BODY}\r\n".encode(), LINE * 2))
streams(87, ("no last line feed", BODY.encode(), LINE))
streams(88, ("a byte-order mark", b"\xef\xbb\xbf" + BODY.encode(), LINE))
streams(92, ("nothing", b"", b""))


@case(73, "on a pipe an answer has every character as it is")
def _(desk):
    out = desk.rpc(f'{{{R},"id":"\u200e\u009b","method":"rpc.ping"}}\n'.encode())
    assert "\u200e\u009b".encode() in out, out


@case(73, "a person who types a word is answered, with a line feed and without")
def _(desk):
    for data in (b"hello\n", b"hello"):
        out = desk.rpc(data)
        assert out.count(b"-32700") == 1 and out.endswith(b"\n") and b"Content" not in out, out
    assert desk.rpc(f"hello\n{BODY}\n".encode()).endswith(LINE)


@case(79, "a block in pieces of a byte gets one answer")
def _(desk):
    with desk.start() as pipe:
        for byte in block():
            pipe.send(bytes([byte]))
        assert pipe.bytes(len(BLOCK)) == BLOCK
        pipe.end()


@case(88, "a byte-order mark in pieces of a byte")
def _(desk):
    with desk.start() as pipe:
        for byte in b"\xef\xbb\xbf":
            pipe.send(bytes([byte]))
            time.sleep(0.05)
        pipe.send(BODY + "\n")
        assert pipe.line() == LINE
        pipe.end()


@case(89, "a line of 5 MiB is passed over, in bounded memory")
def _(desk):
    with desk.start() as pipe:
        pipe.send(b'{"x":"' + b"y" * (5 << 20) + b'"}\n')
        expect(json.loads(pipe.line()), error(-32600, kind="message-too-large"))
        pipe.send(BODY + "\n")
        assert pipe.line() == LINE
        with open(f"/proc/{pipe.process.pid}/status") as status:
            peak = next(int(line.split()[1]) for line in status if line.startswith("VmHWM"))
        assert peak < 96 << 10, f"{peak} KiB"
        pipe.end()


@case(89, "a block of 5 MiB is passed over")
def _(desk):
    out = desk.rpc(b"Content-Length: %d\r\n\r\n" % (5 << 20) + b"y" * (5 << 20) + block())
    assert b"message-too-large" in out and out.endswith(BLOCK), out[:300]


@case(89, "a string of more than 1 MiB is too large")
def _(desk):
    out = desk.rpc(b'{"x":"' + b"y" * (1 << 20) + b'y"}\n' + PING.encode())
    expect([json.loads(line) for line in out.splitlines()],
           [error(-32600, kind="message-too-large"), pong("z")])


@case(91, "nothing is written before the first byte")
def _(desk):
    with desk.start() as pipe:
        assert not pipe.waits(0.5)
        assert pipe.end() == b""


@case(93, "the end inside a block is said on standard error alone")
def _(desk):
    with desk.start() as pipe:
        pipe.send(block()[:-3])
        told = pipe.end()
        assert pipe.rest() == b"" and told.count(b"\n") == 1, told


@case(95, "a client that closes its end is left, asked or not")
def _(desk):
    for data, status in ((b"", 0), (BODY.encode() + b"\n", 3)):
        path = desk.store()
        with desk.start(path) as pipe:
            pipe.send(BODY + "\n")
            assert pipe.line() == LINE
            # It is not to see that nobody reads before it is asked.
            pipe.process.send_signal(signal.SIGSTOP)
            pipe.process.stdout.close()
            pipe.send(data)
            begun = time.monotonic()
            pipe.process.send_signal(signal.SIGCONT)
            assert pipe.process.wait(5) == status and time.monotonic() - begun < 1
            assert pipe.process.stderr.read() == b""
        desk.line("verify", path)


@case(97, "what else may print cannot reach the client")
def _(desk):
    with desk.start() as pipe:
        pipe.send(BODY + "\n")
        pipe.line()
        links = [os.readlink(f"/proc/{pipe.process.pid}/fd/{number}") for number in (0, 1, 2)]
        assert links[0] == "/dev/null" and links[1] == links[2], links
        assert pipe.end() == b""


@case(98, "answers come with standard error closed, or full")
def _(desk):
    path = desk.store()
    with desk.start(path, stderr=None, preexec_fn=lambda: os.close(2)) as pipe:
        pipe.send(BODY + "\n")
        assert pipe.line() == LINE
        pipe.end()
    reading, writing = os.pipe()
    os.set_blocking(writing, False)
    try:
        while True:
            os.write(writing, b"x" * 4096)
    except BlockingIOError:
        pass
    with desk.start(path, stderr=writing) as pipe:
        pipe.send(BODY + "\n")
        assert pipe.line() == LINE
        pipe.end()
    os.close(reading)
    os.close(writing)


@case(98, "an input that cannot be read is said, and the status is 3")
def _(desk):
    descriptor = os.open(desk.folder, os.O_RDONLY)
    done = subprocess.run([desk.program, "rpc"], stdin=descriptor, capture_output=True, timeout=20,
                          env=desk.environment(desk.store()))
    os.close(descriptor)
    assert done.returncode == 3 and done.stderr.startswith(b"desk rpc: standard input"), done


@case(98, "an output that cannot be written is said, and the status is 3")
def _(desk):
    with open("/dev/full", "wb") as full:
        done = subprocess.run([desk.program, "rpc"], input=PING.encode() + b"\n", stdout=full,
                              stderr=subprocess.PIPE, timeout=20,
                              env=desk.environment(desk.store()))
    assert done.returncode == 3 and done.stderr.startswith(b"desk rpc: standard output: "), done


@case(80, "what is written before anything is read is all answered")
def _(desk):
    with desk.start() as pipe:
        pipe.send((BODY + "\n").encode() * 20_000)
        pipe.process.stdin.close()
        assert pipe.rest() == LINE * 20_000
        assert pipe.process.wait(5) == 0


@case(80, "each answer is written before the next call is made")
def _(desk):
    # A slow answer behind a quick one, in one write: the quick one comes without it.
    with desk.start() as pipe:
        pipe.send(BODY + "\n" + (request("rpc.discover", id=2) + "\n") * 50)
        assert pipe.line() == LINE
        for _ in range(50):
            assert pipe.line().startswith(b'{"jsonrpc":"2.0","id":2,')


@case(80, "a client that does not read is not dropped, and its input waits")
def _(desk):
    one = (request("rpc.discover") + "\n").encode()
    with desk.start() as pipe:
        pipe.send(one)
        size = len(pipe.line())
        # More than the bound of 64 MiB in answers.
        count = (100 << 20) // size
        os.set_blocking(pipe.process.stdin.fileno(), False)
        left = memoryview(one * count)
        quiet = 0
        while left and quiet < 20:
            sent = os.write(pipe.process.stdin.fileno(), left[:65_536]) if writable(pipe) else 0
            left = left[sent:]
            quiet = 0 if sent else quiet + 1
        with open(f"/proc/{pipe.process.pid}/status") as status:
            resident = next(int(line.split()[1]) for line in status if line.startswith("VmRSS"))
        assert resident < 400 << 10, f"{resident} KiB"
        got = 0
        while got < count:
            if left and writable(pipe, 0):
                left = left[os.write(pipe.process.stdin.fileno(), left[:65_536]):]
            got += 1 if len(pipe.line()) == size else 0
        pipe.end()


def writable(pipe, seconds=0.1):
    return bool(select.select([], [pipe.process.stdin], [], seconds)[1])
