#!/bin/sh
# Writes the locks anew, core and dev from pyproject.toml, those of the benchmarks and of the site generators from lists of
# their own: hashes for every platform, no download addresses.
cd "$(dirname "$0")/.." || exit 2
export UV_SYSTEM_CERTS=1 UV_PYTHON_DOWNLOADS=never
PATH="$PWD/.tools/bin:$PATH"
lock() {
    out=$1
    shift
    uv pip compile --quiet --upgrade --universal --python-version 3.11 --generate-hashes --no-header --no-annotate \
        --no-emit-index-url --no-emit-find-links "$@" --output-file "requirements/$out.txt"
}
lock core --group build --extra review pyproject.toml # ./demo ends with the review page
lock dev --group build --group dev pyproject.toml
lock benchmarks requirements/benchmarks.in
lock generators requirements/generators.in
