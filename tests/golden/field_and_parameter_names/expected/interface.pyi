# SERVICE: field_and_parameter_names
# SUMMARY: Case: set
# SOCKET: none known
# from field_and_parameter_names_client import FieldAndParameterNames, Thing; field_and_parameter_names_api = FieldAndParameterNames()

import builtins

from hero_runtime import Client, Model

class Thing(Model):
    class__0889: builtins.int
    list: builtins.list[builtins.str]
    str: builtins.str | None = None
    int: builtins.int | None = None
    self_: builtins.int | None = None
    model_config_: builtins.int | None = None
    copy_: builtins.int | None = None
    private: builtins.int | None = None
    class_: builtins.int | None = None
    foo_bar_5a90: builtins.int | None = None
    foo_bar: builtins.int | None = None
    foo_bar_7d89: builtins.int | None = None
    with_space: builtins.int | None = None
    unnamed: builtins.int | None = None
    n2_nd: builtins.int | None = None
    grosse: builtins.int | None = None
    名: builtins.int | None = None
    id: builtins.int | None = None
    at_id: builtins.int | None = None
    n1: builtins.int | None = None
    n1_1bad: builtins.int | None = None
    hero_extra_: builtins.int | None = None
    builtins_: builtins.int | None = None
    true: builtins.int | None = None
    none: builtins.int | None = None
    omit: builtins.int | None = None
    nullable: builtins.int | None = None

class FieldAndParameterNames(Client):
    def set(
        self,
        thing: Thing,
        *,
        class__0889: int | None = None,
        list: int | None = None,
        str: int | None = None,
        int: int | None = None,
        self_: int | None = None,
        model_config: int | None = None,
        copy: int | None = None,
        private: int | None = None,
        class_: int | None = None,
        foo_bar_5a90: int | None = None,
        foo_bar: int | None = None,
        foo_bar_7d89: int | None = None,
        with_space: int | None = None,
        n2_nd: int | None = None,
        grosse: int | None = None,
        名: int | None = None,
        id: int | None = None,
        at_id: int | None = None,
        n1: int | None = None,
        n1_1bad: int | None = None,
        hero_extra: int | None = None,
        builtins: int | None = None,
        true: int | None = None,
        none: int | None = None,
        omit: int | None = None,
        nullable: int | None = None,
    ) -> Thing: ...  # write
