/* A host that plays at its own clock, compiled with the bridge's sources (Linux). Its dry signal is compared sample by
   sample; the engine's sound is to be on the first channel behind the mix alone.
   Usage: bridge_bench SECONDS FRAMES PLUGIN, with PLUGIN 0 for the host alone. Prints one line of JSON. */
#define _GNU_SOURCE
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "bridge.h"
#include "platform.h"

#define RATE 48000.0
#define MOST 2048u
#define HEARD 1e-3f
#define MOST_GAPS 1000

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

static int less(const void *a, const void *b) {
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

/* What is played: the same number at the same frame, another at each. */
static float played(int64_t frame) {
    return frame < 0 ? 0.0f : (float)((uint32_t)frame * 2654435761u >> 8) / 16777216.0f - 0.5f;
}

static float inputs[2][MOST], outputs[10][MOST];

int main(int count, char **words) {
    if (count != 4) return 2;
    double seconds = strtod(words[1], NULL);
    uint32_t frames = (uint32_t)strtoul(words[2], NULL, 10);
    int with = words[3][0] == '1';
    if (frames == 0 || frames > MOST) return 2;
    size_t blocks = (size_t)(seconds * RATE / frames) + 1, num_gaps = 0, late = 0, wrong = 0;
    double *took = calloc(blocks, sizeof *took), *computed = calloc(blocks, sizeof *computed), gaps[MOST_GAPS][2];
    bridge *self = with ? bridge_new() : NULL;
    if (took == NULL || computed == NULL || (with && (self == NULL || !bridge_activate(self, RATE, frames)))) return 1;
    const float *in[2] = {inputs[0], inputs[1]};
    float *out[10];
    for (int channel = 0; channel < 10; channel++) out[channel] = outputs[channel];
    for (size_t block = 0; block < blocks; block++) took[block] = computed[block] = 0.0; /* its pages are there */
    platform_become_audio_thread();
    int64_t period = (int64_t)(frames / RATE * 1e9), begin = now_ns() + period;
    int sounds = 0, ever = 0;
    for (size_t block = 0; block < blocks; block++) {
        int64_t due = begin + (int64_t)block * period, first = (int64_t)block * frames;
        for (uint32_t frame = 0; frame < frames; frame++) inputs[0][frame] = inputs[1][frame] = played(first + frame);
        sleep_until(due);
        int64_t own = clock_ns(CLOCK_THREAD_CPUTIME_ID), from = now_ns();
        if (with) bridge_process(self, in, 2, out, 10, frames);
        int64_t to = now_ns();
        computed[block] = (double)(clock_ns(CLOCK_THREAD_CPUTIME_ID) - own) / 1000.0;
        took[block] = (double)(to - from) / 1000.0;
        if (to > due + period) late++;
        if (!with) continue;
        float loudest = 0.0f;
        for (uint32_t frame = 0; frame < frames; frame++) {
            float wanted = played(first + frame - frames);
            if (outputs[0][frame] != wanted || outputs[1][frame] != wanted) wrong++;
            loudest = fmaxf(loudest, fabsf(outputs[2][frame]));
        }
        double at = (double)(due - begin) / 1e9;
        if (ever && (loudest > HEARD) != sounds && num_gaps < MOST_GAPS) {
            if (sounds) gaps[num_gaps][0] = at, gaps[num_gaps][1] = -1.0;
            else gaps[num_gaps++][1] = at;
        }
        sounds = loudest > HEARD;
        ever = ever || sounds;
    }
    if (ever && !sounds && num_gaps < MOST_GAPS) num_gaps++;
    qsort(took, blocks, sizeof *took, less);
    qsort(computed, blocks, sizeof *computed, less);
    printf("{\"blocks\": %zu, \"p50_us\": %.2f, \"p99_us\": %.2f, \"p999_us\": %.2f, \"longest_us\": %.2f, \"late_blocks\": %zu, ",
           blocks, took[blocks / 2], took[blocks * 99 / 100], took[blocks * 999 / 1000], took[blocks - 1], late);
    printf("\"own_p50_us\": %.2f, \"own_p99_us\": %.2f, \"own_p999_us\": %.2f, ", computed[blocks / 2],
           computed[blocks * 99 / 100], computed[blocks * 999 / 1000]);
    printf("\"wrong_dry_frames\": %zu, \"engine_late\": %llu, \"heard\": %s, \"gaps_s\": [", wrong,
           (unsigned long long)(with ? bridge_late_blocks(self) : 0), ever ? "true" : "false");
    for (size_t gap = 0; gap < num_gaps; gap++) printf("%s[%.4f, %.4f]", gap ? ", " : "", gaps[gap][0], gaps[gap][1]);
    puts("]}");
    bridge_free(self);
    return 0;
}
