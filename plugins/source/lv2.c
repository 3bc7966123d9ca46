/* The face for LV2 hosts. Our own declarations, from the specification; the ports are in live-daemon-bridge.ttl. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "bridge.h"
#include "platform.h"

#define BRIDGE_URI "urn:live-daemon:bridge"
#define LOOPS_URI BRIDGE_URI ":loops"
#define UNKNOWN_FRAMES 4096u

enum port { IN_LEFT, IN_RIGHT, OUT_LEFT, OUT_RIGHT, FIRST_PARAMETER, LATENCY = FIRST_PARAMETER + LD_NUM_PARAMETERS, FREE_WHEELING, FIRST_LOOPS, NUM_PORTS = FIRST_LOOPS + LD_GROUPS };

typedef struct { const char *uri; void *data; } feature;
typedef struct { void *handle; uint32_t (*map)(void *, const char *); } urid_map;
typedef struct { uint32_t context, subject, key, size, type; const void *value; } option;
typedef struct descriptor {
    const char *uri;
    void *(*instantiate)(const struct descriptor *, double, const char *, const feature *const *);
    void (*connect_port)(void *, uint32_t, void *);
    void (*activate)(void *);
    void (*run)(void *, uint32_t);
    void (*deactivate)(void *);
    void (*cleanup)(void *);
    const void *(*extension_data)(const char *);
} descriptor;

typedef struct {
    uint32_t (*get)(void *, option *);
    uint32_t (*set)(void *, const option *);
} options_interface;
enum options_status { OPTIONS_SUCCESS = 0, OPTIONS_BAD_KEY = 1 << 2 };

/* What the host calls them; 0: it names nothing. */
struct names {
    uint32_t whole, most, nominal;
};

struct instance {
    bridge *bridge;
    double rate;
    struct names names;
    uint32_t frames; /* of a block as the host usually gives it: the latency */
    int active;
    float *ports[NUM_PORTS];
};

/* One of the host's options, in frames, at most what the bridge can be late by; 0 where it does not say it. */
static uint32_t said(const struct names *names, const option *options, uint32_t key) {
    for (; key != 0 && options != NULL && options->key != 0; options++) {
        if (options->key != key || options->type != names->whole || options->size != sizeof(int32_t) || options->value == NULL) continue;
        int32_t frames = *(const int32_t *)options->value;
        if (frames > 0) return (uint32_t)frames < LD_MOST_FRAMES ? (uint32_t)frames : LD_MOST_FRAMES;
    }
    return 0;
}

/* The block that the host usually gives, else its largest one: Ardour's largest is 8192 frames, whatever it plays with. */
static uint32_t usual_frames(const struct names *names, const option *options) {
    uint32_t nominal = said(names, options, names->nominal), most = said(names, options, names->most);
    if (nominal != 0 && (most == 0 || nominal <= most)) return nominal;
    return most != 0 ? most : UNKNOWN_FRAMES;
}

static void read_features(struct instance *self, const feature *const *features) {
    const urid_map *map = NULL;
    const option *options = NULL;
    for (; features != NULL && *features != NULL; features++) {
        if (strcmp((*features)->uri, "http://lv2plug.in/ns/ext/urid#map") == 0) map = (*features)->data;
        if (strcmp((*features)->uri, "http://lv2plug.in/ns/ext/options#options") == 0) options = (*features)->data;
    }
    if (map != NULL) {
        self->names.whole = map->map(map->handle, "http://lv2plug.in/ns/ext/atom#Int");
        self->names.most = map->map(map->handle, "http://lv2plug.in/ns/ext/buf-size#maxBlockLength");
        self->names.nominal = map->map(map->handle, "http://lv2plug.in/ns/ext/buf-size#nominalBlockLength");
    }
    self->frames = usual_frames(&self->names, options);
}

static void *instantiate(const descriptor *about, double rate, const char *path, const feature *const *features) {
    (void)about;
    (void)path;
    struct instance *self = calloc(1, sizeof *self);
    if (self == NULL) return NULL;
    self->rate = rate;
    read_features(self, features);
    self->bridge = bridge_new();
    if (self->bridge == NULL) {
        free(self);
        return NULL;
    }
    return self;
}

static void connect_port(void *handle, uint32_t port, void *data) {
    struct instance *self = handle;
    if (port < NUM_PORTS) self->ports[port] = data;
}

static void activate(void *handle) {
    struct instance *self = handle;
    bridge_activate(self->bridge, self->rate, self->frames);
    self->active = 1;
}

static void put(float *port, float value) {
    if (port != NULL) *port = value;
}

static void run(void *handle, uint32_t frames) {
    struct instance *self = handle;
    for (int which = 0; which < LD_STATE; which++) {
        const float *port = self->ports[FIRST_PARAMETER + which];
        if (port != NULL && isfinite(*port)) bridge_set(self->bridge, which, *port);
    }
    int free_wheeling = self->ports[FREE_WHEELING] != NULL && *self->ports[FREE_WHEELING] > 0.5f;
    bridge_offline(self->bridge, free_wheeling);
    /* A bounce waits for the engine, piece by piece, and may come in longer blocks: its latency is that of the playing. */
    if (!free_wheeling) bridge_grow(self->bridge, frames);
    if (frames > 0 && self->ports[OUT_LEFT] != NULL && self->ports[OUT_RIGHT] != NULL) {
        const float *inputs[] = {self->ports[IN_LEFT], self->ports[IN_RIGHT]};
        float *outputs[LD_OUTPUTS] = {self->ports[OUT_LEFT], self->ports[OUT_RIGHT]};
        for (unsigned group = 0; group < LD_GROUPS; group++) outputs[2 + group] = self->ports[FIRST_LOOPS + group];
        bridge_process(self->bridge, inputs, inputs[0] != NULL && inputs[1] != NULL ? 2 : 0, outputs, LD_OUTPUTS, frames);
    }
    put(self->ports[FIRST_PARAMETER + LD_STATE], (float)bridge_get(self->bridge, LD_STATE));
    put(self->ports[LATENCY], (float)bridge_latency(self->bridge));
}

static void deactivate(void *handle) {
    struct instance *self = handle;
    bridge_deactivate(self->bridge);
    self->active = 0;
}

static void cleanup(void *handle) {
    bridge_free(((struct instance *)handle)->bridge);
    free(handle);
}

static uint32_t get_option(void *handle, option *options) {
    (void)handle;
    (void)options;
    return OPTIONS_BAD_KEY;
}

/* The host's block is another one from now on. It does not play meanwhile. */
static uint32_t set_option(void *handle, const option *options) {
    struct instance *self = handle;
    uint32_t frames = said(&self->names, options, self->names.nominal);
    if (frames == 0) return OPTIONS_BAD_KEY;
    if (frames != self->frames || frames != bridge_latency(self->bridge)) {
        self->frames = frames;
        if (self->active) bridge_activate(self->bridge, self->rate, frames);
    }
    return OPTIONS_SUCCESS;
}

static const void *extension_data(const char *uri) {
    static const options_interface OPTIONS = {get_option, set_option};
    return strcmp(uri, "http://lv2plug.in/ns/ext/options#interface") == 0 ? &OPTIONS : NULL;
}

/* They differ in what is connected: of the first the ports of the groups are not described, and stay NULL. */
static const descriptor ABOUT = {BRIDGE_URI, instantiate, connect_port, activate, run, deactivate, cleanup, extension_data};
static const descriptor LOOPS_APART = {LOOPS_URI, instantiate, connect_port, activate, run, deactivate, cleanup, extension_data};

LD_EXPORT const descriptor *lv2_descriptor(uint32_t index) {
    return index == 0 ? &ABOUT : index == 1 ? &LOOPS_APART : NULL;
}
