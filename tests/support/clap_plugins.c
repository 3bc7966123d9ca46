/* Small CLAP plugins for tests, written from the specification alone: each does one thing that a host must get right. */
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { LATE, ECHO, FAR, CRASHES, HANGS, WATCHES, RESTARTS, NOT_A_NUMBER, SILENT, SWAPS, WIDENS, DOUBLE, FAILS, REFUSES, SYNTH, KINDS };
enum { LATENCY = 1000, ECHO_FRAMES = 30000, FAR_FRAMES = 150000, LONGEST = FAR_FRAMES };
enum { GAIN = 70, LATER, LEVEL, NUM_PARAMETERS = 3 };

typedef struct { uint32_t major, minor, revision; } Version;
typedef struct Host {
    Version version;
    void *data;
    const char *name, *vendor, *url, *own_version;
    const void *(*extension)(const struct Host *, const char *);
    void (*restart)(const struct Host *);
    void (*process)(const struct Host *);
    void (*callback)(const struct Host *);
} Host;
typedef struct { bool (*is_main)(const Host *); bool (*is_audio)(const Host *); } ThreadCheck;
typedef struct { void (*log)(const Host *, int32_t, const char *); } Log;
typedef struct { void (*changed)(const Host *); } Changed;
typedef struct {
    Version version;
    const char *id, *name, *vendor, *url, *manual, *support, *own_version, *description;
    const char *const *features;
} Descriptor;
typedef struct { uint32_t size, time; uint16_t space, type; uint32_t flags; } Header;
typedef struct { Header header; uint32_t parameter; void *cookie; int32_t note; int16_t port, channel, key; double value; } Value;
typedef struct InEvents { void *context; uint32_t (*size)(const struct InEvents *); const Header *(*get)(const struct InEvents *, uint32_t); } InEvents;
typedef struct OutEvents { void *context; bool (*push)(const struct OutEvents *, const Header *); } OutEvents;
typedef struct { float **data32; double **data64; uint32_t channels, latency; uint64_t constant; } Buffer;
typedef struct {
    int64_t steady;
    uint32_t frames;
    const void *transport;
    const Buffer *inputs;
    Buffer *outputs;
    uint32_t num_inputs, num_outputs;
    const InEvents *in;
    const OutEvents *out;
} Process;
typedef struct { uint32_t id; char name[256]; uint32_t flags, channels; const char *type; uint32_t pair; } PortInfo;
typedef struct { uint32_t id, flags; void *cookie; char name[256], module[1024]; double least, most, usual; } ParameterInfo;
typedef struct Face {
    const Descriptor *about;
    void *data;
    bool (*init)(const struct Face *);
    void (*destroy)(const struct Face *);
    bool (*activate)(const struct Face *, double, uint32_t, uint32_t);
    void (*deactivate)(const struct Face *);
    bool (*start)(const struct Face *);
    void (*stop)(const struct Face *);
    void (*reset)(const struct Face *);
    int32_t (*process)(const struct Face *, const Process *);
    const void *(*extension)(const struct Face *, const char *);
    void (*on_main)(const struct Face *);
} Face;

typedef struct {
    Face face; /* the first: the host's pointer is ours */
    const Host *host;
    int kind, calls, activations;
    long runs, place;
    double gain, later;
    uint32_t latency;
    int wrong, is_offline, is_active, is_processing;
    float delayed[LONGEST];
} Plugin;

static const char *const IDS[KINDS] = {
    "test.late",   "test.echo", "test.far",   "test.crashes", "test.hangs",  "test.watches", "test.restarts", "test.nan",
    "test.silent", "test.swaps", "test.widens", "test.double",  "test.fails", "test.refuses", "test.synth",
};
static Descriptor ABOUT[KINDS];

static Plugin *of(const Face *face) { return (Plugin *)face; }

static bool on(Plugin *p, int audio) { /* whether we are on the thread that the specification says */
    const ThreadCheck *check = p->host->extension(p->host, "clap.thread-check");
    return check && check->is_audio(p->host) == audio && check->is_main(p->host) == !audio;
}

static void must(Plugin *p, int number, bool right) {
    if (!right && !p->wrong) p->wrong = number;
}

static bool init(const Face *face) {
    Plugin *p = of(face);
    const char *wanted[] = {"clap.log", "clap.params", "clap.state", "clap.latency", "clap.tail", "clap.audio-ports"};
    for (int i = 0; i < 6; i++) must(p, 1, p->host->extension(p->host, wanted[i]) != NULL);
    must(p, 2, p->host->extension(p->host, "nobody.has-this") == NULL && p->host->version.major == 1);
    must(p, 3, on(p, 0));
    if (p->kind == REFUSES) ((const Log *)p->host->extension(p->host, "clap.log"))->log(p->host, 3, "its licence has ended");
    return p->kind != REFUSES;
}

static void destroy(const Face *face) { free((void *)face); }

static bool activate(const Face *face, double rate, uint32_t least, uint32_t most) {
    Plugin *p = of(face);
    must(p, 4, on(p, 0) && !p->is_active && rate > 0 && least > 0 && least <= most);
    p->is_active = 1;
    must(p, 21, ++p->activations < 3);
    if (p->kind == LATE) p->latency = LATENCY;
    if (p->kind == RESTARTS && p->later) {
        if (p->latency != LATENCY) ((const Changed *)p->host->extension(p->host, "clap.latency"))->changed(p->host);
        p->latency = LATENCY;
    }
    return true;
}

static void deactivate(const Face *face) {
    Plugin *p = of(face);
    must(p, 5, on(p, 0) && p->is_active && !p->is_processing);
    p->is_active = 0;
}

static bool start(const Face *face) {
    Plugin *p = of(face);
    must(p, 6, on(p, 1) && p->is_active && !p->is_processing);
    p->is_processing = 1;
    return true;
}

static void stop(const Face *face) {
    Plugin *p = of(face);
    must(p, 7, on(p, 1) && p->is_processing);
    p->is_processing = 0;
}

static void reset(const Face *face) {
    Plugin *p = of(face);
    must(p, 8, on(p, 1) && p->is_active);
    memset(p->delayed, 0, sizeof p->delayed);
    p->place = 0;
}

static void take(Plugin *p, const InEvents *events) {
    for (uint32_t i = 0; i < events->size(events); i++) {
        const Value *event = (const Value *)events->get(events, i);
        must(p, 9, event->header.size == sizeof *event && event->header.space == 0 && event->header.type == 5);
        must(p, 10, event->header.time == 0 && event->cookie == p && event->note == -1 && event->key == -1);
        if (event->parameter == GAIN) p->gain = event->value;
        if (event->parameter == LATER) p->later = event->value;
    }
}

static void watch(Plugin *p, const Process *data) {
    must(p, 11, on(p, 1) && p->is_processing && p->is_offline && data->num_inputs == 2 && data->num_outputs == 1);
    must(p, 12, data->inputs[0].channels == 1 && data->inputs[1].channels == 2 && data->outputs[0].channels == 1);
    must(p, 13, data->inputs[0].data32[0] != data->outputs[0].data32[0] && data->frames == 512);
    must(p, 14, data->in && data->out && !data->transport);
    for (uint32_t i = 0; i < data->frames; i++)
        must(p, 15, data->inputs[1].data32[0][i] == 0 && data->inputs[1].data32[1][i] == 0);
    must(p, 16, data->steady == 512 * p->runs);
    if (p->runs > 1) must(p, 17, p->calls > 0); /* on_main_thread was called */
    p->host->callback(p->host);
}

static int32_t process(const Face *face, const Process *data) {
    Plugin *p = of(face);
    long length = p->kind == ECHO ? ECHO_FRAMES : p->kind == FAR ? FAR_FRAMES : LATENCY;
    take(p, data->in);
    if (p->kind == CRASHES && p->runs == 3) *(volatile int *)8 = 1;
    if (p->kind == HANGS && p->runs == 3)
        for (volatile int forever = 1; forever;) {}
    if (p->kind == DOUBLE && !data->inputs[0].data64) return 0;
    if (p->kind == FAILS && p->runs == 3) return 0;
    if (p->kind == RESTARTS && (p->gain == 1 || p->runs == (p->gain == 2 ? 5 : 0))) p->later = 1, p->host->restart(p->host);
    if (p->kind == RESTARTS && p->gain != 2) must(p, 22, p->runs != 1 || p->place == 0); /* reset, to hear it again */
    if (p->kind == WATCHES) watch(p, data);
    const float *in = data->inputs[0].data32[0];
    float *out = data->outputs[0].data32[0];
    for (uint32_t i = 0; i < data->frames; i++) {
        float sample = in[i], before = p->delayed[p->place];
        if (p->kind == LATE || (p->kind == RESTARTS && p->latency)) p->delayed[p->place] = sample, sample = before;
        if (p->kind == ECHO) sample += 0.5f * before, p->delayed[p->place] = sample;
        if (p->kind == FAR) p->delayed[p->place] = sample, sample += before;
        if (p->kind == WATCHES) sample *= (float)p->gain;
        if (p->wrong) sample = -(float)p->wrong * in[i];
        if (p->kind == NOT_A_NUMBER) sample /= 0.0f;
        if (p->kind == SILENT) sample = 0.0f;
        if (p->kind == SWAPS) data->outputs[0].data32[1][i] = 0.5f * sample, sample = data->inputs[0].data32[1][i];
        if (p->kind == WIDENS) data->outputs[0].data32[1][i] = 3.0f * sample;
        p->place = (p->place + 1) % length;
        out[i] = sample;
    }
    p->runs++;
    return 1;
}

static void on_main(const Face *face) {
    Plugin *p = of(face);
    must(p, 18, on(p, 0));
    p->calls++;
}

static uint32_t port_count(const Face *face, bool is_input) {
    Plugin *p = of(face);
    if (p->kind == SYNTH && is_input) return 0;
    return p->kind == WATCHES && is_input ? 2 : 1; /* a side chain */
}

static bool port_get(const Face *face, uint32_t index, bool is_input, PortInfo *info) {
    Plugin *p = of(face);
    if (index >= port_count(face, is_input)) return false;
    memset(info, 0, sizeof *info);
    info->id = 1000 + index;
    info->flags = (index == 0 ? 1 : 0) | (p->kind == DOUBLE ? 2 | 4 : 0);
    info->channels = p->kind == SWAPS || index == 1 || (p->kind == WIDENS && !is_input) ? 2 : 1;
    info->type = info->channels == 2 ? "stereo" : "mono";
    info->pair = UINT32_MAX;
    snprintf(info->name, sizeof info->name, "port %u", index);
    return true;
}

static uint32_t parameter_count(const Face *face) {
    (void)face;
    return NUM_PARAMETERS;
}

static bool parameter_get(const Face *face, uint32_t index, ParameterInfo *info) {
    static const char *const NAMES[] = {"Gain (x)", "Later", "Level"};
    if (index >= NUM_PARAMETERS) return false;
    memset(info, 0, sizeof *info);
    info->id = GAIN + index;
    info->cookie = (void *)face;
    info->flags = index == 2 ? 1 << 3 : 1 << 5; /* the last is read only */
    info->most = index == 1 ? 1.0 : 2.0;
    info->usual = index == 0 ? 0.5 : 0.0;
    snprintf(info->name, sizeof info->name, "%s", NAMES[index]);
    snprintf(info->module, sizeof info->module, "main/one");
    return true;
}

static bool parameter_value(const Face *face, uint32_t id, double *value) {
    *value = id == GAIN ? of(face)->gain : of(face)->later;
    return true;
}

static bool to_text(const Face *face, uint32_t id, double value, char *text, uint32_t size) {
    (void)face;
    if (id == LATER) snprintf(text, size, "%s", value > 0.5 ? "at last" : "now");
    return id == LATER;
}

static bool no_value(const Face *face, uint32_t id, const char *text, double *value) {
    (void)face, (void)id, (void)text, (void)value;
    return false;
}

static void flush(const Face *face, const InEvents *in, const OutEvents *out) {
    must(of(face), 19, on(of(face), of(face)->is_active) && out != NULL);
    take(of(face), in);
}

static uint32_t latency(const Face *face) {
    must(of(face), 20, on(of(face), 0) && of(face)->is_active);
    return of(face)->latency;
}

static uint32_t tail(const Face *face) {
    int kind = of(face)->kind;
    return kind == FAR ? FAR_FRAMES : kind == WATCHES ? UINT32_MAX : 0;
}

static bool is_hard(const Face *face) {
    (void)face;
    return false;
}

static bool render(const Face *face, int32_t mode) {
    of(face)->is_offline = mode == 1;
    return on(of(face), 0);
}

static const struct { uint32_t (*count)(const Face *, bool); bool (*get)(const Face *, uint32_t, bool, PortInfo *); } PORTS = {port_count, port_get};
static const struct {
    uint32_t (*count)(const Face *);
    bool (*get)(const Face *, uint32_t, ParameterInfo *);
    bool (*value)(const Face *, uint32_t, double *);
    bool (*text)(const Face *, uint32_t, double, char *, uint32_t);
    bool (*of_text)(const Face *, uint32_t, const char *, double *);
    void (*flush)(const Face *, const InEvents *, const OutEvents *);
} PARAMETERS = {parameter_count, parameter_get, parameter_value, to_text, no_value, flush};
static const struct { uint32_t (*get)(const Face *); } LATENCY_FRAMES = {latency}, TAIL_FRAMES = {tail};
static const struct { bool (*hard)(const Face *); bool (*set)(const Face *, int32_t); } RENDER = {is_hard, render};

static const void *extension(const Face *face, const char *id) {
    if (!strcmp(id, "clap.audio-ports")) return &PORTS;
    if (of(face)->kind == SWAPS) return NULL; /* all others are a plugin's choice */
    if (!strcmp(id, "clap.params")) return &PARAMETERS;
    if (!strcmp(id, "clap.latency")) return &LATENCY_FRAMES;
    if (!strcmp(id, "clap.tail")) return &TAIL_FRAMES;
    if (!strcmp(id, "clap.render")) return &RENDER;
    return NULL;
}

#ifdef ONLY /* a library of one plugin */
enum { FIRST = ONLY, COUNT = 1 };
#else
enum { FIRST = 0, COUNT = KINDS };
#endif

static uint32_t count(const void *factory) {
    (void)factory;
    return COUNT;
}

static const Descriptor *describe(const void *factory, uint32_t index) {
    (void)factory;
    if (index >= COUNT) return NULL;
    index += FIRST;
    ABOUT[index] = (Descriptor){{1, 2, 0}, IDS[index], IDS[index], "", "", "", "", "1", "", NULL};
    return &ABOUT[index];
}

static const Face *create(const void *factory, const Host *host, const char *id) {
    (void)factory;
    for (int kind = FIRST; kind < FIRST + COUNT; kind++) {
        if (strcmp(id, IDS[kind])) continue;
        Plugin *p = calloc(1, sizeof(Plugin));
        p->host = host;
        p->kind = kind;
        p->gain = 0.5;
        p->face = (Face){&ABOUT[kind], NULL, init, destroy, activate, deactivate, start, stop, reset, process, extension, on_main};
        return &p->face;
    }
    return NULL;
}

static const struct {
    uint32_t (*count)(const void *);
    const Descriptor *(*describe)(const void *, uint32_t);
    const Face *(*create)(const void *, const Host *, const char *);
} FACTORY = {count, describe, create};

static bool enter(const char *path) { return strstr(path, ".clap") != NULL; }
static void leave(void) {}
static const void *factory(const char *id) { return strcmp(id, "clap.plugin-factory") ? NULL : &FACTORY; }

__attribute__((visibility("default"))) const struct {
    Version version;
    bool (*init)(const char *);
    void (*deinit)(void);
    const void *(*factory)(const char *);
} clap_entry = {{1, 2, 0}, enter, leave, factory};
