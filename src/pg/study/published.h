/*
 * published.h
 *		What the published version of a study was computed by.
 *
 * src/pg/study/published.h
 */
#ifndef CIRCLE_PUBLISHED_H
#define CIRCLE_PUBLISHED_H

#include "network/walkers.h"

/* The published version, as the active snapshot sees it. */
typedef struct CirclePublished
{
	char *network;
	cc_walker walker;
	cc_trip trip;
	Datum coverage_template;
	cc_digest digest; /* of the version: no two share it */
} CirclePublished;

/*
 * Read the version of a study that has been checked, with one of its walkers (1 is the principal
 * one); an error if there is none. In CurrentMemoryContext; the caller has connected to SPI.
 */
extern void circle_published_read(const char *study, int walker_no, CirclePublished *published);

#endif /* CIRCLE_PUBLISHED_H */
