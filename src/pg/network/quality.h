/*
 * quality.h
 *		The table "data_quality" of a network: what could not be used as meant, and why.
 *
 * src/pg/network/quality.h
 */
#ifndef CIRCLE_QUALITY_H
#define CIRCLE_QUALITY_H

#include "network/loader.h"
#include "network/network.h"

typedef struct CircleQuality CircleQuality;

/*
 * What the last build said of tiles stays until they are built again. The caller has
 * connected to SPI and stays connected, and there is a temporary table circle_street_problem.
 */
extern CircleQuality *circle_quality_open(CircleNetwork *net);

/*
 * Note what is to be said of a street, if anything, in circle_street_problem. All are counted, the
 * first 10,000 written.
 */
extern void circle_quality_street(CircleQuality *quality, const CircleStreet *street);

/* Count a barrier that is not used; why begins with "barrier: ". */
extern void circle_quality_barrier(CircleQuality *quality, const char *why);

/* After the last barrier: how many are not used for which reason goes into circle_street_problem.
 */
extern void circle_quality_barriers(CircleQuality *quality);

extern void circle_quality_clear_tile(CircleQuality *quality, int32 tile);

/* Check the topology in a tile's body, and for closed gates that close nothing, and write them. */
extern void circle_quality_tile(CircleQuality *quality, const uint8 *body, size_t len,
								const cc_barriers *barriers);

/* How many streets for which reason, as the text of a JSON object, in a memory context. */
extern char *circle_quality_counts(const CircleQuality *quality, MemoryContext context);

#endif /* CIRCLE_QUALITY_H */
