/*
 * tilestore.h
 *		The table "tile" of a network, as a build writes it.
 *
 * src/pg/network/tilestore.h
 */
#ifndef CIRCLE_TILESTORE_H
#define CIRCLE_TILESTORE_H

#include "network/network.h"
#include "network/tileinput.h"

typedef struct CircleTileStore CircleTileStore;

/* Reads which tiles are stored. The caller has connected to SPI and stays connected. */
extern CircleTileStore *circle_store_open(CircleNetwork *net);

/* Is the tile stored as built from this input? If so it is kept. */
extern bool circle_store_has(CircleTileStore *store, int32 tile, const CircleInputDigest *digest);

extern void circle_store_write(CircleTileStore *store, int32 tile, const CircleInputDigest *digest,
							   const uint8 *body, size_t len);

/* The next stored tile that was neither kept nor written; -1 when there is none left. */
extern int32 circle_store_next_gone(CircleTileStore *store);

extern void circle_store_remove(CircleTileStore *store, int32 tile);

#endif /* CIRCLE_TILESTORE_H */
