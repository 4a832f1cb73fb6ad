// Linux's calls for whole files, which glibc declares under _GNU_SOURCE alone, where Swift does not
// see them.
#ifndef CLINUX_H
#define CLINUX_H
#include <fcntl.h>
#include <stdint.h>
#include <sys/eventfd.h>
#include <unistd.h>

extern int renameat2(int from_folder, const char *from, int to_folder, const char *to, unsigned how);

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
#endif
