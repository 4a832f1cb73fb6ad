"""Cases 143 to 148: the face that editors know, and the published document."""
import json

from client import PING, R, case, error, expect, pong, request

LSP = {"processId": 1, "clientInfo": {"name": "x"}, "rootUri": None, "capabilities": {}}


def notification(method, params=None):
    return json.dumps({"jsonrpc": "2.0", "method": method} | ({"params": params} if params else {}))


@case(143, "an editor is greeted in its own form")
def _(desk):
    with desk.start() as pipe:
        expect(pipe.result("initialize", **LSP), {
            "capabilities": {"executeCommandProvider": {"commands": ["desk.execute"]},
                             "positionEncoding": "utf-16"},
            "serverInfo": {"name": "desk"}, "interface": {}, "limits": {"depth": 64}})
        pipe.send(notification("initialized", {}) + "\n" + notification("$/setTrace", {"value": "off"})
                  + "\n" + PING + "\n")
        expect(json.loads(pipe.line()), pong("z"))
        assert pipe.end() == b""


@case(143, "places are counted as the editor asked")
def _(desk):
    line = "😀é shwo"
    for offered, chosen, start in [(["utf-16", "utf-8"], "utf-8", 0), (["utf-32", "utf-16"], "utf-32", 0),
                                   (None, "utf-16", 0), (["x"], "utf-16", 0)]:
        general = {"positionEncodings": offered} if offered else {}
        with desk.start() as pipe:
            greeting = pipe.result("initialize", capabilities={"general": general})
            assert greeting["capabilities"]["positionEncoding"] == chosen, greeting
            size = {"utf-8": len(line.encode()), "utf-16": len(line.encode("utf-16-le")) // 2,
                    "utf-32": len(line)}[chosen]
            found = pipe.result("desk.complete", line=line, cursor=size)
            assert found["start"] == size - 4, (chosen, found)
            fault = pipe.error("desk.execute", line="😀é 1")
            expect(fault["data"], {"span": {"start": 0, "end": {
                "utf-8": 6, "utf-16": 3, "utf-32": 2}[chosen]}})
    with desk.start() as pipe:
        expect(pipe.error("desk.execute", line="😀é 1"), {"data": {"span": {"start": 0, "end": 6}}})


@case(144, "a second greeting is refused")
def _(desk):
    with desk.start() as pipe:
        pipe.result("initialize", **LSP)
        expect(pipe.error("initialize", **LSP), {"code": -32600, "data": {"kind": "wrong-state"}})


@case(145, "after shutdown everything but exit is refused, and the status is 0")
def _(desk):
    out = desk.rpc("\n".join([request("shutdown"), request("rpc.ping", id=2), request("no.such", id=3),
                              request("shutdown", id=4), notification("rpc.ping"),
                              notification("exit"), PING]))
    expect([json.loads(line) for line in out.splitlines()], [
        {"id": 1, "result": None}, *[error(-32600, id, "wrong-state") for id in (2, 3, 4)]])


@case(146, "exit without shutdown is status 1, after what was asked before it")
def _(desk):
    out = desk.rpc("\n".join([PING, notification("exit"), PING]), status=1)
    expect([json.loads(line) for line in out.splitlines()], [pong("z")])
    with desk.start() as pipe:
        pipe.send((request("rpc.discover") + "\n") * 20 + notification("exit") + "\n")
        assert pipe.rest().count(b"\n") == 20
        assert pipe.process.wait(5) == 1


@case(147, "an editor has a line carried out")
def _(desk):
    execute = "workspace/executeCommand"
    with desk.start() as pipe:
        plain = pipe.result("desk.execute", line="list")
        for argument in ("list", {"line": "list"}):
            given = pipe.result(execute, command="desk.execute", arguments=[argument])
            expect(given, {"status": "done", "command": plain["command"]})
        expect(pipe.error(execute, command="desk.exec", arguments=["list"]),
               {"code": -32602, "data": {"pointer": "/command", "expected": ["desk.execute"]}})
        expect(pipe.error(execute, command="desk.execute"),
               {"code": -32602, "data": {"kind": "missing-input", "pointer": "/arguments"}})
        expect(pipe.error(execute, command="desk.execute", arguments=["a", "b"]),
               {"code": -32602, "data": {"pointer": "/arguments"}})
        expect(pipe.error(execute, command="desk.execute", arguments=[{"line": "list", "wdith": 1}]),
               {"code": -32602, "data": {"pointer": "/arguments/0/wdith", "didYouMean": ["width"]}})
        expect(pipe.error(execute, command="desk.execute", arguments=["shwo 1"]),
               {"code": 4000, "data": {"kind": "unknown-verb"}})


@case(147, "what is said beside an editor's command counts, and what is said in it counts before")
def _(desk):
    with desk.start() as pipe:
        def given(inner, outer, line="new for Cleo Roy low", **more):
            return pipe.answer("workspace/executeCommand", {
                "command": "desk.execute", "arguments": [{"line": line} | inner], **outer, **more})
        no, yes = {"_meta": {"dialogue": False}}, {"_meta": {"dialogue": True}}
        for inner, outer, asks in (({}, {}, True), (no, {}, False), ({}, no, False), (yes, no, True),
                                   (no, yes, False)):
            answer = given(inner, outer)
            assert ("result" in answer) == asks, (inner, outer, answer)
        for inner, outer in (({"_meta": {"progressToken": "t"}}, {}), ({}, {"_meta": {"progressToken": "t"}}),
                             ({}, {"workDoneToken": "t"})):
            pipe.send(request("workspace/executeCommand", {
                "command": "desk.execute", "arguments": [{"line": "verify"} | inner], **outer}) + "\n")
            told = [json.loads(pipe.line()) for _ in range(3)]
            assert [one.get("params", {}).get("token") for one in told] == ["t", "t", None], told
        # Of any other call it is no token.
        expect(pipe.error("desk.verify", workDoneToken="t"), {"code": -32602})
        assert not pipe.waits(0.2)


@case(131, "a session with an open question is kept, however many others there are")
def _(desk):
    with desk.start() as pipe:
        assert pipe.result("desk.execute", line="note 1", session="kept")["status"] == "input_required"
        # It is parsed as what it would be taken for.
        assert pipe.result("desk.parse", line="resolve 1", session="kept")["command"]["params"]["text"] == "resolve 1"
        for number in range(1_050):
            pipe.send(request("desk.execute", {"line": "show 2", "session": f"s{number}"}) + "\n")
        for _ in range(1_050):
            pipe.line()
        done = pipe.result("desk.execute", line="resolve 1", session="kept")
        assert done["command"]["method"] == "ticket.note", done


@case(148, "the published document is the one that the program gives")
def _(desk):
    with desk.start() as pipe:
        assert json.dumps(pipe.result("rpc.discover")) == json.dumps(desk.document)
