/* The face for CLAP 1.2 hosts. Our own declarations, from the specification of free-audio/clap. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "bridge.h"
#include "platform.h"

#define CONTINUE 1
#define EVENT_PARAM_VALUE 5
#define IS_STEPPED (1u << 0)
#define IS_READONLY (1u << 3)
#define IS_BYPASS (1u << 4)
#define IS_AUTOMATABLE (1u << 5)
#define PORT_IS_MAIN 1u
#define NO_PAIR UINT32_MAX
#define LONGEST_STATE 1024

typedef struct { uint32_t major, minor, revision; } version;
typedef struct {
    version clap;
    const char *id, *name, *vendor, *url, *manual_url, *support_url, *version, *description;
    const char *const *features;
} descriptor;
typedef struct plugin plugin;
typedef struct { uint32_t size, time; uint16_t space, type; uint32_t flags; } event_header;
typedef struct {
    event_header header;
    uint32_t parameter;
    void *cookie;
    int32_t note;
    int16_t port, channel, key;
    double value;
} value_event;
typedef struct in_events { void *context; uint32_t (*size)(const struct in_events *); const event_header *(*get)(const struct in_events *, uint32_t); } in_events;
typedef struct out_events { void *context; _Bool (*try_push)(const struct out_events *, const event_header *); } out_events;
typedef struct { float **data32; double **data64; uint32_t channels, latency; uint64_t constant_mask; } audio_buffer;
typedef struct {
    int64_t steady_time;
    uint32_t frames;
    const void *transport;
    const audio_buffer *inputs;
    audio_buffer *outputs;
    uint32_t num_inputs, num_outputs;
    const in_events *in;
    const out_events *out;
} process_data;
struct plugin {
    const descriptor *about;
    void *data;
    _Bool (*init)(const plugin *);
    void (*destroy)(const plugin *);
    _Bool (*activate)(const plugin *, double, uint32_t, uint32_t);
    void (*deactivate)(const plugin *);
    _Bool (*start)(const plugin *);
    void (*stop)(const plugin *);
    void (*reset)(const plugin *);
    int32_t (*process)(const plugin *, const process_data *);
    const void *(*extension)(const plugin *, const char *);
    void (*on_main_thread)(const plugin *);
};
typedef struct { uint32_t id; char name[256]; uint32_t flags, channels; const char *type; uint32_t in_place_pair; } port_info;
typedef struct {
    uint32_t id, flags;
    void *cookie;
    char name[256], module[1024];
    double least, most, usual;
} parameter_info;
typedef struct ostream { void *context; int64_t (*write)(const struct ostream *, const void *, uint64_t); } ostream;
typedef struct istream { void *context; int64_t (*read)(const struct istream *, void *, uint64_t); } istream;

static const char *const FEATURES[] = {"audio-effect", "instrument", "stereo", NULL};
static const descriptor ABOUT = {
    {1, 2, 0}, "live-daemon.bridge", "live-daemon bridge", "live-daemon", "", "", "", "1",
    "Joins the host to live-daemon: it hears what you play, and its dreams and loops come back.", FEATURES};

struct instance {
    plugin face; /* the first: the host's pointer is ours */
    bridge *bridge;
    double told_state;
};

static bridge *of(const plugin *self) {
    return ((const struct instance *)self)->bridge;
}

static _Bool init(const plugin *self) {
    if (of(self) == NULL) ((struct instance *)self)->bridge = bridge_new();
    return of(self) != NULL;
}

static void destroy(const plugin *self) {
    bridge_free(of(self));
    free((void *)self);
}

static _Bool activate(const plugin *self, double rate, uint32_t least, uint32_t most) {
    (void)least;
    return bridge_activate(of(self), rate, most);
}

static void deactivate(const plugin *self) {
    bridge_deactivate(of(self));
}

static _Bool yes(const plugin *self) {
    (void)self;
    return 1;
}

static void nothing(const plugin *self) {
    (void)self;
}

static void take_events(const plugin *self, const in_events *events) {
    for (uint32_t i = 0; events != NULL && i < events->size(events); i++) {
        const event_header *header = events->get(events, i);
        if (header == NULL || header->space != 0 || header->type != EVENT_PARAM_VALUE) continue;
        const value_event *event = (const value_event *)header;
        if (event->parameter < LD_STATE) bridge_set(of(self), (int)event->parameter, event->value);
    }
}

/* The host keeps what it shows itself: it has to be told. */
static void tell_state(const plugin *self, const out_events *events) {
    double state = bridge_get(of(self), LD_STATE);
    if (events == NULL || events->try_push == NULL || state == ((const struct instance *)self)->told_state) return;
    value_event event = {{sizeof event, 0, 0, EVENT_PARAM_VALUE, 0}, LD_STATE, NULL, -1, -1, -1, -1, state};
    if (events->try_push(events, &event.header)) ((struct instance *)self)->told_state = state;
}

/* Gather channels: the main port's two, then those of the groups. */
static int32_t process(const plugin *self, const process_data *data) {
    float *outputs[LD_OUTPUTS];
    uint32_t num_outputs = 0;
    take_events(self, data->in);
    tell_state(self, data->out);
    for (uint32_t port = 0; port < data->num_outputs; port++) {
        uint32_t wanted = port == 0 ? 2 : 1;
        for (uint32_t channel = 0; channel < wanted && num_outputs < LD_OUTPUTS; channel++) {
            const audio_buffer *buffer = &data->outputs[port];
            int is_there = buffer->data32 != NULL && channel < buffer->channels;
            outputs[num_outputs++] = is_there ? buffer->data32[channel] : NULL;
        }
        data->outputs[port].constant_mask = 0;
    }
    const audio_buffer *heard = data->num_inputs > 0 && data->inputs[0].data32 != NULL ? &data->inputs[0] : NULL;
    bridge_process(of(self), heard == NULL ? NULL : (const float *const *)heard->data32, heard == NULL ? 0 : heard->channels,
                   outputs, num_outputs, data->frames);
    return CONTINUE;
}

static uint32_t port_count(const plugin *self, _Bool is_input) {
    (void)self;
    return is_input ? 1 : 1 + LD_GROUPS;
}

static _Bool port_get(const plugin *self, uint32_t index, _Bool is_input, port_info *info) {
    if (index >= port_count(self, is_input)) return 0;
    memset(info, 0, sizeof *info);
    info->id = index;
    info->in_place_pair = index == 0 ? 0 : NO_PAIR;
    if (index == 0) {
        info->flags = PORT_IS_MAIN;
        info->channels = 2;
        info->type = "stereo";
        snprintf(info->name, sizeof info->name, "%s", is_input ? "what you play" : "dreams and loops");
    } else {
        info->channels = 1;
        info->type = "mono";
        snprintf(info->name, sizeof info->name, "loops %u", index);
    }
    return 1;
}

static uint32_t parameter_count(const plugin *self) {
    (void)self;
    return LD_NUM_PARAMETERS;
}

static _Bool parameter_get(const plugin *self, uint32_t index, parameter_info *info) {
    (void)self;
    if (index >= LD_NUM_PARAMETERS) return 0;
    const struct parameter_row *row = &LD_PARAMETERS[index];
    memset(info, 0, sizeof *info);
    info->id = index;
    info->flags = index == LD_STATE ? IS_READONLY : IS_AUTOMATABLE;
    if (row->steps > 0) info->flags |= IS_STEPPED;
    if (index == LD_BYPASS) info->flags |= IS_BYPASS;
    snprintf(info->name, sizeof info->name, "%s", row->name);
    info->least = row->least;
    info->most = row->most;
    info->usual = row->usual;
    return 1;
}

static _Bool parameter_value(const plugin *self, uint32_t id, double *value) {
    if (id >= LD_NUM_PARAMETERS) return 0;
    *value = bridge_get(of(self), (int)id);
    return 1;
}

static _Bool value_to_text(const plugin *self, uint32_t id, double value, char *text, uint32_t size) {
    (void)self;
    if (id >= LD_NUM_PARAMETERS) return 0;
    parameter_text((int)id, value, text, size);
    return 1;
}

static _Bool text_to_value(const plugin *self, uint32_t id, const char *text, double *value) {
    (void)self;
    return id < LD_NUM_PARAMETERS && parameter_of_text((int)id, text, value);
}

static void flush(const plugin *self, const in_events *in, const out_events *out) {
    take_events(self, in);
    tell_state(self, out);
}

static _Bool save(const plugin *self, const ostream *stream) {
    char text[LONGEST_STATE];
    size_t length = bridge_save(of(self), text, sizeof text);
    for (size_t done = 0; done < length;) {
        int64_t written = stream->write(stream, text + done, length - done);
        if (written <= 0) return 0;
        done += (size_t)written;
    }
    return 1;
}

static _Bool load(const plugin *self, const istream *stream) {
    char text[LONGEST_STATE];
    size_t length = 0;
    while (length < sizeof text) {
        int64_t found = stream->read(stream, text + length, sizeof text - length);
        if (found < 0) return 0;
        if (found == 0) return bridge_load(of(self), text, length);
        length += (size_t)found;
    }
    return 0;
}

static uint32_t latency(const plugin *self) {
    return bridge_latency(of(self));
}

static _Bool is_hard_realtime(const plugin *self) {
    (void)self;
    return 0;
}

static _Bool render(const plugin *self, int32_t mode) {
    bridge_offline(of(self), mode == 1);
    return 1;
}

static const struct { uint32_t (*count)(const plugin *, _Bool); _Bool (*get)(const plugin *, uint32_t, _Bool, port_info *); } PORTS = {port_count, port_get};
static const struct {
    uint32_t (*count)(const plugin *);
    _Bool (*get)(const plugin *, uint32_t, parameter_info *);
    _Bool (*value)(const plugin *, uint32_t, double *);
    _Bool (*to_text)(const plugin *, uint32_t, double, char *, uint32_t);
    _Bool (*of_text)(const plugin *, uint32_t, const char *, double *);
    void (*flush)(const plugin *, const in_events *, const out_events *);
} PARAMETERS = {parameter_count, parameter_get, parameter_value, value_to_text, text_to_value, flush};
static const struct { _Bool (*save)(const plugin *, const ostream *); _Bool (*load)(const plugin *, const istream *); } STATE = {save, load};
static const struct { uint32_t (*get)(const plugin *); } LATENCY = {latency};
static const struct { _Bool (*hard)(const plugin *); _Bool (*set)(const plugin *, int32_t); } RENDER = {is_hard_realtime, render};

static const void *extension(const plugin *self, const char *id) {
    (void)self;
    if (strcmp(id, "clap.audio-ports") == 0) return &PORTS;
    if (strcmp(id, "clap.params") == 0) return &PARAMETERS;
    if (strcmp(id, "clap.state") == 0) return &STATE;
    if (strcmp(id, "clap.latency") == 0) return &LATENCY;
    if (strcmp(id, "clap.render") == 0) return &RENDER;
    return NULL;
}

static uint32_t count(const void *factory) {
    (void)factory;
    return 1;
}

static const descriptor *describe(const void *factory, uint32_t index) {
    (void)factory;
    return index == 0 ? &ABOUT : NULL;
}

static const plugin *create(const void *factory, const void *host, const char *id) {
    (void)factory;
    (void)host;
    if (id == NULL || strcmp(id, ABOUT.id) != 0) return NULL;
    struct instance *self = calloc(1, sizeof *self);
    if (self == NULL) return NULL;
    self->told_state = -1.0;
    self->face = (plugin){&ABOUT, NULL, init, destroy, activate, deactivate, yes, nothing, nothing, process, extension, nothing};
    return &self->face;
}

static const struct {
    uint32_t (*count)(const void *);
    const descriptor *(*describe)(const void *, uint32_t);
    const plugin *(*create)(const void *, const void *, const char *);
} FACTORY = {count, describe, create};

static _Bool enter(const char *path) {
    (void)path;
    return 1;
}

static void leave(void) {
}

static const void *factory(const char *id) {
    return strcmp(id, "clap.plugin-factory") == 0 ? &FACTORY : NULL;
}

LD_EXPORT const struct {
    version clap;
    _Bool (*init)(const char *);
    void (*deinit)(void);
    const void *(*get_factory)(const char *);
} clap_entry = {{1, 2, 0}, enter, leave, factory};
