// libedit with the few wrappers that Swift needs: it cannot call C variadics, nor use stdin and
// stdout in the Swift 6 language mode; and Glibc's module has no wcwidth.
#ifndef CEDITLINE_H
#define CEDITLINE_H
#include <stdbool.h>
#include <stdio.h>
#include <langinfo.h>
#include <locale.h>
#include <string.h>
#include <histedit.h>

typedef char *(*ceditline_prompt)(EditLine *);
typedef unsigned char (*ceditline_function)(EditLine *, int);

// libedit drops bytes beyond ASCII silently unless the locale's encoding is UTF-8.
static inline void ceditline_use_utf8(void) {
    if (!setlocale(LC_CTYPE, "") || strcmp(nl_langinfo(CODESET), "UTF-8") != 0)
        setlocale(LC_CTYPE, "C.UTF-8");
}
static inline void ceditline_edit_mode(EditLine *e, bool on) { el_set(e, EL_EDITMODE, (int)on); }
// An editor on standard input and output; none where the terminal has no way to move the cursor up,
// as one that nobody knows.
static inline EditLine *ceditline_make(const char *program) {
    // libedit complains of such a terminal by itself, which is not worth a word.
    FILE *nowhere = fopen("/dev/null", "we");
    EditLine *e = nowhere ? el_init(program, stdin, stdout, nowhere) : NULL;
    if (!e) {
        if (nowhere) fclose(nowhere);
        return NULL;
    }
    el_set(e, EL_SETFP, 2, stderr);
    fclose(nowhere);
    char *up = NULL;
    if (el_get(e, EL_GETTC, "up", &up, NULL) == 0 && up && *up) {
        // A return stays a return and a line feed one, or the CR LF of a paste would be two of one.
        el_set(e, EL_SETTY, "-d", "-icrnl", "-inlcr", NULL);
        return e;
    }
    // Ending an editor that edits throws away what was typed ahead.
    ceditline_edit_mode(e, false);
    el_end(e);
    return NULL;
}
static inline bool ceditline_is_editing(EditLine *e) {
    int on = 0;
    el_get(e, EL_EDITMODE, &on);
    return on;
}
// What stands between two bytes 1 of a prompt takes no cell.
static inline void ceditline_set_prompt(EditLine *e, ceditline_prompt f) {
    el_set(e, EL_PROMPT_ESC, f, '\1');
}
static inline void ceditline_set_editor(EditLine *e, const char *name) { el_set(e, EL_EDITOR, name); }
static inline void ceditline_set_read(EditLine *e, el_rfunc_t f) { el_set(e, EL_GETCFN, f); }
static inline void ceditline_set_owner(EditLine *e, void *p) { el_set(e, EL_CLIENTDATA, p); }
static inline void *ceditline_owner(EditLine *e) {
    void *p = 0;
    el_get(e, EL_CLIENTDATA, &p);
    return p;
}
static inline void ceditline_add(EditLine *e, const char *name, const char *help, ceditline_function f) {
    el_set(e, EL_ADDFN, name, help, f);
}
static inline void ceditline_bind(EditLine *e, const char *key, const char *name) {
    el_set(e, EL_BIND, key, name, NULL);
}
// The same in the keys of vi's command mode.
static inline void ceditline_bind_command(EditLine *e, const char *key, const char *name) {
    el_set(e, EL_BIND, "-a", key, name, NULL);
}
static inline void ceditline_raw(EditLine *e, bool on) { el_set(e, EL_PREP_TERM, (int)on); }
static inline void ceditline_refresh(EditLine *e) { el_set(e, EL_REFRESH); }
static inline void ceditline_use_history(EditLine *e, History *h) { el_set(e, EL_HIST, history, h); }
static inline void ceditline_history_size(History *h, int n) {
    HistEvent ev;
    history(h, &ev, H_SETSIZE, n);
    history(h, &ev, H_SETUNIQUE, 1);
}
static inline void ceditline_history_add(History *h, const char *line) {
    HistEvent ev;
    history(h, &ev, H_ENTER, line);
}
static inline int ceditline_wcwidth(wchar_t c) {
    extern int wcwidth(wchar_t);
    return wcwidth(c);
}
#endif
