"""Runs a command and prints what it took as JSON: seconds, CPU seconds and kilobytes of memory at most.

A process of its own that imports next to nothing, since the system counts the memory of whoever started a command as
the command's own.
"""

import json
import os
import subprocess
import sys
import time

began = time.monotonic()
child = subprocess.Popen(sys.argv[1:], stdout=subprocess.DEVNULL)
_, status, usage = os.wait4(child.pid, 0)
print(json.dumps([time.monotonic() - began, usage.ru_utime + usage.ru_stime, usage.ru_maxrss, os.waitstatus_to_exitcode(status)]))
