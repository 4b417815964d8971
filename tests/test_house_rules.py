"""The promises of this house, kept by machine so that nobody has to nag; each failure says what to mend."""

import ast
import re
import subprocess
import tomllib
from pathlib import Path

import pytest
from django.contrib import admin
from django.core.management import call_command

ROOT = Path(__file__).resolve().parent.parent
APP = ROOT / "articles"
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))


def relative(path):
    return path.relative_to(ROOT).as_posix()


def modules(folder=APP):
    return sorted(path for path in folder.rglob("*.py") if "__pycache__" not in path.parts)


def parsed(path):
    return ast.parse(path.read_text(encoding="utf-8"), filename=relative(path))


def slips(found):
    """Return the findings as the lines of a failure message."""
    return "\n  ".join(["", *found])


# --- Layers ----------------------------------------------------------------------------------------------

LAYERS = [
    {"choices", "text", "detection", "sourcing", "importers", "imaging"},
    {"models", "migrations"},
    {"workflow", "formats", "search"},
    {"apps", "urls", "forms", "filters", "feeds", "sitemaps", "views", "admin", "templatetags", "management"},
]
LAYER_OF = {part: number for number, layer in enumerate(LAYERS) for part in layer}
NAMES = ["words", "records", "work", "edges"]


def imports(path, tree):
    """Return (line, dotted name) of everything a module imports, wherever in the module it does so."""
    package = list(path.relative_to(ROOT).parent.parts)
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            above = package[: len(package) - node.level + 1] if node.level else []
            start = [*above, *filter(None, [node.module])]
            yield from ((node.lineno, ".".join([*start, alias.name])) for alias in node.names)


def part_of(path):
    """Return the part of the app a file belongs to: articles/text/plain.py is of `text`."""
    return path.relative_to(APP).parts[0].removesuffix(".py")


def test_layers_every_part_of_the_app_has_one():
    parts = {part_of(path) for path in modules()} - {"__init__"}

    assert parts - set(LAYER_OF) == set(), "Give them a layer in LAYERS, and say why in docs/."


def test_layers_import_only_themselves_and_earlier_ones():
    wrong = []
    for path in modules():
        own = LAYER_OF.get(part_of(path), 0)
        for line, name in imports(path, parsed(path)):
            top, part = [*name.split("."), ""][:2]
            if top == "tests" or (top == "newsroom" and NAMES[own] != "edges"):
                wrong.append(f"{relative(path)}:{line} ({NAMES[own]}) imports {name} (around the app)")
            elif top == "articles" and LAYER_OF.get(part, 0) > own:
                later = NAMES[LAYER_OF[part]]
                wrong.append(f"{relative(path)}:{line} ({NAMES[own]}) imports {name} ({later})")

    assert not wrong, slips(wrong)


def test_words_know_neither_django_nor_the_clock():
    wrong = []
    for path in modules():
        if LAYER_OF.get(part_of(path)) != 0:
            continue
        tree = parsed(path)
        if path.name != "choices.py":
            wrong += [
                f"{relative(path)}:{line} imports {name}"
                for line, name in imports(path, tree)
                if name.split(".")[0] in {"django", "time", "random"}
            ]
        wrong += [
            f"{relative(path)}:{node.lineno} asks the clock"
            for node in ast.walk(tree)
            if isinstance(node, ast.Attribute) and node.attr in {"now", "utcnow", "today", "localtime"}
        ]

    assert not wrong, slips(wrong)


# --- Only workflow/ saves --------------------------------------------------------------------------------

ALWAYS_WRITES = {
    *("create", "get_or_create", "update_or_create"),
    *("bulk_create", "bulk_update", "save_m2m", "save_base", "acreate", "asave", "aupdate", "adelete"),
}


def writes(call):
    """Whether a call looks like one that changes a record; files, dicts, sets and digests look different.

    Records are saved and deleted without positional arguments, and querysets updated by keywords alone;
    Pillow's, the storage's and the cache's calls name a file or key first, and a dict's names another dict.
    """
    if not isinstance(call.func, ast.Attribute):
        return False
    name, bare = call.func.attr, not call.args
    if name in {"save", "delete"}:
        return bare and not is_session(call.func.value)
    if name == "update":
        return bare and bool(call.keywords)
    if name == "set":
        return len(call.args) == 1 and not call.keywords and isinstance(call.func.value, ast.Attribute)
    return name in ALWAYS_WRITES


def is_session(value):
    return isinstance(value, ast.Attribute) and value.attr == "session"


def own_save(tree):
    """Return the calls by which a model's own `save` hands over to Django's."""
    return {
        id(call)
        for function in ast.walk(tree)
        if isinstance(function, ast.FunctionDef) and function.name in {"save", "delete"}
        for call in ast.walk(function)
        if isinstance(call, ast.Call) and ast.unparse(call.func) in {"super().save", "super().delete"}
    }


def written_by(path):
    tree = parsed(path)
    allowed = own_save(tree) if part_of(path) == "models" else set()
    return [
        f"{relative(path)}:{node.lineno} {ast.unparse(node.func)[-60:]}"
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and writes(node) and id(node) not in allowed
    ]


def test_only_workflow_saves():
    others = [path for path in modules() if part_of(path) not in {"workflow", "migrations"}]

    wrong = [line for path in others for line in written_by(path)]

    assert not wrong, slips(wrong)


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("article.save()", True),
        ("article.save(update_fields=['state'])", True),
        ("super().save_model(request, article, form, change)", False),
        ("form.save(commit=False)", True),
        ("Claim.objects.create(statement='')", True),
        ("Claim.objects.filter(pk=1).update(verdict=None)", True),
        ("claim.annotations.all().delete()", True),
        ("article.topics.set(topics)", True),
        ("image.save(buffer, format='JPEG')", False),
        ("default_storage.delete(name)", False),
        ("settings.update(others)", False),
        ("digest.update(line)", False),
        ("cache.set(key, page)", False),
        ("language.set('de')", False),
        ("request.session.save()", False),
    ],
)
def test_writes_tells_records_from_the_rest(code, expected):
    call = ast.parse(code).body[0].value

    assert writes(call) is expected


HANDED_OVER = {"save_model", "save_related", "save_formset", "delete_model", "delete_queryset"}


def test_admin_never_falls_back_on_its_own_saving():
    wrong = [
        f"{relative(path)}:{node.lineno} {ast.unparse(node.func)}"
        for path in modules(APP / "admin")
        for node in ast.walk(parsed(path))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in HANDED_OVER
        and "super()" in ast.unparse(node.func)
    ]

    assert not wrong, slips(wrong)


def leaves_to_django(screen, act, *permissions):
    """Whether an admin screen keeps Django's own act and does not even narrow who may do it."""
    own = [getattr(type(screen), name) is getattr(admin.ModelAdmin, name) for name in (act, *permissions)]
    return own[0] and any(own[1:])


def test_admin_hands_every_record_over_to_workflow():
    screens = [
        (model, screen)
        for site in admin.sites.all_sites
        for model, screen in site._registry.items()
        if model._meta.app_label == "articles"
    ]

    saving = [
        f"{type(screen).__name__} lets Django save {model.__name__}: override save_model"
        for model, screen in screens
        if leaves_to_django(screen, "save_model", "has_add_permission", "has_change_permission")
    ]
    deleting = [
        f"{type(screen).__name__} lets Django delete {model.__name__}: override delete_model"
        for model, screen in screens
        if leaves_to_django(screen, "delete_model", "has_delete_permission")
    ]

    assert not saving + deleting, slips(saving + deleting)


# --- Migrations ------------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_migrations_none_is_missing(capsys):
    try:
        call_command("makemigrations", check=True, dry_run=True)
    except SystemExit:
        pytest.fail(capsys.readouterr().out)


def test_migrations_are_named_for_their_purpose():
    names = {path.stem for path in (APP / "migrations").glob("*.py")} - {"__init__"}

    unnamed = {name for name in names if not re.fullmatch(r"\d{4}_[a-z][a-z0-9_]+", name) or "_auto_" in name}

    assert unnamed == set()


# --- The repository --------------------------------------------------------------------------------------

TOP_LEVEL = {
    *("manage.py", "newsroom", "articles", "templates", "static", "seeds", "locale", "tests", "docs"),
    *("tasks.py", "Makefile", "pyproject.toml", "requirements.txt", "requirements-dev.txt", ".ci"),
    *("README.md", "CHANGELOG.md", "SECURITY.md", ".gitignore", ".gitattributes", ".editorconfig"),
}


def test_repository_top_level_holds_only_what_has_its_place_there():
    listing = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True)

    assert {line.split("/")[0] for line in listing.stdout.splitlines()} - TOP_LEVEL == set()


def map_of_the_house(readme):
    """Return the paths named in the map: the first code block below the heading that says "map".

    A word that ends in / or .py is a path. It belongs to the folder that begins its line or, where the
    line is indented, to the nearest folder above that is indented less.
    """
    block = re.search(r"^#+ [^\n]*\b[Mm]ap\b.*?^```\w*\n(.*?)^```", readme, re.DOTALL | re.MULTILINE)
    assert block, "README.md needs a heading with the word map, and the map in a code block below it."
    named, folders = set(), []
    for line in block.group(1).splitlines():
        indent = len(line) - len(line.lstrip())
        folders = [(deep, folder) for deep, folder in folders if deep < indent]
        for word in re.findall(r"(?<!\S)[\w./-]+(?:/|\.py)(?=[\s,;:]|$)", line):
            path = (folders[-1][1] if folders else Path()) / word
            named.add(path.as_posix())
            if word.endswith("/"):
                folders.append((indent, path))
    return named


def readme():
    return (ROOT / "README.md").read_text(encoding="utf-8")


def test_map_of_the_house_reads_folders_and_what_stands_in_them():
    text = """# The newsroom
## The map of the house
```
manage.py  Makefile   start here
articles/             the one app
  choices.py            vocabularies, in articles and/or claims
  text/                 plain.py  the plain text; clean.py, what we accept
                        slugs.py  German slugs
  management/commands/  seed.py
tests/
```
"""

    assert map_of_the_house(text) == {
        *("manage.py", "articles", "articles/choices.py"),
        *("articles/text", "articles/text/plain.py", "articles/text/clean.py", "articles/text/slugs.py"),
        *("articles/management/commands", "articles/management/commands/seed.py", "tests"),
    }


def places_of_the_app():
    """Return the app's modules and packages down to the second level."""
    places = {path.relative_to(ROOT) for path in modules() if path.name != "__init__.py"}
    places |= {path.parent.relative_to(ROOT) for path in modules()}
    return {
        place.as_posix()
        for place in places
        if len(place.parts) <= 3 and not (place.parent.name == "migrations" and place.suffix)
    }


def test_readme_map_names_every_place_of_the_app():
    assert places_of_the_app() - map_of_the_house(readme()) == set()


def test_readme_map_names_nothing_that_is_not_there():
    assert {path for path in map_of_the_house(readme()) if not (ROOT / path).exists()} == set()


@pytest.mark.parametrize("name", ["requirements.txt", "requirements-dev.txt"])
def test_requirements_each_have_a_pin_hashes_and_a_reason(name):
    header, *blocks = (ROOT / name).read_text(encoding="utf-8").strip().split("\n\n")

    shape = re.compile(r"# \S.*\.\n[\w.-]+==\S+( ; [^\n]+)? \\\n(    --hash=sha256:[0-9a-f]{64}( \\\n)?)+")
    wrong = [block.splitlines()[0] for block in blocks if not shape.fullmatch(block)]

    assert re.fullmatch(r"# Written by .+(\n-r requirements\.txt)?", header)
    assert not wrong, slips(wrong)


def test_requirements_hold_what_pyproject_asks_for():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    reasons = project["tool"]["newsroom"]["reasons"]
    asked = [*project["project"]["dependencies"], *project["dependency-groups"]["dev"]]
    files = [ROOT / "requirements.txt", ROOT / "requirements-dev.txt"]

    pins = "".join(file.read_text(encoding="utf-8") for file in files)
    locked = {name: reason for reason, name in re.findall(r"^# (.+)\n([\w.-]+)==", pins, re.MULTILINE)}

    assert {re.match(r"[\w-]+", line).group() for line in asked} == set(reasons)
    assert {name: locked[name] for name in locked if name in reasons} == reasons


# --- Templates -------------------------------------------------------------------------------------------

INLINE = {
    "a script": r"<script\b(?![^>]*\ssrc=)(?![^>]*\stype=\"(?:application/(?:ld\+)?json|importmap)\")",
    "a stylesheet": r"<style\b",
    "a style attribute": r"<[a-z][^<>]*\sstyle\s*=",
    "an event attribute": r"<[a-z][^<>]*\son[a-z]+\s*=",
    "a javascript: address": r"[\"']\s*javascript:",
}


def without_comments(text):
    """Return a template's text with its comments blanked out, line for line."""
    comment = re.compile(r"{#.*?#}|{%\s*comment\b.*?{%\s*endcomment\s*%}|<!--.*?-->", re.DOTALL)
    return comment.sub(lambda found: "\n" * found.group().count("\n"), text)


def matches(pattern, text):
    """Yield (line, match) for every place where the pattern matches."""
    text = without_comments(text)
    for found in re.finditer(pattern, text, re.IGNORECASE | re.DOTALL):
        yield text.count("\n", 0, found.start()) + 1, found.group()


def inline(text):
    return [(line, what) for what, pattern in INLINE.items() for line, _ in matches(pattern, text)]


def open_handed(text):
    """Return the lines that include a part and let it see all of the page's variables."""
    parts = matches(r"{%\s*include\s+[\"'][^\"']*parts/.*?%}", text)
    return [line for line, tag in parts if not re.search(r"\sonly\s*%}$", tag)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("<script>go()</script>", [(1, "a script")]),
        ('<p>\n<p style="color: red">', [(2, "a style attribute")]),
        ("<style>p {}</style>", [(1, "a stylesheet")]),
        ('<a\n  onclick="go()">', [(1, "an event attribute")]),
        ('<a href="javascript:go()">', [(1, "a javascript: address")]),
        ('<script type="module" src="{% static "js/notes.js" %}"></script>', []),
        ('<script type="application/ld+json">{}</script>', []),
        ('{# never style="" #}<!-- <style> --><p class="style">Die Behauptung</p>', []),
    ],
)
def test_inline_finds_what_the_policy_forbids(text, expected):
    assert inline(text) == expected


def test_open_handed_finds_parts_included_without_only():
    text = """{% include "parts/a.html" with claim=claim only %}
{% include "parts/b.html" with claim=claim %}
{% include "parts/c.html" %} {% include 'parts/d.html' only %} {% include "public/e.html" %}
"""

    assert open_handed(text) == [2, 3]


def test_templates_hold_nothing_inline():
    wrong = [
        f"{relative(template)}:{line} has {what} inline"
        for template in TEMPLATES
        for line, what in inline(template.read_text(encoding="utf-8"))
    ]

    assert not wrong, slips(wrong)


def test_template_parts_begin_with_what_they_need():
    parts = [template for template in TEMPLATES if "parts" in template.relative_to(ROOT).parts]

    silent = [relative(part) for part in parts if not re.match(r"{#|{%\s*comment\b", part.read_text("utf-8"))]

    assert not silent, slips(silent)


def test_template_parts_are_included_with_only_what_they_need():
    wrong = [
        f"{relative(template)}:{line} includes a part without `only`"
        for template in TEMPLATES
        for line in open_handed(template.read_text(encoding="utf-8"))
    ]

    assert not wrong, slips(wrong)
