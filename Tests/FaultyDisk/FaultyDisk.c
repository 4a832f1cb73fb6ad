#include "FaultyDisk.h"

#include <fcntl.h>
#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { FILES_MAX = 32, PATH_MAX_LENGTH = 512, SECTOR = 512 };

// A write that was not synced.
struct written {
    struct written *next;
    sqlite3_int64 offset;
    int size; // -1 for a truncation to `offset`
    unsigned char bytes[];
};

// A file's bytes at its last sync, and what was written since, the oldest first.
struct tracked {
    char path[PATH_MAX_LENGTH];
    unsigned char *base;
    sqlite3_int64 size;
    struct written *first, *last;
};

struct faulty_file {
    sqlite3_file base;
    sqlite3_file *real;
    struct tracked *tracked;
};

static sqlite3_vfs *usual;
static struct tracked files[FILES_MAX];
static int armed_kinds, armed_code, is_lasting, has_failed;
static long armed_nth, counted;

// MARK: Counting

static int fails(int kind) {
    if (has_failed && is_lasting) return armed_code;
    if (!(armed_kinds & kind)) return SQLITE_OK;
    counted += 1;
    if (counted != armed_nth) return SQLITE_OK;
    has_failed = 1;
    return armed_code;
}

void faulty_arm(int kinds, long nth, int code, int lasting) {
    armed_kinds = kinds, armed_nth = nth, armed_code = code, is_lasting = lasting;
    counted = 0, has_failed = 0;
}

long faulty_counted(void) { return counted; }

// MARK: Tracking

static void forget_writes(struct tracked *file) {
    while (file->first) {
        struct written *next = file->first->next;
        free(file->first);
        file->first = next;
    }
    file->last = NULL;
}

static void read_base(struct tracked *file) {
    forget_writes(file);
    free(file->base);
    file->base = NULL, file->size = 0;
    int descriptor = open(file->path, O_RDONLY);
    struct stat facts;
    if (descriptor < 0) return;
    if (fstat(descriptor, &facts) == 0 && facts.st_size > 0) {
        file->base = malloc((size_t)facts.st_size);
        file->size = read(descriptor, file->base, (size_t)facts.st_size);
    }
    close(descriptor);
}

static struct tracked *track(const char *path) {
    if (!path || strlen(path) >= PATH_MAX_LENGTH) return NULL;
    for (int i = 0; i < FILES_MAX; i++)
        if (!strcmp(files[i].path, path)) return &files[i];
    for (int i = 0; i < FILES_MAX; i++)
        if (!files[i].path[0]) {
            strcpy(files[i].path, path);
            read_base(&files[i]);
            return &files[i];
        }
    return NULL;
}

static void note(struct tracked *file, const void *bytes, int size, sqlite3_int64 offset) {
    if (!file) return;
    size_t kept = size > 0 ? (size_t)size : 0;
    struct written *written = malloc(sizeof *written + kept);
    written->next = NULL, written->offset = offset, written->size = size;
    if (kept) memcpy(written->bytes, bytes, kept);
    if (file->last) file->last->next = written; else file->first = written;
    file->last = written;
}

// MARK: After a power loss

static unsigned long long chance_state;

static unsigned chance(unsigned below) {
    chance_state = chance_state * 6364136223846793005ull + 1442695040888963407ull;
    return (unsigned)(chance_state >> 33) % below;
}

static void put(struct tracked *file, const unsigned char *bytes, int size, sqlite3_int64 offset) {
    if (offset + size > file->size) {
        file->base = realloc(file->base, (size_t)(offset + size));
        memset(file->base + file->size, 0, (size_t)(offset + size - file->size));
        file->size = offset + size;
    }
    memcpy(file->base + offset, bytes, (size_t)size);
}

static void lose(struct tracked *file) {
    // Each file as a whole may have fared well or ill.
    unsigned kept = chance(3);
    for (struct written *each = file->first; each; each = each->next) {
        if (each->size < 0) {
            if (kept && chance(2) && each->offset < file->size) file->size = each->offset;
            continue;
        }
        for (int from = 0; from < each->size; from += SECTOR) {
            int size = each->size - from < SECTOR ? each->size - from : SECTOR;
            if (kept == 2 || (kept == 1 && chance(2)))
                put(file, each->bytes + from, size, each->offset + from);
        }
    }
    if (access(file->path, F_OK) != 0) return;
    int descriptor = open(file->path, O_WRONLY | O_TRUNC);
    if (descriptor < 0) return;
    if (file->size > 0 && write(descriptor, file->base, (size_t)file->size) < 0) abort();
    close(descriptor);
}

void faulty_forget(void) {
    for (int i = 0; i < FILES_MAX; i++) {
        forget_writes(&files[i]);
        free(files[i].base);
        memset(&files[i], 0, sizeof files[i]);
    }
}

void faulty_lose_power(unsigned long long seed) {
    chance_state = seed;
    for (int i = 0; i < FILES_MAX; i++)
        if (files[i].path[0]) lose(&files[i]);
    faulty_forget();
}

// MARK: Files

#define FILE_OF(file) ((struct faulty_file *)(file))
#define REAL(file) (FILE_OF(file)->real)
#define METHODS(file) (REAL(file)->pMethods)

static int close_file(sqlite3_file *file) { return METHODS(file)->xClose(REAL(file)); }

static int read_file(sqlite3_file *file, void *bytes, int size, sqlite3_int64 offset) {
    int code = fails(FAULTY_READ);
    return code ? SQLITE_IOERR_READ : METHODS(file)->xRead(REAL(file), bytes, size, offset);
}

static int write_file(sqlite3_file *file, const void *bytes, int size, sqlite3_int64 offset) {
    int code = fails(FAULTY_WRITE);
    if (code) return code;
    code = METHODS(file)->xWrite(REAL(file), bytes, size, offset);
    if (code == SQLITE_OK) note(FILE_OF(file)->tracked, bytes, size, offset);
    return code;
}

static int truncate_file(sqlite3_file *file, sqlite3_int64 size) {
    int code = fails(FAULTY_TRUNCATE);
    if (code) return code;
    code = METHODS(file)->xTruncate(REAL(file), size);
    if (code == SQLITE_OK) note(FILE_OF(file)->tracked, NULL, -1, size);
    return code;
}

static int sync_file(sqlite3_file *file, int flags) {
    int code = fails(FAULTY_SYNC);
    if (code) return SQLITE_IOERR_FSYNC;
    // What the disk has is modelled here; syncing it for real would only take time.
    if (FILE_OF(file)->tracked) read_base(FILE_OF(file)->tracked);
    return SQLITE_OK;
}

static int file_size(sqlite3_file *file, sqlite3_int64 *size) {
    return METHODS(file)->xFileSize(REAL(file), size);
}
static int lock(sqlite3_file *file, int level) { return METHODS(file)->xLock(REAL(file), level); }
static int unlock(sqlite3_file *file, int level) {
    return METHODS(file)->xUnlock(REAL(file), level);
}
static int check_lock(sqlite3_file *file, int *is_locked) {
    return METHODS(file)->xCheckReservedLock(REAL(file), is_locked);
}
static int control(sqlite3_file *file, int which, void *argument) {
    return METHODS(file)->xFileControl(REAL(file), which, argument);
}
static int sector_size(sqlite3_file *file) { return SECTOR; }
static int characteristics(sqlite3_file *file) { return 0; }
static int shm_map(sqlite3_file *file, int page, int size, int extends, void volatile **memory) {
    return METHODS(file)->xShmMap(REAL(file), page, size, extends, memory);
}
static int shm_lock(sqlite3_file *file, int offset, int count, int flags) {
    return METHODS(file)->xShmLock(REAL(file), offset, count, flags);
}
static void shm_barrier(sqlite3_file *file) { METHODS(file)->xShmBarrier(REAL(file)); }
static int shm_unmap(sqlite3_file *file, int deletes) {
    return METHODS(file)->xShmUnmap(REAL(file), deletes);
}

static const sqlite3_io_methods methods = {
    2, close_file, read_file, write_file, truncate_file, sync_file, file_size, lock, unlock,
    check_lock, control, sector_size, characteristics, shm_map, shm_lock, shm_barrier, shm_unmap,
    NULL, NULL,
};

static int open_file(
    sqlite3_vfs *layer, const char *path, sqlite3_file *file, int flags, int *given) {
    struct faulty_file *faulty = FILE_OF(file);
    faulty->base.pMethods = NULL;
    faulty->real = (sqlite3_file *)(faulty + 1);
    faulty->tracked = NULL;
    int code = usual->xOpen(usual, path, faulty->real, flags, given);
    if (code != SQLITE_OK) return code;
    faulty->base.pMethods = &methods;
    if (flags & (SQLITE_OPEN_MAIN_DB | SQLITE_OPEN_WAL | SQLITE_OPEN_MAIN_JOURNAL))
        faulty->tracked = track(path);
    return SQLITE_OK;
}

int faulty_register(void) {
    static sqlite3_vfs layer;
    if (usual) return SQLITE_OK;
    usual = sqlite3_vfs_find(NULL);
    layer = *usual;
    layer.zName = "faulty";
    layer.pNext = NULL;
    layer.szOsFile = (int)sizeof(struct faulty_file) + usual->szOsFile;
    layer.xOpen = open_file;
    return sqlite3_vfs_register(&layer, 0);
}
