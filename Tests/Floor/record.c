// Preloaded into desk: records what it has SQLite and libsodium do, call by call, into the file that
// DESK_RECORD names, for floor.c to do the same without desk.
#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <sodium.h>
#include <sqlite3.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

// The next definition of a function, which is the library's own.
#define REAL(name)                                        \
    static typeof(&name) real;                            \
    if (!real) real = (typeof(&name))dlsym(RTLD_NEXT, #name)

static void put(const void *bytes, size_t count) {
    static int file = -1;
    if (file < 0) {
        const char *name = getenv("DESK_RECORD");
        if (!name) return;
        file = open(name, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
    }
    if (write(file, bytes, count) != (ssize_t)count) abort();
}

// One deed: a letter, whose it is, a number, and bytes.
static void note(char deed, const void *whose, int64_t number, const void *bytes, int64_t count) {
    char record[25 + 4096];
    int64_t id = (int64_t)whose;
    int64_t length = bytes ? count : -1;
    record[0] = deed;
    memcpy(record + 1, &id, 8);
    memcpy(record + 9, &number, 8);
    memcpy(record + 17, &length, 8);
    size_t size = 25;
    if (length > 0 && length <= 4096) {
        memcpy(record + size, bytes, (size_t)length);
        size += (size_t)length;
    }
    put(record, size);
    if (length > 4096) put(bytes, (size_t)length);
}

int sqlite3_open_v2(const char *path, sqlite3 **db, int flags, const char *vfs) {
    REAL(sqlite3_open_v2);
    int code = real(path, db, flags, vfs);
    note('O', *db, flags, path, (int64_t)strlen(path));
    return code;
}

int sqlite3_close_v2(sqlite3 *db) {
    REAL(sqlite3_close_v2);
    note('C', db, 0, NULL, 0);
    return real(db);
}

int sqlite3_exec(sqlite3 *db, const char *sql, int (*row)(void *, int, char **, char **), void *own,
                 char **error) {
    REAL(sqlite3_exec);
    note('X', db, 0, sql, (int64_t)strlen(sql));
    return real(db, sql, row, own, error);
}

int sqlite3_prepare_v3(sqlite3 *db, const char *sql, int length, unsigned flags,
                       sqlite3_stmt **statement, const char **rest) {
    REAL(sqlite3_prepare_v3);
    int code = real(db, sql, length, flags, statement, rest);
    // Whose it is comes first, then the number by which it is known from here on.
    note('Q', db, (int64_t)*statement, sql, (int64_t)strlen(sql));
    return code;
}

// What is done to a statement and takes nothing else.
#define DEED(name, letter)                       \
    int name(sqlite3_stmt *statement) {          \
        REAL(name);                              \
        note(letter, statement, 0, NULL, 0);     \
        return real(statement);                  \
    }

DEED(sqlite3_finalize, 'F')
DEED(sqlite3_reset, 'R')
DEED(sqlite3_clear_bindings, 'L')
DEED(sqlite3_step, 'P')

int sqlite3_bind_int64(sqlite3_stmt *statement, int place, sqlite3_int64 value) {
    REAL(sqlite3_bind_int64);
    note('i', statement, place, &value, 8);
    return real(statement, place, value);
}

int sqlite3_bind_null(sqlite3_stmt *statement, int place) {
    REAL(sqlite3_bind_null);
    note('n', statement, place, NULL, 0);
    return real(statement, place);
}

int sqlite3_bind_text(sqlite3_stmt *statement, int place, const char *text, int length,
                      void (*end)(void *)) {
    REAL(sqlite3_bind_text);
    note('t', statement, place, text, length < 0 ? (int64_t)strlen(text) : length);
    return real(statement, place, text, length, end);
}

int sqlite3_bind_text64(sqlite3_stmt *statement, int place, const char *text, sqlite3_uint64 length,
                        void (*end)(void *), unsigned char encoding) {
    REAL(sqlite3_bind_text64);
    note('t', statement, place, text, (int64_t)length);
    return real(statement, place, text, length, end, encoding);
}

int sqlite3_bind_blob(sqlite3_stmt *statement, int place, const void *bytes, int length,
                      void (*end)(void *)) {
    REAL(sqlite3_bind_blob);
    note('b', statement, place, bytes, length);
    return real(statement, place, bytes, length, end);
}

int sqlite3_bind_blob64(sqlite3_stmt *statement, int place, const void *bytes, sqlite3_uint64 length,
                        void (*end)(void *)) {
    REAL(sqlite3_bind_blob64);
    note('b', statement, place, bytes, (int64_t)length);
    return real(statement, place, bytes, length, end);
}

int crypto_hash_sha256(unsigned char *out, const unsigned char *bytes, unsigned long long length) {
    REAL(crypto_hash_sha256);
    note('H', NULL, (int64_t)length, NULL, 0);
    return real(out, bytes, length);
}
