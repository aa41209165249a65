/*
 * network.h
 *		A network by its name: is it one, and may it be read?
 *
 * src/pg/network/network.h
 */
#ifndef CIRCLE_NETWORK_H
#define CIRCLE_NETWORK_H

#include "base/base.h"

/* Layout of a network's schema. A build brings an older one up to date. */
#define CIRCLE_NETWORK_LAYOUT 1

typedef struct CircleNetwork
{
	Oid schema;
	Oid definition_relid;
	Oid tile_relid;
	bool text_keys; /* streets' keys are text, else int8 */
	bool is_built;
	cc_digest version; /* of the definition's row: every build that changes tiles writes it */
	char *name;
} CircleNetwork;

/*
 * The network of that name, in CurrentMemoryContext. Raises an error, whose
 * hint lists the networks that exist, unless the schema holds one (decided from
 * the catalogue alone) and the caller may read it.
 */
extern CircleNetwork *circle_network_open(const char *name);

#endif /* CIRCLE_NETWORK_H */
