/*
 * newer.h
 *		Has a network been built again since a study was refreshed?
 *
 * src/pg/study/newer.h
 */
#ifndef CIRCLE_NEWER_H
#define CIRCLE_NEWER_H

#include "network/network.h"
#include "study/published.h"

/*
 * Warn, once a statement, if the network that an answer is computed by differs from the one that
 * the study's results were computed by. The caller has connected to SPI.
 */
extern void circle_warn_newer_network(const char *study, const CirclePublished *published,
									  const CircleNetwork *network);

#endif /* CIRCLE_NEWER_H */
