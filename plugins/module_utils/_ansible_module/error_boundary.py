# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Where exceptions become a failed task with one clear message."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .._api.aws_errors import AwsError
from .._plan.input_problems import InputError
from .._snapshot.find_instance import NoInstance
from .._text.printable_text import one_line
from .garbled_results import refuse_garbled

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any, NoReturn

    from .module_types import Module


def run_module(module: Module, body: Callable[[Module], dict[str, Any]]) -> NoReturn:
    """Run the module's body and end the module with its result, unless Ansible would garble that.

    :param body: function from the module to the result
    """
    try:
        result = body(module)
    except InputError as error:
        problems = [{"path": problem.path, "message": problem.message} for problem in error.problems]
        # The action plugins that show lines write the message anew.
        unasked = {"unasked": one_line(error.unasked)} if error.unasked else {}
        module.fail_json(msg=str(error), problems=problems, **unasked)
    except NoInstance as error:
        module.fail_json(msg=one_line(error), failures=[one_line(error)])
    except AwsError as error:
        module.fail_json(msg=str(error), failures=[str(error)], error=error.as_dict())
    refuse_garbled(module, result)
    module.exit_json(**result)
