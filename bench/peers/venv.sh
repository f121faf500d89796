# peers_venv REQUIREMENTS NAME: makes the virtual environment build/peers/NAME with the pinned packages of the file,
# unless it is there already, and prints its folder. Sourced by run.sh and pages.sh.
peers_venv() {
  local root requirements venv wanted
  root="$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)"
  requirements="$root/bench/peers/$1"
  venv="$root/build/peers/$2"
  wanted="$(sha256sum "$requirements")"
  if [[ "$(cat "$venv/made-from" 2> /dev/null || true)" != "$wanted" ]]; then
    rm -rf "$venv"
    mkdir -p "$(dirname "$venv")"
    if ! python3 -m venv "$venv" > /dev/null 2>&1; then
      rm -rf "$venv"
      "$root/scripts/install_packages.sh" python3-venv ca-certificates >&2 || return
      python3 -m venv "$venv" >&2 || return
    fi
    # The pip of Debian 12 fails on the extras that some of them name.
    "$venv/bin/pip" install --quiet --disable-pip-version-check pip==24.3.1 >&2 || return
    "$venv/bin/pip" install --quiet --disable-pip-version-check --only-binary :all: -r "$requirements" >&2 || return
    echo "$wanted" > "$venv/made-from"
  fi
  echo "$venv"
}
