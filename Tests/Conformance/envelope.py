"""Cases 1 to 69: the envelope, the JSON text, batches."""
import json

from client import PING, R, case, error, expect, pong, request, table

PINGS = [1, 0, -7, "", None]

table(1, (request("rpc.ping"), pong(1)))
table(2, (f'{{"method":"rpc.ping","params":{{}},"id":1,{R}}}', pong(1)))
table(4, *[(request("rpc.ping", id=id), pong(id)) for id in (0, -7, "")])
table(7, (f'{{{R},"id":1.5,"method":"rpc.ping"}}', pong(1.5)))


@case(7, "a number is echoed with its characters")
def _(desk):
    for id in ("1.0", "1e2", "-0", "18446744073709551616", "9007199254740993"):
        out = desk.rpc(f'{{{R},"id":{id},"method":"rpc.ping"}}\n')
        assert f'"id":{id},'.encode() in out, out


table(9, (request("rpc.ping", id=None), pong(None)))
table(10, (request("rpc.ping", id=True), error(-32600, kind="bad-request")))
table(11, (request("rpc.ping", id={}), error(-32600)), (request("rpc.ping", id=[]), error(-32600)))
table(13, (request("rpc.ping", id="x" * 300), error(-32600)),
      (request("rpc.ping", id="x" * 256), pong("x" * 256)))
table(14, (f'{{{R},"method":"rpc.ping"}}', None))
table(15, (f'{{{R},"method":"no.such"}}', None),
      (f'{{{R},"method":"ticket.show","params":{{"wrong":1}}}}', None))
table(18, (f'{{{R},"method":1,"params":"bar"}}', error(-32600)))
table(19, ('{"foo":"boo"}', error(-32600)))
table(20, ("{}", error(-32600)))
table(21, ('{"id":2,"method":"rpc.ping"}', error(-32600, 2)))
table(22, ('{"jsonrpc":2.0,"id":3,"method":"rpc.ping"}', error(-32600, 3)))
table(24, ('{"jsonrpc":"1.0","id":3,"method":"rpc.ping"}', error(-32600, 3)))
table(25, (f'{{{R},"id":4,"method":5}}', error(-32600, 4)))
table(26, (f'{{{R},"id":5}}', error(-32600, 5)))
table(28, (request("no.such", id=6), error(-32601, 6, "unknown-method", didYouMean=[])),
      (request("ticket.shwo", id=6), error(-32601, 6, didYouMean=["ticket.show"])),
      *((request("x" * length, id=6),
         {"id": 6, "error": {"code": -32601, "message": "there is no method " + shown}})
        for length, shown in ((80, "x" * 80), (81, "x" * 80 + "…"))),
      (request("session.quit", id=6), error(
          -32601, 6, hint="quit is a line: desk.execute carries it out in a session")))
table(29, (request("rpc.ping", '"x"', 7), error(-32600, 7)))
table(30, (request("rpc.ping", "5", 7), error(-32600, 7)))
table(31, (request("rpc.ping", "null", 7), pong(7)))
table(32, (request("rpc.ping", "[]", 7), pong(7)), (request("rpc.ping", "{}", 7), pong(7)),
      (request("rpc.ping", '{"_meta":{},"x-mine":1}', 7), pong(7)),
      (request("rpc.ping", "[1]", 7), error(-32602, 7, pointer="")),
      (request("rpc.ping", '{"a":1}', 7), error(-32602, 7, "unknown-field", pointer="/a")))
table(33, (f'{{{R},"id":8,"method":"rpc.ping","x":1}}', pong(8)))
table(33, (f'{{{R},"id":1,"id":2,"method":"rpc.ping"}}', error(-32600, kind="bad-request")))
table(36, (f'{{{R},"id":1,"result":1}}', None), (f'{{{R},"id":1,"error":{{}}}}', None))
table(37, (request("rpc.nope", id=11), error(-32601, 11)))
table(38, (request("$/nope", id=12), error(-32601, 12)), (f'{{{R},"method":"$/nope"}}', None))


@case(40, "two requests of one id get two answers")
def _(desk):
    out = desk.rpc(f'{request("rpc.ping")}\n{request("rpc.ping")}\n').splitlines()
    expect([json.loads(line) for line in out], [pong(1), pong(1)])


# The JSON text.

table(41, (f'{{{R},"id":1,"method":', error(-32700, kind="not-json")))
table(42, *[(text, error(-32600)) for text in ("1", '"x"', "null", "true")])
table(43, (f'{{{R},"id":14,"method":"rpc.ping",}}', error(-32700)))
table(46, ("{'a':1}", error(-32700)))
table(47, *[(request("rpc.ping", f"[{number}]"), error(-32700))
            for number in ("NaN", "Infinity", "01", "+1", ".5", "1.", "0x1")])


@case(47, "bytes that are no UTF-8")
def _(desk):
    out = desk.rpc(PING.encode() + b'\n{"a":"\xff"}\n' + PING.encode()).splitlines()
    expect([json.loads(line) for line in out], [pong("z"), error(-32700, kind="not-utf8"), pong("z")])


@case(52, "an escaped character beyond the first plane comes back")
def _(desk):
    with desk.start() as pipe:
        done = pipe.answer("ticket.new", '{"customer":"Cleo Roy","priority":"low",'
                                         '"subject":"\\ud83d\\ude00"}')
        expect(done, {"result": {"ticket": {"subject": "😀"}}})


table(53, ('{"a":"\t"}', error(-32700)))
table(55, ("// x", error(-32700)))
table(56, (f'{{{R},"id":1,"method":"rpc.ping","x":{"[" * 63}{"]" * 63}}}', pong(1)),
      (f'{{{R},"id":1,"method":"rpc.ping","x":{"[" * 64}{"]" * 64}}}',
       error(-32600, 1, kind="too-deep")))
table(57, (request("ticket.list", '{"limit":1e400}'), error(-32602, 1, "bad-value", pointer="/limit")))
table(58, (request("ticket.list", '{"limit":10.0}'), {"id": 1, "result": {}}),
      (request("ticket.list", '{"limit":10.5}'), error(-32602, 1, "bad-value", pointer="/limit")))


@case(60, "no line separator stands raw in an answer, and each comes back")
def _(desk):
    text = "a\nb\u2028c\u2029d"
    with desk.start() as pipe:
        pipe.result("ticket.reply", ticket=1, text=text)
        pipe.send(request("ticket.history", {"ticket": 1}) + "\n")
        line = pipe.line().decode()
        assert text in json.dumps(json.loads(line), ensure_ascii=False).replace("\\n", "\n"), line
        assert not any(separator in line[:-1] for separator in "\n\r\u2028\u2029\u0085"), line


@case(60, "an answer that quotes separators has none raw")
def _(desk):
    out = desk.rpc(request("\u2028\u2029\u0085\\\n".replace("\n", "n")) + "\n").decode()
    assert not any(separator in out[:-1] for separator in "\n\r\u2028\u2029\u0085"), out


# Batches.

table(61, ("[]", error(-32600, kind="bad-request")))
table(62, ("[1]", [error(-32600)]))
table(63, ("[1,2,3]", [error(-32600)] * 3), ("[[]]", [error(-32600)]))
table(64, (f'[{request("rpc.ping")},{{{R},"method":"rpc.ping"}},{request("rpc.ping", id="2")},'
           f'{{"foo":"boo"}},{request("foo.get", id=5)},{request("rpc.ping", id="9")}]',
           [pong(1), pong("2"), error(-32600), error(-32601, 5), pong("9")]))
table(65, (f'[{request("rpc.ping")},', error(-32700)))
table(66, (f'[{{{R},"method":"rpc.ping"}},{{{R},"method":"no.such"}}]', None))
table(66, (f'[{",".join(["1"] * 101)}]', error(-32600, kind="batch-too-large")),
      (f'[{",".join([PING] * 100)}]', [pong("z")] * 100))


@case(69, "the second call of a batch sees the first")
def _(desk):
    new = request("ticket.new", {"customer": "Cleo Roy", "priority": "low", "subject": "x"}, 1)
    out = json.loads(desk.rpc(f'[{new},{request("ticket.show", {"ticket": 3}, 2)}]\n'))
    expect(out, [{"id": 1, "result": {"ticket": {"number": 3}}}, {"id": 2, "result": {"number": 3}}])
