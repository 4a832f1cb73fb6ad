#!/usr/bin/env bash
# Shows on bare machines that the lists of scripts/packages are whole: README's commands in a
# minimal Debian with nothing but the toolchain, once as root and once as a user with sudo.
# usage: Tests/Scripts/packages.sh [--tests] [USER…]     USER: root and agent unless told
#
# With --tests, scripts/test is run there as well.
#
# Wants root, and takes the tree as it is committed. The machines are folders below $TMPDIR, or else
# /tmp; the toolchain is seen in them read-only, in a name space of mounts that ends with the script.
set -euo pipefail
cd "$(dirname "$0")/../.."

skip() {
  echo "skipped: $1" >&2
  [ "${CI:-}" != true ] || exit 1
  exit 0
}
[ "$(id -u)" = 0 ] || skip "bare machines want root"
[ "$(. /etc/os-release && echo "${VERSION_CODENAME:-}")" = bookworm ] || skip "this is no Debian 12"
scripts/packages toolchain soak
unshare -m true 2>/dev/null || skip "no name space of mounts may be made here"

toolchain=$(realpath "$(command -v swift)")
toolchain=${toolchain%/usr/bin/*}
# The mirror that this machine uses itself, as its release files tell.
apt-get -o DPkg::Lock::Timeout=300 -qq update
mirror=$(apt-get indextargets --format '$(REPO_URI)' 'Created-By: Packages' 'Origin: Debian' \
  'Codename: bookworm' | sed -n 1p)
[ -n "$mirror" ] || skip "apt knows no mirror of Debian 12"

machines=$(mktemp -d "${TMPDIR:-/tmp}/desk-bare.XXXXXX")
chmod 755 "$machines"
# The mounts live and end in the name space below; a folder that has one is never removed.
remove() {
  if grep -q " $1/" /proc/mounts; then
    echo "left alone: $1 has mounts" >&2
  else
    rm -rf --one-file-system "$1"
  fi
}
trap 'remove "$machines"' EXIT

echo "a bare machine" >&2
debootstrap --variant=minbase bookworm "$machines/base" "$mirror" >"$machines/log" 2>&1 ||
  { tail -5 "$machines/log"; exit 1; }
# How this machine reaches the mirror.
cp /etc/hosts "$machines/base/etc/hosts"
apt-config dump | grep -iE '^Acquire::https?::' >"$machines/base/etc/apt/apt.conf.d/90reach" || true
mkdir -p "$machines/base/opt/swift"
git diff --quiet HEAD || echo "what is not committed is left out" >&2

# usage: enter ROOT USER COMMAND, run in the folder of the project
enter() {
  TOOLCHAIN=$toolchain ROOT=$1 RUN_AS=$2 COMMAND=$3 unshare -m --propagation private bash -ec '
    mount --bind "$TOOLCHAIN" "$ROOT/opt/swift"
    mount -o remount,bind,ro "$ROOT/opt/swift"
    mount -t proc proc "$ROOT/proc"
    mkdir -p "$ROOT/dev/pts"
    mkdir -p "$ROOT/dev/shm"
    mount -t tmpfs -o mode=1777 tmpfs "$ROOT/dev/shm"
    mount -t devpts devpts "$ROOT/dev/pts" -o newinstance,ptmxmode=0666
    chroot "$ROOT" su - "$RUN_AS" -c \
      "export PATH=/opt/swift/usr/bin:\$PATH CI=${CI:-}; cd desk; $COMMAND"'
}

# usage: machine USER
machine() {
  local root=$machines/$1 home began
  cp -a "$machines/base" "$root"
  home=$root/root
  if [ "$1" != root ]; then
    chroot "$root" bash -ec "apt-get -qq update; DEBIAN_FRONTEND=noninteractive \
      apt-get -qq install -y --no-install-recommends sudo >/dev/null 2>&1; useradd -m -s /bin/bash $1
      echo '$1 ALL=(ALL) NOPASSWD: ALL' >/etc/sudoers.d/$1" </dev/null
    home=$root/home/$1
  fi
  git clone -q --no-hardlinks . "$home/desk"
  chroot "$root" chown -R "$1" "${home#"$root"}/desk"
  began=$SECONDS
  enter "$root" "$1" 'echo "new for me low : x" | scripts/desk' | tee "$machines/said"
  grep -q '#1 opened, low' "$machines/said"
  enter "$root" "$1" "scripts/desk list" | tee "$machines/said"
  grep -q 'x' "$machines/said"
  echo "packages: as $1, from nothing to a ticket in $((SECONDS - began)) s"
  if [ $tests = yes ]; then
    began=$SECONDS
    enter "$root" "$1" scripts/test
    echo "packages: as $1, scripts/test in $((SECONDS - began)) s"
  fi
  remove "$root"
}

tests=no
[ "${1:-}" != --tests ] || { tests=yes; shift; }
[ $# -gt 0 ] || set -- root agent
for user in "$@"; do machine "$user"; done
