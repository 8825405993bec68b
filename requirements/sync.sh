# Sourced by ./demo and ./check: makes .venv hold what requirements/$1.txt locks (core or dev), and puts it on the PATH.
# Needs only python3 with pip. uv is fetched into .tools: Debian's own Python refuses packages installed beside it.
set -eu
lock=$1
export UV_SYSTEM_CERTS=1 UV_PYTHON_DOWNLOADS=never
PATH="$PWD/.venv/bin:$PWD/.tools/bin:$PATH"
VIRTUAL_ENV=$PWD/.venv # not an environment of somebody's own that is active now: uv would change that one
export PATH VIRTUAL_ENV
stamp() { cat "requirements/$1.txt" pyproject.toml | cksum | tr ' ' '-'; }
have=$(cat .venv/.synced 2>/dev/null || true)
case $have in dev*) lock=dev ;; esac # what ./check has set up holds all that ./demo needs
if [ "$have" != "$lock $(stamp "$lock")" ]; then
    echo "setting up .venv ($lock) …" >&2
    pip=python3 # of an active environment, which may have no pip: then the system's
    python3 -m pip --version >/dev/null 2>&1 || pip=/usr/bin/python3
    command -v uv >/dev/null 2>&1 ||
        PYTHONPATH="" "$pip" -m pip install --quiet --disable-pip-version-check --root-user-action=ignore --target .tools uv
    [ -x .venv/bin/python ] || uv venv --quiet --python "$(command -v python3)" .venv
    uv pip sync --quiet --require-hashes "requirements/$lock.txt"
    uv pip install --quiet --no-deps --no-build-isolation --editable .
    echo "$lock $(stamp "$lock")" >.venv/.synced
fi
