// Linux's calls for whole files, which glibc declares under _GNU_SOURCE alone, where Swift does not
// see them.
#ifndef CLINUX_H
#define CLINUX_H
#include <fcntl.h>

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
#endif
