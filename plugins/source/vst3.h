/* What a VST3 host and a plugin share: identities, structures, tables of functions in the order of the specification.
   Our own declarations. */
#ifndef LD_VST3_H
#define LD_VST3_H

#include <stdint.h>

typedef int32_t result;
typedef uint8_t id_bytes[16];
#define OK 0
#define NOT_TRUE 1
#define NO_INTERFACE (-1)
#define NOT_IMPLEMENTED 3
#if defined(_WIN32)
#undef NO_INTERFACE
#undef NOT_IMPLEMENTED
#define NO_INTERFACE ((result)0x80004002u)
#define NOT_IMPLEMENTED ((result)0x80004001u)
#endif
#define BAD_ARGUMENT NOT_TRUE
#define LONGEST_STATE 1024

#define BYTE(word, shift) (uint8_t)(((word) >> (shift)) & 255u)
#define BIG(word) BYTE(word, 24), BYTE(word, 16), BYTE(word, 8), BYTE(word, 0)
#if defined(_WIN32) /* as COM has them: a little-endian word, two halves, eight bytes */
#define ID(a, b, c, d) {BYTE(a, 0), BYTE(a, 8), BYTE(a, 16), BYTE(a, 24), BYTE(b, 16), BYTE(b, 24), BYTE(b, 0), BYTE(b, 8), BIG(c), BIG(d)}
#else
#define ID(a, b, c, d) {BIG(a), BIG(b), BIG(c), BIG(d)}
#endif

static const id_bytes UNKNOWN = ID(0x00000000u, 0x00000000u, 0xC0000000u, 0x00000046u);
static const id_bytes PLUGIN_BASE = ID(0x22888DDBu, 0x156E45AEu, 0x8358B348u, 0x08190625u);
static const id_bytes COMPONENT = ID(0xE831FF31u, 0xF2D54301u, 0x928EBBEEu, 0x25697802u);
static const id_bytes PROCESSOR = ID(0x42043F99u, 0xB7DA453Cu, 0xA569E79Du, 0x9AAEC33Du);
static const id_bytes CONTROLLER = ID(0xDCD7BBE3u, 0x7742448Du, 0xA874AACCu, 0x979C759Eu);
static const id_bytes FACTORY = ID(0x7A4D811Cu, 0x52114A1Fu, 0xAED9D2EEu, 0x0B43BF9Fu);
static const id_bytes FACTORY_2 = ID(0x0007B650u, 0xF24B4C0Bu, 0xA464EDB9u, 0xF00B2ABBu);
static const id_bytes BRIDGE = ID(0x6C697665u, 0x64616D6Eu, 0x62726467u, 0x00000002u);

enum { AUDIO = 0, INPUT = 0, OUTPUT = 1, MAIN_BUS = 0, AUXILIARY_BUS = 1, ACTIVE_AT_FIRST = 1, OFFLINE = 2, SAMPLES_32 = 0 };
enum { CAN_AUTOMATE = 1, IS_READ_ONLY = 2, IS_BYPASS = 1 << 16 };
#define STEREO 3u /* left and right */
#define MONO (1ull << 19)

typedef struct { int32_t media, direction, channels; uint16_t name[128]; int32_t type; uint32_t flags; } bus_info;
typedef struct { int32_t channels; uint64_t silence; float **samples; } bus;
typedef struct {
    int32_t mode, sample_size, frames, num_inputs, num_outputs;
    bus *inputs, *outputs;
    void *changes_in, *changes_out, *events_in, *events_out, *context;
} process_data;
typedef struct { int32_t mode, sample_size, most_frames; double rate; } process_setup;
typedef struct {
    uint32_t id;
    uint16_t title[128], short_title[128], units[128];
    int32_t steps;
    double usual;
    int32_t unit, flags;
} parameter_info;

/* The host's objects: a pointer to a table. */
typedef struct { void *unknown[3]; int32_t (*count)(void *); void *(*data)(void *, int32_t); void *(*add)(void *, const uint32_t *, int32_t *); } changes_table;
typedef struct { void *unknown[3]; uint32_t (*id)(void *); int32_t (*count)(void *); result (*point)(void *, int32_t, int32_t *, double *); result (*add)(void *, int32_t, double, int32_t *); } queue_table;
typedef struct { void *unknown[3]; result (*read)(void *, void *, int32_t, int32_t *); result (*write)(void *, void *, int32_t, int32_t *); void *seek, *tell; } stream_table;
#define TABLE(type, object) (*(const type **)(object))

/* Of the factory. */
typedef struct { char vendor[64], url[256], email[128]; int32_t flags; } factory_info;
typedef struct { id_bytes id; int32_t cardinality; char category[32], name[64]; } class_info;
typedef struct { class_info first; uint32_t flags; char kinds[128], vendor[64], version[64], sdk[64]; } class_info_2;

#endif
