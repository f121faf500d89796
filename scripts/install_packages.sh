#!/usr/bin/env bash
# install_packages.sh PACKAGE...: installs with apt those that are missing. When none is, nothing is run and no network
# is needed. Asks nothing. PRESSWASH_SKIP_DEPS=1 leaves everything to the caller.
set -euo pipefail

[[ "${PRESSWASH_SKIP_DEPS:-0}" == 1 ]] && exit 0

if ! command -v dpkg-query > /dev/null; then
  echo "This is no Debian system; nothing was installed. Needed, by their Debian names: $*" >&2
  exit 0
fi

missing=()
for package in "$@"; do
  status="$(dpkg-query -W -f '${Status}' "$package" 2> /dev/null || true)"
  [[ "$status" == "install ok installed" ]] || missing+=("$package")
done
((${#missing[@]} == 0)) && exit 0

as_root=()
if ((EUID != 0)); then
  if ! command -v sudo > /dev/null; then
    echo "Missing packages: ${missing[*]}" >&2
    echo "Neither root nor sudo: install them as root with: apt-get install ${missing[*]}" >&2
    exit 1
  fi
  as_root=(sudo)
fi

apt() {
  "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive NEEDRESTART_MODE=a \
    apt-get -q -y -o DPkg::Lock::Timeout=300 -o Acquire::Retries=3 -o Dpkg::Use-Pty=0 "$@"
}

echo "Installing: ${missing[*]}"
for attempt in 1 2 3; do
  if apt update && apt install --no-install-recommends "${missing[@]}"; then
    exit 0
  fi
  echo "apt failed (attempt $attempt of 3)" >&2
  sleep $((attempt * 5))
done
echo "Could not install: ${missing[*]}. Is the network there, and is this Debian 12?" >&2
exit 1
