"""LaTeX as bibliographies hold it → plain Unicode: accents, letters, symbols, simple mathematics.

Commands that mean nothing in plain text lose their backslash, never their argument.
"""

import re
import unicodedata

# TeX accent → Unicode combining mark (Knuth, The TeXbook, chapter 9; LaTeX 2e, section "accents").
_ACCENTS = {
    "`": "\u0300", "'": "\u0301", "^": "\u0302", "~": "\u0303", '"': "\u0308", "=": "\u0304",
    ".": "\u0307", "u": "\u0306", "v": "\u030c", "H": "\u030b", "c": "\u0327", "k": "\u0328",
    "r": "\u030a", "d": "\u0323", "b": "\u0331", "t": "\u0361", "h": "\u0309", "G": "\u030f",
    "U": "\u030e", "C": "\u030f", "f": "\u0311",
}  # fmt: skip
_LETTERS = {
    "ss": "ß", "SS": "ẞ", "ae": "æ", "AE": "Æ", "oe": "œ", "OE": "Œ", "o": "ø", "O": "Ø",
    "l": "ł", "L": "Ł", "aa": "å", "AA": "Å", "i": "ı", "j": "ȷ", "dh": "ð", "DH": "Ð",
    "dj": "đ", "DJ": "Đ", "th": "þ", "TH": "Þ", "ng": "ŋ", "NG": "Ŋ", "ij": "ĳ", "IJ": "Ĳ",
}  # fmt: skip
_SYMBOLS = {
    "textbackslash": "\\", "backslash": "\\", "textasciitilde": "~", "textasciicircum": "^",
    "textquotesingle": "'", "textquoteright": "’", "textquoteleft": "‘", "textquotedblleft": "“",
    "textquotedblright": "”", "quotesinglbase": "‚", "quotedblbase": "„", "guillemotleft": "«",
    "guillemotright": "»", "guilsinglleft": "‹", "guilsinglright": "›", "textendash": "–",
    "textemdash": "—", "ldots": "…", "dots": "…", "textellipsis": "…", "textregistered": "®",
    "texttrademark": "™", "textcopyright": "©", "copyright": "©", "pounds": "£",
    "textsterling": "£", "texteuro": "€", "euro": "€", "textyen": "¥", "textcent": "¢",
    "textdegree": "°", "degree": "°", "S": "§", "P": "¶", "textsection": "§", "textbullet": "•",
    "textordfeminine": "ª", "textordmasculine": "º", "textbar": "|", "textless": "<",
    "textgreater": ">", "textunderscore": "_", "textbraceleft": "{", "textbraceright": "}",
    "textdollar": "$", "textperiodcentered": "·", "cdot": "·", "times": "×", "div": "÷",
    "pm": "±", "mp": "∓", "leq": "≤", "le": "≤", "geq": "≥", "ge": "≥", "neq": "≠", "ne": "≠",
    "approx": "≈", "sim": "∼", "simeq": "≃", "equiv": "≡", "infty": "∞", "partial": "∂",
    "nabla": "∇", "sum": "∑", "prod": "∏", "int": "∫", "sqrt": "√", "in": "∈", "notin": "∉",
    "subset": "⊂", "supset": "⊃", "cup": "∪", "cap": "∩", "emptyset": "∅", "forall": "∀",
    "exists": "∃", "neg": "¬", "wedge": "∧", "vee": "∨", "rightarrow": "→", "to": "→",
    "leftarrow": "←", "gets": "←", "leftrightarrow": "↔", "Rightarrow": "⇒", "Leftarrow": "⇐",
    "uparrow": "↑", "downarrow": "↓", "prime": "′", "circ": "∘", "bullet": "•", "star": "⋆",
    "ast": "∗", "dagger": "†", "ddagger": "‡", "ell": "ℓ", "hbar": "ℏ", "Re": "ℜ", "Im": "ℑ",
    "aleph": "ℵ", "langle": "⟨", "rangle": "⟩", "propto": "∝", "perp": "⊥", "parallel": "∥",
    "mid": "|", "oplus": "⊕", "otimes": "⊗", "cong": "≅", "ll": "≪", "gg": "≫", "quad": " ",
    "qquad": " ", "newline": " ", "par": "\n\n", "TeX": "TeX", "LaTeX": "LaTeX", "BibTeX": "BibTeX",
    "nobreakspace": "\u00a0", "space": " ", "slash": "/", "textnumero": "№", "No": "№",
    "micro": "µ", "textmu": "µ", "permil": "‰", "textperthousand": "‰",
    "textonehalf": "½", "textonequarter": "¼", "textthreequarters": "¾",
    "alpha": "α", "beta": "β", "gamma": "γ", "delta": "δ", "epsilon": "ϵ", "varepsilon": "ε",
    "zeta": "ζ", "eta": "η", "theta": "θ", "vartheta": "ϑ", "iota": "ι", "kappa": "κ",
    "lambda": "λ", "mu": "μ", "nu": "ν", "xi": "ξ", "pi": "π", "rho": "ρ", "varrho": "ϱ",
    "sigma": "σ", "varsigma": "ς", "tau": "τ", "upsilon": "υ", "phi": "ϕ", "varphi": "φ",
    "chi": "χ", "psi": "ψ", "omega": "ω", "Gamma": "Γ", "Delta": "Δ", "Theta": "Θ",
    "Lambda": "Λ", "Xi": "Ξ", "Pi": "Π", "Sigma": "Σ", "Upsilon": "Υ", "Phi": "Φ", "Psi": "Ψ",
    "Omega": "Ω",
}  # fmt: skip
# Commands of one argument that carry a meaning CSL's rich text has (CSL 1.0.2, "Rich text").
_MARKUP = {
    "textit": ("<i>", "</i>"), "emph": ("<i>", "</i>"), "textsl": ("<i>", "</i>"),
    "mathit": ("<i>", "</i>"), "textbf": ("<b>", "</b>"), "mathbf": ("<b>", "</b>"),
    "textsc": ('<span style="font-variant:small-caps;">', "</span>"),
    "textsuperscript": ("<sup>", "</sup>"), "textsubscript": ("<sub>", "</sub>"),
}  # fmt: skip
_SWITCHES = frozenset(
    [
        "em",
        "it",
        "bf",
        "sc",
        "rm",
        "sl",
        "tt",
        "sf",
        "itshape",
        "bfseries",
        "scshape",
        "normalfont",
        "upshape",
        "small",
        "large",
        "footnotesize",
        "noopsort",
        "relax",
        "protect",
        "displaystyle",
        "left",
        "right",
        "big",
        "Big",
        "limits",
        "nolimits",
    ]
)
_RAISED = str.maketrans("0123456789+-−=()ni", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ⁿⁱ")
_LOWERED = str.maketrans("0123456789+-−=()", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎")
_CAN_RAISE = frozenset("0123456789+-−=()ni")
_CAN_LOWER = frozenset("0123456789+-−=()")
_TAGS = re.compile(r'</?(?:i|b|sup|sub)>|<span style="font-variant:small-caps;">|</span>')
_TOKEN = re.compile(
    r"\\(?P<word>[A-Za-z]+)\*?[ \t]*|\\(?P<sign>.)|(?P<open>\{)|(?P<close>\})|(?P<math>\${1,2})"
    r"|(?P<script>[\^_])|(?P<dash>-{2,3})|(?P<quote>``|'')|(?P<tie>~)|(?P<text>[^\\{}$^_`'~\-]+|.)",
    re.S,
)
_DEEPEST = 100  # braces nested deeper than this are no title


class _Reader:
    """One pass over the tokens of a value; ``math`` says whether we are between dollars."""

    def __init__(self, text: str) -> None:
        self.tokens = list(_TOKEN.finditer(text))
        self.at = 0
        self.math = False

    def group(self, depth: int = 0) -> str:
        """Everything to the brace that closes this group."""
        made: list[str] = []
        while self.at < len(self.tokens):
            token = self.tokens[self.at]
            if token["close"]:
                if depth:
                    self.at += 1
                    break
                self.at += 1
                continue
            made.append(self.one(depth))
        return "".join(made)

    def argument(self, depth: int) -> str:
        """What a command applies to: a group, a command, or the next letter."""
        if depth > _DEEPEST:
            return ""
        while self.at < len(self.tokens) and (text := self.tokens[self.at]["text"]) is not None:
            stripped = text.lstrip()
            if not stripped:
                self.at += 1
                continue
            first, rest = stripped[0], stripped[1:]
            if rest:
                self.tokens[self.at] = _TOKEN.match(rest) or self.tokens[self.at]
            else:
                self.at += 1
            return first
        if self.at >= len(self.tokens) or self.tokens[self.at]["close"]:
            return ""
        return self.one(depth + 1)

    def one(self, depth: int) -> str:
        token = self.tokens[self.at]
        self.at += 1
        if token["open"]:
            return self.group(depth + 1) if depth < _DEEPEST else ""
        if token["word"]:
            return self.word(token["word"], depth)
        if token["sign"]:
            return self.sign(token["sign"], depth)
        if token["math"]:
            self.math = not self.math
            return ""
        if token["script"]:
            return self.script(token["script"], depth)
        if token["dash"]:
            return "—" if len(token["dash"]) == 3 else "–"
        if token["quote"]:
            return "“" if token["quote"] == "``" else "”"
        if token["tie"]:
            return "\u00a0"
        return token.group()

    def word(self, word: str, depth: int) -> str:
        if word in _LETTERS:
            return _LETTERS[word] + self.swallowed()
        if word in _SYMBOLS:
            return _SYMBOLS[word] + self.swallowed()
        if word in _ACCENTS and len(word) == 1:
            return _accented(self.argument(depth), _ACCENTS[word])
        if word in _MARKUP:
            before, after = _MARKUP[word]
            return f"{before}{self.argument(depth)}{after}"
        if word == "href":
            address = self.argument(depth)
            told = self.argument(depth)
            return f"{told} ({address})" if told and told != address else address
        if word in _SWITCHES:
            return ""
        nothing_follows = self.at >= len(self.tokens) or not self.tokens[self.at]["open"]
        return word + " " if nothing_follows and not self.math else ""

    def swallowed(self) -> str:
        """An empty group after a command only ends its name."""
        following = self.tokens[self.at : self.at + 2]
        if len(following) == 2 and following[0]["open"] and following[1]["close"]:
            self.at += 2
        return ""

    def sign(self, sign: str, depth: int) -> str:
        if sign in _ACCENTS:
            following = self.tokens[self.at] if self.at < len(self.tokens) else None
            if sign == "~" and (following is None or (not (following["text"] or "").strip()
                                and not following["open"] and not following["word"])):  # fmt: skip
                return "∼"
            return _accented(self.argument(depth), _ACCENTS[sign]) or sign
        if sign == "\\":  # a line break in TeX; before a sign it is an escape escaped twice
            following = self.tokens[self.at] if self.at < len(self.tokens) else None
            if following is not None and following["open"]:
                self.at += 1
                return "{"
            doubled = following["text"] if following is not None else None
            if doubled and doubled[0] in _ACCENTS and not doubled[0].isalnum() and doubled != ".":
                self.tokens[self.at : self.at + 1] = _TOKEN.finditer("\\" + doubled)
                return self.one(depth)
            return " "
        if sign in "&%$#_{}":
            return sign
        if sign in ",;:! \n\t/-@":
            return {",": "\u2009", ";": " ", ":": " ", " ": " ", "\n": " ", "\t": " "}.get(sign, "")
        if sign in "()[]":
            return ""
        return sign

    def script(self, sign: str, depth: int) -> str:
        if not self.math:
            return sign
        inner = self.argument(depth)
        can, table, tag = (
            (_CAN_RAISE, _RAISED, "sup") if sign == "^" else (_CAN_LOWER, _LOWERED, "sub")
        )
        bare = _TAGS.sub("", inner)
        if bare and all(letter in can for letter in bare):
            return bare.translate(table)
        return f"<{tag}>{inner}</{tag}>" if inner else ""


def _accented(letters: str, mark: str) -> str:
    """A letter with its accent; an accent over nothing is the sign it is drawn with."""
    if not letters.strip():
        signs = {"\u0303": "~", "\u0302": "^", "\u0300": "`", "\u0301": "´", "\u0308": "¨"}
        return signs.get(mark, "")
    first = {"ı": "i", "ȷ": "j"}.get(letters[0], letters[0])
    return unicodedata.normalize("NFC", first + mark) + letters[1:]


def rich(text: str) -> str:
    """The text in Unicode, with CSL's rich-text tags where LaTeX marks italics and the like."""
    if not re.search(r"[\\{}$~^_`]|--|''", text):
        return " ".join(text.split(" "))
    return unicodedata.normalize("NFC", _Reader(text).group())


def without_tags(text: str) -> str:
    """A rich text without its tags."""
    return _TAGS.sub("", text)


def plain(text: str) -> str:
    """The text in Unicode, without any markup, white space put right."""
    return " ".join(without_tags(rich(text)).split())
