/* Small LV2 plugins for tests, written from the specification alone: each does one thing that a host must get right. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

enum { LATE, ECHO, CRASHES, HANGS, DEMANDS, WORKS, NOT_A_NUMBER, SILENT, SWAPS, KINDS };
enum { LATENCY = 1000, ECHO_FRAMES = 30000 };

typedef struct { const char *uri; void *data; } Feature;
typedef struct { void *handle; uint32_t (*map)(void *, const char *); } Map;
typedef struct { void *handle; int (*schedule)(void *, uint32_t, const void *); } Schedule;
typedef struct { uint32_t context, subject, key, size, type; const void *value; } Option;
typedef int (*Respond)(void *, uint32_t, const void *);
typedef struct { uint32_t size, type, unit, padding; } Sequence;

typedef struct {
    int kind;
    long runs, place;
    float *ports[6]; /* in, out, latency, gain; then atoms in, atoms out, or right in, right out */
    float delayed[ECHO_FRAMES];
    float worked;
    int32_t longest_block;
    uint32_t sequence, chunk;
    Schedule *worker;
} Plugin;

typedef struct {
    const char *uri;
    void *(*instantiate)(const void *, double, const char *, const Feature *const *);
    void (*connect)(void *, uint32_t, void *);
    void (*activate)(void *);
    void (*run)(void *, uint32_t);
    void (*deactivate)(void *);
    void (*cleanup)(void *);
    const void *(*extension)(const char *);
} Descriptor;

static const char *const URIS[KINDS] = {
    "urn:live-daemon:test:late",    "urn:live-daemon:test:echo",  "urn:live-daemon:test:crashes",
    "urn:live-daemon:test:hangs",   "urn:live-daemon:test:demands", "urn:live-daemon:test:works",
    "urn:live-daemon:test:nan",     "urn:live-daemon:test:silent", "urn:live-daemon:test:swaps",
};

static void *instantiate(const void *self, double rate, const char *bundle, const Feature *const *features) {
    const char *uri = ((const Descriptor *)self)->uri;
    Plugin *p = calloc(1, sizeof(Plugin));
    Map *map = NULL;
    const Option *option = NULL;
    (void)rate;
    (void)bundle;
    while (strcmp(URIS[p->kind], uri)) p->kind++;
    for (; features && *features; features++) {
        if (!strcmp((*features)->uri, "http://lv2plug.in/ns/ext/urid#map")) map = (*features)->data;
        if (!strcmp((*features)->uri, "http://lv2plug.in/ns/ext/options#options")) option = (*features)->data;
        if (!strcmp((*features)->uri, "http://lv2plug.in/ns/ext/worker#schedule")) p->worker = (*features)->data;
    }
    if (map) {
        uint32_t longest = map->map(map->handle, "http://lv2plug.in/ns/ext/buf-size#maxBlockLength");
        for (; option && option->key; option++)
            if (option->key == longest) p->longest_block = *(const int32_t *)option->value;
        p->sequence = map->map(map->handle, "http://lv2plug.in/ns/ext/atom#Sequence");
        p->chunk = map->map(map->handle, "http://lv2plug.in/ns/ext/atom#Chunk");
    }
    if (p->kind == WORKS && !(map && p->worker && p->longest_block > 0)) return NULL;
    return p;
}

static void connect_port(void *handle, uint32_t port, void *data) { ((Plugin *)handle)->ports[port] = data; }

static void run(void *handle, uint32_t frames) {
    Plugin *p = handle;
    const float *in = p->ports[0];
    float *out = p->ports[1];
    long length = p->kind == ECHO ? ECHO_FRAMES : LATENCY;
    if (p->kind == CRASHES && p->runs == 3) *(volatile int *)8 = 1;
    if (p->kind == HANGS && p->runs == 3)
        for (volatile int forever = 1; forever;) {}
    if (p->kind == WORKS) { /* hears nothing wrong, and does its gain in the worker */
        const Sequence *heard = (const Sequence *)p->ports[4], *told = (const Sequence *)p->ports[5];
        int right = heard->size == 8 && heard->type == p->sequence && told->type == p->chunk && told->size >= 1024;
        float gain = right && (int32_t)frames <= p->longest_block ? *p->ports[3] : -1.0f;
        p->worker->schedule(p->worker->handle, sizeof gain, &gain);
    }
    for (uint32_t i = 0; i < frames; i++) {
        float sample = in[i], before = p->delayed[p->place];
        if (p->kind == LATE) p->delayed[p->place] = sample, sample = before;
        if (p->kind == ECHO) sample += 0.5f * before, p->delayed[p->place] = sample;
        if (p->kind == WORKS) sample *= p->worked; /* the response to the block before */
        if (p->kind == NOT_A_NUMBER) sample /= 0.0f;
        if (p->kind == SILENT) sample = 0.0f;
        if (p->kind == SWAPS) p->ports[5][i] = 0.5f * sample, sample = p->ports[4][i]; /* the right one softer */
        p->place = (p->place + 1) % length;
        out[i] = sample;
    }
    if (p->ports[2]) *p->ports[2] = p->kind == LATE ? (float)LATENCY : 0.0f;
    p->runs++;
}

static int work(void *handle, Respond respond, void *to, uint32_t size, const void *data) {
    (void)handle;
    return respond(to, size, data);
}

static int work_response(void *handle, uint32_t size, const void *data) {
    memcpy(&((Plugin *)handle)->worked, data, size);
    return 0;
}

static const struct { void *work, *work_response, *end_run; } WORKER = {(void *)work, (void *)work_response, NULL};

static const void *extension(const char *uri) {
    return strcmp(uri, "http://lv2plug.in/ns/ext/worker#interface") ? NULL : &WORKER;
}

__attribute__((visibility("default"))) const Descriptor *lv2_descriptor(uint32_t index) {
    static Descriptor made[KINDS];
    if (index >= KINDS) return NULL;
    made[index] = (Descriptor){URIS[index], instantiate, connect_port, NULL, run, NULL, free, extension};
    return &made[index];
}
