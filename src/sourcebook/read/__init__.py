"""Captures -> text: ``read`` gives the readable words of a file with pages and places, whatever it is.

``Pool`` does so in processes that a hostile file may end; ``main_text`` is the text without what
stands beside it; ``boxes`` and ``render`` show where on a PDF's page words stand. What a Text holds is
told in ``records``.
"""

from sourcebook.read.main import main_text as main_text
from sourcebook.read.main import page_of as page_of
from sourcebook.read.pdf.boxes import Box as Box
from sourcebook.read.pdf.boxes import Seen as Seen
from sourcebook.read.pdf.boxes import boxes as boxes
from sourcebook.read.pdf.boxes import render as render
from sourcebook.read.pdf.boxes import runs_in as runs_in
from sourcebook.read.reading import read as read
from sourcebook.read.worker import Job as Job
from sourcebook.read.worker import Limits as Limits
from sourcebook.read.worker import Look as Look
from sourcebook.read.worker import Pool as Pool
