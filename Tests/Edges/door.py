"""One store with a `desk rpc` on it, and what must be true of every call whatever it says."""
import json, os, select, sqlite3, subprocess, time

# A call that takes longer hangs.
CALL = 10


class Fault(Exception):
    pass


class Segment:
    """A fresh store and one `desk rpc` on it."""

    def __init__(self, stage, counts, first):
        self.stage, self.counts, self.store = stage, counts, stage.store()
        # Files that are named are made here, and `..` leads no further than the test's own folder.
        self.folder = stage.folder / f"work-{first}" / "a" / "b"
        self.folder.mkdir(parents=True, exist_ok=True)
        self.head_of = None
        self.process = subprocess.Popen(
            stage.command("rpc", store=self.store), stdin=subprocess.PIPE, stdout=subprocess.PIPE,
            stderr=subprocess.PIPE, bufsize=0, env=stage.environment, cwd=self.folder)
        self.read, self.questions = b"", 0
        self.exchange(b"")

    def head(self):
        """What a refused call leaves as it was: the journal, what it speaks of, and kept calls."""
        if self.head_of is None:
            self.head_of = sqlite3.connect(f"file:{self.store}?mode=ro", uri=True)
        return self.head_of.execute(
            "SELECT (SELECT max(sequence) FROM change), (SELECT max(sequence) FROM event),"
            " (SELECT count(*) FROM vault), (SELECT count(*) FROM idempotency)").fetchone()

    def exchange(self, data):
        """Sends a message, and behind it a question whose answer shows that all is answered."""
        self.questions += 1
        mark = f"question-{self.questions}"
        # Of no method: a ping that waited long enough is answered before its turn.
        message = data + b'\n{"jsonrpc":"2.0","id":"%s","method":"x"}\n' % mark.encode()
        # Written whole while what comes is read: neither waits for the other for ever.
        answers, end = [], time.monotonic() + CALL
        while True:
            while b"\n" in self.read:
                line, _, self.read = self.read.partition(b"\n")
                answer = json.loads(line)
                if isinstance(answer, dict) and answer.get("id") == mark:
                    return answers
                answers.append(answer)
            ready, room, _ = select.select([self.process.stdout],
                                           [self.process.stdin] if message else [], [],
                                           max(0, end - time.monotonic()))
            if not ready and not room:
                raise Fault(f"no answer within {CALL} s")
            if room:
                message = message[os.write(self.process.stdin.fileno(), message[:4096]):]
            if ready:
                more = os.read(self.process.stdout.fileno(), 1 << 20)
                if not more:
                    status = self.process.wait(CALL)
                    raise Fault(f"ended with {status}: {self.process.stderr.read()[:2000]!r}")
                self.read += more

    def play(self, way, data):
        """Says it, and raises a `Fault` where what must be true of every call is not."""
        before = self.head()
        if way in ("request", "execute"):
            self.judge(self.exchange(data), before)
        else:
            self.run(way, data, before)

    def judge(self, answers, before):
        # A batch is answered by an array; a poll of a case before may be answered beside it.
        whole = [one for answer in answers for one in (answer if isinstance(answer, list) else [answer])]
        may_change = not whole
        for answer in whole:
            if not isinstance(answer, dict) or answer.get("jsonrpc") != "2.0":
                raise Fault(f"no response: {answer!r:.500}")
            if answer.get("error", {}).get("code") == -32603:
                raise Fault(f"a fault of ours: {answer!r:.1000}")
            result = answer.get("result")
            status = result.get("status") if isinstance(result, dict) else None
            self.counts["refused" if "error" in answer else str(status or "done")] += 1
            may_change |= "result" in answer and status not in ("input_required", "dry-run")
        if not may_change and self.head() != before:
            raise Fault(f"refused, and changed {before} to {self.head()}: {whole!r:.1000}")

    def run(self, way, data, before):
        words, given = {"arguments": (data, b""), "pipe": ([], data), "bytes": (["rpc"], data)}[way]
        try:
            done = self.stage.run(*words, store=self.store, input=given, timeout=3 * CALL,
                                  cwd=self.folder)
        except subprocess.TimeoutExpired:
            raise Fault(f"not ended within {3 * CALL} s") from None
        self.counts[f"exit {done.returncode}"] += 1
        if done.returncode not in (0, 1, 2, 3):
            raise Fault(f"ended with {done.returncode}: {done.stderr[:2000]!r}")
        if done.returncode != 0 and not done.stderr and not done.stdout:
            raise Fault(f"ended with {done.returncode}, and said nothing")
        if way != "bytes" and done.returncode != 0 and self.head() != before:
            raise Fault(f"ended with {done.returncode}, and changed {before} to {self.head()}")

    def end(self):
        self.process.stdin.close()
        status, said = self.process.wait(CALL), self.process.stderr.read()
        if status != 0 or said:
            raise Fault(f"at its end {status}: {said[:2000]!r}")
        done = self.stage.run("verify", store=self.store)
        if done.returncode != 0:
            raise Fault(f"the store does not hold: {done.stdout!r}")

    def stop(self):
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait()
        for stream in (self.process.stdin, self.process.stdout, self.process.stderr):
            if not stream.closed:
                try:
                    stream.close()
                except BrokenPipeError:
                    pass
        if self.head_of:
            self.head_of.close()
