/*
 * published.h
 *		What the published night of a study was computed by.
 *
 * src/pg/study/published.h
 */
#ifndef CIRCLE_PUBLISHED_H
#define CIRCLE_PUBLISHED_H

#include "network/walkers.h"

/* The night that stands published, as the active snapshot sees it. */
typedef struct CircleNight
{
	char *network;
	cc_walker walker;
	cc_trip trip;
	Datum coverage_template;
	cc_digest digest; /* of the night: no two share it */
} CircleNight;

/*
 * Read the night of a study that has been checked, with one of its walkers (1 is the principal
 * one); an error if there is none. In CurrentMemoryContext; the caller has connected to SPI.
 */
extern void circle_night_read(const char *study, int walker_no, CircleNight *night);

#endif /* CIRCLE_PUBLISHED_H */
