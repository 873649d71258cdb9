# SERVICE: type_names
# SUMMARY: Case: get
# SOCKET: none known
# from type_names_client import TypeNames, Any_; type_names_api = TypeNames()

from hero_runtime import Client, Model, RemoteError
from hero_runtime.values import Bytes, Date, DateTime

class Any_(Model):
    v: int

class Literal_(Model):
    v: int

class Model_(Model):
    v: int

class Field_(Model):
    v: int

class Client_(Model):
    v: int

class List(Model):
    v: int

class Str(Model):
    v: int

class None_(Model):
    v: int

class True_(Model):
    v: int

class Class(Model):
    v: int

class TypeNames__b9ce(Model):
    v: int

class TypeNames_(Model):
    v: int

class AsyncTypeNames_(Model):
    v: int

class FooBar_36ca(Model):
    v: int

class FooBar_b48c(Model):
    v: int

class FooBar(Model):
    v: int

class Grosse(Model):
    v: int

class N1St(Model):
    v: int

class RemoteError_(Model):
    v: int

class Exception_(Model):
    v: int

class Final_(Model):
    v: int

class WeirdNameX(Model):
    v: int

class ClassVar_(Model):
    v: int

class Frozenset(Model):
    v: int

class Object(Model):
    v: int

class TypeChecking(Model):
    v: int

class SERVICE_(Model):
    v: int

class ERRORS_(Model):
    v: int

class NotFound_(Model):
    v: int

class Date_(Model):
    v: int

class DateTime_(Model):
    v: int

class Bytes_(Model):
    v: int

class NotFound(RemoteError): ...

class TypeNames(Client):
    def get(
        self,
        *,
        day: Date | None = None,
        time: DateTime | None = None,
        data: Bytes | None = None,
        p0: Any_ | None = None,
        p1: Literal_ | None = None,
        p2: Model_ | None = None,
        p3: Field_ | None = None,
        p4: Client_ | None = None,
        p5: List | None = None,
        p6: Str | None = None,
        p7: None_ | None = None,
        p8: True_ | None = None,
        p9: Class | None = None,
        p10: TypeNames__b9ce | None = None,
        p11: TypeNames_ | None = None,
        p12: AsyncTypeNames_ | None = None,
        p13: FooBar_36ca | None = None,
        p14: FooBar_b48c | None = None,
        p15: FooBar | None = None,
        p16: Grosse | None = None,
        p17: N1St | None = None,
        p18: RemoteError_ | None = None,
        p19: Exception_ | None = None,
        p20: Final_ | None = None,
        p21: WeirdNameX | None = None,
        p22: ClassVar_ | None = None,
        p23: Frozenset | None = None,
        p24: Object | None = None,
        p25: TypeChecking | None = None,
        p26: SERVICE_ | None = None,
        p27: ERRORS_ | None = None,
        p28: NotFound_ | None = None,
        p29: Date_ | None = None,
        p30: DateTime_ | None = None,
        p31: Bytes_ | None = None,
    ) -> Any_:
        """read: raises NotFound"""
