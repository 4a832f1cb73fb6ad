#!/usr/bin/env python3
"""Real clients, none with a line of plug-in code: each attaches and has a line carried out.

usage: run.py DESK

Says which are skipped because they are not installed, and fails for one where CI is true. Debian
has all but pytest-lsp, which is looked for with the Python that runs this:

    scripts/packages toolchain build test clients
"""
import importlib.util, os, pathlib, shutil, subprocess, sys, tempfile

HERE = pathlib.Path(__file__).resolve().parent
CI = os.environ.get("CI") == "true"


def emacs(script):
    return ["emacs", "-q", "--no-site-file", "--batch", "-l", str(HERE / script)]


def neovim(script):
    return ["nvim", "--headless", "-u", "NONE", "-c", f"luafile {HERE / script}"]


def has_eglot():
    # Since Emacs 29 it is part of Emacs.
    return shutil.which("emacs") and subprocess.run(
        ["emacs", "-q", "--no-site-file", "--batch", "--eval", "(package-initialize)", "--eval", "(require 'eglot)"],
        capture_output=True).returncode == 0


CLIENTS = [
    ("Emacs's jsonrpc", lambda: shutil.which("emacs"), emacs("emacs-jsonrpc.el")),
    ("Emacs's eglot", has_eglot, emacs("emacs-eglot.el")),
    ("Neovim's vim.lsp.rpc", lambda: shutil.which("nvim"), neovim("neovim-rpc.lua")),
    ("Neovim's vim.lsp", lambda: shutil.which("nvim"), neovim("neovim-lsp.lua")),
    ("pytest-lsp", lambda: importlib.util.find_spec("pytest_lsp"),
     [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", str(HERE / "attach.py")]),
]


def main():
    desk = os.path.abspath(sys.argv[1])
    failed = skipped = 0
    with tempfile.TemporaryDirectory() as folder:
        environment = dict(os.environ, DESK=desk, DESK_DB=os.path.join(folder, "desk.db"), TZ="UTC",
                           HOME=folder, LC_ALL="C.UTF-8")
        subprocess.run([desk, "-c", "new for Cleo Roy <cleo@example.org> high : Printer on fire"],
                       env=environment, check=True, capture_output=True, stdin=subprocess.DEVNULL)
        for name, is_there, words in CLIENTS:
            if not is_there():
                skipped += 1
                print(f"skipped: {name} is not installed")
                continue
            try:
                done = subprocess.run(words, env=environment, cwd=folder, capture_output=True,
                                      stdin=subprocess.DEVNULL, timeout=60)
                fine, told = done.returncode == 0, done.stdout + done.stderr
            except subprocess.TimeoutExpired as fault:
                fine, told = False, b"timed out: " + (fault.stdout or b"") + (fault.stderr or b"")
            if not fine:
                failed += 1
                print(f"FAILED {name}: {told.decode(errors='replace')[-2000:]}")
    print(f"clients: {len(CLIENTS) - failed - skipped} attached, {failed} failed, {skipped} skipped")
    sys.exit(1 if failed or (skipped and CI) else 0)


main()
