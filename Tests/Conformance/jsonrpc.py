#!/usr/bin/env python3
"""The JSON-RPC 2.0 specification's cases and desk's own (rpc.md section 4), over real pipes.

usage: jsonrpc.py DESK
"""
import json, os, subprocess, sys, tempfile, time

DESK = os.path.abspath(sys.argv[1])
R = '"jsonrpc":"2.0"'
PING = f'{{{R},"id":"z","method":"rpc.ping"}}'
passed = failed = 0


def run(data, environment):
    process = subprocess.run([DESK, "rpc"], input=data, env=environment, capture_output=True,
                             timeout=20)
    assert process.returncode == 0, process.stderr
    return process.stdout


def check(name, holds, shown=""):
    global passed, failed
    if holds:
        passed += 1
    else:
        failed += 1
        print("FAILED", name, shown)


def fits(given, wanted):
    if isinstance(wanted, dict):
        return isinstance(given, dict) and all(k in given and fits(given[k], v)
                                               for k, v in wanted.items())
    if isinstance(wanted, list):
        return isinstance(given, list) and len(given) == len(wanted) and all(map(fits, given, wanted))
    return given == wanted and type(given) is type(wanted)


def error(code, id=None, kind=None):
    data = {"kind": kind} if kind else {}
    return {"jsonrpc": "2.0", "id": id, "error": {"code": code, "data": data}}


def pong(id):
    return {"jsonrpc": "2.0", "id": id, "result": "pong"}


# A message, and the answer that it gets; None where it gets none.
LINES = [
    (f'{{{R},"id":1,"method":"rpc.ping"}}', pong(1)),
    (f'{{"method":"rpc.ping","params":{{}},"id":1,{R}}}', pong(1)),
    (f'{{{R},"id":0,"method":"rpc.ping"}}', pong(0)),
    (f'{{{R},"id":-7,"method":"rpc.ping"}}', pong(-7)),
    (f'{{{R},"id":"","method":"rpc.ping"}}', pong("")),
    (f'{{{R},"id":1.5,"method":"rpc.ping"}}', pong(1.5)),
    (f'{{{R},"id":null,"method":"rpc.ping"}}', pong(None)),
    (f'{{{R},"id":true,"method":"rpc.ping"}}', error(-32600)),
    (f'{{{R},"id":{{}},"method":"rpc.ping"}}', error(-32600)),
    (f'{{{R},"id":"{"x" * 300}","method":"rpc.ping"}}', error(-32600)),
    (f'{{{R},"method":"rpc.ping"}}', None),
    (f'{{{R},"method":"no.such"}}', None),
    (f'{{{R},"method":1,"params":"bar"}}', error(-32600)),
    ('{"foo":"boo"}', error(-32600)),
    ("{}", error(-32600)),
    ('{"id":2,"method":"rpc.ping"}', error(-32600, 2)),
    ('{"jsonrpc":2.0,"id":3,"method":"rpc.ping"}', error(-32600, 3)),
    ('{"jsonrpc":"1.0","id":3,"method":"rpc.ping"}', error(-32600, 3)),
    (f'{{{R},"id":4,"method":5}}', error(-32600, 4)),
    (f'{{{R},"id":5}}', error(-32600, 5)),
    (f'{{{R},"id":6,"method":"no.such"}}', error(-32601, 6)),
    (f'{{{R},"id":7,"method":"rpc.ping","params":"x"}}', error(-32600, 7)),
    (f'{{{R},"id":7,"method":"rpc.ping","params":5}}', error(-32600, 7)),
    (f'{{{R},"id":7,"method":"rpc.ping","params":null}}', pong(7)),
    (f'{{{R},"id":7,"method":"rpc.ping","params":[]}}', pong(7)),
    (f'{{{R},"id":8,"method":"rpc.ping","x":1}}', pong(8)),
    (f'{{{R},"id":1,"result":1}}', None),
    (f'{{{R},"id":12,"method":"$/nope"}}', error(-32601, 12)),
    (f'{{{R},"method":"$/nope"}}', None),
    (f'{{{R},"id":1,"id":2,"method":"rpc.ping"}}', error(-32600)),
    (f'{{{R},"id":1,"method":', error(-32700)),
    ("1", error(-32600)), ('"x"', error(-32600)), ("null", error(-32600)), ("true", error(-32600)),
    (f'{{{R},"id":14,"method":"rpc.ping",}}', error(-32700)),
    ("{'a':1}", error(-32700)), ("// x", error(-32700)),
    *[(f'{{{R},"id":1,"method":"rpc.ping","params":[{n}]}}', error(-32700))
      for n in ("NaN", "Infinity", "01", "+1", ".5", "1.", "0x1")],
    (f'{{{R},"id":1,"method":"rpc.ping","x":{"[" * 63}{"]" * 63}}}', pong(1)),
    (f'{{{R},"id":1,"method":"rpc.ping","x":{"[" * 64}{"]" * 64}}}', error(-32600, None, "too_deep")),
    (f'{{{R},"id":1,"method":"ticket.list","params":{{"limit":1e400}}}}', error(-32602, 1)),
    (f'{{{R},"id":1,"method":"ticket.list","params":{{"limit":10.0}}}}', {"id": 1, "result": {}}),
    (f'{{{R},"id":1,"method":"ticket.list","params":{{"limit":10.5}}}}',
     {"id": 1, "error": {"code": -32602, "data": {"pointer": "/limit"}}}),
    ("[]", error(-32600)), ("[1]", [error(-32600)]), ("[1,2,3]", [error(-32600)] * 3),
    (f'[{{{R},"id":1,"method":"rpc.ping"}},{{{R},"method":"rpc.ping"}},'
     f'{{"foo":"boo"}},{{{R},"id":5,"method":"foo.get"}},{{{R},"id":9,"method":"rpc.ping"}}]',
     [pong(1), error(-32600), error(-32601, 5), pong(9)]),
    (f'[{{{R},"method":"rpc.ping"}}]', None),
    (f'[{",".join(["1"] * 101)}]', error(-32600, None, "batch_too_large")),
    (f'{{{R},"id":1,"method":"ticket.show","params":{{"ticket":1}}}}',
     {"id": 1, "result": {"number": 1, "revision": 1}}),
    (f'{{{R},"id":1,"method":"ticket.show","params":[1]}}', error(-32602, 1)),
    (f'{{{R},"id":1,"method":"ticket.show","params":{{}}}}',
     {"id": 1, "error": {"code": -32602, "data": {"pointer": "/ticket", "kind": "missing-input"}}}),
    (f'{{{R},"id":1,"method":"ticket.show","params":{{"ticket":true}}}}',
     {"id": 1, "error": {"code": -32602, "data": {"pointer": "/ticket", "got": "boolean"}}}),
    (f'{{{R},"id":1,"method":"ticket.show","params":{{"Ticket":1}}}}',
     {"id": 1, "error": {"code": -32602, "data": {"didYouMean": ["ticket"]}}}),
    (f'{{{R},"id":1,"method":"ticket.show","params":{{"ticket":1,"ticket":1}}}}', error(-32602, 1)),
    (f'{{{R},"id":1,"method":"ticket.show","params":{{"ticket":999}}}}', error(4001, 1, "not-found")),
    (f'{{{R},"id":1,"method":"ticket.set","params":{{"ticket":1,"priority":"high","ifRevision":2}}}}',
     {"id": 1, "error": {"data": {"kind": "conflict", "actual": 1}}}),
    (f'{{{R},"id":1,"method":"ticket.set","params":{{"ticket":1,"priority":"high","ifRevision":1}}}}',
     {"id": 1, "result": {"ticket": {"revision": 2, "priority": "high"}}}),
    (f'{{{R},"id":1,"method":"ticket.new","params":{{"subject":"a","priority":"low","idempotencyKey":"k"}}}}',
     {"id": 1, "result": {"ticket": {"number": 2}}}),
    (f'{{{R},"id":1,"method":"ticket.new","params":{{"subject":"a","priority":"low","idempotencyKey":"k"}}}}',
     {"id": 1, "result": {"ticket": {"number": 2}, "replayed": True}}),
    (f'{{{R},"id":1,"method":"ticket.new","params":{{"subject":"b","priority":"low","idempotencyKey":"k"}}}}',
     error(4001, 1, "idempotency-mismatch")),
    (f'{{{R},"id":1,"method":"ticket.new","params":{{"subject":"\\u001b[31m","priority":"low"}}}}',
     error(4001, 1, "bad-text")),
    (f'{{{R},"id":1,"method":"ticket.new","params":{{"subject":"a\\nb","priority":"low"}}}}',
     error(4001, 1, "bad-text")),
    (f'{{{R},"id":1,"method":"ticket.new","params":{{"subject":"a\\u2028b","priority":"low"}}}}',
     error(4001, 1, "bad-text")),
    (f'{{{R},"id":1,"method":"ticket.new","params":{{"subject":" a\\u00a0b ","priority":"low"}}}}',
     {"id": 1, "result": {"ticket": {"number": 3, "subject": "a\u00a0b"}}}),
    (f'{{{R},"id":1,"method":"ticket.new","params":{{"subject":"\\ud83d\\ude00","priority":"low"}}}}',
     {"id": 1, "result": {"ticket": {"subject": "😀"}}}),
    (f'{{{R},"id":1,"method":"ticket.list","params":{{"filter":"all","limit":2,"count":true}}}}',
     {"id": 1, "result": {"total": 4, "nextCursor": "", "items": [{}, {}]}}),
    (f'{{{R},"id":1,"method":"ticket.list","params":{{"cursor":"garbage"}}}}',
     error(-32602, 1, "invalid_cursor")),
    (f'{{{R},"id":1,"method":"desk.execute","params":{{"line":"show 1"}}}}',
     {"id": 1, "result": {"status": "done", "data": {"number": 1},
                          "command": {"method": "ticket.show", "params": {"ticket": 1}}}}),
    (f'{{{R},"id":1,"method":"desk.execute","params":{{"line":"shwo 1"}}}}',
     {"id": 1, "error": {"code": 4000, "data": {"kind": "unknown-verb", "span": {"start": 0, "end": 4}}}}),
    (f'{{{R},"id":1,"method":"ticket.new","params":{{"subject":"x"}}}}',
     {"id": 1, "result": {"status": "input_required",
                          "inputs": {"priority": {"schema": {"enum": ["urgent", "high", "medium", "low"]}}}}}),
]


def lines(environment):
    for message, wanted in LINES:
        # A stream that begins with a letter is one of blocks, so a ping goes first.
        out = run(f"{PING}\n{message}\n{PING}\n".encode(), environment).split(b"\n")[1:-1]
        check("one line an answer: " + message[:90], len(out) == (1 if wanted is None else 2), out)
        check("alive after " + message[:90], out and json.loads(out[-1]) == pong("z"), out)
        if wanted is not None and len(out) == 2:
            given = json.loads(out[0])
            if "nextCursor" in str(wanted):
                wanted["result"]["nextCursor"] = given["result"].get("nextCursor")
            check(message[:120], fits(given, wanted), out[0])
    talk = [f'{{{R},"id":{i},"method":"desk.execute","params":{{"line":"{line}","session":"s"}}}}'
            for i, line in enumerate(["new : printer", "high"])]
    asked, done = map(json.loads, run("\n".join(talk).encode(), environment).splitlines())
    check("a session asks", fits(asked, {"result": {"status": "input_required",
                                                   "inputs": {"priority": {}}}}), asked)
    check("and takes the answer", fits(done, {"result": {"data": {"ticket": {
        "subject": "printer", "priority": "high"}}}}), done)
    exact = run(f'{{{R},"id":18446744073709551616,"method":"rpc.ping"}}'.encode(), environment)
    check("a number is echoed with its characters", b'"id":18446744073709551616' in exact, exact)


def framing(environment):
    body = f'{{{R},"id":1,"method":"rpc.ping"}}'
    answer = f'{{{R},"id":1,"result":"pong"}}'.encode()
    block = b"Content-Length: %d\r\n\r\n" % len(answer) + answer

    def header(text):
        return (text + body).encode()
    good = f"Content-Length: {len(body)}\r\n\r\n"
    for name, data, wanted in [
        ("blank lines first", f"\n\n  {body}\n".encode(), answer + b"\n"),
        ("a block", header(good), block),
        ("lower case, no blank", header(f"content-length:{len(body)}\r\n\r\n"), block),
        ("Content-Type first", header(f"Content-Type: x; charset=utf8\r\n{good}"), block),
        ("LF alone", header(f"Content-Length: {len(body)}\n\n"), block),
        ("three blocks", header(good) * 3, block * 3),
        ("CRLF lines", f"{body}\r\n".encode(), answer + b"\n"),
        ("no last line feed", body.encode(), answer + b"\n"),
        ("a byte-order mark", b"\xef\xbb\xbf" + body.encode(), answer + b"\n"),
        ("nothing", b"", b""),
        ("the end inside a block", header(good)[:-3], b""),
    ]:
        out = run(data, environment)
        check(name, out == wanted, out)
    for name, bad in [("abc", "abc"), ("negative", "-5"), ("23 digits", "1" * 23), ("zero", "0")]:
        out = run(header(f"Content-Length: {bad}\r\n\r\n") + header(good), environment)
        check(f"a length that is {name}", b"-32700" in out and out.endswith(block), out)
    out = run(header(f"Content-Type: x; charset=utf-16\r\n{good}") + header(good), environment)
    check("another charset", b"-32700" in out and out.endswith(block), out)
    out = run(b"X: " + b"y" * 9000 + b"\r\n\r\n" + header(good), environment)
    check("a header of 9 KiB", out.count(b"-32700") == 1 and out.endswith(block), out[:300])
    out = run(b'{"x":"' + b"y" * (5 << 20) + b'"}\n' + body.encode(), environment)
    check("a line of 5 MiB", b"message_too_large" in out and out.endswith(answer + b"\n"), out[:300])
    process = subprocess.Popen([DESK, "rpc"], stdin=-1, stdout=-1, env=environment)
    for byte in header(good):
        process.stdin.write(bytes([byte]))
        process.stdin.flush()
    check("byte by byte", process.stdout.read(len(block)) == block)
    process.stdout.close()
    process.stdin.write(header(good))
    process.stdin.close()
    check("a client that closed its input", process.wait(5) == 0)
    # Ten thousand questions before the first answer is read: neither side may wait for the other.
    process = subprocess.Popen([DESK, "rpc"], stdin=-1, stdout=-1, env=environment)
    process.stdin.write((body + "\n").encode() * 50_000)
    process.stdin.close()
    check("written before read", process.stdout.read() == (answer + b"\n") * 50_000)


def main():
    with tempfile.TemporaryDirectory() as folder:
        environment = dict(os.environ, DESK_DB=os.path.join(folder, "desk.db"), TZ="UTC")
        subprocess.run([DESK, "new", "urgent", ":", "first"], env=environment, check=True,
                       capture_output=True)
        lines(environment)
        framing(environment)
    print(f"conformance: {passed} passed, {failed} failed")
    sys.exit(1 if failed else 0)


main()
