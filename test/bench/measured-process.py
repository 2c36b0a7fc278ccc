# Runs the words, and writes to the file OUT: seconds of the processor, KiB of resident memory at the peak, exit code.
import os
import sys

out, words = sys.argv[1], sys.argv[2:]
_, status, used = os.wait4(os.posix_spawnp(words[0], words, os.environ), 0)
with open(out, "w") as file:
    file.write(f"{used.ru_utime + used.ru_stime} {used.ru_maxrss} {os.waitstatus_to_exitcode(status)}")
