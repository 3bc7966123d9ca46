/* The face for VST3 hosts: tables of functions in the order of the specification. Our own declarations. */
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "bridge.h"
#include "platform.h"
#include "vst3.h"

struct instance {
    const void *component, *processor, *controller;
    _Atomic uint32_t references;
    bridge *bridge;
    double rate;
    uint32_t most_frames;
    double told_state; /* the audio thread's own */
};

#define OF(self, face) ((struct instance *)((char *)(self) - offsetof(struct instance, face)))

static result query(struct instance *self, const id_bytes id, void **found) {
    *found = NULL;
    if (memcmp(id, UNKNOWN, 16) == 0 || memcmp(id, PLUGIN_BASE, 16) == 0 || memcmp(id, COMPONENT, 16) == 0) *found = &self->component;
    else if (memcmp(id, PROCESSOR, 16) == 0) *found = &self->processor;
    else if (memcmp(id, CONTROLLER, 16) == 0) *found = &self->controller;
    if (*found == NULL) return NO_INTERFACE;
    atomic_fetch_add(&self->references, 1);
    return OK;
}

static uint32_t release(struct instance *self) {
    uint32_t left = atomic_fetch_sub(&self->references, 1) - 1;
    if (left == 0) {
        bridge_free(self->bridge);
        free(self);
    }
    return left;
}

#define UNKNOWN_OF(face) \
    static result query_##face(void *self, const id_bytes id, void **found) { return query(OF(self, face), id, found); } \
    static uint32_t add_##face(void *self) { return atomic_fetch_add(&OF(self, face)->references, 1) + 1; } \
    static uint32_t release_##face(void *self) { return release(OF(self, face)); }
UNKNOWN_OF(component)
UNKNOWN_OF(processor)
UNKNOWN_OF(controller)

static result accept(void *self, void *argument) {
    (void)self;
    (void)argument;
    return OK;
}

static result end(void *self) {
    (void)self;
    return OK;
}

static void put_text(uint16_t *to, size_t size, const char *text) {
    size_t i = 0;
    for (; text[i] != '\0' && i + 1 < size; i++) to[i] = (uint8_t)text[i];
    to[i] = 0;
}

static result save_to(bridge *self, void *stream) {
    char text[LONGEST_STATE];
    int32_t length = (int32_t)bridge_save(self, text, sizeof text), written = 0;
    return TABLE(stream_table, stream)->write(stream, text, length, &written) == OK ? OK : NOT_TRUE;
}

static result load_from(bridge *self, void *stream) {
    char text[LONGEST_STATE];
    int32_t length = 0, found = 0;
    while (length < LONGEST_STATE && TABLE(stream_table, stream)->read(stream, text + length, LONGEST_STATE - length, &found) == OK && found > 0)
        length += found;
    return bridge_load(self, text, (size_t)length) ? OK : NOT_TRUE;
}

/* component */
static result controller_class(void *self, id_bytes id) {
    (void)self;
    (void)id;
    return NOT_IMPLEMENTED; /* it is this object */
}

static result io_mode(void *self, int32_t mode) {
    (void)self;
    (void)mode;
    return NOT_IMPLEMENTED;
}

static int32_t bus_count(void *self, int32_t media, int32_t direction) {
    (void)self;
    return media != AUDIO ? 0 : direction == INPUT ? 1 : 1 + (int32_t)LD_GROUPS;
}

static result bus_get(void *self, int32_t media, int32_t direction, int32_t index, bus_info *info) {
    char name[16];
    if (index < 0 || index >= bus_count(self, media, direction)) return BAD_ARGUMENT;
    memset(info, 0, sizeof *info);
    snprintf(name, sizeof name, "loops %d", (int)index);
    info->direction = direction;
    info->channels = index == 0 ? 2 : 1;
    info->type = index == 0 ? MAIN_BUS : AUXILIARY_BUS;
    info->flags = index == 0 ? ACTIVE_AT_FIRST : 0;
    put_text(info->name, 128, index > 0 ? name : direction == INPUT ? "in" : "out");
    return OK;
}

static result routing(void *self, void *from, void *to) {
    (void)self;
    (void)from;
    (void)to;
    return NOT_IMPLEMENTED;
}

static result activate_bus(void *self, int32_t media, int32_t direction, int32_t index, uint8_t on) {
    (void)on;
    return index >= 0 && index < bus_count(self, media, direction) ? OK : BAD_ARGUMENT;
}

static result set_active(void *self, uint8_t on) {
    struct instance *of = OF(self, component);
    if (on) return bridge_activate(of->bridge, of->rate, of->most_frames) ? OK : NOT_TRUE;
    bridge_deactivate(of->bridge);
    return OK;
}

static result component_load(void *self, void *stream) {
    return load_from(OF(self, component)->bridge, stream);
}

static result component_save(void *self, void *stream) {
    return save_to(OF(self, component)->bridge, stream);
}

/* processor */
static result set_arrangements(void *self, uint64_t *inputs, int32_t num_inputs, uint64_t *outputs, int32_t num_outputs) {
    (void)self;
    if (num_inputs > 1 || num_outputs < 1 || num_outputs > 1 + (int32_t)LD_GROUPS) return NOT_TRUE;
    if ((num_inputs == 1 && inputs[0] != STEREO) || outputs[0] != STEREO) return NOT_TRUE;
    for (int32_t index = 1; index < num_outputs; index++)
        if (outputs[index] != MONO) return NOT_TRUE;
    return OK;
}

static result get_arrangement(void *self, int32_t direction, int32_t index, uint64_t *arrangement) {
    if (index < 0 || index >= bus_count(self, AUDIO, direction)) return BAD_ARGUMENT;
    *arrangement = index == 0 ? STEREO : MONO;
    return OK;
}

static result can_process(void *self, int32_t sample_size) {
    (void)self;
    return sample_size == SAMPLES_32 ? OK : NOT_TRUE;
}

static uint32_t latency(void *self) {
    return bridge_latency(OF(self, processor)->bridge);
}

static result set_up(void *self, process_setup *setup) {
    struct instance *of = OF(self, processor);
    if (setup->sample_size != SAMPLES_32) return NOT_TRUE;
    of->rate = setup->rate;
    of->most_frames = setup->most_frames > 0 ? (uint32_t)setup->most_frames : 0;
    bridge_offline(of->bridge, setup->mode == OFFLINE);
    bridge_expect(of->bridge, of->most_frames);
    return OK;
}

static result set_processing(void *self, uint8_t on) {
    (void)self;
    (void)on;
    return OK;
}

static double plain(int which, double normalised) {
    const struct parameter_row *row = &LD_PARAMETERS[which];
    return parameter_within(which, row->least + normalised * (row->most - row->least));
}

static double normalised(int which, double value) {
    const struct parameter_row *row = &LD_PARAMETERS[which];
    return (parameter_within(which, value) - row->least) / (row->most - row->least);
}

static void take_changes(bridge *self, void *changes) {
    int32_t count = changes == NULL ? 0 : TABLE(changes_table, changes)->count(changes);
    for (int32_t i = 0; i < count; i++) {
        void *queue = TABLE(changes_table, changes)->data(changes, i);
        if (queue == NULL) continue;
        uint32_t which = TABLE(queue_table, queue)->id(queue);
        int32_t points = TABLE(queue_table, queue)->count(queue), offset;
        if (which >= LD_STATE) continue;
        /* All of them in order: a button may be pressed and let go within a block. */
        for (int32_t point = 0; point < points; point++) {
            double value;
            if (TABLE(queue_table, queue)->point(queue, point, &offset, &value) == OK) bridge_set(self, (int)which, plain((int)which, value));
        }
    }
}

/* The host keeps what it shows itself: it has to be told. */
static void tell_state(struct instance *of, void *changes) {
    double state = bridge_get(of->bridge, LD_STATE);
    uint32_t which = LD_STATE;
    int32_t index = 0;
    if (changes == NULL || state == of->told_state) return;
    void *queue = TABLE(changes_table, changes)->add(changes, &which, &index);
    if (queue != NULL && TABLE(queue_table, queue)->add(queue, 0, normalised(LD_STATE, state), &index) == OK) of->told_state = state;
}

static result process(void *self, process_data *data) {
    struct instance *of = OF(self, processor);
    float *outputs[LD_OUTPUTS];
    uint32_t num_outputs = 0;
    take_changes(of->bridge, data->changes_in);
    tell_state(of, data->changes_out);
    if (data->frames <= 0 || data->num_outputs < 1 || data->outputs == NULL) return OK;
    for (int32_t index = 0; index < data->num_outputs && num_outputs < LD_OUTPUTS; index++) {
        int32_t wanted = index == 0 ? 2 : 1;
        data->outputs[index].silence = 0;
        for (int32_t channel = 0; channel < wanted && num_outputs < LD_OUTPUTS; channel++) {
            int is_there = data->outputs[index].samples != NULL && channel < data->outputs[index].channels; /* else: not active */
            outputs[num_outputs++] = is_there ? data->outputs[index].samples[channel] : NULL;
        }
    }
    const bus *heard = data->num_inputs > 0 && data->inputs != NULL && data->inputs[0].samples != NULL ? &data->inputs[0] : NULL;
    bridge_process(of->bridge, heard == NULL ? NULL : (const float *const *)heard->samples, heard == NULL ? 0 : (uint32_t)heard->channels,
                   outputs, num_outputs, (uint32_t)data->frames);
    return OK;
}

static uint32_t tail(void *self) {
    (void)self;
    return UINT32_MAX; /* loops never end */
}

/* controller */
static result controller_load(void *self, void *stream) {
    return load_from(OF(self, controller)->bridge, stream);
}

static result controller_save(void *self, void *stream) {
    (void)self;
    (void)stream;
    return OK; /* the component keeps it */
}

static int32_t parameter_count(void *self) {
    (void)self;
    return LD_NUM_PARAMETERS;
}

static result parameter_get(void *self, int32_t index, parameter_info *info) {
    (void)self;
    if (index < 0 || index >= LD_NUM_PARAMETERS) return BAD_ARGUMENT;
    memset(info, 0, sizeof *info);
    info->id = (uint32_t)index;
    put_text(info->title, 128, LD_PARAMETERS[index].name);
    put_text(info->short_title, 128, LD_PARAMETERS[index].name);
    info->steps = LD_PARAMETERS[index].steps;
    info->usual = normalised(index, LD_PARAMETERS[index].usual);
    info->flags = index == LD_STATE ? IS_READ_ONLY : CAN_AUTOMATE;
    if (index == LD_BYPASS) info->flags |= IS_BYPASS;
    return OK;
}

static result text_of_value(void *self, uint32_t id, double value, uint16_t *text) {
    (void)self;
    char ascii[128];
    if (id >= LD_NUM_PARAMETERS) return BAD_ARGUMENT;
    parameter_text((int)id, plain((int)id, value), ascii, sizeof ascii);
    put_text(text, 128, ascii);
    return OK;
}

static result value_of_text(void *self, uint32_t id, const uint16_t *text, double *value) {
    (void)self;
    char ascii[128];
    size_t i = 0;
    if (id >= LD_NUM_PARAMETERS) return BAD_ARGUMENT;
    for (; text[i] != 0 && i + 1 < sizeof ascii; i++) ascii[i] = text[i] < 128 ? (char)text[i] : '?';
    ascii[i] = '\0';
    double found;
    if (!parameter_of_text((int)id, ascii, &found)) return NOT_TRUE;
    *value = normalised((int)id, found);
    return OK;
}

static double to_plain(void *self, uint32_t id, double value) {
    (void)self;
    return id < LD_NUM_PARAMETERS ? plain((int)id, value) : value;
}

static double to_normalised(void *self, uint32_t id, double value) {
    (void)self;
    return id < LD_NUM_PARAMETERS ? normalised((int)id, value) : value;
}

static double get_value(void *self, uint32_t id) {
    return id < LD_NUM_PARAMETERS ? normalised((int)id, bridge_get(OF(self, controller)->bridge, (int)id)) : 0.0;
}

static result set_value(void *self, uint32_t id, double value) {
    if (id >= LD_STATE) return BAD_ARGUMENT;
    bridge_set(OF(self, controller)->bridge, (int)id, plain((int)id, value));
    return OK;
}

static void *view(void *self, const char *name) {
    (void)self;
    (void)name;
    return NULL; /* the host shows its own knobs */
}

static const void *const COMPONENT_TABLE[] = {
    query_component, add_component, release_component, accept, end, controller_class, io_mode, bus_count, bus_get, routing,
    activate_bus, set_active, component_load, component_save};
static const void *const PROCESSOR_TABLE[] = {
    query_processor, add_processor, release_processor, set_arrangements, get_arrangement, can_process, latency, set_up,
    set_processing, process, tail};
static const void *const CONTROLLER_TABLE[] = {
    query_controller, add_controller, release_controller, accept, end, controller_load, accept, controller_save,
    parameter_count, parameter_get, text_of_value, value_of_text, to_plain, to_normalised, get_value, set_value, accept, view};

/* factory */
static result factory_query(void *self, const id_bytes id, void **found) {
    int ours = memcmp(id, UNKNOWN, 16) == 0 || memcmp(id, FACTORY, 16) == 0 || memcmp(id, FACTORY_2, 16) == 0;
    *found = ours ? self : NULL;
    return ours ? OK : NO_INTERFACE;
}

static uint32_t always(void *self) {
    (void)self;
    return 1; /* it lives as long as the module */
}

static result factory_about(void *self, factory_info *info) {
    (void)self;
    memset(info, 0, sizeof *info);
    strcpy(info->vendor, "live-daemon");
    info->flags = 1 << 4; /* texts are UTF-16 */
    return OK;
}

static int32_t class_count(void *self) {
    (void)self;
    return 1;
}

static result class_get(void *self, int32_t index, class_info *info) {
    (void)self;
    if (index != 0) return BAD_ARGUMENT;
    memset(info, 0, sizeof *info);
    memcpy(info->id, BRIDGE, sizeof(id_bytes));
    info->cardinality = INT32_MAX;
    strcpy(info->category, "Audio Module Class");
    strcpy(info->name, "live-daemon bridge");
    return OK;
}

static result class_get_2(void *self, int32_t index, class_info_2 *info) {
    if (index != 0) return BAD_ARGUMENT;
    memset(info, 0, sizeof *info);
    class_get(self, index, &info->first);
    strcpy(info->kinds, "Fx|Generator");
    strcpy(info->vendor, "live-daemon");
    strcpy(info->version, "1");
    strcpy(info->sdk, "VST 3.7");
    return OK;
}

static result class_create(void *self, const char *class, const char *wanted, void **found) {
    (void)self;
    *found = NULL;
    if (memcmp(class, BRIDGE, 16) != 0) return NO_INTERFACE;
    struct instance *made = calloc(1, sizeof *made);
    if (made == NULL) return NOT_TRUE;
    made->component = COMPONENT_TABLE;
    made->processor = PROCESSOR_TABLE;
    made->controller = CONTROLLER_TABLE;
    made->rate = 48000.0;
    made->told_state = -1.0;
    made->bridge = bridge_new();
    result known = made->bridge == NULL ? NOT_TRUE : query(made, (const uint8_t *)wanted, found);
    if (known != OK) {
        bridge_free(made->bridge);
        free(made);
    }
    return known;
}

static const void *const FACTORY_TABLE[] = {
    factory_query, always, always, factory_about, class_count, class_get, class_create, class_get_2};
static const void *const FACTORY_OBJECT = FACTORY_TABLE;

LD_EXPORT const void *GetPluginFactory(void) {
    return &FACTORY_OBJECT;
}

#if defined(_WIN32)
LD_EXPORT uint8_t InitDll(void) { return 1; }
LD_EXPORT uint8_t ExitDll(void) { return 1; }
#elif defined(__APPLE__)
LD_EXPORT uint8_t bundleEntry(void *bundle) { (void)bundle; return 1; }
LD_EXPORT uint8_t bundleExit(void) { return 1; }
#else
LD_EXPORT uint8_t ModuleEntry(void *module) { (void)module; return 1; }
LD_EXPORT uint8_t ModuleExit(void) { return 1; }
#endif
