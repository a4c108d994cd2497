# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""aws_sso_profile for a machine with Windows, whose two scripts are played on files in memory."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from ansible.errors import AnsibleActionFail
from ansible.module_utils.common.arg_spec import ModuleArgumentSpecValidator
from ansible.plugins.action.normal import ActionModule as Normal
from ansible_collections.dayone.identity_center.plugins.action.aws_sso_profile import ActionModule
from ansible_collections.dayone.identity_center.plugins.module_utils._aws_config.config_errors import ConfigFileError
from ansible_collections.dayone.identity_center.plugins.module_utils._plan.input_problems import InputError
from ansible_collections.dayone.identity_center.plugins.module_utils._profiles.apply_profiles import (
    apply_profiles,
    failure,
)
from ansible_collections.dayone.identity_center.plugins.module_utils._profiles.profile_argument_spec import (
    ARGUMENTS,
    TOGETHER,
)
from ansible_collections.dayone.identity_center.plugins.plugin_utils._windows import windows_config_file
from ansible_collections.dayone.identity_center.tests.unit.plugins.module_utils._profiles.asking import WORK, profile
from ansible_collections.dayone.identity_center.tests.unit.plugins.plugin_utils._windows.pretend import (
    CONFIG,
    CREDENTIALS,
    HOME,
    Windows,
)

PROFILE = {**WORK, **profile()}
OWN = b"# mine\r\n[profile own]\r\nregion = eu-west-1\r\n"
KEYS = b"[dev]\naws_access_key_id = AKIAIOSFODNN7EXAMPLE\naws_secret_access_key: s3cr3t=\n"


class Task:
    """Ansible's task, action plugin's helpers and connection, as far as they are used."""

    def __init__(self, windows, check=False, installed=True, asynchronous=0, is_windows=True, **options):
        self.windows, self.calls, self.before_call = windows, [], {}
        shell = SimpleNamespace(tmpdir="here", _IS_WINDOWS=is_windows)
        connection = SimpleNamespace(
            _shell=shell, transport="ssh", module_implementation_preferences=(".ps1", ".exe", "")
        )
        loader = SimpleNamespace(
            find_plugin=lambda name, mod_type: "a path" if installed and mod_type == ".ps1" else None
        )
        self.task = SimpleNamespace(
            args=options, check_mode=check, async_val=asynchronous, action="aws_sso_profile", no_log=False, diff=True
        )
        # Else a failure is shown and its result short.
        self.task.ignore_errors = True
        self.action = ActionModule(self.task, connection, None, None, None, None)
        self.action._shared_loader_obj = SimpleNamespace(module_loader=loader)
        self.action._load_name = "aws_sso_profile"
        self.action._execute_module = self._execute_module

    def run(self):
        return self.action.run(task_vars={})

    def _execute_module(self, module_name, module_args, task_vars, wrap_async):
        assert (module_name, wrap_async, self.task.no_log) == ("ansible.windows.win_powershell", False, True)
        self.before_call.get(len(self.calls), lambda: None)()
        self.calls.append("read" if "WithKeys" in module_args["parameters"] else "write")
        assert not (self.task.check_mode and self.calls[-1] == "write")
        return self.windows.run(**module_args)


def run(windows, check=False, **options):
    """(result, calls)"""
    task = Task(windows, check, **options)
    result = task.run()
    assert task.task.no_log is False
    return result, task.calls


def test_a_new_file_has_the_line_ends_of_windows():
    windows = Windows()
    result, calls = run(windows, **PROFILE)
    assert (result["changed"], result["path"], calls) == (True, CONFIG, ["read", "write"])
    assert windows.files[CONFIG].startswith(b"[profile dev]\r\nsso_session = work\r\n")
    assert windows.files[CONFIG].count(b"\n") == windows.files[CONFIG].count(b"\r\n") > 5
    assert result["diff"]["before"] == "" and result["diff"]["after"].encode() == windows.files[CONFIG]


def test_where_it_is_right_one_look_is_all():
    windows = Windows()
    run(windows, **PROFILE)
    before = dict(windows.files)
    result, calls = run(windows, **PROFILE)
    assert (result["changed"], result["changes"], calls, windows.files) == (False, [], ["read"], before)


@pytest.mark.parametrize("end", [b"\r\n", b"\n"])
def test_a_file_keeps_its_line_ends_and_every_other_byte(end):
    own = OWN.replace(b"\r\n", end)
    windows = Windows({CONFIG: own})
    run(windows, **PROFILE)
    after = windows.files[CONFIG]
    assert after.startswith(own) and after.count(b"\n") == after.count(end) > own.count(end)
    run(windows, name="dev", state="absent")
    assert windows.files[CONFIG] == own


def test_check_mode_reads_and_says_the_same():
    windows = Windows({CONFIG: OWN})
    preview, calls = run(windows, check=True, **PROFILE)
    assert (calls, windows.files) == (["read"], {CONFIG: OWN})
    assert preview == run(windows, **PROFILE)[0]


def test_what_another_program_writes_meanwhile_is_kept():
    windows = Windows({CONFIG: OWN})
    task = Task(windows, **PROFILE)
    task.before_call[1] = lambda: windows.files.update({CONFIG: OWN + b"output = json\r\n"})
    result = task.run()
    assert task.calls == ["read", "write", "read", "write"]
    assert windows.files[CONFIG].startswith(OWN + b"output = json\r\n\r\n[profile dev]\r\n")
    assert result["diff"]["before"].endswith("output = json\r\n")


def test_a_file_that_appears_meanwhile_is_kept():
    windows = Windows()
    task = Task(windows, **PROFILE)
    task.before_call[1] = lambda: windows.files.update({CONFIG: OWN})
    task.run()
    assert windows.files[CONFIG].startswith(OWN + b"\r\n[profile dev]\r\n")


def test_it_gives_up_where_others_keep_writing():
    windows = Windows({CONFIG: OWN})
    task = Task(windows, **PROFILE)
    for number in range(20):
        task.before_call[number] = lambda: windows.files.update({CONFIG: windows.files[CONFIG] + b"#\r\n"})
    result = task.run()
    assert (result["failed"], task.calls) == (True, ["read", "write"] * 5)
    assert result["msg"] == (
        CONFIG + ": other programs keep writing it. Run again when they have ended. Nothing was written."
    )
    assert b"dev" not in windows.files[CONFIG]


def test_a_backup_is_kept_only_where_something_changes():
    windows = Windows({CONFIG: OWN})
    result, _calls = run(windows, backup=True, **PROFILE)
    assert windows.files[result["backup_file"]] == OWN
    assert "backup_file" not in run(windows, backup=True, **PROFILE)[0]
    fresh = Windows()
    assert "backup_file" not in run(fresh, backup=True, **PROFILE)[0] and list(fresh.files) == [CONFIG]


@pytest.mark.parametrize(
    "given, environment, path",
    [
        (None, {"AWS_CONFIG_FILE": r"%APPDATA%\aws.ini", "APPDATA": r"D:\Data"}, r"D:\Data\aws.ini"),
        ("~/.aws/config-of-work", {"AWS_CONFIG_FILE": r"D:\aws.ini"}, HOME + r"\.aws\config-of-work"),
        (r"%USERPROFILE%\work", {}, HOME + r"\work"),
    ],
)
def test_the_path_is_expanded_there_not_here(given, environment, path, monkeypatch):
    monkeypatch.setenv("AWS_CONFIG_FILE", "of-the-controller")
    windows = Windows({}, environment)
    result, _calls = run(windows, path=given, **PROFILE)
    assert (result["path"], list(windows.files)) == (path, [path])


def test_access_keys_of_the_same_name_are_told_and_their_values_stay_there(monkeypatch):
    seen = []
    keys_in = windows_config_file._bytes
    monkeypatch.setattr(windows_config_file, "_bytes", lambda text: seen.append(keys_in(text)) or keys_in(text))
    windows = Windows({CREDENTIALS: KEYS})
    result, calls = run(windows, **PROFILE)
    assert (result["failed"], calls, result["problems"][0]["path"]) == (True, ["read"], "name")
    assert "has access keys in %s, line 1" % CREDENTIALS in result["msg"]
    assert seen[1] == b"[dev]\naws_access_key_id = x\naws_secret_access_key: x\n"
    elsewhere = Windows({r"D:\keys": KEYS.replace(b"\n", b"\r")}, {"AWS_SHARED_CREDENTIALS_FILE": r"D:\keys"})
    assert r"has access keys in D:\keys, line 1" in run(elsewhere, **PROFILE)[0]["msg"]
    assert b"s3cr3t" not in b"".join(data or b"" for data in seen)
    assert run(windows, adopt=True, **PROFILE)[0]["changed"] is True


def test_what_windows_does_not_let_us_read_is_told():
    windows = Windows({CONFIG: OWN}, forbidden=[CONFIG])
    result, calls = run(windows, **PROFILE)
    assert (result["failed"], result["path"], calls) == (True, CONFIG, ["read"])
    assert result["msg"] == (
        "%s: Windows cannot read it, or the credentials file: Access to the path '%s' is denied. Close what holds the "
        "file or give this account the right to read it, or state another path. Nothing was written." % (CONFIG, CONFIG)
    )


def test_what_windows_does_not_let_us_write_is_told():
    windows = Windows({CONFIG: OWN})
    task = Task(windows, **PROFILE)
    task.before_call[1] = lambda: windows.forbidden.add(CONFIG)
    result = task.run()
    assert (result["failed"], windows.files) == (True, {CONFIG: OWN})
    assert "Windows cannot write it: Access to the path '%s' is denied. Close what" % CONFIG in result["msg"]


def test_a_module_that_fails_by_itself_is_told():
    windows = Windows()
    windows.run = lambda **_arguments: {"failed": True, "msg": "Failed to become user bob: the password is wrong"}
    result, _calls = run(windows, **PROFILE)
    assert result["failed"] and "Failed to become user bob: the password is wrong. Correct that" in result["msg"]


def test_a_symbolic_link_is_read_and_not_replaced():
    windows = Windows({CONFIG: b""}, links={CONFIG: r"D:\dotfiles\config"})
    for check in (True, False):
        result, calls = run(windows, check, **PROFILE)
        assert (result["failed"], calls, windows.files) == (True, ["read"], {CONFIG: b""})
        assert r"this is a symbolic link to D:\dotfiles\config. State that as path." in result["msg"]
    assert run(windows, profiles=[])[0]["changed"] is False


def test_a_folder_in_its_place_is_told():
    result, _calls = run(Windows({CONFIG + r"\x": b""}), **PROFILE)
    assert "this is a directory, a file is wanted" in result["msg"]


def test_the_file_stands_in_no_result_but_with_diff():
    task = Task(Windows({CONFIG: OWN}), **PROFILE)
    task.task.diff = False
    result = task.run()
    assert result["changed"] and "diff" not in result


def test_secrets_do_not_stand_in_the_diff():
    secret = b"[profile own]\r\naws_secret_access_key = s3cr3t\r\n"
    result, _calls = run(Windows({CONFIG: secret}), **PROFILE)
    assert "own" in result["diff"]["before"] and "s3cr3t" not in str(result)


def test_names_that_not_all_clients_read_are_warned_of():
    result, _calls = run(Windows(), **{**PROFILE, "name": "a b"})
    assert result["warnings"] == ["Only AWS CLI and boto3 read the name 'a b'; others, such as Amplify, do not."]


@pytest.mark.parametrize(
    "options",
    [{}, {"name": "a", "profiles": []}, {"name": "a", "format": "other"}, {"profiles": [{}]}, {"name": "a", "x": 1}],
)
def test_options_are_checked_with_the_modules_messages(options):
    errors = ModuleArgumentSpecValidator(ARGUMENTS, **TOGETHER).validate(options).errors
    task = Task(Windows(), **options)
    with pytest.raises(AnsibleActionFail) as raised:
        task.run()
    assert errors.msg and str(raised.value).endswith(errors.msg) and task.calls == []


def test_without_the_collection_the_message_says_how_to_install_it():
    with pytest.raises(AnsibleActionFail, match="ansible-galaxy collection install ansible.windows"):
        Task(Windows(), installed=False, **PROFILE).run()


def test_it_does_not_run_in_the_background():
    with pytest.raises(AnsibleActionFail, match="does not support async"):
        Task(Windows(), asynchronous=10, **PROFILE).run()


def test_elsewhere_the_module_runs_as_ever(monkeypatch):
    monkeypatch.setattr(Normal, "run", lambda self, tmp=None, task_vars=None: {"normal": task_vars})
    assert Task(None, is_windows=False, asynchronous=10, **PROFILE).run() == {"normal": {}}


SAME = {
    "new": (b"", PROFILE),
    "beside others": (OWN, {**PROFILE, "region": "eu-central-1", "settings": {"s3": {"a": "1"}, "cli_pager": ""}}),
    "legacy": (OWN, {**{key: value for key, value in PROFILE.items() if key != "sso_session"}, "format": "legacy"}),
    "absent": (OWN, {"name": "own", "state": "absent"}),
    "many": (OWN, {"profiles": [{"name": "own", "region": "us-east-1"}, {"name": "c", "output": "json"}]}),
    "wrong input": (OWN, {**PROFILE, "sso_account_id": "1", "sso_region": "here"}),
    "foreign": (b"[profile dev]\naws_access_key_id = AKIAIOSFODNN7EXAMPLE\n", PROFILE),
    "adopted": (b"[profile dev]\naws_access_key_id = AKIAIOSFODNN7EXAMPLE\n", {**PROFILE, "adopt": True}),
    "not a config file": (b"nonsense\r\n", PROFILE),
    "byte order mark": (b"\xef\xbb\xbf" + OWN, PROFILE),
    "no session": (OWN, {"name": "x", "sso_account_id": "111122223333"}),
}


@pytest.mark.parametrize("case", SAME)
def test_the_result_is_the_one_of_other_systems(case, tmp_path):
    data, options = SAME[case]
    here = tmp_path / "config"
    here.write_bytes(data)
    params = ModuleArgumentSpecValidator(ARGUMENTS, **TOGETHER).validate(options).validated_parameters
    try:
        expected = {**apply_profiles(params, str(here), diff=True), "path": str(here), "account": r"LAPTOP\ada"}
    except (InputError, ConfigFileError) as error:
        expected = {"failed": True, **failure(error, str(here))}
    windows = Windows({CONFIG: data})
    found, _calls = run(windows, **options)
    assert _with_path(found, CONFIG) == _with_path(expected, str(here))
    assert windows.files[CONFIG].replace(b"\r\n", b"\n") == here.read_bytes().replace(b"\r\n", b"\n")


def _with_path(value, path):
    if isinstance(value, dict):
        return {key: _with_path(inner, path) for key, inner in value.items()}
    if isinstance(value, list):
        return [_with_path(inner, path) for inner in value]
    return value.replace(path, "PATH").replace("\r\n", "\n") if isinstance(value, str) else value


@pytest.mark.parametrize("account", ["ada", "ADA", r"laptop\Ada", r".\ada", "ada@example.com"])
def test_the_file_of_the_account_that_is_stated_is_written(account):
    result, _calls = run(Windows(), account=account, **PROFILE)
    assert (result["changed"], result["account"]) == (True, r"LAPTOP\ada")


@pytest.mark.parametrize("account", ["grace", r"EXAMPLE\ada", "a", "grace@ada", ""])
def test_nobody_elses_file_is_written(account):
    windows = Windows({CONFIG: OWN})
    result, calls = run(windows, account=account, **PROFILE)
    assert result["failed"] and calls == ["read"] and windows.files == {CONFIG: OWN}
    assert r"this runs as LAPTOP\ada" in result["msg"] and account + "'s" in result["msg"]
