"""Lines from a pipe are answered as they come; what goes wrong is told by the status."""
import os, socket, subprocess
from terminal import PATIENCE, PROGRAM, rule


def desk(store, *words, **settings):
    return subprocess.run([PROGRAM, *words], capture_output=True, timeout=PATIENCE,
                          env=store.environment, **settings)


def start(store, *words, **settings):
    return subprocess.Popen([PROGRAM, *words], env=store.environment, stdout=subprocess.PIPE,
                            stderr=subprocess.PIPE, **settings)


@rule
def each_line_is_answered_before_the_next_is_read(store):
    child = start(store, stdin=subprocess.PIPE, bufsize=0)
    for _ in range(2):
        child.stdin.write(b"whoami\n")
        answer = b""
        while b"administrator" not in answer:
            part = os.read(child.stdout.fileno(), 65536)
            assert part, "it ended"
            answer += part
    child.stdin.close()
    assert child.wait(PATIENCE) == 0


@rule
def lines_come_through_a_socket_too(store):
    ours, theirs = socket.socketpair()
    child = start(store, stdin=theirs)
    theirs.close()
    ours.sendall(b"note 1 : by socket\n")
    ours.shutdown(socket.SHUT_WR)
    assert child.wait(PATIENCE) == 0, child.stderr.read()
    assert "by socket" in store.sent


@rule
def a_line_ends_at_a_line_feed_with_or_without_a_return(store):
    said = desk(store, input=b"\xef\xbb\xbfnote 1 : one\r\nnote 1 : two\n\r\nnote 1 : three")
    assert said.returncode == 0, said.stderr
    assert all(text in store.sent for text in ("one", "two", "three")), store.sent


@rule
def a_line_that_is_no_utf8_stops_with_its_number(store):
    said = desk(store, input=b"note 1 : one\nnote 1 : \xff\nnote 1 : three\n")
    assert said.returncode == 2 and b"line 2" in said.stderr and b"UTF-8" in said.stderr, said
    assert "one" in store.sent and "three" not in store.sent


@rule
def the_first_error_stops_with_its_status(store):
    for line, status in ((b"nonsense", 2), (b"show 99", 1), (b"reply 1", 2)):
        said = desk(store, input=line + b"\nnote 1 : behind\n")
        assert said.returncode == status and b"line 1" in said.stderr, said
    assert "behind" not in store.sent


@rule
def an_input_that_cannot_be_read_is_no_end(store):
    folder = os.open("/", os.O_RDONLY)
    said = desk(store, stdin=folder)
    os.close(folder)
    assert said.returncode == 3 and b"standard input" in said.stderr, said
    said = subprocess.run(["sh", "-c", 'exec "$0" <&-', PROGRAM], capture_output=True,
                          env=store.environment)
    assert said.returncode == 3 and b"standard input" in said.stderr, said


@rule
def what_cannot_be_written_is_an_error(store):
    for words in (["export"], ["history", "1"], ["--json", "whoami"], ["help"]):
        with open("/dev/full", "w") as full:
            said = subprocess.run([PROGRAM, *words], stdout=full, stderr=subprocess.PIPE,
                                  env=store.environment)
        assert said.returncode == 3 and b"standard output" in said.stderr, (words, said)
    said = subprocess.run(["sh", "-c", 'exec "$0" whoami >&-', PROGRAM], capture_output=True,
                          env=store.environment)
    assert said.returncode == 3 and b"standard output" in said.stderr, said


@rule
def an_output_that_fails_stops_the_lines(store):
    with open("/dev/full", "w") as full:
        said = subprocess.run([PROGRAM], input=b"whoami\nnote 1 : behind\n", stdout=full,
                              stderr=subprocess.PIPE, env=store.environment)
    assert said.returncode == 3, said
    assert "behind" not in store.sent


@rule
def a_reader_that_has_enough_ends_it_quietly(store):
    ends = os.pipe()
    os.close(ends[0])
    said = subprocess.run([PROGRAM, "export"], stdout=ends[1], stderr=subprocess.PIPE,
                          env=store.environment)
    os.close(ends[1])
    assert said.returncode == 3 and said.stderr == b"", said


@rule
def answers_as_json_are_a_line_each(store):
    import json
    said = desk(store, "--json", input=b"whoami\nnote 1 : x\n")
    assert said.returncode == 0, said.stderr
    assert len([json.loads(line) for line in said.stdout.splitlines()]) == 2


@rule
def a_line_without_an_end_is_refused_before_it_fills_the_memory(store):
    with open("/dev/zero") as endless:
        said = desk(store, stdin=endless)
    assert said.returncode == 2 and b"line 1" in said.stderr, said


@rule
def a_call_needs_no_input(store):
    said = subprocess.run(["sh", "-c", 'exec "$0" whoami <&-', PROGRAM], capture_output=True,
                          env=store.environment)
    assert said.returncode == 0 and b"administrator" in said.stdout, said
