/*
 * off_network.c
 *		Places of the points that a caller gives, and what is said of those that have none.
 *
 * NULL is the answer for a point off the network, as in a city's parks and rivers. A point without
 * a street for a kilometre around is more often a mistake: another city, or latitude given first.
 *
 * src/pg/network/off_network.c
 */
#include "postgres.h"

#include "network/off_network.h"

#include "access/xact.h"
#include "utils/builtins.h"
#include "utils/timestamp.h"

#include "network/graph.h"
#include "network/tilecache.h"
#include "server/postgis.h"

#define FAR_M 1000

static TimestampTz warned_in = 0; /* start of the statement that was warned last */

/* Are there tiles within FAR_M of the point? */
static bool
is_near(const CircleNetwork *net, cc_point point)
{
	cc_box box = {point.x, point.y, point.x, point.y};

	return circle_tiles_versions(net, circle_tile_range(cc_box_grow(box, FAR_M)))->ntiles > 0;
}

/* The point with its coordinates exchanged, if that is a point of the map. */
static bool
exchange(cc_point point, cc_point *exchanged)
{
	*exchanged = (cc_point){point.y, point.x};
	return point.x <= CC_MAX_Y && point.x >= -CC_MAX_Y;
}

void
circle_check_near_network(const CircleNetwork *net, cc_point point)
{
	cc_point exchanged;

	if (!net->is_built)
		ereport(ERROR,
				(errcode(ERRCODE_OBJECT_NOT_IN_PREREQUISITE_STATE),
				 errmsg("network \"%s\" has not been built yet", net->name),
				 errhint("SELECT circle_build_network(%s);", quote_literal_cstr(net->name))));
	/* Looking for tiles costs more than knowing that the statement was warned. */
	if (warned_in == GetCurrentStatementStartTimestamp() || is_near(net, point))
		return;
	warned_in = GetCurrentStatementStartTimestamp();
	ereport(WARNING,
			(errmsg("the point at longitude %.7g, latitude %.7g is far from network \"%s\"",
					circle_degrees(point.x), circle_degrees(point.y), net->name),
			 errdetail("No street is within %d m of it.", FAR_M),
			 exchange(point, &exchanged) && is_near(net, exchanged)
				 ? errhint("Longitude and latitude are probably swapped: longitude comes first.")
				 : 0));
}

bool
circle_place_of_given(const CircleNetwork *net, cc_graph *graph, cc_point point, cc_place *place)
{
	if (circle_place_of(graph, point, place))
		return true;
	circle_check_near_network(net, point);
	return false;
}
