/*
 * clean.c
 *		What the cleaner of streets and the topology check have in common.
 *
 * src/pg/network/clean.c
 */
#include "postgres.h"

#include "network/loader.h"

#include "fmgr.h"

#include "network/topology_check.h"

PG_FUNCTION_INFO_V1(circle__class_level);

/* circle__class_level(class text) → integer */
Datum
circle__class_level(PG_FUNCTION_ARGS)
{
	text *class = PG_ARGISNULL(0) ? NULL : PG_GETARG_TEXT_PP(0);
	uint32 bits =
		class == NULL ? 0 : circle_class_bits(VARDATA_ANY(class), VARSIZE_ANY_EXHDR(class));

	PG_RETURN_INT32((int32) (bits & CC_LEVEL_BITS));
}
