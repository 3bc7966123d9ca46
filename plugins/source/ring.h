/* What the plugin and the engine share: one file, mapped by both. All positions count frames and never go back.

   Each side trusts nothing that the other wrote: indices are masked, distances bounded, samples checked. */
#ifndef LD_RING_H
#define LD_RING_H

#include <stdatomic.h>
#include <stddef.h>
#include <stdint.h>

#define LD_MAGIC 0x4547444952424C44ull /* "DLBRIDGE" */
#define LD_VERSION 3u
#define LD_RING_FRAMES 65536u /* a power of two */
#define LD_RING_MASK (LD_RING_FRAMES - 1u)
#define LD_MOST_FRAMES 8192u /* of one block of the host, and of its latency */
#define LD_MOST_BEHIND (LD_RING_FRAMES - 2u * LD_MOST_FRAMES) /* an engine that is later than this skips the time */
#define LD_GROUPS 8u
#define LD_BANK_BYTES 256u /* of a bank's name, with the 0 at its end */
#define LD_INPUTS 2u
#define LD_OUTPUTS (2u + LD_GROUPS) /* the stereo mix, and one channel for each group of loops */
#define LD_LOWEST_RATE 8000.0
#define LD_HIGHEST_RATE 192000.0

#define LD_LINE _Alignas(64) /* what two processes write lies on lines of its own */

struct ring {
    /* by the engine, before the file has its name */
    uint64_t magic;
    uint32_t version;
    uint32_t size; /* of all this, in bytes */
    _Atomic uint32_t osc_port;
    _Atomic uint32_t engine_pid;

    LD_LINE _Atomic uint64_t engine_beats; /* grows while the engine's process lives */
    _Atomic uint64_t engine_session;       /* the session that it plays; 0: none */
    _Atomic uint64_t engine_from;          /* the output from this frame on... */
    _Atomic uint64_t engine_position;      /* ...and before this one is there */
    _Atomic uint64_t engine_panics;        /* how many it has heard */
    _Atomic uint32_t bank_turn;            /* odd while the name is being written */
    char bank[LD_BANK_BYTES];              /* of the bank that plays, UTF-8; empty: none */
    _Atomic uint64_t engine_looks_us;      /* 0: it is awake; else it sleeps, and looks at this time by itself */

    /* by the plugin that owns the ring */
    LD_LINE _Atomic uint64_t owner;  /* its token; 0: nobody */
    _Atomic uint64_t owner_beats;    /* grows while it lives, whether the host plays or not */
    _Atomic uint64_t session;        /* odd while what follows is being written */
    _Atomic uint64_t session_start;  /* the first frame of this session */
    _Atomic uint32_t session_rate;   /* in hertz */
    _Atomic uint32_t session_frames; /* of the host's largest block: the latency; grows with it, also in a session */

    LD_LINE _Atomic uint64_t host_position; /* the input before this frame is there */
    _Atomic uint32_t doorbell;              /* changes with it: what the engine sleeps on */
    _Atomic uint32_t offline;               /* the host does not play, it computes */
    _Atomic uint64_t late_blocks;           /* blocks for which the engine was not ready */
    _Atomic uint64_t panics;                /* a state, not a message: silent while the engine has heard fewer */

    LD_LINE float input[LD_INPUTS][LD_RING_FRAMES];
    float output[LD_OUTPUTS][LD_RING_FRAMES];
};

/* Read every page once, so that no audio thread waits for one. */
static inline void ld_touch(const void *memory, size_t size) {
    for (size_t at = 0; at < size; at += 4096u) (void)((const volatile char *)memory)[at];
}

/* Whether bytes that somebody else wrote are a name: text with an end, and no control characters in it. */
static inline int ld_is_name(const char *bytes) {
    for (size_t at = 0; at < LD_BANK_BYTES; at++) {
        if (bytes[at] == '\0') return 1;
        if ((unsigned char)bytes[at] < 32u || bytes[at] == 127) return 0;
    }
    return 0;
}

/* A sample as it may be used: a number that is not absurdly loud, or silence. */
static inline float ld_checked(float sample) {
    return sample > -16.0f && sample < 16.0f ? sample : 0.0f;
}

#endif
