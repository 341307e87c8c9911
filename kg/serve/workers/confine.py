"""A process that can open no connection to anywhere, whatever a query makes the library in it do.

Queries that name another server are refused before they run. This is the second lock on that door: Linux itself ends
each try to make a socket with "Permission denied". Other systems have the first lock only.
"""

from __future__ import annotations

import contextlib
import ctypes
import errno
import platform
import struct
import sys

# What the kernel calls the machine (linux/audit.h), and the number of the call that makes a socket there.
_MACHINES = {"x86_64": (0xC000003E, 41), "aarch64": (0xC00000B7, 198)}

_NO_NEW_PRIVILEGES, _SECCOMP, _FILTER = 38, 22, 2  # linux/prctl.h, linux/seccomp.h
_LOAD, _IF_EQUAL, _RETURN = 0x20, 0x15, 0x06  # linux/bpf_common.h
_NUMBER, _ARCHITECTURE = 0, 4  # bytes before them in struct seccomp_data
_ALLOW, _FAIL = 0x7FFF0000, 0x00050000


class _Program(ctypes.Structure):
    _fields_ = (("length", ctypes.c_ushort), ("instructions", ctypes.c_char_p))


def forbid_network() -> bool:
    """Forbid this process, and threads and processes that it starts from now on, to make sockets.

    Returns whether the system does so; nothing can take it back.
    """
    if sys.platform != "linux" or platform.machine() not in _MACHINES:
        return False
    instructions = _instructions(*_MACHINES[platform.machine()])
    program = _Program(len(instructions) // 8, instructions)
    with contextlib.suppress(OSError, AttributeError):
        prctl = ctypes.CDLL(None).prctl
        prctl.argtypes = (ctypes.c_int, *4 * (ctypes.c_void_p,))
        done = prctl(_NO_NEW_PRIVILEGES, 1, None, None, None) == 0
        return done and prctl(_SECCOMP, _FILTER, ctypes.addressof(program), None, None) == 0
    return False


def _instructions(architecture: int, make_socket: int) -> bytes:
    steps = (
        (_LOAD, 0, 0, _ARCHITECTURE),
        (_IF_EQUAL, 0, 3, architecture),
        (_LOAD, 0, 0, _NUMBER),
        (_IF_EQUAL, 0, 1, make_socket),
        (_RETURN, 0, 0, _FAIL | errno.EACCES),
        (_RETURN, 0, 0, _ALLOW),
    )
    return b"".join(struct.pack("=HBBI", *step) for step in steps)
