/*
 * guard.h
 *		The guard: reading for other roles runs no user code.
 *
 * Functions that read a study or a network of another owner are declared with
 * SET circle_ext.guard = on. Until they return, every query that is analysed
 * may name only relations that definition.c trusts, and every function that is
 * looked up must be one of the server, of PostGIS or of this extension.
 *
 * src/pg/server/guard.h
 */
#ifndef CIRCLE_GUARD_H
#define CIRCLE_GUARD_H

/* circle_ext.guard */
extern bool circle_guard;

/* Installs the hooks; called once, when the library is loaded. */
extern void circle_guard_init(void);

#endif /* CIRCLE_GUARD_H */
