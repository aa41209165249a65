/*
 * locks.h
 *		The locks of studies and networks.
 *
 * src/pg/server/locks.h
 */
#ifndef CIRCLE_LOCKS_H
#define CIRCLE_LOCKS_H

#include "storage/lock.h"

/*
 * The lock of a study or network: that of part 1 of its schema. No command locks parts of
 * schemas, and whoever is not the owner is turned away before he would wait.
 */
extern LOCKTAG circle_schema_lock(const char *name);

#endif /* CIRCLE_LOCKS_H */
