"""Turn templates into Python functions that write bytes, for those that are rendered once an entry. Pure.

A page's words are few beside its markup, so what a template does is mostly asking views for fields and
escaping them. Compiled, that is plain Python on the views as they are, with the markup between in
bytes already; HTML that is made goes in as it is. A template remains what it was: minijinja renders
the same bytes of it, and ``tests/publish/test_compiling.py`` compares them.

What is understood is a part of the language: ``if``, ``for``, ``with``, ``set``, ``include``, ``extends``
and ``block``, Python's own operators, ``~``, ``is defined``, ``is none``, ``|safe`` and ``|length``.
"""

import ast
import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from types import SimpleNamespace
from typing import Any

from sourcebook.errors import Refused

Load = Callable[[str], str | None]
Written = Callable[..., list[bytes]]

_TAG = re.compile(r"(\{%(?:[^%]|%(?!\})){1,800}%\}|\{\{[^{}]{1,800}\}\})")
_DEFINED = re.compile(r"\b([a-z]\w*(?:\.[a-z]\w*)*) is (not )?defined\b")
_QUOTED = re.compile(r"""("[^"]*"|'[^']*')""")
_NONE = re.compile(r"\bis (not )?none\b")
_RAW = "(t_ if type(t_ := {}) is bytes else t_.encode())"
_SHORT, _MANY = 200, 4_000  # letters of a text, and how many texts, that are remembered escaped
_LATELY = 200  # and how many long ones
_MARKS = b"&<>\"'"
MISSING = type("Missing", (), {"__repr__": lambda _: "nothing of that name"})()


class Escaped(dict[Any, bytes]):
    """Texts and whole numbers as HTML in UTF-8. Short texts are remembered: an entry's title stands on a
    dozen pages. Of long ones the last are, which a page and a card of one entry share."""

    def __init__(self) -> None:
        super().__init__()
        self._long: dict[str, bytes] = {}

    def __missing__(self, value: Any) -> bytes:
        if type(value) is not str:
            if type(value) is not int:
                raise TypeError(f"a template can't show {value!r}")
            html = str(value).encode()
            if value > 1:  # True and False would find what stands for 1 and 0
                self[value] = html
            return html
        if len(value) >= _SHORT:
            found = self._long.get(value)
            if found is None:
                if len(self._long) >= _LATELY:
                    self._long.clear()
                found = self._long[value] = escaped(value)
            return found
        html = value.encode()
        if len(html) != len(html.translate(None, _MARKS)):  # most need no more than this look
            html = escaped(value)
        if len(self) >= _MANY:
            self.clear()
        self[value] = html
        return html


def escaped(text: str) -> bytes:
    """Text as HTML in UTF-8, fit for an attribute too."""
    return (
        text.encode()
        .replace(b"&", b"&amp;")
        .replace(b"<", b"&lt;")
        .replace(b">", b"&gt;")
        .replace(b'"', b"&quot;")
        .replace(b"'", b"&#x27;")
    )


ESCAPED = Escaped()  # one for all templates: they show the same titles


def compiled(name: str, load: Load) -> Written:
    """The template ``name`` as a function of its variables (by name), which gives the page in pieces.

    Raises Refused, naming the template, where it uses what is not understood here.
    """
    source = _Compiler(load).function(name)
    space: dict[str, Any] = {"E": ESCAPED, "M": MISSING, "Space": SimpleNamespace}
    exec(compile(source, f"<{name}>", "exec"), space)  # noqa: S102 - our own templates
    made: Written = space["write"]
    return made


class _Compiler:
    """Writes one function. ``scope`` maps a template's names to Python's: a name that a block sets
    hides an outer one, and is another variable."""

    def __init__(self, load: Load) -> None:
        self.load = load
        self.lines: list[str] = []
        self.depth = 1
        self.waiting: list[str] = []  # what is written next, as Python
        self.text = b""  # and the markup after that
        self.free: dict[str, str] = {}  # names that the caller gives
        self.scopes: list[dict[str, str]] = [{}]
        self.blocks: dict[str, list[str]] = {}
        self.number = 0
        self.template = ""

    def function(self, name: str) -> str:
        self._template(name)
        self._flush()
        given = ", ".join(f"{py}=M" for py in self.free.values())
        taken = f"*, {given}, **_" if given else "**_"
        body = "\n".join(self.lines)
        return (
            f"def write({taken}):\n out_ = []\n add_ = out_.append\n more_ = out_.extend\n"
            f"{body}\n return out_\n"
        )

    # --- tags ---------------------------------------------------------------------------------
    def _refuse(self, what: str) -> Refused:
        return Refused(f"template {self.template}", f"can't be compiled: {what.strip()[:80]}")

    def _template(self, name: str) -> None:
        text = self.load(name)
        if text is None:
            raise Refused(f"template {name}", "is not there")
        outer, self.template = self.template, name
        if any(mark in text for mark in ("{#", "{%-", "-%}", "{{-", "-}}")):
            raise self._refuse("a comment, or blanks cut by hand")
        parts = _parts(text)
        if parts and parts[0].startswith("{%") and parts[0][2:-2].split()[0] == "extends":
            self._keep_blocks(iter(parts[1:]))
            self._template(ast.literal_eval(parts[0][2:-2].split()[1]))
        else:
            rest = iter(parts)
            if self._body(rest):
                raise self._refuse("an end without a beginning")
        self.template = outer

    def _keep_blocks(self, parts: Iterator[str]) -> None:
        for part in parts:
            if part.startswith("{% block"):
                self.blocks[part[2:-2].split()[1]] = self._until_end(parts)
            elif part.strip():
                raise self._refuse(part)

    def _until_end(self, parts: Iterator[str]) -> list[str]:
        found: list[str] = []
        for part in parts:
            if part.startswith("{% endblock"):
                return found
            found.append(part)
        raise self._refuse("a block without an end")

    def _body(self, parts: Iterator[str]) -> str:
        """Write until a tag that ends this body or goes on with another; gives that tag."""
        for part in parts:
            if part.startswith("{{"):
                self._show(part[2:-2].strip())
            elif part.startswith("{%"):
                tag = part[2:-2].strip()
                word = tag.split()[0]
                if word in ("elif", "else") or word.startswith("end"):
                    return tag
                act = getattr(self, f"_{word}", None) if word in _TAGS else None
                if act is None:
                    raise self._refuse(part)
                act(tag.removeprefix(word).strip(), parts)
            else:
                self.text += part.encode()
        return ""

    def _if(self, test: str, parts: Iterator[str]) -> None:
        self._line(f"if {self._python(test)}:")
        while True:
            self.scopes.append({})
            self.depth += 1
            end = self._body(parts)
            self._flush()
            self.lines.append(f"{' ' * self.depth}pass")
            self.depth -= 1
            own = self.scopes.pop()
            self.scopes[-1].update(dict.fromkeys(own, ""))  # may not be used after it
            if end == "endif":
                return
            word, _, test = end.partition(" ")
            if word not in ("elif", "else"):
                raise self._refuse(end)
            self._line(f"elif {self._python(test)}:" if word == "elif" else "else:")

    def _for(self, head: str, parts: Iterator[str]) -> None:
        names, _, over = head.partition(" in ")
        several = self._new()
        self._line(f"{several} = {self._python(over)}")
        last, at = self._new(), self._new()
        before = len(self.lines)
        scope = {name.strip(): self._new() for name in names.split(",")}
        scope |= {
            "loop.last": f"({at} == {last})", "loop.first": f"(not {at})", "loop.index0": at
        }  # fmt: skip
        self.scopes.append(scope)
        self.depth += 1
        end = self._body(parts)
        self._flush()
        self.depth -= 1
        self.scopes.pop()
        body = self.lines[before:]
        given = ", ".join(scope[name.strip()] for name in names.split(","))
        pad = " " * self.depth
        if any(at in line for line in body):
            lead = [f"{pad}{last} = len({several}) - 1"]
            each = _tuple(given) if "," in given else given
            lead += [f"{pad}for {at}, {each} in enumerate({several}):"]
        else:
            lead = [f"{pad}for {given} in {several}:"]
        self.lines[before:] = [*lead, *body, f"{pad} pass"]
        if end == "else":
            self._line(f"if not {several}:")
            self.depth += 1
            end = self._body(parts)
            self._flush()
            self.lines.append(f"{' ' * self.depth}pass")
            self.depth -= 1
        if end != "endfor":
            raise self._refuse(end)

    def _with(self, head: str, parts: Iterator[str]) -> None:
        call = ast.parse(f"f({_prepared(head)})", mode="eval").body
        assert isinstance(call, ast.Call)
        scope = {}
        for pair in call.keywords:
            scope[str(pair.arg)] = name = self._new()
            self._line(f"{name} = {self._code(pair.value)}")
        self.scopes.append(scope)
        if self._body(parts) != "endwith":
            raise self._refuse(head)
        self.scopes.pop()

    def _set(self, head: str, _: Iterator[str]) -> None:
        name, value = head.split("=", 1)
        code = self._python(value)
        of, dot, field = name.strip().partition(".")
        if dot:
            self._line(f"{self._name(of)}.{field} = {code}")
            return
        py = self._new()
        self._line(f"{py} = {code}")
        self.scopes[-1][name.strip()] = py

    def _include(self, name: str, _: Iterator[str]) -> None:
        self.scopes.append({})
        self._template(ast.literal_eval(name))
        self.scopes.pop()

    def _block(self, name: str, parts: Iterator[str]) -> None:
        own = self._until_end(parts)
        if self._body(iter(self.blocks.get(name, own))):
            raise self._refuse(name)

    # --- what is written ------------------------------------------------------------------------
    def _show(self, text: str) -> None:
        bare = text.removesuffix("|safe")
        code = self._python(bare)
        self._settle()
        if bare != text:
            self.waiting.append(_RAW.format(code))
        elif _is_fraction(_parsed(bare)):  # asked for among whole numbers, 2.0 would be found as 2
            self.waiting.append(f"str({code}).encode()")
        else:
            self.waiting.append(f"E[{code}]")

    def _settle(self) -> None:
        if self.text:
            self.waiting.append(repr(self.text))
            self.text = b""

    def _flush(self) -> None:
        self._settle()
        if len(self.waiting) == 1:
            self.lines.append(f"{' ' * self.depth}add_({self.waiting[0]})")
        elif self.waiting:
            self.lines.append(f"{' ' * self.depth}more_(({', '.join(self.waiting)}))")
        self.waiting = []

    def _line(self, code: str) -> None:
        self._flush()
        self.lines.append(" " * self.depth + code)

    def _new(self) -> str:
        self.number += 1
        return f"v{self.number}_"

    # --- expressions ----------------------------------------------------------------------------
    def _python(self, text: str) -> str:
        try:
            return self._code(_parsed(text))
        except SyntaxError as fault:
            raise self._refuse(text) from fault

    def _name(self, name: str) -> str:
        for scope in reversed(self.scopes):
            if name in scope:
                if not scope[name]:
                    raise self._refuse(f"{name}, which is set in one case only")
                return scope[name]
        return self.free.setdefault(name, name)

    def _code(self, node: ast.expr) -> str:
        match node:
            case ast.Constant(value):
                return repr(value)
            case ast.Name("true" | "false" | "none" as word):
                return word.capitalize()
            case ast.Name(name) if name != "loop":
                return self._name(name)
            case ast.Attribute(ast.Name("loop"), name) if name in _LOOP:
                return self._name(f"loop.{name}")
            case ast.Attribute(of, name):
                return f"{self._code(of)}.{name}"
            case ast.Subscript(of, at):
                return f"{self._code(of)}[{self._code(at)}]"
            case ast.UnaryOp(ast.USub(), ast.Constant(int() as value)):
                return f"-{value}"
            case ast.UnaryOp(ast.Not(), of):
                return f"(not {self._code(of)})"
            case ast.BoolOp(op, of):
                joint = " and " if isinstance(op, ast.And) else " or "
                return f"({joint.join(map(self._code, of))})"
            case ast.IfExp(test, then, other):
                return f"({self._code(then)} if {self._code(test)} else {self._code(other)})"
            case ast.Tuple(of):
                return _tuple(", ".join(map(self._code, of)))
            case ast.Compare(first, (op,), (second,)) if type(op) in _COMPARED:
                return f"({self._code(first)} {_COMPARED[type(op)]} {self._code(second)})"
            case ast.BinOp(left, ast.Pow(), right):
                return self._filtered(left, right)
            case ast.BinOp(left, op, right) if type(op) in _COUNTED:
                return f"({self._code(left)} {_COUNTED[type(op)]} {self._code(right)})"
            case ast.BinOp(left, ast.MatMult(), right):
                return f"({self._code(left)} + {self._code(right)})"
            case ast.Call(ast.Name("namespace"), [], pairs):
                given = (f"{pair.arg}={self._code(pair.value)}" for pair in pairs)
                return f"Space({', '.join(given)})"
            case ast.Call(ast.Name("defined"), (ast.Attribute(of, name),)):
                return f"hasattr({self._code(of)}, {name!r})"
            case ast.Call(ast.Name("defined"), (ast.Name(name),)):
                code = self._name(name)
                return f"({code} is not M)" if code == name else "True"
            case _:
                raise self._refuse(ast.unparse(node))

    def _filtered(self, value: ast.expr, filter: ast.expr) -> str:
        match filter:
            case ast.BinOp(first, ast.Pow(), then):  # a row of filters, the first of them first
                return self._filtered(ast.BinOp(value, ast.Pow(), first), then)
            case ast.Name("length"):
                return f"len({self._code(value)})"
            case ast.Name("max"):
                return f"max({self._code(value)}, default=M)"
            case ast.Call(ast.Name("round"), [ast.Constant(int() as places)], []):
                return f"round({self._code(value)}, {places})"
            case ast.Call(
                ast.Name("map"), [], [ast.keyword("attribute", ast.Constant(int() as at))]
            ):
                return f"[one[{at}] for one in {self._code(value)}]"
            case _:
                raise self._refuse(ast.unparse(filter))


_LOOP = frozenset({"last", "first", "index0"})
_TAGS = frozenset({"if", "for", "with", "set", "include", "block"})
_COUNTED: dict[type, str] = {ast.Add: "+", ast.Sub: "-", ast.Mult: "*", ast.Div: "/"}
_COMPARED: dict[type, str] = {
    ast.Eq: "==", ast.NotEq: "!=", ast.Gt: ">", ast.GtE: ">=", ast.Lt: "<", ast.LtE: "<=",
    ast.In: "in", ast.NotIn: "not in", ast.Is: "is", ast.IsNot: "is not",
}  # fmt: skip


@lru_cache(maxsize=1024)  # all pages begin alike, and parts are in several templates
def _parsed(text: str) -> ast.expr:
    return ast.parse(_prepared(text).strip(), mode="eval").body


def _is_fraction(shown: ast.expr) -> bool:
    """Whether what is shown is the outcome of a division or of rounding."""
    return isinstance(shown, ast.BinOp) and any(
        isinstance(part, ast.Div) or (isinstance(part, ast.Name) and part.id == "round")
        for part in ast.walk(shown)
    )


def _prepared(text: str) -> str:
    """A template's expression as one that Python parses, with the same strength of its operators:
    a filter binds closest, like a power, and ``~`` closer than a comparison."""
    parts = _QUOTED.split(text)
    for n in range(0, len(parts), 2):
        part = _DEFINED.sub(lambda m: f"{'not ' if m[2] else ''}defined({m[1]})", parts[n])
        part = _NONE.sub(lambda m: f"is {m[1] or ''}None", part)
        parts[n] = part.replace("|", "**").replace("~", "@")
    return "".join(parts)


def _tuple(names: str) -> str:
    return f"({names},)" if names and "," not in names else f"({names})"


def _parts(text: str) -> list[str]:
    """Tags and the markup between them, without the line ends after tags and at the template's end,
    and without blanks before a tag that begins its line."""
    parts = ["", *filter(None, _TAG.split(text.removesuffix("\n"))), ""]
    found = []
    for before, part, after in zip(parts, parts[1:], parts[2:], strict=False):
        left = part
        if not part.startswith(("{%", "{{")):
            if before.startswith("{%"):
                left = left.removeprefix("\n")
            line = part.rpartition("\n")[2]
            if after.startswith("{%") and not line.strip(" \t") and ("\n" in part or not before):
                left = left[: len(left) - len(line)]
        found.append(left)
    return [part for part in found if part]
