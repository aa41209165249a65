/*
 * batch.h
 *		The batch: walks from many homes to all amenities of a category, and the single point.
 *
 * src/core/analysis/batch.h
 */
#ifndef CC_BATCH_H
#define CC_BATCH_H

#include "analysis/homes.h"
#include "analysis/nearest_k.h"
#include "base/area.h"

/* An access point of an amenity, or an area of it. Those of one amenity stand together. */
typedef struct cc_access
{
	uint32_t amenity; /* number of the amenity: equal for its access points and areas */
	cc_place place;   /* edge CC_NONE: not snapped, then only straight lines reach it */
	const cc_area
		*area; /* who is inside or on its boundary is from_home; no access point. NULL: a place */
} cc_access;

/*
 * One category: bounded searches from the amenities, CC_LANES of them at once, over reversed edges
 * for walks from home; what they find is noted for the homes on the touched edges. Each amenity
 * counts once for a home. The accumulator is to be new; the homes are made for the trip, the trips
 * have CC_LANES. A home with a door in an area is there at once. Polls between amenities and inside
 * long searches. In straight metres no search is run and trips may be NULL. CC_LIMIT for a horizon
 * of more than 4,000 km or 49 days.
 */
extern cc_status cc_cover_batch(const cc_env *env, cc_trips *trips, const cc_homes *homes,
								const cc_access *accesses, uint32_t naccesses, const cc_want *want,
								cc_nearest_k *accumulator);

/*
 * One point, one category: the trips, of one lane, have been run from the door, by the want's
 * measure and up to its horizon (or straight lines: NULL); notes every amenity as home 0. Agrees
 * with the batch to the bit.
 */
extern cc_status cc_cover_point(const cc_env *env, const cc_trips *trips, const cc_place *door,
								const cc_access *accesses, uint32_t naccesses, const cc_want *want,
								cc_nearest_k *accumulator);

/*
 * The trip between the door that was run from and the amenity of these access points, CC_NONE for
 * none: each leg through the access point that makes it shortest; 0 inside of its areas.
 */
extern uint32_t cc_cover_walk(const cc_trips *trips, const cc_place *door,
							  const cc_access *accesses, uint32_t naccesses);

/* mm of the straight line likewise. */
extern uint32_t cc_cover_line(const cc_place *door, const cc_access *accesses, uint32_t naccesses);

/* Is a position in one of the areas of an amenity? */
extern bool cc_cover_inside(cc_point at, const cc_access *accesses, uint32_t naccesses);

#endif /* CC_BATCH_H */
