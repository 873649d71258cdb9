"""Use what Python offers: group 8."""

import ctypes
import json
import marshal
import mmap
import os
import pickle
import platform
import sys

from tests.runner.sandbox.attacks.probes.prelude import HOST, call, read, deny


def become_another_user() -> object:
    os.setuid(0)
    os.setgid(0)
    return "done"


def import_from_the_working_folder() -> object:
    with open("wsgiref.py", "w") as file:
        file.write("planted = 1")
    import wsgiref

    return hasattr(wsgiref, "planted") or deny("the module is the library's own")


def plant_a_module_that_starts_with_python() -> object:
    for name in ("sitecustomize.py", "x.pth"):
        folder = [path for path in sys.path if path.endswith("site-packages")][0]
        with open(os.path.join(folder, name), "w") as file:
            file.write("import os")
    return "planted"


def write_compiled_modules() -> object:
    import hero_books_client

    folder = os.path.dirname(hero_books_client.__file__)
    with open(os.path.join(folder, "__pycache__", "x.pyc"), "wb") as file:
        file.write(b"x")
    return "written"


def change_the_client_on_disk() -> object:
    import hero_books_client.client

    with open(hero_books_client.client.__file__, "a") as file:
        file.write("#")
    return "changed"


def change_the_interpreter() -> object:
    with open(os.path.realpath(sys.executable), "ab") as file:
        file.write(b"#")
    return "changed"


def change_the_script() -> object:
    with open("/script.py", "a") as file:
        file.write("#")
    return "changed"


def be_led_by_variables() -> object:
    return sys.flags.ignore_environment != 1 or deny("variables of Python do nothing")


def load_hostile_pickles() -> object:
    # It can do what the script can, which is nothing more.
    return pickle.loads(b"cos\nsystem\n(S'id'\ntR.") == 0 or deny("no shell ran")


def load_hostile_code() -> object:
    code = marshal.loads(
        marshal.dumps(compile("open('/etc/passwd').read()", "x", "eval"))
    )
    return eval(code)


def run_machine_code_that_opens_a_socket() -> object:
    # Memory may be made executable: the filter counts, not who makes the call.
    if platform.machine() != "x86_64":
        return call("ptrace", 0, 0, 0, 0)
    # socket(AF_INET, SOCK_STREAM, 0); ret
    code = b"\xb8\x29\0\0\0\xbf\x02\0\0\0\xbe\x01\0\0\0\x31\xd2\x0f\x05\xc3"
    memory = mmap.mmap(-1, 4096, prot=mmap.PROT_READ | mmap.PROT_WRITE | mmap.PROT_EXEC)
    memory.write(code)
    address = ctypes.addressof(ctypes.c_char.from_buffer(memory))
    result = ctypes.CFUNCTYPE(ctypes.c_long)(address)()
    return deny("the call failed") if result < 0 else f"socket {result}"


def trace_the_interpreter() -> object:
    seen = []
    sys.settrace(lambda *event: seen.append(event))
    json.dumps({})
    sys.settrace(None)
    return HOST["secret"] in repr(seen) or deny("it sees itself alone")
