/* A thread beside the host's: finds the engine, claims its ring, tells it what was turned. It may wait, and it does. */
#include <stdio.h>
#include <string.h>

#include "bridge.h"
#include "bridge_inside.h"

#define ROUND_US 5000u
#define DEAD_MS 500u    /* an engine without a beat for so long is away */
#define SEARCH_MS 250u  /* between two looks at the file */
#define RIVAL_MS 1000u  /* an owner without a beat for so long has died */
#define NUM_PANICS 3    /* datagrams can be lost */
#define LONGEST_MESSAGE (64 + LD_BANK_BYTES)

static size_t put_text(unsigned char *bytes, size_t at, const char *text) {
    size_t length = strlen(text) + 1;
    memcpy(bytes + at, text, length);
    while ((at + length) % 4 != 0) bytes[at + length++] = 0;
    return at + length;
}

/* Send an OSC message with one float, or none. */
static void tell(uint32_t port, const char *address, const float *value) {
    unsigned char bytes[LONGEST_MESSAGE];
    size_t at = put_text(bytes, put_text(bytes, 0, address), value == NULL ? "," : ",f");
    if (value != NULL) {
        uint32_t bits;
        memcpy(&bits, value, sizeof bits);
        for (int shift = 24; shift >= 0; shift -= 8) bytes[at++] = (unsigned char)(bits >> shift);
    }
    platform_send(port, bytes, at);
}

/* Send an OSC message with one string. */
static void tell_text(uint32_t port, const char *address, const char *text) {
    unsigned char bytes[LONGEST_MESSAGE];
    platform_send(port, bytes, put_text(bytes, put_text(bytes, put_text(bytes, 0, address), ",s"), text));
}

/* Hear which bank plays, and ask for the project's. */
static void keep_bank(struct bridge *self, struct ring *ring) {
    char name[LD_BANK_BYTES];
    uint32_t turn = atomic_load(&ring->bank_turn);
    if (turn != self->bank_turn && turn % 2 == 0) {
        memcpy(name, ring->bank, sizeof name);
        atomic_thread_fence(memory_order_seq_cst);
        if (atomic_load(&ring->bank_turn) == turn) {
            self->bank_turn = turn;
            if (ld_is_name(name)) memcpy(self->bank, name, sizeof name);
        }
    }
    if (self->bank_wanted[0] == '\0') return;
    if (strcmp(self->bank_wanted, self->bank) != 0) tell_text(atomic_load(&ring->osc_port), "/dream/bank/load", self->bank_wanted);
    self->bank_wanted[0] = '\0';
}

static void tell_parameters(struct bridge *self, const struct ring *ring) {
    uint32_t waiting = atomic_exchange(&self->to_tell, 0);
    uint32_t port = atomic_load(&((struct ring *)ring)->osc_port);
    for (int which = 0; which < LD_STATE; which++) {
        const char *address = LD_PARAMETERS[which].address;
        if (!(waiting & (1u << which))) continue;
        if (address == NULL) continue;
        float value = (float)atomic_load(&self->value[which]);
        if (which == LD_PANIC) {
            for (int i = 0; i < NUM_PANICS; i++) tell(port, address, NULL);
            continue;
        }
        if (which == LD_RECORD) {
            value = (float)atomic_load(&self->record_ms) / 1000.0f;
            if (value < 0.5f) continue; /* a slip of the hand */
            if (value > 59.0f) value = 59.0f;
        }
        tell(port, address, &value);
    }
}

/* No audio thread uses the ring after this. */
static void keep_out(struct bridge *self) {
    atomic_store(&self->joined, 0);
    while (atomic_load(&self->busy)) platform_sleep_us(100);
}

void looker_leave(struct bridge *self) {
    struct ring *ring = atomic_load(&self->ring);
    if (!atomic_load(&self->joined)) return;
    keep_out(self);
    uint64_t ours = self->token;
    if (ring != NULL) atomic_compare_exchange_strong(&ring->owner, &ours, 0);
}

static void close_ring(struct bridge *self) {
    struct ring *ring = atomic_load(&self->ring);
    looker_leave(self);
    keep_out(self);
    atomic_store(&self->ring, NULL);
    platform_close_ring(ring);
}

static uint64_t new_token(struct bridge *self, uint64_t now) {
    static _Atomic uint64_t count;
    uint64_t token = ((uint64_t)platform_pid() << 32) ^ (atomic_fetch_add(&count, 1) << 20) ^ now ^ (uint64_t)(uintptr_t)self;
    return token == 0 ? 1 : token;
}

/* Take the ring if nobody has it, or who had it gives no sign of life. */
static void claim(struct bridge *self, struct ring *ring, uint64_t now) {
    uint64_t owner = atomic_load(&ring->owner), beats = atomic_load(&ring->owner_beats);
    if (owner != self->rival || beats != self->rival_beats) {
        self->rival = owner;
        self->rival_beats = beats;
        self->rival_ms = now;
    }
    if (owner != 0 && now - self->rival_ms < RIVAL_MS) {
        atomic_store(&self->taken, 1);
        return;
    }
    self->token = new_token(self, now);
    if (!atomic_compare_exchange_strong(&ring->owner, &owner, self->token)) return;
    uint64_t session = atomic_load(&ring->session) | 1u;
    atomic_store(&ring->session, session);
    self->position = self->start = atomic_load(&ring->host_position);
    atomic_store(&ring->session_start, self->start);
    atomic_store(&ring->session_rate, (uint32_t)(self->rate + 0.5));
    atomic_store(&ring->session_frames, bridge_latency(self));
    self->session = session + 1 != 0 ? session + 1 : 2; /* 0 is none */
    atomic_store(&ring->session, self->session);
    self->gave_up = 0;
    atomic_store(&self->taken, 0);
    atomic_store(&self->joined, 1);
    /* Whether it sleeps or not: Windows' event is made at its first use, which must not be the audio thread's. */
    atomic_fetch_add(&ring->doorbell, 1);
    platform_ring_doorbell(&ring->doorbell);
}

static void watch_engine(struct bridge *self, struct ring *ring, uint64_t now) {
    uint64_t beats = atomic_load(&ring->engine_beats);
    if (beats != self->beats) {
        self->beats = beats;
        self->beats_ms = now;
        atomic_store(&self->alive, 1);
    } else if (now - self->beats_ms > DEAD_MS) {
        atomic_store(&self->alive, 0);
    }
}

static void find_engine(struct bridge *self, uint64_t now) {
    if (now - self->looked_ms < SEARCH_MS && self->looked_ms != 0) return;
    self->looked_ms = now;
    struct ring *ring = atomic_load(&self->ring);
    if (ring != NULL && platform_is_current(&self->identity)) return;
    if (ring != NULL) close_ring(self);
    ring = platform_open_ring(&self->identity, NULL, 0);
    if (ring == NULL) return;
    ld_touch(ring, sizeof *ring);
    self->beats = atomic_load(&ring->engine_beats);
    self->beats_ms = now;
    atomic_store(&self->ring, ring);
}

static void look(struct bridge *self) {
    uint64_t now = platform_now_ms();
    /* A take that nobody heard is none: told later, it would be of what is played then. */
    if (!atomic_load(&self->joined)) atomic_fetch_and(&self->to_tell, ~(1u << LD_RECORD));
    if (!atomic_load(&self->alive)) find_engine(self, now);
    struct ring *ring = atomic_load(&self->ring);
    if (ring == NULL) {
        atomic_store(&self->taken, 0);
        return;
    }
    watch_engine(self, ring, now);
    int ours = atomic_load(&self->joined);
    if (ours && (atomic_load(&ring->owner) != self->token || !atomic_load(&self->alive))) {
        if (atomic_load(&ring->owner) != self->token) keep_out(self); /* we stood still, and another took it */
        else looker_leave(self);
        ours = 0;
    }
    if (!atomic_load(&self->alive)) {
        atomic_store(&self->taken, 0);
        return;
    }
    if (!ours && atomic_load(&self->active)) claim(self, ring, now);
    if (!atomic_load(&self->joined)) return;
    atomic_fetch_add(&ring->owner_beats, 1);
    keep_bank(self, ring);
    if (atomic_load(&self->to_tell) != 0) tell_parameters(self, ring);
}

void looker_look(struct bridge *self) {
    platform_take(self->lock);
    self->looked_ms = 0;
    look(self);
    platform_give(self->lock);
}

int looker_may_join(struct bridge *self) {
    platform_take(self->lock);
    struct ring *ring = atomic_load(&self->ring);
    int may = ring != NULL && !atomic_load(&self->taken) && platform_process_lives(atomic_load(&ring->engine_pid));
    if (may && atomic_load(&self->joined)) may = atomic_load(&ring->engine_session) != self->session;
    platform_give(self->lock);
    return may;
}

static void run(void *given) {
    struct bridge *self = given;
    while (!atomic_load(&self->ending)) {
        platform_take(self->lock);
        look(self);
        platform_give(self->lock);
        platform_sleep_us(ROUND_US);
    }
}

int looker_start(struct bridge *self) {
    return (self->looker = platform_start(run, self)) != NULL;
}

void looker_end(struct bridge *self) {
    atomic_store(&self->ending, 1);
    platform_join(self->looker);
    platform_take(self->lock);
    close_ring(self);
    platform_give(self->lock);
}
