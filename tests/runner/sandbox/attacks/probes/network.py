"""Reach what listens anywhere: group 4."""

import os
import socket

from tests.runner.sandbox.attacks.probes.prelude import HOST, connect


def reach_a_server_on_loopback() -> object:
    return connect(socket.AF_INET, ("127.0.0.1", HOST["port"]))


def reach_a_server_by_ipv6() -> object:
    return connect(socket.AF_INET6, ("::1", HOST["port"]))


def send_a_datagram() -> object:
    return connect(socket.AF_INET, ("127.0.0.1", HOST["port"]), socket.SOCK_DGRAM)


def reach_the_metadata_service() -> object:
    return connect(socket.AF_INET, ("169.254.169.254", 80))


def resolve_a_name() -> object:
    return socket.getaddrinfo("example.org", 80)


def open_a_raw_socket() -> object:
    return socket.socket(socket.AF_INET, socket.SOCK_RAW, socket.IPPROTO_ICMP)


def open_a_packet_socket() -> object:
    return socket.socket(socket.AF_PACKET, socket.SOCK_RAW)


def open_a_netlink_socket() -> object:
    return socket.socket(socket.AF_NETLINK, socket.SOCK_RAW)


def open_a_vsock_socket() -> object:
    return socket.socket(socket.AF_VSOCK, socket.SOCK_STREAM)


def open_a_kernel_crypto_socket() -> object:
    return socket.socket(38, socket.SOCK_SEQPACKET)


def reach_an_abstract_socket() -> object:
    return connect(socket.AF_UNIX, "\0" + HOST["abstract"])


def reach_another_socket() -> object:
    return connect(socket.AF_UNIX, HOST["socket"])


def reach_another_socket_through_a_symlink() -> object:
    os.symlink(HOST["socket"], "other.sock")
    return connect(socket.AF_UNIX, "other.sock")


def reach_another_socket_through_the_parent() -> object:
    return connect(socket.AF_UNIX, "/scratch/../" + HOST["socket"])


def reach_a_container_engine() -> object:
    return connect(socket.AF_UNIX, "/var/run/docker.sock")


def reach_the_message_bus() -> object:
    return connect(socket.AF_UNIX, "/run/dbus/system_bus_socket")
