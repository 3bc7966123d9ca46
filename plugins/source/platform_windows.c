/* Windows. Built and never run by us. */
#if defined(_WIN32)
#define WIN32_LEAN_AND_MEAN
#include <winsock2.h>
#include <windows.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "platform.h"

#define LONGEST_PATH 1024

static void say(char *fault, size_t size, const char *path, const char *what) {
    if (fault != NULL && size > 0) snprintf(fault, size, "%s: %s", path, what);
}

/* The user's own folder of programs' data: the system lets nobody else in. */
static int folder_of(char *path, size_t size) {
    char home[LONGEST_PATH];
    DWORD found = GetEnvironmentVariableA("LIVE_DAEMON_BRIDGE", path, (DWORD)size);
    if (found > 0) return found < size;
    found = GetEnvironmentVariableA("LOCALAPPDATA", home, sizeof home);
    if (found == 0 || found >= sizeof home) return 0;
    return (size_t)snprintf(path, size, "%s\\live-daemon", home) < size;
}

static HANDLE open_file(DWORD how, char *path, size_t size) {
    char folder[LONGEST_PATH];
    path[0] = '\0';
    if (!folder_of(folder, sizeof folder) || (size_t)snprintf(path, size, "%s\\ring", folder) >= size)
        return INVALID_HANDLE_VALUE;
    if (how != OPEN_EXISTING) CreateDirectoryA(folder, NULL);
    return CreateFileA(path, GENERIC_READ | GENERIC_WRITE, FILE_SHARE_READ | FILE_SHARE_WRITE, NULL, how,
                       FILE_ATTRIBUTE_TEMPORARY, NULL);
}

static struct ring *map_file(HANDLE file) {
    HANDLE mapping = CreateFileMappingA(file, NULL, PAGE_READWRITE, 0, sizeof(struct ring), NULL);
    if (mapping == NULL) return NULL;
    struct ring *ring = MapViewOfFile(mapping, FILE_MAP_READ | FILE_MAP_WRITE, 0, 0, sizeof(struct ring));
    CloseHandle(mapping);
    return ring;
}

static int identify(HANDLE file, struct file_identity *identity) {
    BY_HANDLE_FILE_INFORMATION info;
    if (!GetFileInformationByHandle(file, &info)) return 0;
    identity->device = info.dwVolumeSerialNumber;
    identity->number = ((uint64_t)info.nFileIndexHigh << 32) | info.nFileIndexLow;
    return 1;
}

struct ring *platform_open_ring(struct file_identity *identity, char *fault, size_t fault_size) {
    char path[LONGEST_PATH];
    HANDLE file = open_file(OPEN_EXISTING, path, sizeof path);
    if (file == INVALID_HANDLE_VALUE) return say(fault, fault_size, path, "no daemon has left a bridge here"), NULL;
    LARGE_INTEGER size;
    struct ring *ring = NULL;
    if (!GetFileSizeEx(file, &size) || size.QuadPart != (LONGLONG)sizeof(struct ring) || !identify(file, identity)) {
        say(fault, fault_size, path, "has another size: update the plugin and live-daemon together");
    } else if ((ring = map_file(file)) == NULL) {
        say(fault, fault_size, path, "cannot be mapped");
    } else if (ring->magic != LD_MAGIC || ring->version != LD_VERSION || ring->size != sizeof(struct ring)) {
        say(fault, fault_size, path, "is of another version: update the plugin and live-daemon together");
        UnmapViewOfFile(ring);
        ring = NULL;
    }
    CloseHandle(file);
    return ring;
}

struct ring *platform_make_ring(char *fault, size_t fault_size) {
    struct file_identity identity;
    struct ring *ring = platform_open_ring(&identity, fault, fault_size);
    if (ring != NULL) return ring;
    char path[LONGEST_PATH];
    HANDLE file = open_file(OPEN_ALWAYS, path, sizeof path);
    if (file == INVALID_HANDLE_VALUE) return say(fault, fault_size, path, "cannot be written"), NULL;
    LARGE_INTEGER size = {.QuadPart = sizeof(struct ring)};
    /* A file that a host has mapped cannot be cut: its size is ours, then, or it stays as it is. */
    if (SetFilePointerEx(file, size, NULL, FILE_BEGIN) && SetEndOfFile(file)) ring = map_file(file);
    CloseHandle(file);
    if (ring == NULL) return say(fault, fault_size, path, "cannot be mapped: close the hosts that use it"), NULL;
    ring->version = LD_VERSION;
    ring->size = sizeof(struct ring);
    ring->magic = LD_MAGIC;
    return ring;
}

int platform_is_current(const struct file_identity *identity) {
    char path[LONGEST_PATH];
    struct file_identity found = {0, 0};
    HANDLE file = open_file(OPEN_EXISTING, path, sizeof path);
    if (file == INVALID_HANDLE_VALUE) return 0;
    int same = identify(file, &found) && found.device == identity->device && found.number == identity->number;
    CloseHandle(file);
    return same;
}

void platform_close_ring(struct ring *ring) {
    if (ring != NULL) UnmapViewOfFile(ring);
}

int platform_process_lives(uint32_t pid) {
    HANDLE process = pid == 0 ? NULL : OpenProcess(SYNCHRONIZE, FALSE, pid);
    if (process == NULL) return 0;
    int lives = WaitForSingleObject(process, 0) == WAIT_TIMEOUT;
    CloseHandle(process);
    return lives;
}

uint32_t platform_pid(void) {
    return (uint32_t)GetCurrentProcessId();
}

void platform_sleep_us(unsigned microseconds) {
    Sleep((microseconds + 999u) / 1000u);
}

uint64_t platform_now_ms(void) {
    return GetTickCount64();
}

uint64_t platform_now_us(void) {
    LARGE_INTEGER now, per_second;
    QueryPerformanceCounter(&now);
    QueryPerformanceFrequency(&per_second);
    uint64_t ticks = (uint64_t)now.QuadPart, second = (uint64_t)per_second.QuadPart;
    return ticks / second * 1000000u + ticks % second * 1000000u / second;
}

/* Two processes share the event by its name, one for each user. */
static HANDLE doorbell_event(void) {
    static _Atomic(HANDLE) kept;
    HANDLE event = atomic_load(&kept);
    if (event == NULL) {
        event = CreateEventA(NULL, FALSE, FALSE, "Local\\live-daemon-bridge");
        HANDLE none = NULL;
        if (event != NULL && !atomic_compare_exchange_strong(&kept, &none, event)) {
            CloseHandle(event);
            event = none;
        }
    }
    return event;
}

void platform_wait_doorbell(_Atomic uint32_t *doorbell, uint32_t heard, unsigned microseconds) {
    HANDLE event = doorbell_event();
    if (atomic_load_explicit(doorbell, memory_order_acquire) != heard) return;
    if (event == NULL) Sleep(1);
    else WaitForSingleObject(event, (microseconds + 999u) / 1000u);
}

void platform_ring_doorbell(_Atomic uint32_t *doorbell) {
    (void)doorbell;
    HANDLE event = doorbell_event();
    if (event != NULL) SetEvent(event);
}

void platform_become_audio_thread(void) {
    SetThreadPriority(GetCurrentThread(), THREAD_PRIORITY_TIME_CRITICAL);
}

struct platform_thread {
    HANDLE thread;
    void (*run)(void *);
    void *argument;
};

static DWORD WINAPI run_thread(void *given) {
    platform_thread *thread = given;
    thread->run(thread->argument);
    return 0;
}

platform_thread *platform_start(void (*run)(void *), void *argument) {
    platform_thread *thread = calloc(1, sizeof *thread);
    if (thread == NULL) return NULL;
    thread->run = run;
    thread->argument = argument;
    thread->thread = CreateThread(NULL, 0, run_thread, thread, 0, NULL);
    if (thread->thread != NULL) return thread;
    free(thread);
    return NULL;
}

void platform_join(platform_thread *thread) {
    if (thread == NULL) return;
    WaitForSingleObject(thread->thread, INFINITE);
    CloseHandle(thread->thread);
    free(thread);
}

struct platform_lock {
    CRITICAL_SECTION section;
};

platform_lock *platform_new_lock(void) {
    platform_lock *lock = calloc(1, sizeof *lock);
    if (lock != NULL) InitializeCriticalSection(&lock->section);
    return lock;
}

void platform_free_lock(platform_lock *lock) {
    if (lock == NULL) return;
    DeleteCriticalSection(&lock->section);
    free(lock);
}

void platform_take(platform_lock *lock) {
    EnterCriticalSection(&lock->section);
}

void platform_give(platform_lock *lock) {
    LeaveCriticalSection(&lock->section);
}

void platform_send(uint32_t port, const void *bytes, size_t size) {
    WSADATA data;
    if (port == 0 || port > 65535 || WSAStartup(MAKEWORD(2, 2), &data) != 0) return;
    SOCKET to = socket(AF_INET, SOCK_DGRAM, 0);
    if (to != INVALID_SOCKET) {
        struct sockaddr_in address = {0};
        address.sin_family = AF_INET;
        address.sin_port = htons((uint16_t)port);
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        sendto(to, bytes, (int)size, 0, (struct sockaddr *)&address, sizeof address);
        closesocket(to);
    }
    WSACleanup();
}
#endif
