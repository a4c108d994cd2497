# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""How many operations may be under way, and what looks teach."""

from __future__ import annotations

import threading

from ansible_collections.dayone.identity_center.plugins.module_utils._apply.operation_slots import Slots
from ansible_collections.dayone.identity_center.tests.unit.plugins.playing import Clock


class World:
    def __init__(self, most=3):
        self.clock = Clock()
        self.slots = Slots(most, clock=self.clock.time)

    def taken(self, count):
        return [self.slots.take() for dummy in range(count)]

    def waiting(self):
        """Somebody who waits for a place: an event that tells when they have it."""
        got = threading.Event()
        threading.Thread(target=lambda: (self.slots.take(), got.set()), daemon=True).start()
        return got

    def free(self):
        """Whether a place is free now; who asked takes it."""
        return self.waiting().wait(0.05)


def test_no_more_than_most_until_one_is_over():
    world = World()
    first = world.taken(3)[0]
    waiting = world.waiting()
    assert not waiting.wait(0.05)
    world.slots.free(first)
    assert waiting.wait(5)
    assert not world.free()


def test_a_place_is_free_again_after_the_usual_time():
    world = World()
    taken = world.taken(3)
    world.clock.pause(1.0)
    world.slots.observe(1.0, [], taken)
    world.taken(3)
    world.clock.pause(0.9)
    assert not world.free()
    world.clock.pause(0.2)
    assert world.free()


def test_before_any_look_nothing_is_taken_to_be_over():
    world = World(1)
    world.taken(1)
    world.clock.pause(3600)
    assert not world.free()


def test_the_usual_time_is_that_of_the_slowest_seen():
    world = World()
    old = world.taken(1)
    world.clock.pause(1.0)
    young = world.taken(1)
    world.clock.pause(1.0)
    new = world.taken(1)
    # The oldest is over, those of one second and less are not.
    world.slots.observe(2.0, [*young, *new], old)
    world.taken(1)
    world.clock.pause(0.9)
    assert not world.free()
    world.clock.pause(0.2)
    assert world.free()


def test_what_hangs_keeps_its_place_and_is_no_measure():
    world = World(2)
    hanging, other = world.taken(2)
    world.slots.observe(1.0, [], [other])
    world.clock.pause(10.0)
    world.slots.observe(10.0, [hanging], [])
    world.taken(1)
    assert not world.free()
    world.clock.pause(1.1)
    assert world.free(), "the usual time is still a second"


def test_what_a_list_does_not_show_yet_is_no_measure():
    world = World(2)
    first = world.taken(1)
    world.clock.pause(1.0)
    young = world.taken(1)
    # AWS is behind: the younger one is under way, too.
    world.slots.observe(1.1, first, young)
    world.clock.pause(0.05)
    assert not world.free()


def test_a_refusal_makes_cautious():
    world = World(1)
    first = world.taken(1)
    world.clock.pause(1.0)
    world.slots.observe(1.0, [], first)
    world.taken(1)
    world.slots.refused()
    world.clock.pause(1.02)
    assert not world.free()
    world.clock.pause(0.2)
    assert world.free()
