#!/usr/bin/env python3
"""Compares the lists of scripts/packages with what is in truth needed; exits 1 where one is short.

Needed are the libraries that the toolchain's programs are linked with, and every program that a
script calls. Provided is what the lists and Debian's minimal system draw in by their dependencies,
as dpkg knows them here: a call whose program is not here, nor all that its lists name, is not
judged, which is a failure where CI=true. Wants dpkg and a toolchain; says so and stops where they
are missing.
"""
import functools, os, pathlib, re, shutil, subprocess, sys

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
# What a build and a test run start, directly or through one another.
TOOLS = ["swift-driver", "swift-frontend", "swift-package", "swift-format",
         "swift-autolink-extract", "clang", "lld", "llvm-symbolizer"]
# What the compiler opens to link, as it says itself: what C programs begin with, and C++'s library.
LINKED_IN = ["crt1.o", "libc.so", "libgcc.a", "libgcc_s.so", "libstdc++.so", "libstdc++.a"]
# Not from a package: ours, the toolchain's, and what bash itself knows.
OWN = {"swift", "swiftc", "clang"}
BASH = set(subprocess.check_output(["bash", "-c", "compgen -bk"], text=True).split())
# Said in README to be there before anything else.
GIVEN = {"git", "sudo"}
faults, unknown = [], []


@functools.cache
def installed():
    """The packages that dpkg has here."""
    said = subprocess.check_output(["dpkg-query", "-W", "-f", "${Package}\n"], text=True)
    return set(said.split())


@functools.cache
def provided(names):
    """The packages that `apt-get install --no-install-recommends` would see on a minimal system."""
    fields = "${Package}\t${Essential}\t${Priority}\t${Pre-Depends}, ${Depends}\t${Provides}\n"
    depends, virtual, wanted = {}, {}, list(names) + ["apt"]
    for line in subprocess.check_output(["dpkg-query", "-W", "-f", fields], text=True).splitlines():
        name, essential, priority, needs, gives = line.split("\t")
        depends[name] = [re.split(r"[ (:|]", part.strip())[0] for part in needs.split(",")]
        for part in gives.split(","):
            virtual.setdefault(part.split("(")[0].strip(), name)
        if essential == "yes" or priority == "required":
            wanted.append(name)
    seen = set()
    while wanted:
        name = wanted.pop()
        name = name if name in depends else virtual.get(name, name)
        if name and name not in seen:
            seen.add(name)
            wanted += depends.get(name, [])
    return seen


def packages(paths):
    """Each file with the package it came with; dpkg may know a folder by the older of two names."""
    names = {}
    for path in paths:
        real = os.path.realpath(path)
        for name in (path, real, real.removeprefix("/usr"), "/usr" + path):
            names[name] = path
    said = subprocess.run(["dpkg-query", "-S", *names], capture_output=True, text=True).stdout
    owners = {}
    for line in said.splitlines():
        owner, _, name = line.rpartition(": ")
        if name in names and not owner.startswith("diversion"):
            owners.setdefault(names[name], re.split("[:,]", owner)[0])
    return owners


def linked(tool):
    """The system's libraries that a program of the toolchain is linked with."""
    folder = pathlib.Path(shutil.which("swift")).resolve().parent
    said = subprocess.check_output(["ldd", folder / tool], text=True)
    for name, path in re.findall(r"^\s*(\S+) => (.*?)(?: \(0x\w+\))?$", said, re.M):
        if path == "not found":
            faults.append(f"{tool} wants {name}, which is not installed")
        elif not os.path.realpath(path).startswith(str(folder.parent.parent)):
            yield path


def opened(name):
    """Where the compiler finds a file to link with; the bare name where it does not."""
    found = subprocess.check_output(["clang", f"-print-file-name={name}"], text=True).strip()
    return os.path.normpath(found)


def calls(script):
    """The programs that a script calls by a bare name."""
    text = script.read_text()
    if script.suffix == ".py" or "python3" in text.split("\n")[0]:
        start = r"\b(?:run|Popen|check_output|check_call)\(\s*\[\s*['\"]([\w.+-]+)['\"]"
        return {"python3", *re.findall(start, text)}
    text = re.sub(r"(^|\s)#.*", r"\1", text)
    text = re.sub(r"'[^']*'|\$\(\(.*?\)\)", "''", text)
    text = re.sub(r"(\\|\||&&) *\n", lambda found: found[1].replace("\\", " ") + " ", text)
    defined = set(re.findall(r"^\s*([\w-]+)\(\) *\{", text, re.M))
    start = r"(?:^|[|;&({!]|\$\(|\b(?:if|then|else|do|while|exec|env|sudo)\b)[ \t]*"
    sets = r'(?:\w+=(?:"[^"]*"|[^\s("]*) +)*'
    word = start + sets + r"(?:command -v +)?([a-z][\w.+-]*)(?=[ \t\n)]|$)"
    return set(re.findall(word, text, re.M)) - defined - BASH


def wanted(script, lists):
    """What a script has installed: the lists it names, else those of scripts/test."""
    named = re.search(r"^ *scripts/packages ([a-z ]+)$", script.read_text(), re.M)
    if script.parent.name == "Benchmarks":
        named = re.search("(toolchain build bench)", (ROOT / "scripts/bench").read_text())
    names = tuple(named[1].split()) if named else ("toolchain", "build", "test")
    return tuple(package for name in names for package in lists[name])


def which(name):
    """Where a program stands outside of what a person has put in front of the system's folders."""
    return shutil.which(name, path="/usr/bin:/bin:/usr/sbin:/sbin")


def main():
    for tool in ("dpkg-query", "ldd", "swift", "clang"):
        if not shutil.which(tool):
            print(f"skipped: no {tool} to compare the lists with")
            return 1 if os.environ.get("CI") == "true" else 0
    shown = subprocess.check_output([ROOT / "scripts/packages", "--show"], text=True)
    lists = {line.split()[0]: line.split()[1:] for line in shown.splitlines()}
    libraries = {path for tool in TOOLS for path in linked(tool)}
    libraries |= {which("ld.gold") or "ld.gold"} | set(map(opened, LINKED_IN))
    scripts = sorted(ROOT.glob("scripts/*")) + sorted(ROOT.glob("Tests/**/*.sh"))
    called = [(script, name) for script in scripts + sorted(ROOT.glob("Tests/**/*.py"))
              for name in sorted(calls(script))]
    paths = {name: which(name) for _, name in called}
    owners = packages(libraries | {path for path in paths.values() if path})

    base = provided(tuple(lists["toolchain"]))
    for path in sorted(libraries):
        if owners.get(path) not in base:
            faults.append(f"the toolchain needs {path} of {owners.get(path)}, which its list lacks")
    manifest = (ROOT / "Package.swift").read_text()
    for name in re.findall(r'"([^"]+)"', " ".join(re.findall(r"\.apt\((.*?)\)", manifest))):
        if name not in lists["build"]:
            faults.append(f"Package.swift wants {name}, which the list of the build lacks")
    if "pkgConfig:" in manifest and "pkg-config" not in lists["build"]:
        faults.append("Package.swift wants pkg-config, which the list of the build lacks")
    for script, name in called:
        asked = wanted(script, lists)
        here = provided(asked)
        if name in OWN | GIVEN | here or owners.get(paths[name]) in here:
            continue
        missing = sorted(set(asked) - installed())
        said = f"{script.relative_to(ROOT)} calls {name}, which none of its lists has"
        if paths[name] or not missing:
            faults.append(said)
        else:
            unknown.append(f"{said}, unless one of {' '.join(missing)} has it")
    for line in faults + unknown:
        print(line)
    print(f"package lists: {len(libraries)} libraries, {len(called)} calls, {len(faults)} faults, "
          f"{len(unknown)} not judged")
    return 1 if faults or unknown and os.environ.get("CI") == "true" else 0


if __name__ == "__main__":
    sys.exit(main())
