#!/usr/bin/env python3
"""What the shells complete, compared with the published list.

usage: completion.py DESK

bash carries its script out; those of zsh and fish are read by their shells where they are there.
"""
import json, os, shutil, subprocess, sys

DESK = os.path.abspath(sys.argv[1])
faults = []


def desk(*words):
    return subprocess.run([DESK, *words], capture_output=True, text=True, check=True).stdout


def bash(*words):
    """What bash offers for the last of the words."""
    script = 'eval "$1"; shift; COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _desk; ' \
             'printf "%s\\n" "${COMPREPLY[@]}"'
    done = subprocess.run(["bash", "-c", script, "bash", SCRIPT, "desk", *words],
                          capture_output=True, text=True)
    if done.returncode or done.stderr:
        faults.append(f"bash on {words}: {done.stderr}")
    return set(done.stdout.split())


def expect(words, has=(), lacks=(), only=None):
    found = bash(*words)
    if (not set(has) <= found or found & set(lacks) or (only is not None and found != set(only))):
        faults.append(f"{words} is offered {sorted(found)}")


SCRIPT = desk("schema", "completion", "bash")
document = json.loads(desk("schema", "openrpc"))
verbs = {method["x-cli"].split()[0] for method in document["methods"]
         if "x-cli" in method}
expect([""], has=verbs | {"rpc", "replay", "--db", "--json"})
expect(["sho"], only={"show"})
expect(["--db", "x.db", "sho"], only={"show"})
expect(["show", "-"], has={"--ticket"}, lacks={"--db", "--dry-run"})
expect(["set", "3", "h"], only={"high"})
for method in document["methods"]:
    words = method.get("x-cli", "").split()
    if len(words) > 1 and words[1].isalpha():
        expect([words[0], words[1][:1]], has={words[1]})
expect(["reply", "3", "--"], has={"--draft", "--if-revision", "--dry-run"}, lacks={"--text"})
expect(["list", "--"], has={"--limit", "--cursor", "--count"}, lacks={"--dry-run"})
expect(["new", "--"], has={"--customer", "--priority"}, lacks={"--if-revision", "--limit"})
checked = ["bash"]
for shell, option in ("zsh", "-n"), ("fish", "-n"):
    text = desk("schema", "completion", shell)
    lacking = {verb for verb in verbs if verb not in text}
    if lacking:
        faults.append(f"{shell} knows nothing of {sorted(lacking)}")
    if shutil.which(shell):
        read = subprocess.run([shell, option], input=text, capture_output=True, text=True)
        checked.append(shell)
        if read.returncode:
            faults.append(f"{shell}: {read.stderr}")
print(*faults, sep="\n", end="\n" if faults else "")
print(f"completion: {len(verbs)} verbs, read by {', '.join(checked)}; {len(faults)} faults")
sys.exit(bool(faults))
