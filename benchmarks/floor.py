"""What inflating alone costs, with the same library as the program.   usage: floor.py zlib|isal FILE

Inflates every entry of the archive into one reused buffer of 1 MiB and prints the CPU seconds of that loop alone: no
start-up of Python, no checksum, nothing kept.
"""

import ctypes
import ctypes.util
import resource
import struct
import sys
import zipfile

CHUNK = 1 << 20


class ZlibStream(ctypes.Structure):
    """zlib.h, z_stream."""

    _fields_ = [
        ("next_in", ctypes.c_void_p), ("avail_in", ctypes.c_uint), ("total_in", ctypes.c_ulong),
        ("next_out", ctypes.c_void_p), ("avail_out", ctypes.c_uint), ("total_out", ctypes.c_ulong),
        ("msg", ctypes.c_char_p), ("state", ctypes.c_void_p), ("zalloc", ctypes.c_void_p),
        ("zfree", ctypes.c_void_p), ("opaque", ctypes.c_void_p), ("data_type", ctypes.c_int),
        ("adler", ctypes.c_ulong), ("reserved", ctypes.c_ulong),
    ]


class IsalState(ctypes.Structure):
    """igzip_lib.h, inflate_state: the start of it, and more room than the rest takes."""

    _fields_ = [
        ("next_out", ctypes.c_void_p), ("avail_out", ctypes.c_uint32), ("total_out", ctypes.c_uint32),
        ("next_in", ctypes.c_void_p), ("read_in", ctypes.c_uint64), ("avail_in", ctypes.c_uint32),
        ("read_in_length", ctypes.c_int32), ("rest", ctypes.c_uint8 * (1 << 20)),
    ]


def library(name):
    found = ctypes.util.find_library(name)
    if not found:
        raise SystemExit(f"lib{name} is not here")
    return ctypes.CDLL(found)


def inflate_zlib(source, size, target):
    zlib = library("z")
    zlib.zlibVersion.restype = ctypes.c_char_p
    stream = ZlibStream()
    if zlib.inflateInit2_(ctypes.byref(stream), -15, zlib.zlibVersion(), ctypes.sizeof(stream)) != 0:
        raise SystemExit("zlib does not start")
    stream.next_in, stream.avail_in = ctypes.addressof(source), ctypes.sizeof(source)
    status = 0
    while status == 0:
        stream.next_out, stream.avail_out = ctypes.addressof(target), CHUNK
        status = zlib.inflate(ctypes.byref(stream), 0)
    produced = stream.total_out
    zlib.inflateEnd(ctypes.byref(stream))
    return produced


def inflate_isal(source, size, target):
    isal = library("isal")
    state = IsalState()
    isal.isal_inflate_init(ctypes.byref(state))
    state.next_in, state.avail_in = ctypes.addressof(source), ctypes.sizeof(source)
    produced = 0
    while produced < size:
        state.next_out, state.avail_out = ctypes.addressof(target), CHUNK
        if isal.isal_inflate(ctypes.byref(state)) != 0 or state.avail_out == CHUNK:
            break
        produced += CHUNK - state.avail_out
    return produced


def cpu():
    usage = resource.getrusage(resource.RUSAGE_SELF)
    return usage.ru_utime + usage.ru_stime


def main(codec, path):
    inflate = {"zlib": inflate_zlib, "isal": inflate_isal}[codec]
    with zipfile.ZipFile(path) as archive:
        entries = [entry for entry in archive.infolist() if entry.compress_type == zipfile.ZIP_DEFLATED]
    target = ctypes.create_string_buffer(CHUNK)
    spent = 0.0
    with open(path, "rb") as file:
        for entry in entries:
            file.seek(entry.header_offset)
            name, extra = struct.unpack("<HH", file.read(30)[26:30])
            file.seek(name + extra, 1)
            data = file.read(entry.compress_size)
            source = ctypes.create_string_buffer(data, len(data))
            before = cpu()
            produced = inflate(source, entry.file_size, target)
            spent += cpu() - before
            if produced != entry.file_size:
                raise SystemExit(f"{entry.filename}: {produced} bytes of {entry.file_size}")
    print(f"{spent:.6f}")


main(*sys.argv[1:])
