#!/bin/sh
cat pages/index.txt
