// Does again what record.c recorded of desk: the same calls of SQLite, durably, and as many bytes hashed.
//
// usage: floor RECORD STORE [START]     START: the byte of the record from which the time is taken
// Prints the microseconds from there to the end, the last close included.
#include <sodium.h>
#include <sqlite3.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

// What is known by a number of the record.
struct known {
    int64_t id;
    void *value;
};
static struct known table[1 << 16];

static void **slot(int64_t id) {
    size_t place = ((uint64_t)id >> 4) * 0x9E3779B97F4A7C15u >> 48;
    while (table[place].id && table[place].id != id) place = (place + 1) & 0xFFFF;
    table[place].id = id;
    return &table[place].value;
}

static int64_t now(void) {
    struct timespec at;
    clock_gettime(CLOCK_MONOTONIC, &at);
    return at.tv_sec * 1000000 + at.tv_nsec / 1000;
}

static int64_t seen;

// Reads a row as desk does, each column as what it is.
static void take(sqlite3_stmt *row) {
    for (int column = 0; column < sqlite3_column_count(row); column++)
        switch (sqlite3_column_type(row, column)) {
        case SQLITE_INTEGER: seen += sqlite3_column_int64(row, column); break;
        case SQLITE_TEXT: seen += sqlite3_column_text(row, column)[0]; break;
        case SQLITE_BLOB: {
            const char *bytes = sqlite3_column_blob(row, column);
            if (bytes) seen += bytes[0];
        }
        }
}

int main(int count, char **words) {
    FILE *file = fopen(words[1], "rb");
    if (!file || fseek(file, 0, SEEK_END) != 0) return 2;
    long size = ftell(file), start = count > 3 ? atol(words[3]) : 0;
    unsigned char *record = malloc((size_t)size);
    rewind(file);
    if (!record || fread(record, 1, (size_t)size, file) != (size_t)size || sodium_init() < 0) return 2;
    fclose(file);
    unsigned char hash[crypto_hash_sha256_BYTES];
    int64_t begun = now();
    for (long place = 0; place < size;) {
        if (place <= start) begun = now();
        char deed = (char)record[place];
        int64_t id, number, length;
        memcpy(&id, record + place + 1, 8);
        memcpy(&number, record + place + 9, 8);
        memcpy(&length, record + place + 17, 8);
        const unsigned char *bytes = length < 0 ? NULL : record + place + 25;
        place += 25 + (length > 0 ? length : 0);
        void **own = deed == 'H' ? NULL : slot(id);
        sqlite3_stmt *statement = own ? *own : NULL;
        switch (deed) {
        case 'O': {
            sqlite3 *db = NULL;
            // The program names its file as a URI where it only reads it.
            if (sqlite3_open_v2(words[2], &db, (int)number & ~SQLITE_OPEN_URI, NULL) != SQLITE_OK) return 2;
            *own = db;
            break;
        }
        case 'C': sqlite3_close_v2(*own); *own = NULL; break;
        case 'X': {
            char *sql = strndup((const char *)bytes, (size_t)length);
            sqlite3_exec(*own, sql, NULL, NULL, NULL);
            free(sql);
            break;
        }
        case 'Q':
            statement = NULL;
            if (sqlite3_prepare_v3(*own, (const char *)bytes, (int)length, SQLITE_PREPARE_PERSISTENT,
                                   &statement, NULL) != SQLITE_OK) {
                fprintf(stderr, "%s\n", sqlite3_errmsg(*own));
                return 2;
            }
            *slot(number) = statement;
            break;
        case 'F': sqlite3_finalize(statement); *own = NULL; break;
        case 'R': sqlite3_reset(statement); break;
        case 'L': sqlite3_clear_bindings(statement); break;
        case 'P': if (sqlite3_step(statement) == SQLITE_ROW) take(statement); break;
        case 'i': {
            int64_t value;
            memcpy(&value, bytes, 8);
            sqlite3_bind_int64(statement, (int)number, value);
            break;
        }
        case 'n': sqlite3_bind_null(statement, (int)number); break;
        case 't':
            sqlite3_bind_text64(statement, (int)number, (const char *)(bytes ? bytes : (void *)""),
                                (sqlite3_uint64)(length < 0 ? 0 : length), SQLITE_TRANSIENT, SQLITE_UTF8);
            break;
        case 'b':
            sqlite3_bind_blob64(statement, (int)number, bytes ? bytes : (void *)"",
                                (sqlite3_uint64)(length < 0 ? 0 : length), SQLITE_TRANSIENT);
            break;
        case 'H':
            crypto_hash_sha256(hash, record, (unsigned long long)(number < size ? number : size));
            seen += hash[0];
        }
    }
    printf("%lld\n", (long long)(now() - begun));
    return seen == 42;
}
