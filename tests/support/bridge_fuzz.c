/* Both ends of the bridge in one process, compiled from its sources with a sanitizer: a host that calls things in odd
   orders, an engine that comes and goes, and, with garbage, somebody who writes anything anywhere into the ring.
   Usage: bridge_fuzz ROUNDS SEED GARBAGE. Prints what was done; exit status 1 where a sample is not one. */
#include <math.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "bridge.h"
#include "platform.h"

#define LOUDEST 128.0f /* dry below 1, what the engine makes below 16, and what decays of it */
#define MOST 3000u

struct engine_side;
typedef int (*engine_callback)(const float *, float *, uint64_t, const void *, uint64_t, void *);
struct engine_side *ld_engine_open(uint32_t, char *, size_t);
void ld_engine_close(struct engine_side *);
int ld_engine_wait(struct engine_side *, unsigned, uint32_t *, uint32_t *);
int ld_engine_panic(struct engine_side *);
void ld_engine_run(struct engine_side *, engine_callback, void *, unsigned, const volatile int32_t *);

static atomic_int ended;
static _Atomic uint64_t blocks, sessions;

static uint64_t draw(uint64_t *state) { /* xorshift64* (Vigna 2016) */
    *state ^= *state >> 12;
    *state ^= *state << 25;
    *state ^= *state >> 27;
    return *state * 2685821657736338717ull;
}

static int callback(const float *inputs, float *outputs, uint64_t frames, const void *times, uint64_t flags, void *record) {
    (void)times, (void)flags, (void)record;
    for (uint64_t i = 0; i < frames * 10u; i++) outputs[i] = 0.5f * inputs[i / 10u * 2u];
    atomic_fetch_add(&blocks, 1);
    return 0;
}

static void *engine(void *given) {
    uint64_t state = *(uint64_t *)given ^ 77u;
    char fault[256];
    while (!atomic_load(&ended)) {
        struct engine_side *side = ld_engine_open(0, fault, sizeof fault);
        uint32_t rate, frames;
        volatile int32_t stop = 0;
        if (side == NULL) continue; /* a number of a process that lives, and a heart that seems to beat */
        for (int turn = 0; turn < 20 && !atomic_load(&ended); turn++) {
            if (ld_engine_wait(side, 20, &rate, &frames)) ld_engine_run(side, callback, NULL, 10, &stop), atomic_fetch_add(&sessions, 1);
            ld_engine_panic(side);
        }
        if (draw(&state) % 2) ld_engine_close(side);
        else ld_engine_close(side), platform_sleep_us(1000u * (unsigned)(draw(&state) % 700u)); /* long enough to be missed */
    }
    return NULL;
}

/* Header fields, nearly always only one of them, and mostly a position, since a wrong owner ends all for a second;
   and samples. */
static void *vandal(void *given) {
    uint64_t state = *(uint64_t *)given ^ 99u;
    struct file_identity identity;
    struct ring *ring = NULL;
    while (ring == NULL) ring = platform_open_ring(&identity, NULL, 0);
    _Atomic uint32_t *header = (_Atomic uint32_t *)ring;
    uint32_t words = (uint32_t)offsetof(struct ring, input) / 4u, samples = (uint32_t)sizeof(struct ring) / 4u - words;
    uint32_t positions[] = {(uint32_t)offsetof(struct ring, engine_from) / 4u, (uint32_t)offsetof(struct ring, engine_position) / 4u,
                            (uint32_t)offsetof(struct ring, host_position) / 4u, (uint32_t)offsetof(struct ring, offline) / 4u};
    for (int i = 0; i < 4; i++) positions[i] -= 4u;
    while (!atomic_load(&ended)) {
        /* magic, version and size are read once, when the file is opened */
        uint32_t first = 4u, count = draw(&state) % 64u ? 1u : words - first;
        for (uint32_t i = 0; i < count; i++) {
            uint32_t place = draw(&state) % 16u ? positions[draw(&state) % 4u] : (uint32_t)(draw(&state) % (words - first));
            uint32_t at = first + (count == 1 ? place : i);
            uint32_t value = draw(&state) % 3u ? (uint32_t)draw(&state) : draw(&state) % 2u ? 0u : UINT32_MAX;
            atomic_store_explicit(&header[at], value, memory_order_relaxed);
        }
        for (int i = 0; i < 5000; i++) atomic_store_explicit(&header[words + draw(&state) % samples], (uint32_t)draw(&state), memory_order_relaxed);
        platform_sleep_us((unsigned)(draw(&state) % 20000u));
    }
    platform_close_ring(ring);
    return NULL;
}

static float inputs[2][MOST], outputs[12][MOST];

static int round_of(bridge *self, uint64_t *state) {
    const float *in[2] = {inputs[0], inputs[1]};
    float *out[12];
    uint32_t frames = draw(state) % 8u ? (uint32_t)(draw(state) % 512u) : (uint32_t)(draw(state) % MOST);
    uint32_t num_in = (uint32_t)(draw(state) % 3u), num_out = (uint32_t)(draw(state) % 13u);
    int in_place = draw(state) % 4u == 0;
    for (uint32_t i = 0; i < frames; i++) inputs[0][i] = (float)(draw(state) % 1000u) * 0.001f, inputs[1][i] = -inputs[0][i];
    for (uint32_t i = 0; i < 12; i++) out[i] = in_place && i < 2 ? inputs[i] : draw(state) % 16u ? outputs[i] : NULL;
    if (draw(state) % 16u == 0) in[draw(state) % 2u] = NULL;
    if (draw(state) % 2u) bridge_grow(self, bridge_latency(self) + 1u);
    bridge_process(self, num_in == 0 && draw(state) % 2u ? NULL : in, num_in, out, num_out, frames);
    for (uint32_t channel = 0; channel < num_out; channel++)
        for (uint32_t i = 0; out[channel] != NULL && i < frames; i++)
            if (!(fabsf(out[channel][i]) <= LOUDEST)) return printf("channel %u, frame %u: %g\n", channel, i, out[channel][i]), 1;
    return 0;
}

int main(int count, char **words) {
    if (count != 4) return 2;
    long rounds = strtol(words[1], NULL, 10);
    uint64_t seed = strtoull(words[2], NULL, 10) + 1u, state = seed, longest_ms = 0;
    pthread_t engine_thread, vandal_thread;
    int garbage = words[3][0] == '1', wrong = 0;
    char text[1024];
    pthread_create(&engine_thread, NULL, engine, &seed);
    if (garbage) pthread_create(&vandal_thread, NULL, vandal, &seed);
    bridge *self = NULL, *other = bridge_new();
    bridge_activate(other, 48000.0, 256);
    for (long done = 0; done < rounds && !wrong; done++) {
        if (self == NULL) self = bridge_new();
        uint64_t what = draw(&state) % 200u;
        if (done == 0 || what == 0) bridge_activate(self, (double)(draw(&state) % 250000u), (uint32_t)(draw(&state) % 10000u));
        else if (what == 1) bridge_deactivate(self);
        else if (what == 2) bridge_offline(self, (int)(draw(&state) % 4u == 0));
        else if (what == 3) bridge_free(self), self = NULL;
        else if (what == 4) bridge_load(self, text, bridge_save(self, text, sizeof text));
        else if (what == 5) {
            for (size_t i = 21; i < 200; i++) text[i] = (char)draw(&state);
            bridge_load(self, text, 200);
        } else if (what == 6) bridge_deactivate(other);
        else if (what == 7) bridge_activate(other, 44100.0, 64);
        else if (what < 30) bridge_set(self, (int)(draw(&state) % 12u), (double)(int64_t)draw(&state) / 1e18);
        if (self == NULL) continue;
        uint64_t began = platform_now_ms();
        wrong = round_of(draw(&state) % 2u ? self : other, &state);
        uint64_t took = platform_now_ms() - began;
        if (took > longest_ms) longest_ms = took;
        if (what % 2u == 0) platform_sleep_us(500);
    }
    bridge_free(self);
    bridge_free(other);
    atomic_store(&ended, 1);
    pthread_join(engine_thread, NULL);
    if (garbage) pthread_join(vandal_thread, NULL);
    printf("%ld rounds, %llu blocks of the engine in %llu sessions, longest call %llu ms\n", rounds,
           (unsigned long long)blocks, (unsigned long long)sessions, (unsigned long long)longest_ms);
    return wrong;
}
