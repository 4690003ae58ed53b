/* Models A and B as fast as a C program goes that is written for them alone.

A day is int64 whole microseconds, drawn beforehand, and what is written of a call is what callfloor's log holds.  At
the same microsecond an agent is done before a call arrives, and a call arrives before patience ends; agents who are
done at once are so in the order of their numbers.

Who is done next is the winner of a tournament over the agents.  An entry is the moment and, in its low bits, the agent,
so that a comparison is one of plain integers, and the winner is known by the entry.  A round is a minimum without a
branch; a binary heap, with a branch a level that nobody can foretell, took 1.5 times as long in model A and 1.3 times
in model B. */

#include <stdint.h>
#include <stdlib.h>

#define ALWAYS static inline __attribute__((always_inline))
#define NEVER INT64_MAX
#define AGENT_BITS 10
#define MOST_AGENTS (1 << AGENT_BITS)
#define MOST_TYPES 3

enum { HANDLED = 0, ABANDONED = 1 };

typedef struct {
    int64_t count;
    const int64_t *arrival, *talk, *patience;
    const int16_t *type;
} Calls;

typedef struct {
    int8_t *status;
    int64_t *left, *talk_end;
    int32_t *agent;
} Log;

/* Who is done next. */

typedef struct {
    int64_t entry[2 * MOST_AGENTS]; /* of the winner of each match; [1] wins all; leaves from `leaves` on */
    uint32_t leaves;
} Tournament;

ALWAYS void enter(Tournament *t, uint32_t agent, int64_t entry) {
    uint32_t place = t->leaves + agent;
    t->entry[place] = entry;
    while (place > 1) {
        int64_t rival = t->entry[place ^ 1];
        entry = rival < entry ? rival : entry;
        place >>= 1;
        t->entry[place] = entry;
    }
}

ALWAYS void open_tournament(Tournament *t, uint32_t agents) {
    t->leaves = 2;
    while (t->leaves < agents) t->leaves *= 2;
    for (uint32_t place = 0; place < 2 * t->leaves; place++) t->entry[place] = NEVER;
}

/* The log. */

ALWAYS int64_t answered(const Calls calls, const Log log, int64_t call, int64_t now, uint32_t agent) {
    int64_t end = now + calls.talk[call];
    log.status[call] = HANDLED;
    log.left[call] = now;
    log.agent[call] = (int32_t)agent;
    log.talk_end[call] = end;
    return end;
}

ALWAYS void abandoned(const Log log, int64_t call, int64_t now) {
    log.status[call] = ABANDONED;
    log.left[call] = now;
    log.agent[call] = -1;
    log.talk_end[call] = -1;
}

/* Callers of one type who wait, by arrival.  Queues are short here, so the next to lose patience is found by looking,
   and no timer outlives its caller. */

typedef struct {
    int64_t *deadline;
    int32_t *call;
    uint32_t first, end;
    int64_t soonest; /* deadline */
} Queue;

ALWAYS void look(Queue *q) {
    int64_t soonest = NEVER;
    for (uint32_t i = q->first; i < q->end; i++) soonest = q->deadline[i] < soonest ? q->deadline[i] : soonest;
    q->soonest = soonest;
}

ALWAYS void wait_in(Queue *q, int64_t call, int64_t deadline) {
    q->deadline[q->end] = deadline;
    q->call[q->end++] = (int32_t)call;
    q->soonest = deadline < q->soonest ? deadline : q->soonest;
}

ALWAYS int64_t take_first(Queue *q) {
    int64_t deadline = q->deadline[q->first];
    int32_t call = q->call[q->first++];
    if (deadline == q->soonest) look(q);
    return call;
}

ALWAYS int64_t take_soonest(Queue *q) {
    uint32_t i = q->first;
    while (q->deadline[i] != q->soonest) i++;
    int32_t call = q->call[i];
    for (; i > q->first; i--) {
        q->deadline[i] = q->deadline[i - 1];
        q->call[i] = q->call[i - 1];
    }
    q->first++;
    look(q);
    return call;
}

/* Idle agents of one group, the longest idle first. */

typedef struct {
    uint32_t agent[MOST_AGENTS];
    uint32_t first, end; /* modulo MOST_AGENTS */
} Ready;

ALWAYS int some(const Ready *r) { return r->first != r->end; }
ALWAYS uint32_t longest_idle(Ready *r) { return r->agent[r->first++ % MOST_AGENTS]; }
ALWAYS void get_ready(Ready *r, uint32_t agent) { r->agent[r->end++ % MOST_AGENTS] = agent; }

/* With one type there are no generalists; with more, they are the last group. */
ALWAYS void run(const uint32_t types, const uint32_t *agents, const Calls calls, const Log log) {
    const uint32_t groups = types > 1 ? types + 1 : 1, generalists = types;
    Tournament talking;
    Ready ready[MOST_TYPES + 1];
    uint8_t group_of[MOST_AGENTS];
    Queue queue[MOST_TYPES];
    uint32_t total = 0;
    for (uint32_t group = 0; group < groups; group++) {
        ready[group].first = ready[group].end = 0;
        for (uint32_t k = 0; k < agents[group]; k++, total++) {
            group_of[total] = (uint8_t)group;
            get_ready(&ready[group], total);
        }
    }
    for (uint32_t type = 0; type < types; type++) {
        int64_t *deadline = malloc(sizeof(int64_t) * calls.count);
        int32_t *waiting = malloc(sizeof(int32_t) * calls.count);
        queue[type] = (Queue){deadline, waiting, 0, 0, NEVER};
    }
    open_tournament(&talking, total);

    int64_t call = 0;
    int64_t arrival = calls.count ? calls.arrival[0] : NEVER;
    for (;;) {
        int64_t done = talking.entry[1] >> AGENT_BITS;
        int64_t soonest = queue[0].soonest;
        for (uint32_t type = 1; type < types; type++)
            soonest = queue[type].soonest < soonest ? queue[type].soonest : soonest;
        if (done <= arrival && done <= soonest) {
            if (talking.entry[1] == NEVER) break;
            uint32_t agent = talking.entry[1] & (MOST_AGENTS - 1);
            uint32_t group = types > 1 ? group_of[agent] : 0;
            uint32_t type = group == generalists ? 0 : group;
            uint32_t last = group == generalists ? types - 1 : group;
            while (type < last && queue[type].first == queue[type].end) type++;
            if (queue[type].first == queue[type].end) {
                get_ready(&ready[group], agent);
                enter(&talking, agent, NEVER);
            } else {
                int64_t end = answered(calls, log, take_first(&queue[type]), done, agent);
                enter(&talking, agent, end << AGENT_BITS | agent);
            }
        } else if (arrival <= soonest) {
            uint32_t type = types > 1 ? (uint32_t)calls.type[call] : 0;
            uint32_t group = types > 1 && !some(&ready[type]) ? generalists : type;
            if (some(&ready[group])) {
                uint32_t agent = longest_idle(&ready[group]);
                int64_t end = answered(calls, log, call, arrival, agent);
                enter(&talking, agent, end << AGENT_BITS | agent);
            } else if (calls.patience[call] == 0) {
                abandoned(log, call, arrival);
            } else {
                wait_in(&queue[type], call, arrival + calls.patience[call]);
            }
            call++;
            arrival = call < calls.count ? calls.arrival[call] : NEVER;
        } else {
            uint32_t type = 0;
            while (queue[type].soonest != soonest) type++;
            abandoned(log, take_soonest(&queue[type]), soonest);
        }
    }
    for (uint32_t type = 0; type < types; type++) {
        free(queue[type].deadline);
        free(queue[type].call);
    }
}


/* One group, first come first served (Kiefer and Wolfowitz 1955): no events at all.  A call is answered when the first
   agent is free, unless its patience has ended by then.  An idle agent's entry is the moment it became free, by which
   the longest idle comes first as long as every talk takes time. */
ALWAYS void first_free(const uint32_t *agents, const Calls calls, const Log log) {
    Tournament free_at;
    open_tournament(&free_at, agents[0]);
    for (uint32_t agent = 0; agent < agents[0]; agent++) enter(&free_at, agent, INT64_MIN + agent);
    for (int64_t call = 0; call < calls.count; call++) {
        int64_t arrival = calls.arrival[call], deadline = arrival + calls.patience[call];
        int64_t first = free_at.entry[1] >> AGENT_BITS;
        int64_t start = first > arrival ? first : arrival;
        if (start > deadline) {
            abandoned(log, call, deadline);
        } else {
            uint32_t agent = free_at.entry[1] & (MOST_AGENTS - 1);
            int64_t end = answered(calls, log, call, start, agent);
            enter(&free_at, agent, end << AGENT_BITS | agent);
        }
    }
}

void model_a(const uint32_t *agents, const Calls *calls, const Log *log) { run(1, agents, *calls, *log); }
void model_b(const uint32_t *agents, const Calls *calls, const Log *log) { run(3, agents, *calls, *log); }
void kiefer_wolfowitz(const uint32_t *agents, const Calls *calls, const Log *log) { first_free(agents, *calls, *log); }
