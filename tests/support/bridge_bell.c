/* Both ends of the bridge in one process (Linux): how often a host that keeps its time calls the system to wake the
   engine, what waiting costs the engine, and whether a host that keeps none ever leaves it asleep. First, without an
   engine's thread: for which of its looks (`engine_looks_us`) the host calls.
   Usage: bridge_bell BLOCKS FRAMES ROUNDS. Prints one line of JSON. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <linux/futex.h>
#include <pthread.h>
#include <sched.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

#include "bridge.h"
#include "platform.h"

#define RATE 48000.0
#define MOST 2048u
#define STRETCHES 20u
#define SHORT 64u          /* frames at most of a block that comes out of time */
#define ASLEEP_NS 15000000 /* nobody rang: the engine sleeps for 20 ms */
#define GONE_NS 1000000000

struct engine_side;
typedef int (*engine_callback)(const float *, float *, uint64_t, const void *, uint64_t, void *);
struct engine_side *ld_engine_open(uint32_t, char *, size_t);
void ld_engine_close(struct engine_side *);
int ld_engine_wait(struct engine_side *, unsigned, uint32_t *, uint32_t *);
void ld_engine_run(struct engine_side *, engine_callback, void *, unsigned, const volatile int32_t *);

static atomic_int ended;
static volatile int32_t stop;
static _Thread_local size_t wakes;
static float inputs[2][MOST], outputs[2][MOST];

/* The C library's, as the bridge calls it: in this thread the calls that wake are counted. */
long syscall(long number, ...) {
    static long (*_Atomic real)(long, ...);
    if (atomic_load(&real) == NULL) atomic_store(&real, (long (*)(long, ...))dlsym(RTLD_NEXT, "syscall"));
    if (number != SYS_futex) abort();
    va_list rest;
    va_start(rest, number);
    void *word = va_arg(rest, void *);
    int what = va_arg(rest, int), value = va_arg(rest, int);
    void *span = va_arg(rest, void *);
    va_end(rest);
    if (what == FUTEX_WAKE) wakes++;
    return atomic_load(&real)(number, word, what, value, span, NULL, 0);
}

static int64_t clock_ns(clockid_t clock) {
    struct timespec now;
    clock_gettime(clock, &now);
    return (int64_t)now.tv_sec * 1000000000 + now.tv_nsec;
}

static int64_t now_ns(void) {
    return clock_ns(CLOCK_MONOTONIC);
}

static void sleep_until(int64_t ns) {
    struct timespec then = {ns / 1000000000, ns % 1000000000};
    while (clock_nanosleep(CLOCK_MONOTONIC, TIMER_ABSTIME, &then, NULL) != 0) {}
}

static uint64_t draw(uint64_t *state) { /* xorshift64* (Vigna 2016) */
    *state ^= *state >> 12;
    *state ^= *state << 25;
    *state ^= *state >> 27;
    return *state * 2685821657736338717ull;
}

static int less(const void *a, const void *b) {
    int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;
    return (x > y) - (x < y);
}

static int callback(const float *in, float *out, uint64_t frames, const void *times, uint64_t flags, void *record) {
    (void)in, (void)times, (void)flags, (void)record;
    memset(out, 0, frames * 10u * sizeof *out);
    return 0;
}

static void *engine(void *given) {
    uint32_t rate, frames;
    while (!atomic_load(&ended))
        if (ld_engine_wait(given, 20, &rate, &frames)) ld_engine_run(given, callback, NULL, 10, &stop);
    return NULL;
}

static void give(bridge *self, uint32_t frames) {
    const float *in[2] = {inputs[0], inputs[1]};
    float *out[2] = {outputs[0], outputs[1]};
    bridge_process(self, in, 2, out, 2, frames);
}

static void keep_time(bridge *self, size_t blocks, uint32_t frames, clockid_t engines) {
    size_t woken[STRETCHES] = {0}, all = 0;
    int64_t period = (int64_t)(frames / RATE * 1e9), begin = now_ns() + period, spent = clock_ns(engines), from = now_ns();
    for (size_t block = 0; block < blocks; block++) {
        sleep_until(begin + (int64_t)block * period);
        size_t before = wakes;
        give(self, frames);
        woken[block * STRETCHES / blocks] += wakes - before;
        all += wakes - before;
    }
    spent = clock_ns(engines) - spent;
    double share = (double)spent / (double)(now_ns() - from);
    printf("\"blocks\": %zu, \"wakes\": %zu, \"engine_cpu\": %.5f, \"stretches\": [", blocks, all, share);
    for (size_t i = 0; i < STRETCHES; i++) printf("%s%zu", i ? ", " : "", woken[i]);
    printf("], ");
}

/* Mostly the next block comes while the engine is about to sleep; sometimes long after. */
static void keep_none(bridge *self, struct ring *ring, size_t rounds, int64_t *took) {
    uint64_t state = 5u;
    size_t asleep = 0;
    for (size_t round = 0; round < rounds; round++) {
        int far = draw(&state) % 10u == 0;
        int64_t due = now_ns() + (far ? 2000000 + (int64_t)(draw(&state) % 3000000u) : (int64_t)(draw(&state) % 100000u));
        if (far) sleep_until(due);
        while (now_ns() < due) {}
        int64_t given = now_ns();
        give(self, 1u + (uint32_t)(draw(&state) % SHORT));
        while (atomic_load(&ring->engine_position) != atomic_load(&ring->host_position) && now_ns() - given < GONE_NS)
            sched_yield();
        took[round] = now_ns() - given;
        if (took[round] >= ASLEEP_NS) asleep++;
    }
    qsort(took, rounds, sizeof *took, less);
    printf("\"rounds\": %zu, \"answer_p50_us\": %.1f, \"answer_p99_us\": %.1f, \"left_asleep\": %zu", rounds,
           (double)took[rounds / 2] / 1e3, (double)took[rounds * 99 / 100] / 1e3, asleep);
}

/* Whether a block of so many frames calls the system where the engine says that it looks in so many µs; 0: it is awake. */
static size_t rings(bridge *self, struct ring *ring, uint32_t frames, int64_t in_us) {
    uint64_t from;
    size_t before;
    do { /* once more where this thread stood still: the look was nearer than it should be */
        before = wakes;
        atomic_fetch_add(&ring->engine_beats, 1);
        from = platform_now_us();
        atomic_store(&ring->engine_looks_us, in_us == 0 ? 0 : from + (uint64_t)in_us);
        give(self, frames);
    } while (in_us > 0 && platform_now_us() - from > (uint64_t)in_us / 3u);
    atomic_store(&ring->engine_looks_us, 0);
    return wakes - before;
}

static int decide(struct ring *ring) {
    static const struct { uint32_t frames; int64_t in_us; } CASES[] = {{64, 0}, {64, -1000}, {64, 100}, {64, 10000}, {8, 100}};
    bridge *self = bridge_new();
    if (self == NULL || !bridge_activate(self, RATE, SHORT)) return 0;
    int64_t begun = now_ns();
    while (bridge_get(self, LD_STATE) != LD_PLAYS) { /* it claims the ring when the engine's heart has beaten */
        if (now_ns() - begun > GONE_NS) return fprintf(stderr, "the ring was not claimed\n"), 0;
        atomic_fetch_add(&ring->engine_beats, 1);
        platform_sleep_us(1000);
    }
    printf("\"rings\": [");
    for (size_t i = 0; i < sizeof CASES / sizeof CASES[0]; i++)
        printf("%s%zu", i ? ", " : "", rings(self, ring, CASES[i].frames, CASES[i].in_us));
    printf("], ");
    bridge_free(self);
    return 1;
}

static int play(bridge *self, uint32_t frames) {
    if (bridge_activate(self, RATE, frames) && bridge_get(self, LD_STATE) == LD_PLAYS) return 1;
    fprintf(stderr, "the engine was not joined\n");
    return 0;
}

int main(int count, char **words) {
    if (count != 4) return 2;
    size_t blocks = strtoul(words[1], NULL, 10), rounds = strtoul(words[3], NULL, 10);
    uint32_t frames = (uint32_t)strtoul(words[2], NULL, 10);
    int64_t *took = calloc(rounds, sizeof *took);
    if (frames == 0 || frames > MOST || blocks < STRETCHES || rounds == 0 || took == NULL) return 2;
    char fault[256];
    struct file_identity identity;
    struct engine_side *side = ld_engine_open(0, fault, sizeof fault);
    struct ring *ring = side == NULL ? NULL : platform_open_ring(&identity, fault, sizeof fault);
    if (ring == NULL) return fprintf(stderr, "%s\n", fault), 1;
    printf("{");
    if (!decide(ring)) return 1;
    pthread_t thread;
    clockid_t engines;
    pthread_create(&thread, NULL, engine, side);
    pthread_getcpuclockid(thread, &engines);
    bridge *self = bridge_new();
    if (self == NULL || !play(self, frames)) return 1;
    platform_become_audio_thread();
    keep_time(self, blocks, frames, engines);
    if (!play(self, SHORT)) return 1;
    keep_none(self, ring, rounds, took);
    puts("}");
    bridge_free(self);
    stop = 1;
    atomic_store(&ended, 1);
    pthread_join(thread, NULL);
    ld_engine_close(side);
    platform_close_ring(ring);
    return 0;
}
