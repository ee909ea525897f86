"""Set side by side what the library's sources say of several countries, each with its evidence."""

from sourcebook.publish.comparing.spoken import Held, Mark, Row, Spoken, held_of, spoken
from sourcebook.publish.comparing.table import NOTE, Table, table

__all__ = ["NOTE", "Held", "Mark", "Row", "Spoken", "Table", "held_of", "spoken", "table"]
