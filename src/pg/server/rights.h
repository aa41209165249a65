/*
 * rights.h
 *		The rights that a reader needs, and the GRANT that a role lacks.
 *
 * src/pg/server/rights.h
 */
#ifndef CIRCLE_RIGHTS_H
#define CIRCLE_RIGHTS_H

/*
 * Raise insufficient_privilege, with the missing GRANTs as the hint, unless the current role may
 * use a schema. relid is the relation that it will read there first.
 */
extern void circle_check_usage(Oid schema, Oid relid);

/*
 * The same unless it may read a relation: whole, or at least one column of it, where the server
 * will say whether these are enough. The hint of a network or a study grants what all readers need.
 */
extern void circle_check_select(Oid relid, bool whole);

#endif /* CIRCLE_RIGHTS_H */
