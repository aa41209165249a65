/*
 * module.h
 *		Settings of the extension.
 *
 * src/pg/server/module.h
 */
#ifndef CIRCLE_MODULE_H
#define CIRCLE_MODULE_H

/* circle_ext.cache_size: kB of decoded tiles that a backend keeps. */
extern int circle_cache_size_kb;

#endif /* CIRCLE_MODULE_H */
