// A file system layer for SQLite that fails when it is told to, and loses what was not synced.
#ifndef FAULTYDISK_H
#define FAULTYDISK_H

// What can fail.
enum faulty_kind { FAULTY_READ = 1, FAULTY_WRITE = 2, FAULTY_SYNC = 4, FAULTY_TRUNCATE = 8 };

// Registers the layer under the name "faulty", over the usual one; once is enough.
int faulty_register(void);

// From here on operations of these kinds are counted, and the nth fails with the result code.
//
// Where `lasting` is not 0 every later operation of any kind fails too, as after a power loss.
// 0 for `nth` fails none.
void faulty_arm(int kinds, long nth, int code, int lasting);

// How many operations were counted since.
long faulty_counted(void);

// Brings files to a state that they could be in after a power loss: of what was written to them
// since their last sync, pieces of a sector are kept or lost as the seed says. Forgets the files.
//
// The files must be closed.
void faulty_lose_power(unsigned long long seed);

// Forgets the files as they are.
void faulty_forget(void);

#endif
