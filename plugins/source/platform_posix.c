/* Linux and macOS. */
#if !defined(_WIN32)
#if defined(__linux__)
#define _GNU_SOURCE
#endif
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <pwd.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>
#if defined(__linux__)
#include <linux/futex.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#endif
#if defined(__APPLE__)
#include <mach/mach.h>
#include <mach/mach_time.h>
#include <mach/thread_policy.h>
#endif

#include "platform.h"

#define LONGEST_PATH 1024
#define NUM_PLACES 2

static void say(char *fault, size_t size, const char *path, const char *what) {
    if (fault != NULL && size > 0) snprintf(fault, size, "%s: %s", path, what);
}

/* The folder in which the ring lies: in memory on Linux, since writing a disk file back can block an audio thread.
   Anybody may have taken the first name before us: the second one is the user's own. */
static int folder_of(int place, char *path, size_t size) {
    const char *chosen = getenv("LIVE_DAEMON_BRIDGE");
    if (chosen != NULL && chosen[0] != '\0') return place == 0 && (size_t)snprintf(path, size, "%s", chosen) < size;
#if defined(__linux__)
    if (place == 0) return (size_t)snprintf(path, size, "/dev/shm/live-daemon-bridge-%u", (unsigned)getuid()) < size;
    const char *below = "/.cache/live-daemon/bridge";
#else
    if (place == 0) return 0;
    const char *below = "/Library/Caches/live-daemon/bridge";
#endif
    /* Not $HOME: a sandboxed host has another one. */
    struct passwd entry, *found = NULL;
    char room[4096];
    if (getpwuid_r(getuid(), &entry, room, sizeof room, &found) != 0 || found == NULL) return 0;
    return (size_t)snprintf(path, size, "%s%s", entry.pw_dir, below) < size;
}

static int is_ours_alone(const struct stat *info) {
    return info->st_uid == getuid() && (info->st_mode & 077) == 0;
}

/* Map the ring's file in this folder, where it is ours alone and what this version knows. */
static struct ring *map_in(const char *folder, struct file_identity *identity, char *fault, size_t fault_size) {
    char path[LONGEST_PATH];
    struct stat info;
    if (lstat(folder, &info) != 0) return say(fault, fault_size, folder, "no daemon has left a bridge here"), NULL;
    if (!S_ISDIR(info.st_mode) || !is_ours_alone(&info))
        return say(fault, fault_size, folder, "must be a folder that only its user can open"), NULL;
    if ((size_t)snprintf(path, sizeof path, "%s/ring", folder) >= sizeof path) return NULL;
    int file = open(path, O_RDWR | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
    if (file < 0) return say(fault, fault_size, path, "no daemon has left a bridge here"), NULL;
    struct ring *ring = NULL;
    if (fstat(file, &info) != 0 || !S_ISREG(info.st_mode) || !is_ours_alone(&info)) {
        say(fault, fault_size, path, "must be a file that only its user can open");
    } else if ((uint64_t)info.st_size != sizeof(struct ring)) {
        say(fault, fault_size, path, "has another size: update the plugin and live-daemon together");
    } else {
        void *mapped = mmap(NULL, sizeof(struct ring), PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
        if (mapped == MAP_FAILED) {
            say(fault, fault_size, path, "cannot be mapped");
        } else {
            ring = mapped;
            if (ring->magic != LD_MAGIC || ring->version != LD_VERSION || ring->size != sizeof(struct ring)) {
                say(fault, fault_size, path, "is of another version: update the plugin and live-daemon together");
                munmap(mapped, sizeof(struct ring));
                ring = NULL;
            }
        }
        identity->device = (uint64_t)info.st_dev;
        identity->number = (uint64_t)info.st_ino;
    }
    close(file);
    return ring;
}

struct ring *platform_open_ring(struct file_identity *identity, char *fault, size_t fault_size) {
    char folder[LONGEST_PATH];
    struct stat info;
    say(fault, fault_size, "bridge", "no folder for it was found");
    for (int place = 0; place < NUM_PLACES; place++) {
        if (!folder_of(place, folder, sizeof folder)) continue;
        struct ring *ring = map_in(folder, identity, fault, fault_size);
        if (ring != NULL) return ring;
        if (lstat(folder, &info) == 0) fault = NULL; /* what is wrong here is told, not that there is none elsewhere */
    }
    return NULL;
}

int platform_is_current(const struct file_identity *identity) {
    char path[LONGEST_PATH];
    struct stat info;
    for (int place = 0; place < NUM_PLACES; place++) {
        if (!folder_of(place, path, sizeof path - sizeof "/ring")) continue;
        strcat(path, "/ring");
        if (lstat(path, &info) == 0)
            return (uint64_t)info.st_dev == identity->device && (uint64_t)info.st_ino == identity->number;
    }
    return 0;
}

static int make_folders(char *path) {
    for (char *slash = strchr(path + 1, '/'); slash != NULL; slash = strchr(slash + 1, '/')) {
        *slash = '\0';
        int made = mkdir(path, 0700);
        *slash = '/';
        if (made != 0 && errno != EEXIST) return 0;
    }
    return mkdir(path, 0700) == 0 || errno == EEXIST;
}

/* Write a fresh ring under another name, then give it its own: nobody sees half of one. */
static int write_fresh(const char *folder) {
    char partial[LONGEST_PATH], path[LONGEST_PATH];
    if ((size_t)snprintf(partial, sizeof partial, "%s/ring.%ld", folder, (long)getpid()) >= sizeof partial) return 0;
    if ((size_t)snprintf(path, sizeof path, "%s/ring", folder) >= sizeof path) return 0;
    unlink(partial);
    int file = open(partial, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600);
    if (file < 0) return 0;
    int done = 0;
#if defined(__linux__)
    done = posix_fallocate(file, 0, sizeof(struct ring)) == 0; /* memory that is short is known now, not by a SIGBUS */
#else
    done = ftruncate(file, sizeof(struct ring)) == 0;
#endif
    if (done) {
        struct ring *ring = mmap(NULL, sizeof(struct ring), PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
        done = ring != MAP_FAILED;
        if (done) {
            ring->magic = LD_MAGIC;
            ring->version = LD_VERSION;
            ring->size = sizeof(struct ring);
            munmap(ring, sizeof(struct ring));
            done = rename(partial, path) == 0;
        }
    }
    close(file);
    if (!done) unlink(partial);
    return done;
}

struct ring *platform_make_ring(char *fault, size_t fault_size) {
    char folder[LONGEST_PATH];
    struct file_identity identity;
    say(fault, fault_size, "bridge", "no folder for it was found");
    for (int place = 0; place < NUM_PLACES; place++) {
        if (!folder_of(place, folder, sizeof folder)) continue;
        if (!make_folders(folder)) {
            say(fault, fault_size, folder, strerror(errno));
            continue;
        }
        struct ring *ring = map_in(folder, &identity, fault, fault_size);
        if (ring != NULL) return ring;
        struct stat info;
        if (lstat(folder, &info) != 0 || !S_ISDIR(info.st_mode) || !is_ours_alone(&info)) continue;
        if (!write_fresh(folder)) {
            say(fault, fault_size, folder, "cannot be written");
            continue;
        }
        ring = map_in(folder, &identity, fault, fault_size);
        if (ring != NULL) return ring;
    }
    return NULL;
}

void platform_close_ring(struct ring *ring) {
    if (ring != NULL) munmap(ring, sizeof *ring);
}

int platform_process_lives(uint32_t pid) {
    return pid != 0 && pid <= INT32_MAX && (kill((pid_t)pid, 0) == 0 || errno == EPERM);
}

uint32_t platform_pid(void) {
    return (uint32_t)getpid();
}

void platform_sleep_us(unsigned microseconds) {
    struct timespec span = {microseconds / 1000000u, (long)(microseconds % 1000000u) * 1000L};
    nanosleep(&span, NULL);
}

uint64_t platform_now_ms(void) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (uint64_t)now.tv_sec * 1000u + (uint64_t)now.tv_nsec / 1000000u;
}

uint64_t platform_now_us(void) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (uint64_t)now.tv_sec * 1000000u + (uint64_t)now.tv_nsec / 1000u;
}

#if defined(__linux__)
void platform_wait_doorbell(_Atomic uint32_t *doorbell, uint32_t heard, unsigned microseconds) {
    struct timespec span = {microseconds / 1000000u, (long)(microseconds % 1000000u) * 1000L};
    syscall(SYS_futex, doorbell, FUTEX_WAIT, heard, &span, NULL, 0);
}

void platform_ring_doorbell(_Atomic uint32_t *doorbell) {
    syscall(SYS_futex, doorbell, FUTEX_WAKE, 1, NULL, NULL, 0);
}
#else
/* There is no wait on an address between processes on every macOS that we build for: look often. */
void platform_wait_doorbell(_Atomic uint32_t *doorbell, uint32_t heard, unsigned microseconds) {
    uint64_t end = platform_now_us() + microseconds;
    while (atomic_load_explicit(doorbell, memory_order_acquire) == heard && platform_now_us() < end)
        platform_sleep_us(200);
}

void platform_ring_doorbell(_Atomic uint32_t *doorbell) {
    (void)doorbell;
}
#endif

void platform_become_audio_thread(void) {
#if defined(__linux__)
    struct sched_param wish = {.sched_priority = 70};
    pthread_setschedparam(pthread_self(), SCHED_FIFO, &wish);
    /* Of an ordinary thread, and on older kernels of any, a sleep may end 50 µs late: as long as a look's whole sleep. */
    prctl(PR_SET_TIMERSLACK, 1ul, 0ul, 0ul, 0ul);
#else
    mach_timebase_info_data_t base;
    mach_timebase_info(&base);
    double tick = 1e6 * base.denom / base.numer; /* one millisecond */
    thread_time_constraint_policy_data_t wish = {(uint32_t)(2.0 * tick), (uint32_t)(0.5 * tick), (uint32_t)(1.5 * tick), 1};
    thread_policy_set(pthread_mach_thread_np(pthread_self()), THREAD_TIME_CONSTRAINT_POLICY, (thread_policy_t)&wish,
                      THREAD_TIME_CONSTRAINT_POLICY_COUNT);
#endif
}

struct platform_thread {
    pthread_t thread;
    void (*run)(void *);
    void *argument;
};

static void *run_thread(void *given) {
    platform_thread *thread = given;
    thread->run(thread->argument);
    return NULL;
}

platform_thread *platform_start(void (*run)(void *), void *argument) {
    platform_thread *thread = calloc(1, sizeof *thread);
    if (thread == NULL) return NULL;
    thread->run = run;
    thread->argument = argument;
    /* The host's signals are the host's. */
    sigset_t all, before;
    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &before);
    int started = pthread_create(&thread->thread, NULL, run_thread, thread);
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    if (started == 0) return thread;
    free(thread);
    return NULL;
}

void platform_join(platform_thread *thread) {
    if (thread == NULL) return;
    pthread_join(thread->thread, NULL);
    free(thread);
}

struct platform_lock {
    pthread_mutex_t mutex;
};

platform_lock *platform_new_lock(void) {
    platform_lock *lock = calloc(1, sizeof *lock);
    if (lock != NULL) pthread_mutex_init(&lock->mutex, NULL);
    return lock;
}

void platform_free_lock(platform_lock *lock) {
    if (lock == NULL) return;
    pthread_mutex_destroy(&lock->mutex);
    free(lock);
}

void platform_take(platform_lock *lock) {
    pthread_mutex_lock(&lock->mutex);
}

void platform_give(platform_lock *lock) {
    pthread_mutex_unlock(&lock->mutex);
}

void platform_send(uint32_t port, const void *bytes, size_t size) {
    if (port == 0 || port > 65535) return;
    int to = socket(AF_INET, SOCK_DGRAM, 0);
    if (to < 0) return;
    struct sockaddr_in address = {0};
    address.sin_family = AF_INET;
    address.sin_port = htons((uint16_t)port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    sendto(to, bytes, size, 0, (struct sockaddr *)&address, sizeof address);
    close(to);
}
#endif
