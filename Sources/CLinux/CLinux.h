// Calls of Linux that Swift does not see, for glibc declares them under _GNU_SOURCE alone, and such as
// it cannot make: for whole files, events, signals, waiting and time.
#ifndef CLINUX_H
#define CLINUX_H
#include <fcntl.h>
#include <semaphore.h>
#include <signal.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/eventfd.h>
#include <sys/signalfd.h>
#include <time.h>
#include <unistd.h>

extern int renameat2(int from_folder, const char *from, int to_folder, const char *to, unsigned how);
extern int sem_clockwait(sem_t *semaphore, clockid_t clock, const struct timespec *end);

// A file without a name, in a folder.
static const int clinux_tmpfile = __O_TMPFILE;

// Gives a file another name, where nothing has it.
static inline int clinux_rename_keeping(const char *from, const char *to) {
    return renameat2(AT_FDCWD, from, AT_FDCWD, to, 1); // RENAME_NOREPLACE
}
// Gives two files each other's name, in one instant.
static inline int clinux_exchange(const char *one, const char *other) {
    return renameat2(AT_FDCWD, one, AT_FDCWD, other, 2); // RENAME_EXCHANGE
}
// A descriptor that is readable while it is marked; less than 0 where there is none to be had.
static inline int clinux_event(void) { return eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK); }
static inline void clinux_event_mark(int event) { eventfd_write(event, 1); }
static inline void clinux_event_clear(int event) {
    eventfd_t count;
    eventfd_read(event, &count);
}

// A descriptor that is readable when the program is asked to end, by a signal that it does not ignore;
// those signals end it no more. Less than 0 where there is none to be had.
static inline int clinux_endings(void) {
    static const int signals[] = {SIGTERM, SIGHUP, SIGINT};
    sigset_t set;
    sigemptyset(&set);
    for (unsigned place = 0; place < sizeof signals / sizeof *signals; place++) {
        struct sigaction action;
        if (sigaction(signals[place], 0, &action) == 0 && action.sa_handler == SIG_DFL)
            sigaddset(&set, signals[place]);
    }
    if (pthread_sigmask(SIG_BLOCK, &set, 0) != 0) return -1;
    int endings = signalfd(-1, &set, SFD_CLOEXEC | SFD_NONBLOCK);
    if (endings < 0) pthread_sigmask(SIG_UNBLOCK, &set, 0);
    return endings;
}
// The signal by which it is asked; 0 where it is not.
static inline int clinux_ending(int endings) {
    struct signalfd_siginfo told;
    return read(endings, &told, sizeof told) == sizeof told ? (int)told.ssi_signo : 0;
}
// Milliseconds of the clock that only goes forward.
static inline int64_t clinux_milliseconds(void) {
    struct timespec instant;
    clock_gettime(CLOCK_MONOTONIC, &instant);
    return (int64_t)instant.tv_sec * 1000 + instant.tv_nsec / 1000000;
}

// A semaphore at 0, in memory of its own; Swift cannot hold one, for it must not move. NULL where
// there is no memory.
static inline void *clinux_semaphore(void) {
    sem_t *semaphore = malloc(sizeof *semaphore);
    if (semaphore && sem_init(semaphore, 0, 0) != 0) {
        free(semaphore);
        return NULL;
    }
    return semaphore;
}

static inline void clinux_semaphore_free(void *semaphore) {
    sem_destroy(semaphore);
    free(semaphore);
}

static inline void clinux_semaphore_raise(void *semaphore) { sem_post(semaphore); }

// Waits until it is raised, or until an instant of the clock that only goes forward, in milliseconds;
// for ever where that is negative. May come back before.
static inline void clinux_semaphore_wait(void *semaphore, int64_t end) {
    if (end < 0) {
        sem_wait(semaphore);
        return;
    }
    struct timespec instant = {end / 1000, end % 1000 * 1000000};
    sem_clockwait(semaphore, CLOCK_MONOTONIC, &instant);
}

#endif
