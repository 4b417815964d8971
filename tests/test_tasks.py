"""The start-up: what is set up once stays, what is half-built is built anew, the demo gets its settings."""

import os
import stat
import sys
import threading
import time

import pytest

import tasks


class Installer:
    """Puts files where a real installer would, and can be killed half-way."""

    def __init__(self):
        self.calls = []
        self.killed = False

    def __call__(self, root, files, *, keep, lock):
        self.calls.append((files[-1], "added" if keep else "built"))
        python = tasks.venv_python(root)
        python.parent.mkdir(parents=True, exist_ok=True)
        python.touch()
        time.sleep(0.01)
        if self.killed:
            raise KeyboardInterrupt


@pytest.fixture
def root(tmp_path):
    (tmp_path / "requirements.txt").write_text("django==5.2.19\n")
    (tmp_path / "requirements-dev.txt").write_text("pytest==9.2.0\n")
    return tmp_path


@pytest.fixture
def installer():
    return Installer()


def kill(root, files, installer):
    installer.killed = True
    with pytest.raises(KeyboardInterrupt):
        tasks.prepare(root, files, install=installer)
    installer.killed = False


BUILT = ("requirements.txt", "built")
BUILT_WITH_TOOLS = ("requirements-dev.txt", "built")
TOOLS_ADDED = ("requirements-dev.txt", "added")


def test_prepare_installs_once(root, installer):
    tasks.prepare(root, tasks.RUNTIME, install=installer)
    tasks.prepare(root, tasks.RUNTIME, install=installer)

    assert installer.calls == [BUILT]


def test_prepare_adds_the_tools_to_what_is_there(root, installer):
    tasks.prepare(root, tasks.RUNTIME, install=installer)
    tasks.prepare(root, tasks.DEVELOPMENT, install=installer)
    tasks.prepare(root, tasks.DEVELOPMENT, install=installer)
    tasks.prepare(root, tasks.RUNTIME, install=installer)

    assert installer.calls == [BUILT, TOOLS_ADDED]


def test_prepare_for_tests_is_enough_for_running(root, installer):
    tasks.prepare(root, tasks.DEVELOPMENT, install=installer)
    tasks.prepare(root, tasks.RUNTIME, install=installer)

    assert installer.calls == [BUILT_WITH_TOOLS]


def test_prepare_builds_anew_what_was_killed(root, installer):
    kill(root, tasks.RUNTIME, installer)

    tasks.prepare(root, tasks.RUNTIME, install=installer)

    assert installer.calls == [BUILT, BUILT]


def test_prepare_trusts_nothing_after_the_tools_were_killed(root, installer):
    tasks.prepare(root, tasks.RUNTIME, install=installer)
    kill(root, tasks.DEVELOPMENT, installer)

    tasks.prepare(root, tasks.RUNTIME, install=installer)

    assert installer.calls == [BUILT, TOOLS_ADDED, BUILT]


def test_prepare_builds_anew_when_a_pin_changes(root, installer):
    tasks.prepare(root, tasks.RUNTIME, install=installer)
    (root / "requirements.txt").write_text("django==5.2.20\n")

    tasks.prepare(root, tasks.RUNTIME, install=installer)

    assert installer.calls == [BUILT, BUILT]


def test_prepare_builds_anew_when_a_tool_changes(root, installer):
    tasks.prepare(root, tasks.DEVELOPMENT, install=installer)
    (root / "requirements-dev.txt").write_text("pytest==9.2.1\n")

    tasks.prepare(root, tasks.RUNTIME, install=installer)
    tasks.prepare(root, tasks.DEVELOPMENT, install=installer)

    assert installer.calls == [BUILT_WITH_TOOLS, BUILT_WITH_TOOLS]


def test_prepare_builds_anew_for_another_python(root, installer, monkeypatch):
    tasks.prepare(root, tasks.RUNTIME, install=installer)
    monkeypatch.setattr(sys, "version", "3.99.0")

    tasks.prepare(root, tasks.RUNTIME, install=installer)

    assert installer.calls == [BUILT, BUILT]


def test_prepare_builds_anew_when_its_python_is_gone(root, installer):
    tasks.prepare(root, tasks.RUNTIME, install=installer)
    tasks.venv_python(root).unlink()

    tasks.prepare(root, tasks.RUNTIME, install=installer)

    assert installer.calls == [BUILT, BUILT]


def test_prepare_leaves_it_to_whoever_was_faster(root, installer):
    together = [
        threading.Thread(target=tasks.prepare, args=[root, tasks.RUNTIME], kwargs={"install": installer})
        for _ in range(3)
    ]

    for thread in together:
        thread.start()
    for thread in together:
        thread.join()

    assert installer.calls == [BUILT]


def test_install_packages_tries_pip_when_uv_fails_and_says_so_when_both_do(root, monkeypatch, capfd):
    uv = root / "bin" / "uv"
    uv.parent.mkdir()
    uv.write_text("#!/bin/sh\necho 'no certificate' >&2; exit 1\n")
    uv.chmod(0o755)
    monkeypatch.setenv("PATH", str(uv.parent), prepend=os.pathsep)

    with tasks.one_at_a_time(root) as lock, pytest.raises(SystemExit) as stopped:
        tasks.install_packages(root, tasks.RUNTIME, keep=False, lock=lock)

    printed = capfd.readouterr()
    assert "Is there a connection to the network?" in str(stopped.value)
    assert "no certificate" in printed.err
    assert "Hashes are required" in printed.err  # pip's own refusal, before it asks the network
    assert printed.out.splitlines()[1:] == ["uv failed.", f"{tasks.venv_python(root)} failed."]


def test_install_packages_says_which_debian_package_is_missing(root, monkeypatch):
    monkeypatch.setattr(tasks.importlib.util, "find_spec", lambda name: None)

    with pytest.raises(SystemExit, match="apt install python3-venv"):
        list(tasks.with_pip(root, tasks.RUNTIME, keep=False))


def test_secret_key_is_made_once_and_private(root):
    first, second = tasks.secret_key(root), tasks.secret_key(root)

    assert first == second
    assert len(first) >= 50
    assert stat.S_IMODE((root / "var" / "secret-key").stat().st_mode) == 0o600


def test_demo_settings_leave_a_given_key_alone(root, monkeypatch):
    monkeypatch.setenv("SECRET_KEY", "given")

    settings = tasks.demo_settings(root)

    assert settings == {"DEMO": "1", "HTTPS": "0", "ALLOWED_HOSTS": "127.0.0.1,localhost,[::1]"}
    assert not (root / "var").exists()


def test_main_refuses_an_old_python_in_a_sentence(monkeypatch):
    monkeypatch.setattr(sys, "version_info", (3, 10, 4))

    answer = tasks.main(["run"])

    assert answer.startswith("The newsroom needs Python 3.11 or newer; ")


def test_main_names_the_help_for_an_unknown_command():
    assert tasks.main(["serve"]) == "There is no command 'serve'; python3 tasks.py help lists them."


def test_main_without_a_command_shows_the_commands(capsys):
    assert tasks.main([]) == 0

    assert "python3 tasks.py run" in capsys.readouterr().out


def test_lock_file_gives_each_package_its_reason(tmp_path):
    (tmp_path / "pins.txt").write_text(
        "asgiref==3.13.0 \\\n    --hash=sha256:aa \\\n    --hash=sha256:ab\n"
        "    # via\n    #   -c runtime.txt\n    #   django\n    #   django-csp\n"
        "django==5.2.19 \\\n    --hash=sha256:dd\n    # via newsroom (pyproject.toml)\n"
        "tzdata==2026.6 ; sys_platform == 'win32' \\\n    --hash=sha256:ee\n    # via django\n"
    )

    pins = tasks.read_pins(tmp_path / "pins.txt")
    tasks.write_lock_file(tmp_path / "out.txt", "# Header\n", pins, {"django": "The web framework."})

    assert (tmp_path / "out.txt").read_text() == (
        "# Header\n"
        "\n# Needed by django, django-csp.\n"
        "asgiref==3.13.0 \\\n    --hash=sha256:aa \\\n    --hash=sha256:ab\n"
        "\n# The web framework.\ndjango==5.2.19 \\\n    --hash=sha256:dd\n"
        "\n# Needed by django.\ntzdata==2026.6 ; sys_platform == 'win32' \\\n    --hash=sha256:ee\n"
    )
