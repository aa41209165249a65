/*
 * module.h
 *		Settings of the extension.
 *
 * src/pg/server/module.h
 */
#ifndef CIRCLE_MODULE_H
#define CIRCLE_MODULE_H

/* circle_ext.cache_size: kB that a backend keeps between queries. */
extern int circle_cache_size_kb;

#endif /* CIRCLE_MODULE_H */
