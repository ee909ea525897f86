"""What templates are given of a page's frame, the same on all pages."""

from sourcebook.publish.views.view import Link, View


class Site(View, frozen=True, kw_only=True):
    """What every page shares. ``root`` is the way from this page to the site's first page ("../").
    ``stylesheet`` and ``script`` are below root, and so are ``asking``, the script of the box for searching,
    and ``offers``, what that loads when somebody goes to it. ``themes`` are links for the menu."""

    title: str
    language: str
    root: str
    stylesheet: str
    script: str
    themes: tuple[Link, ...]
    exit_to: str
    contact: str = ""
    curator: str = ""
    asking: str = ""
    offers: tuple[str, ...] = ()


class Head(View, frozen=True, kw_only=True):
    """One page's frame. ``path`` is below the site's root; ``canonical`` is "" where the library
    has no public address; ``meta`` are (name, content) pairs for citation tools; ``jsonld`` is
    schema.org JSON, safe inside a script element; ``part`` names the menu item that is current
    (themes, countries, compare, map, aspects, publishers, timeline, ratings, teach, search, help); ``help`` is where help is to be
    had on this page itself ("#help"), "" where the site's page of help is next;
    ``styles`` and ``scripts`` are further stylesheets and scripts, below the site's root;
    ``relations`` further links, each (relation, address)."""

    title: str
    description: str
    path: str
    part: str = ""
    help: str = ""
    crumbs: tuple[Link, ...] = ()
    canonical: str = ""
    meta: tuple[tuple[str, str], ...] = ()
    jsonld: str = ""
    styles: tuple[str, ...] = ()
    scripts: tuple[str, ...] = ()
    relations: tuple[tuple[str, str], ...] = ()
