/* The daemon's side, called from Python: it drives the engine by the host's blocks, without the interpreter. */
#include <stdlib.h>
#include <string.h>

#include "platform.h"

#define WAIT_US 20000u    /* how long it sleeps at most: its heartbeat */
#define RIVAL_MS 500u     /* an engine without a beat for so long has died */
#define AWAY_MS 300u      /* a host without a block for so long does not play */
#define COMPUTES_MS 10000u /* ...but one that computes may take its time */
#define PIECE 256u        /* frames at a time: what is made is there early */
#define MOST_CHANNELS 66u /* the mix, and a channel for each loop */

/* A host that keeps its time need not wake the engine, which looks by itself when the next block is due. A look costs some
   5 to 10 µs of a core (a timer, two switches of threads). 64 frames at 48 kHz last 1333 µs: it awakes 167 µs early, and
   the third look or so finds the block: 20 to 40 µs, 1.5 to 3 % of a core. 1024 frames: five times in 21 ms, below .3 %.
   A block that does not come costs six looks more (of long blocks nine), once: then the engine sleeps until it is rung. */
#define LOOK_US 50u      /* between two looks */
#define EARLY_US 200u    /* the first, so long before the block is due, or an eighth of a block... */
#define PATIENCE_US 500u /* ...and the last, so long after, or a quarter */

/* PortAudio's callback, which the engine is. */
typedef int (*engine_callback)(const float *inputs, float *outputs, uint64_t frames, const void *times, uint64_t flags,
                               void *record);

struct engine_side {
    struct ring *ring;
    uint64_t agreed;   /* the session whose rate was told */
    uint64_t session;  /* the last one that was played */
    uint64_t position; /* where it stopped */
    float inputs[PIECE * LD_INPUTS];
    float outputs[PIECE * MOST_CHANNELS];
};

struct host_session {
    uint64_t number;
    uint32_t rate, frames;
};

/* NULL with a line in `fault` where there is none, or another daemon has it. */
LD_EXPORT struct engine_side *ld_engine_open(uint32_t osc_port, char *fault, size_t fault_size) {
    struct ring *ring = platform_make_ring(fault, fault_size);
    if (ring == NULL) return NULL;
    uint32_t other = atomic_load(&ring->engine_pid);
    if (other != platform_pid() && platform_process_lives(other)) {
        /* The number may be another program's by now: only a heart that beats counts. */
        uint64_t beats = atomic_load(&ring->engine_beats);
        for (unsigned waited = 0; waited < RIVAL_MS; waited++) {
            platform_sleep_us(1000);
            if (atomic_load(&ring->engine_beats) == beats) continue;
            const char *taken = "another live-daemon has the bridge: end it first";
            if (fault != NULL && fault_size > 0) strncpy(fault, taken, fault_size - 1)[fault_size - 1] = '\0';
            platform_close_ring(ring);
            return NULL;
        }
    }
    struct engine_side *self = calloc(1, sizeof *self);
    if (self == NULL) return platform_close_ring(ring), NULL;
    self->ring = ring;
    ld_touch(ring, sizeof *ring);
    atomic_store(&ring->osc_port, osc_port);
    /* After a restart it goes on where the host is now. */
    self->session = atomic_load(&ring->session);
    self->position = atomic_load(&ring->host_position);
    atomic_store(&ring->engine_session, 0);
    atomic_store(&ring->engine_pid, platform_pid());
    return self;
}

/* Whether a plugin could open the ring; otherwise a line in `fault` says why not. */
LD_EXPORT int ld_ring_look(char *fault, size_t fault_size) {
    struct file_identity identity;
    struct ring *ring = platform_open_ring(&identity, fault, fault_size);
    platform_close_ring(ring);
    return ring != NULL;
}

LD_EXPORT void ld_engine_close(struct engine_side *self) {
    if (self == NULL) return;
    atomic_store(&self->ring->engine_session, 0);
    atomic_store(&self->ring->engine_pid, 0);
    platform_close_ring(self->ring);
    free(self);
}

/* Grows while it lives. */
LD_EXPORT uint64_t ld_engine_beats(const struct engine_side *self) {
    return atomic_load(&self->ring->engine_beats);
}

/* The latency of the session that plays, in frames, which grows where the host gives longer blocks than it had said; 0
   where none plays, or it makes no sense. Any thread. */
LD_EXPORT uint32_t ld_engine_frames(const struct engine_side *self) {
    uint32_t frames = atomic_load(&self->ring->session_frames);
    return atomic_load(&self->ring->engine_session) != 0 && frames <= LD_MOST_FRAMES ? frames : 0;
}

/* Whether the host has asked for a panic since the last call, also where another process was the engine then. */
LD_EXPORT int ld_engine_panic(struct engine_side *self) {
    uint64_t panics = atomic_load(&self->ring->panics);
    return atomic_exchange(&self->ring->engine_panics, panics) != panics;
}

/* Tell plugins which bank plays, so that a project can keep it. One thread. */
LD_EXPORT void ld_engine_tell_bank(struct engine_side *self, const char *name) {
    struct ring *ring = self->ring;
    size_t length = strlen(name);
    if (length >= LD_BANK_BYTES) length = 0; /* too long to be kept */
    atomic_fetch_or(&ring->bank_turn, 1u);
    atomic_thread_fence(memory_order_seq_cst);
    memset(ring->bank, 0, LD_BANK_BYTES);
    memcpy(ring->bank, name, length);
    atomic_thread_fence(memory_order_seq_cst);
    atomic_fetch_add(&ring->bank_turn, 1u);
}

/* What the host asks for now; 0 where there is none, or it makes no sense. */
static int session_of(struct ring *ring, struct host_session *found) {
    if (atomic_load(&ring->owner) == 0) return 0;
    found->number = atomic_load(&ring->session);
    found->rate = atomic_load(&ring->session_rate);
    found->frames = atomic_load(&ring->session_frames);
    if (found->number % 2 != 0 || found->number == 0 || atomic_load(&ring->session) != found->number) return 0;
    return found->rate >= LD_LOWEST_RATE && found->rate <= LD_HIGHEST_RATE && found->frames > 0 &&
           found->frames <= LD_MOST_FRAMES;
}

/* Sleep until the host rings, which calls the system only where it sees that this lasts (`engine_looks_us`): hence that is
   set first, and then the doorbell looked at once more (`ring_doorbell`). One thread at a time. */
static void sleep_until_rung(struct ring *ring, uint32_t heard, uint64_t microseconds) {
    unsigned most = microseconds < WAIT_US ? (unsigned)microseconds : WAIT_US;
    atomic_store(&ring->engine_looks_us, platform_now_us() + most);
    if (atomic_load(&ring->doorbell) == heard) platform_wait_doorbell(&ring->doorbell, heard, most);
    atomic_store(&ring->engine_looks_us, 0);
}

/* Sleep while nothing has come, and not for long: `span_us` after the last block was found the next one is due. */
static void sleep_for_block(struct ring *ring, uint32_t heard, uint64_t found_us, uint64_t span_us) {
    uint64_t early = span_us / 8 < EARLY_US ? span_us / 8 : EARLY_US;
    uint64_t patience = span_us / 4 < PATIENCE_US ? span_us / 4 : PATIENCE_US;
    uint64_t passed = platform_now_us() - found_us, first_look = span_us - early;
    if (!LD_SHORT_SLEEPS || passed >= span_us + patience) sleep_until_rung(ring, heard, WAIT_US);
    else if (passed < first_look) sleep_until_rung(ring, heard, first_look - passed);
    else platform_sleep_us(LOOK_US);
}

/* Wait at most so long for a host that plays. Returns 1 and says at which rate (Hz) and latency (frames). */
LD_EXPORT int ld_engine_wait(struct engine_side *self, unsigned milliseconds, uint32_t *rate, uint32_t *frames) {
    struct ring *ring = self->ring;
    struct host_session found;
    uint64_t end = platform_now_ms() + milliseconds;
    do {
        uint32_t heard = atomic_load(&ring->doorbell);
        atomic_fetch_add(&ring->engine_beats, 1);
        if (session_of(ring, &found)) {
            uint64_t host = atomic_load(&ring->host_position);
            uint64_t before = found.number == self->session ? self->position : host;
            if (found.number != self->session || host != before) {
                *rate = found.rate;
                *frames = found.frames;
                self->agreed = found.number;
                return 1;
            }
        }
        uint64_t now = platform_now_ms();
        if (now >= end) return 0;
        sleep_until_rung(ring, heard, (end - now) * 1000u);
    } while (1);
}

static void play(struct engine_side *self, engine_callback call, void *record, unsigned channels, uint32_t frames,
                 uint64_t flags) {
    struct ring *ring = self->ring;
    for (uint32_t frame = 0; frame < frames; frame++) {
        uint64_t at = (self->position + frame) & LD_RING_MASK;
        for (unsigned channel = 0; channel < LD_INPUTS; channel++)
            self->inputs[frame * LD_INPUTS + channel] = ring->input[channel][at];
    }
    call(self->inputs, self->outputs, frames, NULL, flags, record);
    for (uint32_t frame = 0; frame < frames; frame++) {
        uint64_t at = (self->position + frame) & LD_RING_MASK;
        for (unsigned channel = 0; channel < LD_OUTPUTS; channel++)
            ring->output[channel][at] = channel < channels ? self->outputs[frame * channels + channel] : 0.0f;
    }
    self->position += frames;
    atomic_store_explicit(&ring->engine_position, self->position, memory_order_release);
}

/* Begin where the session began, or as near as the ring still holds. */
static uint64_t beginning(struct engine_side *self, uint64_t session) {
    struct ring *ring = self->ring;
    uint64_t host = atomic_load(&ring->host_position);
    uint64_t start = session == self->session ? self->position : atomic_load(&ring->session_start);
    return host - start <= LD_MOST_BEHIND ? start : host;
}

/* Play what the host plays until it stops, begins anew, or `*stop` is not 0. `channels`: what the engine returns a
   frame. A thread of its own, without the interpreter's lock. */
LD_EXPORT void ld_engine_run(struct engine_side *self, engine_callback call, void *record, unsigned channels,
                             const volatile int32_t *stop) {
    struct ring *ring = self->ring;
    struct host_session found;
    if (channels < 2 || channels > MOST_CHANNELS || !session_of(ring, &found)) return;
    if (found.number != self->agreed) return; /* begun anew meanwhile, maybe at another rate */
    platform_become_audio_thread();
    uint64_t session = found.number, flags = 0, late = atomic_load(&ring->late_blocks);
    self->position = beginning(self, session);
    self->session = session;
    atomic_store(&ring->engine_from, self->position);
    atomic_store(&ring->engine_position, self->position);
    atomic_store_explicit(&ring->engine_session, session, memory_order_release);
    uint64_t played_ms = platform_now_ms(), found_us = 0, found_at = self->position;
    int waited = 1;
    while (*stop == 0 && atomic_load(&ring->session) == session && atomic_load(&ring->owner) != 0) {
        uint32_t heard = atomic_load_explicit(&ring->doorbell, memory_order_acquire);
        uint64_t waiting = atomic_load_explicit(&ring->host_position, memory_order_acquire) - self->position;
        atomic_fetch_add_explicit(&ring->engine_beats, 1, memory_order_relaxed);
        if (waiting > LD_MOST_BEHIND) { /* too late by more than the ring holds: as with a sound card, the time is lost */
            self->position += waiting;
            found_at = self->position;
            atomic_store_explicit(&ring->engine_from, self->position, memory_order_relaxed);
            atomic_store_explicit(&ring->engine_position, self->position, memory_order_release);
            flags |= 2; /* PortAudio's input overflow */
            continue;
        }
        if (waiting > 0) {
            /* What the host gives from now until we wait again lasts it as long as that sounds: then the next is due. */
            if (waited) found_us = platform_now_us(), found_at = self->position;
            waited = 0;
            uint64_t late_now = atomic_load_explicit(&ring->late_blocks, memory_order_relaxed);
            if (late_now != late) flags |= 4; /* PortAudio's output underflow: counted, and told as with a sound card */
            late = late_now;
            play(self, call, record, channels, waiting < PIECE ? (uint32_t)waiting : PIECE, flags);
            flags = 0;
            played_ms = platform_now_ms();
            continue;
        }
        if (platform_now_ms() - played_ms > (atomic_load(&ring->offline) ? COMPUTES_MS : AWAY_MS)) break;
        waited = 1;
        sleep_for_block(ring, heard, found_us, (self->position - found_at) * 1000000u / found.rate);
    }
    atomic_store(&ring->engine_session, 0);
}
