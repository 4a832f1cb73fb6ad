#!/usr/bin/env python3
"""The units of docs/systemd are what systemd takes, and what they start works.

usage: units.py DESK
"""
import os, pathlib, shutil, subprocess, sys, tempfile

FOLDER = pathlib.Path(__file__).resolve().parents[2] / "docs/systemd"
program = os.path.abspath(sys.argv[1])
with tempfile.TemporaryDirectory() as folder:
    service = (FOLDER / "desk-tick.service").read_text()
    words = next(line for line in service.splitlines() if line.startswith("ExecStart=")).split("=")[1]
    called, *arguments = words.split()
    environment = dict(os.environ, DESK_DB=os.path.join(folder, "desk.db"))
    done = subprocess.run([program, *arguments], env=environment, capture_output=True, text=True)
    assert done.returncode == 0, done
    if verifier := shutil.which("systemd-analyze"):
        paths = []
        for unit in sorted(FOLDER.iterdir()):
            path = pathlib.Path(folder, unit.name)
            path.write_text(unit.read_text().replace(called, program))
            paths.append(path)
        done = subprocess.run([verifier, "verify", "--man=no", *paths],
                              env=dict(os.environ, XDG_RUNTIME_DIR=folder,
                                       SYSTEMD_UNIT_PATH=f"{folder}:"),
                              capture_output=True, text=True)
        assert done.returncode == 0 and "desk-tick" not in done.stderr, done
        print(f"units: {len(paths)} that systemd takes; what they start works")
    else:
        print("skipped: whether systemd takes the units, for it is not here; what they start works")
