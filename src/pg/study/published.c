/*
 * published.c
 *		What the published version of a study was computed by.
 *
 * src/pg/study/published.c
 */
#include "postgres.h"

#include "study/published.h"

#include "access/attnum.h"
#include "catalog/namespace.h"
#include "catalog/pg_type.h"
#include "utils/builtins.h"
#include "utils/datum.h"
#include "utils/lsyscache.h"

#include "server/raise.h"
#include "server/rights.h"
#include "server/rows.h"

/*
 * The digest holds what no two versions share: the version of the row (none is written twice),
 * its whole contents, and the relations by number, looked up while the query's locks are held.
 * The amenities are named in the query for the check of rights only.
 */
void
circle_published_read(const char *study, int walker_no, CirclePublished *published)
{
	CircleColumn columns[4 + CIRCLE_WALKER_COLUMNS] = {{"network", TEXTOID, false},
													   {"template", InvalidOid, false},
													   {"row_version", TEXTOID, false},
													   {"direction", TEXTOID, false}};
	const char *schema = quote_identifier(study);
	Oid namespace = get_namespace_oid(study, false);
	Oid relids[2];
	char *identity;
	CircleRows rows;

	circle_check_usage(namespace, get_relname_relid("study", namespace));
	memcpy(columns + 4, circle_walker_columns, sizeof(circle_walker_columns));
	circle_rows_open_kept(
		&rows, "versions",
		psprintf(
			"SELECT n.network, n.template, pg_catalog.concat_ws(' ', n.xmin, n.cmin, n.ctid,"
			" n.published_at, n.version, n.template), n.direction, w.speed_m_s, w.steps_factor,"
			" w.door_speed_m_s, w.snap_limit_m, w.slope, w.slope_strength, w.crossing_s, w.lift_s"
			" FROM %1$s.version AS n JOIN %1$s.walker AS w ON w.walker_no"
			" OPERATOR(pg_catalog.=) %2$d LEFT JOIN (SELECT amenity_id, category, geom, area"
			" FROM %1$s.amenity WHERE false) AS a ON true",
			schema, walker_no),
		columns, lengthof(columns));
	if (!circle_rows_next(&rows))
	{
		circle_hide_own_context();
		ereport(ERROR, (errcode(ERRCODE_OBJECT_NOT_IN_PREREQUISITE_STATE),
						errmsg("study \"%s\" has not been refreshed yet", study),
						errhint("SELECT * FROM circle_refresh(%s);", quote_literal_cstr(study))));
	}
	published->network = TextDatumGetCString(rows.values[0]);
	published->coverage_template = datumCopy(rows.values[1], false, -1);
	published->trip = circle_trip_lookup(TextDatumGetCString(rows.values[3]));
	circle_walker_fill(rows.values + 4, &published->walker);
	relids[0] = get_relname_relid("version", namespace);
	relids[1] = get_relname_relid("amenity", namespace);
	identity = psprintf("%u %u %s", relids[0], relids[1], TextDatumGetCString(rows.values[2]));
	published->digest = cc_digest_bytes(identity, strlen(identity), 0);
	circle_rows_close(&rows);
}
