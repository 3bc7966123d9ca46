/* What differs between systems: the ring's file, threads, sleeping, a doorbell between processes, a datagram. */
#ifndef LD_PLATFORM_H
#define LD_PLATFORM_H

#include <stddef.h>
#include <stdint.h>

#include "ring.h"

#if defined(_WIN32)
#define LD_EXPORT __declspec(dllexport)
#else
#define LD_EXPORT __attribute__((visibility("default")))
#endif

/* Which file is mapped: two numbers, equal if and only if it is the same one. */
struct file_identity {
    uint64_t device, number;
};

/* Map the ring that an engine of this user has left. NULL with a line in `fault` (may be NULL) where there is none, or
   none that can be trusted: of another user, open to others, of another version or size. Not on an audio thread. */
struct ring *platform_open_ring(struct file_identity *identity, char *fault, size_t fault_size);

/* Map the ring as the engine: the one that is there, or a fresh one. NULL with a line in `fault`. */
struct ring *platform_make_ring(char *fault, size_t fault_size);

/* Whether the ring's file is still this one. Not on an audio thread. */
int platform_is_current(const struct file_identity *identity);

void platform_close_ring(struct ring *ring);

int platform_process_lives(uint32_t pid);
uint32_t platform_pid(void);

void platform_sleep_us(unsigned microseconds);
uint64_t platform_now_ms(void);
/* The same clock or another one, in every process the same. */
uint64_t platform_now_us(void);

/* Sleep until the doorbell is no longer `heard`, or at most this long. */
void platform_wait_doorbell(_Atomic uint32_t *doorbell, uint32_t heard, unsigned microseconds);
/* Wake who sleeps: a call of the system, but on macOS. Any thread, also the host's audio thread. */
void platform_ring_doorbell(_Atomic uint32_t *doorbell);

/* Whether a thread that sleeps by the clock can spare the host that call. Windows' shortest sleep is longer than a block;
   on macOS there is no call. */
#if defined(__linux__)
#define LD_SHORT_SLEEPS 1
#else
#define LD_SHORT_SLEEPS 0
#endif

/* Ask the system to run the calling thread as an audio thread, and to end its sleeps in time; refused without a word
   where it may not be. */
void platform_become_audio_thread(void);

typedef struct platform_thread platform_thread;
platform_thread *platform_start(void (*run)(void *), void *argument);
void platform_join(platform_thread *thread);

typedef struct platform_lock platform_lock;
platform_lock *platform_new_lock(void);
void platform_free_lock(platform_lock *lock);
void platform_take(platform_lock *lock);
void platform_give(platform_lock *lock);

/* Send a datagram to this machine. Not on an audio thread. */
void platform_send(uint32_t port, const void *bytes, size_t size);

#endif
