"""Starts a ClickHouse server from the library that npm brings: node_modules of this folder, FOLDER/config.xml, until it is killed."""

import ctypes
import os
import sys

# Whoever started it may be killed: it then ends too (prctl, PR_SET_PDEATHSIG, SIGKILL).
ctypes.CDLL(None).prctl(1, 9)
here = os.path.dirname(os.path.abspath(__file__))
library = ctypes.CDLL(os.path.join(here, "node_modules/@chdb/lib-linux-x64-gnu/libchdb.so"))
folder, tcp, http = sys.argv[1:4]
# The library is made for single queries: one that starts the listeners, and then never ends, is a server.
forever = (
    "SELECT sleepEachRow(1) FROM numbers(864000) "
    "SETTINGS max_block_size=1, function_sleep_max_microseconds_per_block=100000000000 FORMAT Null"
)
arguments = [
    "clickhouse",
    f"--config-file={folder}/config.xml",
    f"--path={folder}/data",
    f"--tcp_port={tcp}",
    f"--http_port={http}",
    "--listen_host=127.0.0.1",
    f"--query=SYSTEM START LISTEN TCP; SYSTEM START LISTEN HTTP; {forever}",
]
call = library.chdb_query_cmdline
call.restype = ctypes.c_void_p
call(len(arguments), (ctypes.c_char_p * len(arguments))(*[a.encode() for a in arguments]))
sys.exit("the server ended by itself")
