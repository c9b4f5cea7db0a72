#!/bin/sh
# Prints what a call costs in C. `cargo xtask figures c` builds the library and
# runs this.
set -eu
target=${CARGO_TARGET_DIR:-target}
folder=$(mktemp -d)
trap 'rm -r "$folder"' EXIT
ln -s "$(realpath "$target")/ship/libbangfu.so" "$folder/libbangfu.so.0"
python3 tests/programmes/family.py --family a --needs 100000 --seed 1 --out "$folder/programme.json" >&2
gcc -std=c99 -O2 -Iffi/c/include bindings/c/bench/costs.c "$folder/libbangfu.so.0" -o "$folder/costs"
LD_LIBRARY_PATH=$folder "$folder/costs" "$folder/programme.json"
