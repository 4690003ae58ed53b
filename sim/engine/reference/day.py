"""A day on SimPy: every event visible, any Python policy.

What happens at the same microsecond happens in the order of ``Kind``, and within a kind in the order of
scheduling; agents who are done at once are so in the order of the roster.
So a caller whose patience ends just as an agent becomes free is answered, an agent whose shift
ends takes no further call, and a call that arrives as a shift starts finds the new agents there and the old gone.
"""

from __future__ import annotations

from collections import deque
from operator import index
from typing import TYPE_CHECKING

import numpy as np

from sim.calllog import CallLog, Status
from sim.engine.opening import open_floor, view_of
from sim.engine.reference.agenda import Agenda, Kind, Moment
from sim.engine.reference.crew import Crew
from sim.engine.reference.journal import Journal
from sim.errors import PolicyError
from sim.streams import stream
from sim.units import FOREVER
from sim.workload.workload import NONE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sim.roster import Roster
    from sim.routing import Policy
    from sim.workload import Workload

HANDLED, ABANDONED, BLOCKED_LINES, BLOCKED_QUEUE, WAITING = (int(status) for status in Status)


class Day:
    """The floor of one day, and the handlers of everything that can happen on it."""

    def __init__(self, workload: Workload, roster: Roster, policy: Policy) -> None:
        self.workload, self.roster, self.policy = workload, roster, policy
        self.agenda = Agenda()
        self.floor = open_floor(workload, roster, policy)
        self.view = view_of(self.floor)
        self.coins = _coins(workload, policy) if policy.coins else None
        self.crew = Crew(roster, self.floor)
        self.journal = Journal()
        self.status = self.journal.status
        self.queues: list[deque[int]] = [deque() for _ in workload.queues.names]
        self.lines_used = 0
        # Columns as Python numbers, which Python reads faster than NumPy's.
        self.arrival: list[int] = workload.arrival.tolist()
        self.call_type: list[int] = workload.call_type.tolist()
        self.patience: list[int] = workload.patience.tolist()
        self.talk: list[int] = workload.talk.tolist()
        self.after_call_work: list[int] = workload.after_call_work.tolist()
        self.if_lost: list[int] = workload.if_lost.tolist()
        self.if_handled: list[int] = workload.if_handled.tolist()
        self.limit: list[int] = workload.queues.limit.tolist()
        self.skill_speed: list[list[float]] = roster.speed.tolist()
        self.delays = [_delays(roster, queue) for queue in range(len(self.queues))]

    def run(self) -> CallLog:
        """The day from the first event to the last."""
        for span, start in enumerate(self.roster.span_start.tolist()):
            self.agenda.at(start, Kind.SHIFT_STARTS, self.sign_on, span)
        if self.arrival:
            self.agenda.at(self.arrival[0], Kind.FRESH_CALL, self.fresh_call, 0)
        self.agenda.run()
        self.crew.leave_for_the_day(self.journal.last_done(len(self.roster.agents)))
        return self.journal.to_log(self.workload, self.roster, self.crew.spans)

    # What callers do

    def fresh_call(self, moment: Moment) -> None:
        """A caller calls for the first time; the next one is already on the way."""
        row, following = moment.subject, moment.subject + 1
        if following < len(self.arrival):
            self.agenda.at(self.arrival[following], Kind.FRESH_CALL, self.fresh_call, following)
        self.call(row, moment.at, on_line=False)

    def call_again(self, moment: Moment) -> None:
        """A caller who was lost calls again."""
        self.call(moment.subject, moment.at, on_line=False)

    def handed_on(self, moment: Moment) -> None:
        """A handled call goes on to another queue, on the line that it has."""
        self.call(moment.subject, moment.at, on_line=True)

    def call(self, row: int, now: int, *, on_line: bool) -> None:
        """A contact asks for an agent: it is answered, waits, or is lost."""
        queue = self.call_type[row]
        call = self.journal.open(row, now)
        if not on_line:
            if self.lines_used >= self.workload.lines:
                self.lose(call, now, BLOCKED_LINES)
                return
            self.lines_used += 1
        self.join(call, queue, now)
        self.find_group(queue, now)
        if self.status[call] != WAITING:
            return
        if self.floor.queue_length[queue] > self.limit[queue]:
            self.leave(call, now, BLOCKED_QUEUE)
        elif self.patience[row] == 0:
            self.leave(call, now, ABANDONED)
        else:
            if self.patience[row] < FOREVER:
                self.agenda.at(now + self.patience[row], Kind.PATIENCE_OVER, self.patience_over, call)
            if self.delays[queue]:
                self.agenda.at(now + self.delays[queue][0], Kind.DELAY_PASSED, self.delay_passed, call)

    def patience_over(self, moment: Moment) -> None:
        """A caller who still waits hangs up."""
        if self.status[moment.subject] == WAITING:
            self.leave(moment.subject, moment.at, ABANDONED)

    def delay_passed(self, moment: Moment) -> None:
        """A caller still waits as an overflow delay ends: more groups may help now."""
        call, now = moment.subject, moment.at
        if self.status[call] != WAITING:
            return
        queue = self.call_type[self.journal.row[call]]
        self.find_group(queue, now)
        due = [self.journal.arrived[call] + delay for delay in self.delays[queue]]
        following = next((when for when in due if when > now), None)
        if following is not None and self.status[call] == WAITING:
            self.agenda.at(following, Kind.DELAY_PASSED, self.delay_passed, call)

    def leave(self, call: int, now: int, status: int) -> None:
        """A caller leaves the queue unanswered, and the line with it."""
        queue = self.call_type[self.journal.row[call]]
        self.floor.queue_length[queue] -= 1
        self.lines_used -= 1
        self.lose(call, now, status)
        self.show_first(queue)

    def lose(self, call: int, now: int, status: int) -> None:
        """A contact is over, unanswered; the caller may call again before the center closes."""
        self.status[call] = status
        self.journal.left_queue[call] = now
        again = self.if_lost[self.journal.row[call]]
        if again == NONE:
            return
        delay = int(self.workload.delay[again - self.workload.fresh])
        if now + delay < self.workload.closes:
            self.agenda.at(now + delay, Kind.NEXT_CALL, self.call_again, again)

    # The queues

    def join(self, call: int, queue: int, now: int) -> None:
        """A call takes its place at the end of a queue."""
        if not self.queues[queue]:
            self.floor.waiting_since[queue] = now
        self.queues[queue].append(call)
        self.floor.queue_length[queue] += 1

    def show_first(self, queue: int) -> None:
        """Those who left the queue are taken off its front, and the floor shows who is first now."""
        line = self.queues[queue]
        while line and self.status[line[0]] != WAITING:
            line.popleft()
        self.floor.waiting_since[queue] = self.journal.arrived[line[0]] if line else FOREVER

    # What the ACD does

    def find_group(self, queue: int, now: int) -> None:
        """The policy is asked who takes the longest-waiting call of this queue."""
        self.show(now)
        group = self.whole(self.policy.pick_group(self.view, queue), "pick_group")
        if group != NONE:
            self.connect(group, queue, now, asked=f"pick_group for queue {queue}")

    def find_call(self, group: int, now: int) -> None:
        """The policy is asked what an agent who became free takes next."""
        self.show(now)
        queue = self.whole(self.policy.pick_queue(self.view, group), "pick_queue")
        if queue != NONE:
            self.connect(group, queue, now, asked=f"pick_queue for group {group}")

    def whole(self, answer: object, question: str) -> int:
        """The answer, if it is a whole number.  Raises PolicyError."""
        try:
            return index(answer)  # type: ignore[arg-type]  # that is the question
        except TypeError:
            fault = f"answered {answer!r}, which is not a whole number"
            raise PolicyError(f"policy '{self.policy.name}', {question}: {fault}") from None

    def show(self, now: int) -> None:
        """The policy sees the time, and a new coin if it tosses one."""
        self.floor.now[0] = now
        if self.coins is not None:
            self.floor.coin[0] = next(self.coins)

    def connect(self, group: int, queue: int, now: int, asked: str) -> None:
        """The longest-waiting call of the queue meets an agent of the group."""
        self.hold_to_contract(group, queue, now, asked)
        call, agent = self.queues[queue][0], self.crew.answer(group)
        self.status[call] = HANDLED
        self.floor.queue_length[queue] -= 1
        self.show_first(queue)
        row, speed = self.journal.row[call], self.skill_speed[group][queue] * self.crew.speed[agent]
        talked = now + int(self.talk[row] / speed + 0.5)
        free = talked + int(self.after_call_work[row] / speed + 0.5)
        self.crew.worked[agent] += free - now
        self.journal.left_queue[call], self.journal.agent[call] = now, agent
        self.journal.talk_end[call], self.journal.work_end[call] = talked, free
        self.agenda.at(talked, Kind.DONE, self.hang_up, call, agent)

    def hold_to_contract(self, group: int, queue: int, now: int, asked: str) -> None:
        """What no policy may do, whatever it answers.  Raises PolicyError."""
        if not (0 <= group < len(self.crew.ready) and 0 <= queue < len(self.queues)):
            fault = f"named group {group}, queue {queue}: one of them does not exist"
        elif self.floor.rank[group, queue] == 0:
            fault = f"gave a call of queue {queue} to group {group}, which lacks the skill"
        elif not self.queues[queue]:
            fault = f"took a call from queue {queue}, where none waits"
        elif self.floor.idle[group] <= self.floor.keep_idle[group, queue]:
            fault = f"used group {group}, where no agent is free for queue {queue}"
        elif now - self.floor.waiting_since[queue] < self.floor.delay[group, queue]:
            fault = f"gave a call of queue {queue} to group {group} before its overflow delay had passed"
        else:
            return
        raise PolicyError(f"policy '{self.policy.name}', {asked}: {fault}")

    # What agents do

    def hang_up(self, moment: Moment) -> None:
        """The talk is over: the line is free, or goes on to another queue; then comes the work after the call."""
        call, now = moment.subject, moment.at
        further = self.if_handled[self.journal.row[call]]
        if further == NONE:
            self.lines_used -= 1
        else:
            self.agenda.at(now, Kind.NEXT_CALL, self.handed_on, further)
        agent = self.journal.agent[call]
        if self.journal.work_end[call] == now:
            self.finish(agent, now)
        else:
            self.agenda.at(self.journal.work_end[call], Kind.DONE, self.work_done, agent, agent)

    def work_done(self, moment: Moment) -> None:
        """After-call work is over."""
        self.finish(moment.subject, moment.at)

    def finish(self, agent: int, now: int) -> None:
        """An agent is free: for the next call, or to leave if the shift is over."""
        self.crew.busy[agent] = False
        if self.crew.on_duty[agent]:
            self.be_ready(agent, now)
        else:
            self.crew.go(agent, now)

    def be_ready(self, agent: int, now: int) -> None:
        """An agent is idle, and asks for a call."""
        self.crew.get_ready(agent, now)
        self.find_call(self.crew.group[agent], now)

    def sign_on(self, moment: Moment) -> None:
        """A shift starts or a break is over."""
        span, now = moment.subject, moment.at
        agent, end = int(self.roster.span_agent[span]), int(self.roster.span_end[span])
        self.crew.sign_on(agent, now, end)
        if not self.roster.span_stays[span]:
            self.agenda.at(end, Kind.SHIFT_OVER, self.sign_off, agent)
        if not self.crew.busy[agent]:
            self.be_ready(agent, now)

    def sign_off(self, moment: Moment) -> None:
        """A shift ends or a break starts."""
        self.crew.sign_off(moment.subject, moment.at)


def _delays(roster: Roster, queue: int) -> list[int]:
    """The overflow delays after which a call of this queue is looked at again, rising."""
    delays = np.unique(roster.delay[roster.rank[:, queue] > 0, queue])
    return [int(delay) for delay in delays if delay > 0]


def _coins(workload: Workload, policy: Policy) -> Iterator[float]:
    """The policy's own stream of coins."""
    rng = stream(workload.seed, workload.day, policy.name, "coins")
    while True:
        yield from rng.random(1024).tolist()
