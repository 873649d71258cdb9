"""Read what is the host's, and play tricks with files: groups 1 and 9."""

import array
import os
import socket
import stat

from tests.runner.sandbox.attacks.probes.prelude import HOST, call, read, connect, deny


def read_shadow() -> object:
    return read("/etc/shadow")


def read_passwd() -> object:
    return read("/etc/passwd")


def read_home() -> object:
    found = []
    for folder, _, names in os.walk(HOST["home"]):
        if not folder.startswith(HOST["interpreter"]):
            found += names
    return found or deny("no file, and no folder but those to the interpreter")


def read_keys() -> object:
    return [read(path) for path in (HOST["home"] + "/.ssh/id_rsa", "/root/.ssh/id_rsa")]


def read_cloud_credentials() -> object:
    return read(HOST["home"] + "/.aws/credentials")


def read_canary() -> object:
    return read(HOST["canary"])


def read_source_of_the_runner() -> object:
    return read(HOST["runner"])


def import_the_runner() -> object:
    import hero_runner

    return hero_runner.__file__


def list_work_of_other_runs() -> object:
    found = set(os.listdir("/")) - {
        *("script.py", "scratch", "tools", "environment", "dev", "etc", "usr", "lib"),
        *("lib32", "lib64", "broker.sock", HOST["interpreter"].split("/")[1]),
    }
    return found or deny("nothing else in the root")


def find_files_of_the_host() -> object:
    known = (
        "/usr/lib",
        "/usr/share/zoneinfo",
        "/lib",
        "/environment",
        "/dev",
        "/tools",
    )
    found = []
    for folder, _, names in os.walk("/", followlinks=False):
        if not folder.startswith((*known, HOST["interpreter"])):
            found += [os.path.join(folder, name) for name in names]
    strange = [
        path
        for path in found
        if not path.startswith(("/scratch/", "/etc/ld.so.cache", "/etc/localtime"))
        and path not in ("/script.py", "/broker.sock")
        and path != HOST["program"]
    ]
    return strange or deny("no other file")


def read_through_a_symlink() -> object:
    os.symlink(HOST["canary"], "link")
    return read("link")


def make_a_device() -> object:
    os.mknod("disk", stat.S_IFBLK | 0o666, os.makedev(8, 0))
    return "done"


def read_memory_of_the_machine() -> object:
    return [read("/dev/mem"), read("/dev/kmsg")]


def write_outside_of_the_working_folder() -> object:
    written = []
    for folder in (
        "/",
        "/usr/lib",
        "/etc",
        "/dev",
        "/dev/shm",
        "/tmp",
        "/tools",
        "/lib",
    ):
        try:
            with open(os.path.join(folder, "x"), "w"):
                written.append(folder)
        except OSError:
            continue
    return written or deny("nowhere")


def remount_for_writing() -> object:
    return call("mount", 0, 0, 0, 32, 0)


def link_a_file_into_the_working_folder() -> object:
    os.link("/environment/pyvenv.cfg", "mine")
    return "done"


def leave_strange_names() -> object:
    # Nothing of the working folder is kept, or ever read by the host.
    for name in ("-rf", "a\nb", "*", "\x1b]0;x\x07", "\udcff", "a" * 255):
        with open(name, "w"):
            continue
    os.mkfifo("pipe")
    return deny("the folder is gone with the script")


def make_a_file_of_more_than_there_is() -> object:
    with open("sparse", "wb") as file:
        file.truncate(1 << 40)
    return "made"


def give_a_file_rights_of_its_owner() -> object:
    import shutil

    shutil.copy("/tools/prlimit", "suid")
    os.chmod("suid", 0o6755)
    os.statvfs(".").f_flag & os.ST_NOSUID or 1 / 0
    return deny("the folder honours no such rights")


def pass_a_descriptor() -> object:
    """Hand the broker a descriptor; see that nothing comes of it."""
    with socket.socket(socket.AF_UNIX) as made:
        made.connect(os.environ["HERO_BROKER_SOCKET"])
        descriptors = array.array("i", [0, 1, 2]).tobytes()
        made.sendmsg([b"G"], [(socket.SOL_SOCKET, socket.SCM_RIGHTS, descriptors)])
        made.sendall(b"ET / HTTP/1.1\r\n\r\n")
        answer = made.recv(100)
    return deny("it reads bytes alone") if b"404" in answer else answer
