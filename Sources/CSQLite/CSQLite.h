// SQLite's C API with the few wrappers that Swift needs: it cannot call C variadics, nor build
// the destructor constant.
#ifndef CSQLITE_H
#define CSQLITE_H
#include <sqlite3.h>

static inline int csqlite_config_on(sqlite3 *db, int op, int on) {
    return sqlite3_db_config(db, op, on, (int *)0);
}
// The bytes are copied by SQLite before the call returns.
static inline int csqlite_bind_text(sqlite3_stmt *s, int i, const char *p, int n) {
    return sqlite3_bind_text(s, i, p, n, SQLITE_TRANSIENT);
}
static inline int csqlite_bind_blob(sqlite3_stmt *s, int i, const void *p, int n) {
    return sqlite3_bind_blob(s, i, p, n, SQLITE_TRANSIENT);
}
#endif
