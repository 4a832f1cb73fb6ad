#!/usr/bin/env python3
"""What a client does not read stays bounded, whatever it subscribed to; and who only listens is told that
the store is gone.

usage: unread.py DESK
"""
import json, os, shutil, subprocess, sys, tempfile, threading, time

DESK = os.path.abspath(sys.argv[1])
SUBSCRIPTIONS, NOTES, LETTERS, UNREAD_MAX = 32, 16, 300_000, 24 << 20
faults = []


def check(what, holds, found=""):
    if not holds:
        faults.append(what)
        print(f"FAILED {what}: {str(found)[:300]}")


def start(path):
    return subprocess.Popen([DESK, "--db", path, "rpc"], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                            stderr=subprocess.DEVNULL)


def post(program, id, method, **params):
    program.stdin.write(json.dumps({"jsonrpc": "2.0", "id": id, "method": method, "params": params}).encode()
                        + b"\n")
    program.stdin.flush()


def unread_stays_small(path):
    listener, writer = start(path), start(path)
    for number in range(SUBSCRIPTIONS):
        post(listener, number, "events.subscribe")
    for _ in range(SUBSCRIPTIONS):
        listener.stdout.readline()
    for number in range(NOTES):
        post(writer, number, "ticket.note", ticket=1, text="x" * LETTERS)
        writer.stdout.readline()
    time.sleep(2)
    peak = next(int(line.split()[1]) for line in open(f"/proc/{listener.pid}/status")
                if line.startswith("VmHWM"))
    check("the program stays small", peak < (UNREAD_MAX * 4) >> 10, f"{peak} KiB")
    post(listener, "status", "rpc.status")
    told, unread = {}, None
    while unread is None or sum(map(len, told.values())) < SUBSCRIPTIONS * NOTES:
        message = json.loads(listener.stdout.readline())
        if message.get("id") == "status":
            unread = message["result"]["unreadBytes"]
        elif message.get("method") == "desk.event":
            told.setdefault(message["params"]["subscription"], []).append(message["params"]["seq"])
    check("what is unread is bounded", unread < UNREAD_MAX, unread)
    check("each is told everything once, in order",
          len(told) == SUBSCRIPTIONS and len({tuple(one) for one in told.values()}) == 1
          and all(one == sorted(set(one)) and len(one) == NOTES for one in told.values()),
          {name: len(one) for name, one in told.items()})
    for program in (listener, writer):
        program.stdin.close()
        program.wait(60)


def a_store_that_goes_is_told(path):
    listener = start(path)
    post(listener, 1, "events.subscribe")
    listener.stdout.readline()
    for end in ("", "-wal", "-shm"):
        if os.path.exists(path + end):
            shutil.move(path + end, path + ".away" + end)
    told = []
    reader = threading.Thread(target=lambda: told.append(listener.stdout.readline()))
    reader.start()
    reader.join(20)
    check("who only listens is told", told and b"server.stopping" in told[0], told)
    listener.kill()
    listener.wait()


with tempfile.TemporaryDirectory() as folder:
    path = os.path.join(folder, "desk.db")
    subprocess.run([DESK, "--db", path, "new", "for", "Cleo Crane <cleo@acme.example>", "high", ":", "Printer"],
                   check=True, capture_output=True)
    unread_stays_small(path)
    a_store_that_goes_is_told(path)
print(f"unread: {len(faults)} faults")
sys.exit(1 if faults else 0)
