/*
 * decay.h
 *		How the worth of an amenity falls with the walk to it.
 *
 * src/core/types/decay.h
 */
#ifndef CC_DECAY_H
#define CC_DECAY_H

#include "base/base.h"

typedef enum cc_decay_kind
{
	CC_STEP = 0,
	CC_LINEAR,
	CC_EXPONENTIAL,
	CC_GAUSSIAN,
	CC_LOGISTIC
} cc_decay_kind;

/*
 * How the worth of an amenity falls with the walk. Parameters are in the unit
 * of the need (minutes or metres); 0 stands for their default, which follows the limit.
 */
typedef struct cc_decay
{
	cc_decay_kind kind;
	double parameter[2];
} cc_decay;

/* Read 'step', 'linear', 'gaussian(sigma=5)' ... */
extern cc_status cc_decay_parse(const char *text, size_t len, cc_decay *decay, cc_detail *detail);

/*
 * Worth, from 0 to 1, of an amenity at t when the limit is limit. 0 beyond twice the
 * limit, for every decay: that is as far as a study's coverages know.
 */
extern double cc_decay_worth(const cc_decay *decay, double t, double limit);

#endif /* CC_DECAY_H */
