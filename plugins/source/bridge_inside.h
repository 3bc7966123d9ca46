/* What the audio thread (bridge.c) and the thread that looks for the engine (looker.c) share. */
#ifndef LD_BRIDGE_INSIDE_H
#define LD_BRIDGE_INSIDE_H

#include <stdatomic.h>
#include <stdint.h>

#include "parameters.h"
#include "platform.h"

#define DELAY_FRAMES (4u * LD_MOST_FRAMES) /* a power of two, longer than a block and the latency */

struct bridge {
    /* set while it is not active */
    double rate;
    float *delay[LD_INPUTS]; /* what the host played */

    /* the audio thread's own */
    uint64_t written; /* frames that went into `delay` */
    float dry, dry_wanted, wet;
    float last[LD_OUTPUTS]; /* what came from the engine last */
    float rest[LD_OUTPUTS]; /* of it, where it broke off: decays, since a step would click */
    int came;               /* the engine's last frame was there */
    uint32_t silent_frames; /* after a panic */
    int gave_up;            /* computing: the engine did not come */
    uint64_t begun;         /* the first frame that the engine made */
    uint64_t position;      /* in the ring; by the looker before `joined` is set */

    /* set while it is not active; then the audio thread's, which makes it larger; anybody reads it */
    _Atomic uint32_t latency;

    /* by the looker before `joined` is set */
    uint64_t token, session, start;

    _Atomic(struct ring *) ring;
    atomic_int busy;   /* the audio thread uses the ring */
    atomic_int joined; /* the ring is ours */
    atomic_int taken;  /* the ring is another instance's */
    atomic_int alive;  /* the engine gives signs of life */
    atomic_int active, offline, panicked, ending;

    _Atomic double value[LD_NUM_PARAMETERS];
    _Atomic uint32_t to_tell; /* parameters that were turned and are not told yet, one bit each */
    _Atomic uint32_t turned;  /* those that ever were turned here */
    _Atomic uint64_t record_from, record_ms, late_blocks;

    /* under the lock */
    platform_lock *lock;
    platform_thread *looker;
    struct file_identity identity;
    uint64_t beats, beats_ms, looked_ms;
    uint64_t rival, rival_beats, rival_ms; /* the owner's last sign of life */
    uint32_t bank_turn;
    char bank[LD_BANK_BYTES];        /* the daemon's, as it was told last */
    char bank_wanted[LD_BANK_BYTES]; /* the project's, not told yet */
};

/* The thread that looks for the engine, claims the ring, and tells parameters. */
int looker_start(struct bridge *self);
void looker_end(struct bridge *self);
/* Look now. */
void looker_look(struct bridge *self);
/* Whether an engine lives that has not taken our session yet. */
int looker_may_join(struct bridge *self);
/* Give the ring up. Under the lock. */
void looker_leave(struct bridge *self);

#endif
