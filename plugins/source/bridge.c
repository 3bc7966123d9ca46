#include "bridge.h"

#include <math.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "bridge_inside.h"
#include "platform.h"

#define FADE_S 0.005f  /* of what the engine makes, when it comes and goes */
#define DECAY_S 0.002f /* of the last sample, where the next one is missing */
#define DRY_S 0.01f
#define PANIC_S 0.1f
#define OFFLINE_PATIENCE_MS 2000u /* for an engine that makes nothing... */
#define OFFLINE_MOST_MS 10000u    /* ...and for one that makes too little */
#define JOIN_PATIENCE_MS 500u
#define USUAL_FRAMES 1024u
#define AT_ONCE 256u /* frames that are mixed together */
#define SOON_US 200u /* so long, or a quarter of itself, a block waits for an engine that looks by itself */

bridge *bridge_new(void) {
    bridge *self = calloc(1, sizeof *self);
    if (self == NULL) return NULL;
    for (int which = 0; which < LD_NUM_PARAMETERS; which++) atomic_store(&self->value[which], LD_PARAMETERS[which].usual);
    atomic_store(&self->latency, USUAL_FRAMES);
    self->rate = 48000.0;
    self->dry = 1.0f;
    if ((self->lock = platform_new_lock()) == NULL || !looker_start(self)) {
        platform_free_lock(self->lock);
        free(self);
        return NULL;
    }
    return self;
}

void bridge_free(bridge *self) {
    if (self == NULL) return;
    bridge_deactivate(self);
    looker_end(self);
    platform_free_lock(self->lock);
    free(self);
}

void bridge_expect(bridge *self, uint32_t most_frames) {
    if (atomic_load(&self->active)) return;
    if (most_frames == 0) most_frames = USUAL_FRAMES;
    atomic_store(&self->latency, most_frames < LD_MOST_FRAMES ? most_frames : LD_MOST_FRAMES);
}

int bridge_activate(bridge *self, double rate, uint32_t most_frames) {
    bridge_deactivate(self);
    bridge_expect(self, most_frames);
    self->rate = rate >= LD_LOWEST_RATE && rate <= LD_HIGHEST_RATE ? rate : 48000.0;
    for (unsigned channel = 0; channel < LD_INPUTS; channel++) {
        self->delay[channel] = calloc(DELAY_FRAMES, sizeof(float));
        if (self->delay[channel] == NULL) return bridge_deactivate(self), 0;
        /* Every page is written once: the audio thread must not wait for one. */
        for (uint32_t frame = 0; frame < DELAY_FRAMES; frame += 1024u) ((volatile float *)self->delay[channel])[frame] = 0.0f;
    }
    self->written = 0;
    self->wet = 0.0f;
    self->silent_frames = 0;
    memset(self->last, 0, sizeof self->last);
    memset(self->rest, 0, sizeof self->rest);
    self->came = 0;
    self->dry = self->dry_wanted = (float)atomic_load(&self->value[LD_DRY]);
    atomic_store(&self->active, 1);
    looker_look(self);
    for (unsigned waited = 0; waited < JOIN_PATIENCE_MS && looker_may_join(self); waited++) platform_sleep_us(1000);
    return 1;
}

void bridge_deactivate(bridge *self) {
    platform_take(self->lock);
    atomic_store(&self->active, 0);
    looker_leave(self);
    platform_give(self->lock);
    for (unsigned channel = 0; channel < LD_INPUTS; channel++) {
        free(self->delay[channel]);
        self->delay[channel] = NULL;
    }
}

uint32_t bridge_latency(const bridge *self) {
    return atomic_load_explicit(&self->latency, memory_order_relaxed);
}

void bridge_grow(bridge *self, uint32_t frames) {
    if (frames > LD_MOST_FRAMES) frames = LD_MOST_FRAMES;
    if (frames > bridge_latency(self)) atomic_store_explicit(&self->latency, frames, memory_order_relaxed);
}

void bridge_offline(bridge *self, int offline) {
    atomic_store(&self->offline, offline != 0);
}

/* Wait until the engine has made what this block needs; give up when it makes nothing for a while. */
static void wait_for_engine(bridge *self, struct ring *ring, uint64_t session, uint64_t needed) {
    uint64_t seen = 0, since = platform_now_ms(), began = since;
    while (atomic_load(&self->alive)) {
        uint64_t there = atomic_load_explicit(&ring->engine_position, memory_order_acquire);
        int joined = atomic_load_explicit(&ring->engine_session, memory_order_acquire) == session;
        if (joined && there >= needed) return;
        uint64_t now = platform_now_ms();
        if (there != seen) seen = there, since = now;
        if (now - since > OFFLINE_PATIENCE_MS || now - began > OFFLINE_MOST_MS || self->gave_up) break;
        platform_sleep_us(50);
    }
    self->gave_up = 1; /* the next blocks do not wait, until it is there again */
}

/* Wake the engine if it sleeps for longer than this block can wait. All of this is in one order with what it does before it
   sleeps (`sleep_until_rung`): it sees this ring, or we see that it sleeps. */
static void ring_doorbell(const bridge *self, struct ring *ring, uint32_t frames) {
    atomic_fetch_add(&ring->doorbell, 1);
    uint64_t looks = atomic_load(&ring->engine_looks_us);
    uint64_t quarter = frames * 250000u / (uint64_t)self->rate, soon = quarter < SOON_US ? quarter : SOON_US;
    if (looks == 0 || (LD_SHORT_SLEEPS && looks <= platform_now_us() + soon)) return;
    platform_ring_doorbell(&ring->doorbell);
}

/* Give a block to the engine; return how many frames of the block before are there to be read from `*from`. */
static uint32_t exchange(bridge *self, struct ring *ring, uint32_t frames, uint64_t *from) {
    uint64_t position = self->position, session = self->session;
    uint32_t latency = bridge_latency(self);
    for (uint32_t frame = 0; frame < frames; frame++) {
        uint64_t at = (self->written - frames + frame) & (DELAY_FRAMES - 1u);
        uint64_t to = (position + frame) & LD_RING_MASK;
        for (unsigned channel = 0; channel < LD_INPUTS; channel++) ring->input[channel][to] = self->delay[channel][at];
    }
    int offline = atomic_load(&self->offline);
    atomic_store_explicit(&ring->offline, (uint32_t)offline, memory_order_relaxed);
    /* It has grown, perhaps while the ring was being claimed: then the looker may have told what it was before. */
    if (atomic_load_explicit(&ring->session_frames, memory_order_relaxed) != latency)
        atomic_store_explicit(&ring->session_frames, latency, memory_order_relaxed);
    self->position = position + frames;
    atomic_store_explicit(&ring->host_position, self->position, memory_order_release);
    ring_doorbell(self, ring, frames);
    uint64_t needed = self->position - latency; /* one behind the last frame that this block plays */
    *from = needed - frames;
    if ((int64_t)(needed - self->start) <= 0) return 0; /* the first block has nothing before it */
    if (offline) wait_for_engine(self, ring, session, needed);
    int joined = atomic_load_explicit(&ring->engine_session, memory_order_acquire) == session;
    uint64_t there = atomic_load_explicit(&ring->engine_position, memory_order_acquire);
    if (!joined || there > self->position) there = 0;
    uint64_t begun = atomic_load_explicit(&ring->engine_from, memory_order_relaxed);
    self->begun = (int64_t)(begun - self->start) > 0 ? begun : self->start;
    uint32_t ready = there >= needed ? frames : there > *from ? (uint32_t)(there - *from) : 0;
    if (ready == frames) self->gave_up = 0;
    else if (joined && atomic_load(&self->alive)) {
        atomic_fetch_add_explicit(&ring->late_blocks, 1, memory_order_relaxed);
        atomic_fetch_add_explicit(&self->late_blocks, 1, memory_order_relaxed);
    }
    return ready;
}

static float toward(float now, float wanted, float step) {
    return now < wanted ? fminf(now + step, wanted) : fmaxf(now - step, wanted);
}

/* What `frames` of the mix are made of, for every channel the same. */
struct gains {
    float dry[AT_ONCE], wet[AT_ONCE];
    uint32_t first, end; /* between them the engine's sound is there */
    uint32_t broke;      /* at this frame it broke off; `AT_ONCE`: nowhere */
};

static void aim(bridge *self, struct gains *gains, uint32_t frames) {
    float fade = 1.0f / (FADE_S * (float)self->rate), dry_step = 1.0f / (DRY_S * (float)self->rate);
    int bypass = atomic_load(&self->value[LD_BYPASS]) > 0.5;
    self->dry_wanted = bypass ? 1.0f : (float)atomic_load(&self->value[LD_DRY]);
    gains->broke = AT_ONCE;
    for (uint32_t frame = 0; frame < frames; frame++) {
        int there = frame >= gains->first && frame < gains->end;
        int quiet = bypass || self->silent_frames > 0;
        if (self->silent_frames > 0) self->silent_frames--;
        if (self->came && !there) gains->broke = frame;
        self->came = there;
        gains->dry[frame] = self->dry = toward(self->dry, self->dry_wanted, dry_step);
        gains->wet[frame] = self->wet = there ? toward(self->wet, quiet ? 0.0f : 1.0f, fade) : 0.0f;
    }
}

static void mix_channel(bridge *self, const struct ring *ring, const struct gains *gains, uint32_t channel, float *made,
                        uint32_t frames, uint64_t from) {
    float last = gains->first == 0 && gains->end > 0 ? 0.0f : self->last[channel], rest = self->rest[channel];
    memset(made, 0, frames * sizeof *made);
    for (uint32_t frame = gains->first; frame < gains->end; frame++)
        made[frame] = gains->wet[frame] * ld_checked(ring->output[channel][(from + frame) & LD_RING_MASK]);
    self->last[channel] = gains->end == frames && frames > 0 ? made[frames - 1] : 0.0f;
    if (gains->broke < frames && gains->broke > 0) last = made[gains->broke - 1];
    if (rest == 0.0f && gains->broke == AT_ONCE) return;
    float decay = expf(-1.0f / (DECAY_S * (float)self->rate));
    for (uint32_t frame = 0; frame < frames; frame++) {
        rest = rest * decay + (frame == gains->broke ? last : 0.0f);
        made[frame] += rest;
    }
    self->rest[channel] = rest > -1e-9f && rest < 1e-9f ? 0.0f : rest;
}

/* At most `AT_ONCE` frames, the first of which lies so far behind the last one that was written. */
static void mix(bridge *self, const struct ring *ring, float *const *outputs, uint32_t num_outputs, uint32_t frames,
                uint32_t behind, uint64_t from, uint32_t ready) {
    struct gains gains;
    float made[AT_ONCE];
    uint32_t latency = bridge_latency(self);
    gains.end = ready < frames ? ready : frames;
    int64_t early = gains.end == 0 ? 0 : (int64_t)(self->begun - from);
    gains.first = early <= 0 ? 0 : early < gains.end ? (uint32_t)early : gains.end;
    aim(self, &gains, frames);
    for (uint32_t channel = 0; channel < num_outputs; channel++) {
        if (outputs[channel] == NULL) continue; /* the host does not want it */
        mix_channel(self, ring, &gains, channel, made, frames, from);
        for (uint32_t frame = 0; channel < LD_INPUTS && frame < frames; frame++) {
            uint64_t heard = (self->written - behind + frame - latency) & (DELAY_FRAMES - 1u);
            made[frame] += gains.dry[frame] * self->delay[channel][heard];
        }
        memcpy(outputs[channel], made, frames * sizeof *made);
    }
}

static void process_piece(bridge *self, const float *const *inputs, uint32_t num_inputs, float *const *outputs,
                          uint32_t num_outputs, uint32_t frames) {
    for (uint32_t frame = 0; frame < frames; frame++) {
        uint64_t at = (self->written + frame) & (DELAY_FRAMES - 1u);
        for (uint32_t channel = 0; channel < LD_INPUTS; channel++) {
            uint32_t source = channel < num_inputs ? channel : 0; /* a mono input goes to both */
            self->delay[channel][at] = num_inputs > 0 && inputs[source] != NULL ? inputs[source][frame] : 0.0f;
        }
    }
    self->written += frames;
    int panicked = atomic_exchange(&self->panicked, 0), heard = 1;
    uint32_t ready = 0;
    uint64_t from = 0;
    atomic_store(&self->busy, 1); /* now nobody takes the ring away */
    struct ring *ring = atomic_load(&self->joined) ? atomic_load(&self->ring) : NULL;
    if (ring != NULL && atomic_load_explicit(&ring->owner, memory_order_relaxed) == self->token) {
        if (panicked) atomic_fetch_add_explicit(&ring->panics, 1, memory_order_relaxed);
        heard = atomic_load_explicit(&ring->engine_panics, memory_order_acquire) == atomic_load_explicit(&ring->panics, memory_order_relaxed);
        ready = exchange(self, ring, frames, &from);
    }
    /* Silent until the daemon has heard it, and for what was made before. */
    if (panicked || !heard) self->silent_frames = bridge_latency(self) + (uint32_t)(PANIC_S * self->rate);
    for (uint32_t done = 0; done < frames; done += AT_ONCE) {
        float *out[LD_OUTPUTS];
        for (uint32_t channel = 0; channel < num_outputs; channel++) out[channel] = outputs[channel] == NULL ? NULL : outputs[channel] + done;
        mix(self, ring, out, num_outputs, frames - done < AT_ONCE ? frames - done : AT_ONCE, frames - done, from + done,
            ready > done ? ready - done : 0);
    }
    atomic_store(&self->busy, 0);
}

void bridge_process(bridge *self, const float *const *inputs, uint32_t num_inputs, float *const *outputs,
                    uint32_t num_outputs, uint32_t frames) {
    const float *in[LD_INPUTS];
    float *out[LD_OUTPUTS];
    if (num_inputs > LD_INPUTS) num_inputs = LD_INPUTS;
    int active = self->delay[0] != NULL && self->delay[1] != NULL;
    for (uint32_t channel = active ? LD_OUTPUTS : 0; channel < num_outputs; channel++)
        if (outputs[channel] != NULL) memset(outputs[channel], 0, frames * sizeof(float));
    if (!active) return;
    if (num_outputs > LD_OUTPUTS) num_outputs = LD_OUTPUTS;
    uint32_t latency = bridge_latency(self);
    for (uint32_t done = 0; done < frames;) {
        uint32_t piece = frames - done < latency ? frames - done : latency;
        for (uint32_t channel = 0; channel < num_inputs; channel++) in[channel] = inputs[channel] == NULL ? NULL : inputs[channel] + done;
        for (uint32_t channel = 0; channel < num_outputs; channel++) out[channel] = outputs[channel] == NULL ? NULL : outputs[channel] + done;
        process_piece(self, in, num_inputs, out, num_outputs, piece);
        done += piece;
    }
}

uint64_t bridge_late_blocks(const bridge *self) {
    return atomic_load_explicit(&self->late_blocks, memory_order_relaxed);
}

void bridge_set(bridge *self, int which, double value) {
    if (which < 0 || which >= LD_STATE) return;
    value = parameter_within(which, value);
    double before = atomic_exchange(&self->value[which], value);
    if (before == value) return;
    atomic_fetch_or(&self->turned, 1u << which);
    if (which == LD_PANIC && value > 0.5) atomic_store(&self->panicked, 1);
    if (which == LD_RECORD) {
        if (value > 0.5) atomic_store(&self->record_from, platform_now_ms());
        else atomic_store(&self->record_ms, platform_now_ms() - atomic_load(&self->record_from));
    }
    int falls = value < 0.5;
    /* A press of panic counts, a release of record does. */
    if ((which == LD_PANIC && falls) || (which == LD_RECORD && !falls)) return;
    atomic_fetch_or(&self->to_tell, 1u << which);
}

double bridge_get(const bridge *self, int which) {
    if (which == LD_STATE) {
        if (atomic_load(&self->joined)) return LD_PLAYS;
        return atomic_load(&self->taken) ? LD_SECOND : LD_AWAY;
    }
    return which >= 0 && which < LD_NUM_PARAMETERS ? atomic_load(&self->value[which]) : 0.0;
}

static const char STATE_MARK[] = "live-daemon bridge 1\n";
static const int KEPT[] = {LD_BYPASS, LD_DRY, LD_DREAMS, LD_LOOPS, LD_INFLUENCE, LD_TEMPERATURE};
#define NUM_KEPT (sizeof KEPT / sizeof KEPT[0])

size_t bridge_save(bridge *self, char *text, size_t size) {
    size_t length = (size_t)snprintf(text, size, "%s", STATE_MARK);
    uint32_t turned = atomic_load(&self->turned);
    for (size_t i = 0; i < NUM_KEPT && length < size; i++) {
        const struct parameter_row *row = &LD_PARAMETERS[KEPT[i]];
        /* What was never turned here is the model's own, and stays so. */
        if (row->address != NULL && !(turned & (1u << KEPT[i]))) continue;
        int thousandths = (int)(bridge_get(self, KEPT[i]) * 1000.0 + 0.5); /* no decimal comma of the host's language */
        length += (size_t)snprintf(text + length, size - length, "%s %d\n", row->symbol, thousandths);
    }
    platform_take(self->lock);
    const char *bank = self->bank_wanted[0] != '\0' ? self->bank_wanted : self->bank;
    if (bank[0] != '\0' && length < size) length += (size_t)snprintf(text + length, size - length, "bank %s\n", bank);
    platform_give(self->lock);
    return length < size ? length : size;
}

/* The project's bank is asked for as soon as the daemon is joined. */
static void want_bank(bridge *self, const char *name) {
    char bytes[LD_BANK_BYTES] = {0};
    if (strlen(name) >= sizeof bytes) return;
    strcpy(bytes, name);
    if (!ld_is_name(bytes)) return;
    platform_take(self->lock);
    memcpy(self->bank_wanted, bytes, sizeof bytes);
    platform_give(self->lock);
}

int bridge_load(bridge *self, const char *text, size_t size) {
    char copy[1024];
    size_t mark = sizeof STATE_MARK - 1;
    if (size < mark || size >= sizeof copy || memcmp(text, STATE_MARK, mark) != 0) return 0;
    memcpy(copy, text, size);
    copy[size] = '\0';
    for (char *line = copy + mark, *next; line != NULL; line = next) { /* no strtok: it knows of one thread only */
        next = strchr(line, '\n');
        if (next != NULL) *next++ = '\0';
        char *space = strchr(line, ' ');
        if (space == NULL) continue;
        *space = '\0';
        if (strcmp(line, "bank") == 0) want_bank(self, space + 1);
        for (size_t i = 0; i < NUM_KEPT; i++) {
            if (strcmp(line, LD_PARAMETERS[KEPT[i]].symbol) != 0) continue;
            bridge_set(self, KEPT[i], (double)strtol(space + 1, NULL, 10) / 1000.0);
            /* Told, and kept again, also where it is what it was. */
            atomic_fetch_or(&self->turned, 1u << KEPT[i]);
            atomic_fetch_or(&self->to_tell, 1u << KEPT[i]);
        }
    }
    return 1;
}
