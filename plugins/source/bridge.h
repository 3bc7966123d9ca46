/* The plugin itself, without a format: what a host plays goes to the engine, what the engine makes of it comes back. */
#ifndef LD_BRIDGE_H
#define LD_BRIDGE_H

#include <stddef.h>
#include <stdint.h>

#include "parameters.h"

typedef struct bridge bridge;

/* NULL where memory is short. Begins a thread that looks for the engine. Not on an audio thread. */
bridge *bridge_new(void);
void bridge_free(bridge *self);

/* Before the host plays: rate in hertz, its largest block in frames. Returns 0 where memory is short. Not on an audio
   thread; waits a moment for an engine that is there. */
int bridge_activate(bridge *self, double rate, uint32_t most_frames);
void bridge_deactivate(bridge *self);

/* The latency that the next activation will have: some hosts ask for it before. */
void bridge_expect(bridge *self, uint32_t most_frames);

/* In frames: one block of the host, whether an engine is there or not. */
uint32_t bridge_latency(const bridge *self);

/* A block is longer than the host had said: that is the latency from now on, of which the engine is told with the next
   block. The host's audio thread. */
void bridge_grow(bridge *self, uint32_t frames);

/* Whether the host computes rather than plays: then every block waits for the engine. */
void bridge_offline(bridge *self, int offline);

/* One block. `inputs`: up to two channels, NULL or fewer where there are none; `outputs`: up to `LD_OUTPUTS`. They may
   be the same memory. Waits for nobody unless offline. The host's audio thread. */
void bridge_process(bridge *self, const float *const *inputs, uint32_t num_inputs, float *const *outputs,
                    uint32_t num_outputs, uint32_t frames);

/* Any thread. */
void bridge_set(bridge *self, int parameter, double value);
double bridge_get(const bridge *self, int parameter);
uint64_t bridge_late_blocks(const bridge *self);

/* What a project keeps: lines of `name value`, and which bank plays. Returns the length, at most `size`. */
size_t bridge_save(bridge *self, char *text, size_t size);
/* Returns 0 where it is not from us. Unknown names are left alone. */
int bridge_load(bridge *self, const char *text, size_t size);

#endif
