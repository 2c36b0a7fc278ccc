#!/bin/sh
# Makes build/ from src/.
set -eu
mkdir -p build
tr '[:lower:]' '[:upper:]' <src/index.txt >build/index.txt
