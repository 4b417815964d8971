#!/usr/bin/env python3
"""Start the newsroom and test it, from a bare machine with Python 3.11 or newer.

  python3 tasks.py run              set up what is missing, then serve on http://127.0.0.1:8000/ (or PORT)
  python3 tasks.py manage COMMAND   call manage.py in the demo newsroom, e.g. manage import_article text.txt
  python3 tasks.py test             linters, all tests with coverage, browser journeys where a Chromium is
  python3 tasks.py test --lint      one stage alone; likewise --suite and --journeys
  python3 tasks.py test tests/text  only these tests; any argument of pytest will do
  python3 tasks.py lock             write requirements*.txt from pyproject.toml (--upgrade: newest versions)

Packages go into .venv, everything else that is made goes into var/. Needs no make, no Node, no Docker.
"""

import hashlib
import importlib.util
import os
import platform
import re
import secrets
import shutil
import subprocess
import sys
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

try:
    import fcntl
except ImportError:  # Windows: two set-ups at once are not kept apart there
    fcntl = None

ROOT = Path(__file__).resolve().parent
OLDEST_PYTHON = (3, 11)
RUNTIME = ("requirements.txt",)
DEVELOPMENT = ("requirements.txt", "requirements-dev.txt")
# In their order: tests that empty the database come last, and nobody shall find it empty after them.
ON_ALL_CORES = ("--numprocesses=auto", "--dist=load")
BROWSERS = ("chromium", "chromium-browser", "google-chrome")


def prepare(root, files, *, install):
    """Make .venv hold the packages pinned in `files`; what a killed set-up left half-built is built anew."""
    if is_ready(root, files):
        return
    with one_at_a_time(root) as lock:
        if is_ready(root, files):
            return
        keep = is_ready(root, RUNTIME) and not stamp(root, files).exists()
        for each in (RUNTIME, DEVELOPMENT):
            stamp(root, each).unlink(missing_ok=True)
        install(root, files, keep=keep, lock=lock)
        # Last of all, so that a stamp vouches for everything before it.
        for each in (RUNTIME, files):
            stamp(root, each).write_text(fingerprint(root, each), encoding="ascii")


def is_ready(root, files):
    written = stamp(root, files)
    return venv_python(root).exists() and written.exists() and written.read_text() == fingerprint(root, files)


def stamp(root, files):
    return root / ".venv" / (".stamp" if files == RUNTIME else ".stamp-dev")


def fingerprint(root, files):
    digest = hashlib.sha256(f"{sys.version} {platform.machine()}".encode())
    for name in files:
        digest.update((root / name).read_bytes())
    return digest.hexdigest()


def venv_python(root):
    return root / ".venv" / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


@contextmanager
def one_at_a_time(root):
    """Hold the set-up lock. Installers inherit it, so one that outlives its killed parent is waited for."""
    (root / "var").mkdir(exist_ok=True)
    with (root / "var" / "setup.lock").open("w") as lock:
        if fcntl:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                say("Another set-up is at work here; waiting for it to end …")
                fcntl.flock(lock, fcntl.LOCK_EX)
        yield lock


def install_packages(root, files, *, keep, lock):
    """Install with uv where it is on the PATH, and with venv and pip otherwise or when uv fails."""
    say(f"Installing what {files[-1]} lists into .venv (once; up to a minute) …")
    ways = [with_uv] if shutil.which("uv") else []
    for way in [*ways, with_pip]:
        for command in way(root, files, keep=keep):
            if subprocess.run(command, cwd=root, env=installer_environment(), **inherit(lock)).returncode:
                say(f"{command[0]} failed.")
                keep = False
                break
        else:
            return
    sys.exit(
        "The packages could not be installed; the lines above say why. "
        "Is there a connection to the network? The same command, called again, starts afresh."
    )


def with_uv(root, files, *, keep):
    if not keep:
        yield ["uv", "venv", "--quiet", "--clear", "--python", base_python(), root / ".venv"]
    install = ["uv", "pip", "install", "--quiet", "--python", venv_python(root)]
    yield [*install, "--require-hashes", *listed(files)]


def with_pip(root, files, *, keep):
    if not (keep and any(venv_python(root).parent.glob("pip*"))):  # uv leaves pip out
        if not importlib.util.find_spec("ensurepip"):
            sys.exit("This Python cannot make virtual environments; on Debian: apt install python3-venv")
        yield [base_python(), "-m", "venv", "--clear", root / ".venv"]
    install = [venv_python(root), "-m", "pip", "-qq", "--disable-pip-version-check", "install"]
    yield [*install, "--require-hashes", *listed(files)]


def listed(files):
    return [word for name in files for word in ("--requirement", name)]


def base_python():
    """Return the Python outside any virtual environment: ours may be about to be cleared."""
    return getattr(sys, "_base_executable", sys.executable)


def installer_environment():
    kept = {name: value for name, value in os.environ.items() if name not in ("PYTHONHOME", "VIRTUAL_ENV")}
    return kept | {"PIP_USER": "0"}


def inherit(lock):
    return {"pass_fds": (lock.fileno(),)} if fcntl else {}


def run(arguments):
    """Serve the demo newsroom."""
    return manage(["serve", *arguments])


def manage(arguments):
    """Call manage.py in the demo newsroom; settings given in the environment win over the demo's."""
    prepare(ROOT, RUNTIME, install=install_packages)
    environment = demo_settings(ROOT) | dict(os.environ)
    return become([venv_python(ROOT), "manage.py", *arguments], environment)


def demo_settings(root):
    settings = {"DEMO": "1", "HTTPS": "0", "ALLOWED_HOSTS": "127.0.0.1,localhost,[::1]"}
    if not os.environ.get("SECRET_KEY"):
        settings["SECRET_KEY"] = secret_key(root)
    return settings


def secret_key(root):
    """Return this copy's own key, made on the first call; only its owner may read the file."""
    path = root / "var" / "secret-key"
    if not path.exists():
        path.parent.mkdir(exist_ok=True)
        handle, unfinished = tempfile.mkstemp(dir=path.parent)  # mkstemp gives mode 0600
        with open(handle, "w", encoding="ascii") as file:
            file.write(secrets.token_urlsafe(50))
        os.replace(unfinished, path)
    return path.read_text(encoding="ascii")


def become(command, environment):
    """Hand this process over to the command, so that signals reach it directly."""
    command = [str(word) for word in command]
    if os.name == "nt":
        return subprocess.run(command, cwd=ROOT, env=environment).returncode
    os.chdir(ROOT)
    sys.stdout.flush()
    os.execve(command[0], command, environment)


def test(arguments):
    """Run all stages, one stage, or just the tests that pytest's arguments name."""
    prepare(ROOT, DEVELOPMENT, install=install_packages)
    stages = {"--lint": lint, "--suite": suite, "--journeys": journeys}
    if len(arguments) == 1 and arguments[0] in stages:
        return stages[arguments[0]]()
    if arguments:
        return python("-m", "pytest", *arguments)
    failed = [name for name, stage in stages.items() if stage()]
    if failed:
        say(f"Failed: {' '.join(failed)}")
    return len(failed)


def lint():
    return python("-m", "ruff", "check", ".") or python("-m", "djlint", "templates", "--lint", "--quiet")


def suite():
    measured = ("--cov=articles", "--cov-report=term:skip-covered", "--cov-fail-under=95")
    return python("-m", "pytest", "-m", "not journey", *ON_ALL_CORES, *measured)


def journeys():
    """Walk through the newsroom in a real browser; only CI insists that there is one."""
    if chromium():
        return python("-m", "pytest", "-m", "journey", *ON_ALL_CORES, "tests/journeys")
    say("browser journeys: not run, no Chromium here")
    return 1 if os.environ.get("CI") else 0


def chromium():
    """Return the path of a Chromium, or None."""
    return next(filter(None, map(shutil.which, BROWSERS)), None)


def python(*arguments):
    return subprocess.run([venv_python(ROOT), *arguments], cwd=ROOT).returncode


def show_help(arguments):
    say(__doc__.strip())
    return 0


HEADER = "# Written by `python3 tasks.py lock` from pyproject.toml. Change that file, then call it again.\n"


def lock(arguments):
    """Write requirements.txt and requirements-dev.txt; pins stay as they are unless --upgrade is given."""
    prepare(ROOT, DEVELOPMENT, install=install_packages)
    with tempfile.TemporaryDirectory() as folder:
        runtime_file, everything_file = Path(folder, "runtime.txt"), Path(folder, "everything.txt")
        known = "".join((ROOT / name).read_text(encoding="utf-8") for name in DEVELOPMENT)
        known = known.replace("-r requirements.txt\n", "")
        compile_pins(runtime_file, arguments, known=known)
        with_dev = [*arguments, "--group", "dev", "--constraints", runtime_file]
        compile_pins(everything_file, with_dev, known=known)
        runtime, everything = read_pins(runtime_file), read_pins(everything_file)
    already = [pin.lines for pin in runtime.values()]
    development = {name: pin for name, pin in everything.items() if pin.lines not in already}
    reasons = read_reasons()
    write_lock_file(ROOT / "requirements.txt", HEADER, runtime, reasons)
    write_lock_file(ROOT / "requirements-dev.txt", HEADER + "-r requirements.txt\n", development, reasons)
    say(f"requirements.txt: {len(runtime)} packages, requirements-dev.txt: {len(development)} more")
    return 0


def compile_pins(output, options, *, known):
    """Let uv write the pins to `output`, for every platform; versions that are `known` stay as they are."""
    output.write_text(known, encoding="utf-8")
    everywhere = ["--universal", "--python-version", "3.11", "--generate-hashes"]
    nothing_of_this_machine = ["--no-header", "--no-emit-index-url", "--no-emit-find-links", "--quiet"]
    command = [venv_python(ROOT), "-m", "uv", "pip", "compile", "pyproject.toml", "--output-file", output]
    command += [*everywhere, *nothing_of_this_machine, *options]
    if subprocess.run(command, cwd=ROOT, stdout=subprocess.DEVNULL).returncode:
        sys.exit("uv could not work out the versions; the lines above say why.")


class Pin(NamedTuple):
    """One package of a lock file: the lines that install it, and the packages that asked for it."""

    lines: list
    needed_by: list


def read_pins(path):
    pins, pin = {}, None
    for line in path.read_text(encoding="utf-8").splitlines():
        if re.match(r"[\w.-]+(\[[\w,-]+\])?==", line):
            name = re.match(r"[\w.-]+", line).group().lower()
            pin = pins[name] = Pin(lines=[line], needed_by=[])
        elif line.startswith("    --hash"):
            pin.lines.append(line)
        elif needed_by := re.match(r"    #(?: via|  ) ([\w.-]+)$", line):
            pin.needed_by.append(needed_by.group(1))
    return pins


def read_reasons():
    import tomllib  # new in Python 3.11: an older one shall still get as far as our sentence about it

    with (ROOT / "pyproject.toml").open("rb") as file:
        return tomllib.load(file)["tool"]["newsroom"]["reasons"]


def write_lock_file(path, header, pins, reasons):
    blocks = []
    for name, pin in sorted(pins.items()):
        reason = reasons.get(name) or f"Needed by {', '.join(pin.needed_by)}."
        blocks.append("\n".join([f"# {reason}", *pin.lines]))
    path.write_text(header + "\n" + "\n\n".join(blocks) + "\n", encoding="utf-8")


def say(sentence):
    print(sentence, flush=True)


def main(arguments):
    if sys.version_info < OLDEST_PYTHON:
        running, wanted = platform.python_version(), ".".join(map(str, OLDEST_PYTHON))
        return f"The newsroom needs Python {wanted} or newer; {sys.executable} is Python {running}."
    name, *others = arguments or ["help"]
    commands = {"run": run, "manage": manage, "test": test, "lock": lock}
    commands |= dict.fromkeys(("help", "--help", "-h"), show_help)
    if name not in commands:
        return f"There is no command {name!r}; python3 tasks.py help lists them."
    try:
        return commands[name](others)
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
