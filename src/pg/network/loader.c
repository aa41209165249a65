/*
 * loader.c
 *		The streets of an input relation, read row by row.
 *
 * src/pg/network/loader.c
 */
#include "postgres.h"

#include "network/loader.h"

#include <math.h>

#include "catalog/pg_type.h"
#include "executor/spi.h"
#include "lib/stringinfo.h"
#include "utils/builtins.h"
#include "utils/hsearch.h"
#include "utils/memutils.h"

#include "server/postgis.h"

/* A street may be megabytes of coordinates: few rows at a time. */
#define BATCH_ROWS 500

/* Longer keys are no keys. */
#define MAX_KEY_BYTES 255

/* More keys than this that occur twice: the column is no key at all. */
#define MAX_DUPLICATES 10000

/* Between the deepest mine and the highest peak, with room. */
#define MAX_HEIGHT_M 20000.0

/* Lines that are worth measuring, and the longest: an edge may not have more than 4,000 km. */
#define LONG_LINE_PTS 1000
#define LONG_LINE_UNITS CC_DEGREE
#define MAX_LINE_M 4000000.0

enum
{
	KEY,
	WKB,
	STEPS,
	DOOR,
	PRIVATE,
	CLASS,
	STREET_COLUMNS
};

typedef struct DuplicateKey
{
	char key[MAX_KEY_BYTES + 1];
} DuplicateKey;

static const struct
{
	const char *word;
	uint32 bits;
} class_names[] = {
	{"steps", CC_STEPS},         {"lift", CC_LIFT},         {"elevator", CC_LIFT},
	{"escalator", CC_ESCALATOR}, {"crossing", CC_CROSSING}, {"tunnel", CC_TUNNEL},
	{"bridge", CC_BRIDGE},       {"indoor", CC_INDOOR},     {"corridor", CC_INDOOR},
	{"plaza", CC_PLAZA},
};

static inline bool
is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

uint32
circle_class_bits(const char *words, Size len)
{
	uint32 bits = 0;
	Size at = 0;

	while (at < len)
	{
		Size start = at;

		while (at < len && is_letter(words[at]))
			at++;
		for (int i = 0; i < lengthof(class_names); i++)
			if (strlen(class_names[i].word) == at - start &&
				pg_strncasecmp(class_names[i].word, words + start, at - start) == 0)
				bits |= class_names[i].bits;
		if (at < len)
			at++;
	}
	return bits;
}

char *
circle_class_names(uint32 class_bits)
{
	StringInfoData words;

	initStringInfo(&words);
	for (int i = 0; i < lengthof(class_names); i++)
	{
		/* Of two words for one class, the first. */
		if ((class_bits & class_names[i].bits) != 0)
			appendStringInfo(&words, "%s%s", words.len > 0 ? " " : "", class_names[i].word);
		class_bits &= ~class_names[i].bits;
	}
	return words.data;
}

static HTAB *
read_duplicates(const char *query)
{
	static const CircleColumn columns[] = {{"key", TEXTOID, false}};
	HASHCTL control = {.keysize = sizeof(DuplicateKey), .entrysize = sizeof(DuplicateKey)};
	HTAB *duplicates;
	CircleRows rows;

	control.hcxt = CurrentMemoryContext;
	duplicates = hash_create("circle_ext duplicate keys", 64, &control,
							 HASH_ELEM | HASH_STRINGS | HASH_CONTEXT);
	circle_rows_open(&rows, "duplicate keys", query, columns, lengthof(columns));
	while (circle_rows_next(&rows))
	{
		char *key = TextDatumGetCString(rows.values[0]);

		if (strlen(key) <= MAX_KEY_BYTES)
			(void) hash_search(duplicates, key, HASH_ENTER, NULL);
		if (hash_get_num_entries(duplicates) > MAX_DUPLICATES)
			ereport(
				ERROR,
				(errcode(ERRCODE_UNIQUE_VIOLATION), errmsg("the key of the streets is no key"),
				 errdetail("More than %d of its values occur more than once, \"%s\" among them.",
						   MAX_DUPLICATES, key),
				 errhint("Name another key_column with circle_alter_network(), one whose "
						 "values are unique.")));
		pfree(key);
	}
	circle_rows_close(&rows);
	return duplicates;
}

void
circle_loader_open(CircleLoader *loader, const char *query, const char *duplicates_query,
				   bool text_keys)
{
	static const CircleColumn number_columns[STREET_COLUMNS] = {
		{"key", INT8OID, true},  {"wkb", BYTEAOID, true},    {"steps", BOOLOID, true},
		{"door", BOOLOID, true}, {"private", BOOLOID, true}, {"class", TEXTOID, true},
	};
	static const CircleColumn text_columns[STREET_COLUMNS] = {
		{"key", TEXTOID, true},  {"wkb", BYTEAOID, true},    {"steps", BOOLOID, true},
		{"door", BOOLOID, true}, {"private", BOOLOID, true}, {"class", TEXTOID, true},
	};

	memset(loader, 0, sizeof(*loader));
	loader->text_keys = text_keys;
	if (duplicates_query != NULL)
		loader->duplicates = read_duplicates(duplicates_query);
	loader->row_context =
		AllocSetContextCreate(CurrentMemoryContext, "circle_ext street", ALLOCSET_DEFAULT_SIZES);
	circle_rows_open(&loader->rows, "streets", query, text_keys ? text_columns : number_columns,
					 STREET_COLUMNS);
	loader->rows.batch_rows = BATCH_ROWS;
}

/* Fill the street's key; false if it cannot be one. */
static bool
read_key(CircleLoader *loader, CircleStreet *street, cc_street_key *key)
{
	memset(key, 0, sizeof(*key));
	if (loader->rows.nulls[KEY])
	{
		street->refused = "key is NULL";
		return false;
	}
	if (loader->text_keys)
	{
		street->key_text = TextDatumGetCString(loader->rows.values[KEY]);
		key->text = street->key_text;
		key->len = strlen(street->key_text);
	}
	else
	{
		key->number = DatumGetInt64(loader->rows.values[KEY]);
		street->key_text = psprintf(INT64_FORMAT, key->number);
	}
	if (strlen(street->key_text) > MAX_KEY_BYTES)
		street->refused = "key is longer than 255 bytes";
	else if (loader->duplicates != NULL &&
			 hash_search(loader->duplicates, street->key_text, HASH_FIND, NULL) != NULL)
		street->refused = "duplicate key";
	return street->refused == NULL;
}

static uint32
read_class(const CircleLoader *loader)
{
	const Datum *values = loader->rows.values;
	const bool *nulls = loader->rows.nulls;
	uint32 bits = 0;

	if (!nulls[STEPS] && DatumGetBool(values[STEPS]))
		bits |= CC_STEPS;
	if (!nulls[DOOR] && !DatumGetBool(values[DOOR]))
		bits |= CC_CLOSED;
	if (!nulls[PRIVATE] && DatumGetBool(values[PRIVATE]))
		bits |= CC_PRIVATE;
	if (!nulls[CLASS])
	{
		text *words = DatumGetTextPP(values[CLASS]);

		bits |= circle_class_bits(VARDATA_ANY(words), VARSIZE_ANY_EXHDR(words));
	}
	return bits;
}

/* Heights in whole centimetres, or NULL where one of them is no height. */
static int32 *
read_heights(CircleStreet *street, const double *z, uint32 npts)
{
	int32 *heights = palloc(sizeof(int32) * npts);

	for (uint32 i = 0; i < npts; i++)
	{
		if (!(fabs(z[i]) <= MAX_HEIGHT_M))
		{
			street->remark = "heights not used: not finite or out of range";
			return NULL;
		}
		heights[i] = (int32) floor(z[i] * 100 + 0.5);
	}
	return heights;
}

/* Is a line longer than any street? Only those are measured that might be. */
static bool
is_too_long(const cc_line *line)
{
	const cc_point *pts = line->pts;
	bool may_be = line->npts > LONG_LINE_PTS;
	double metres = 0;

	for (uint32 i = 1; i < line->npts && !may_be; i++)
		may_be = labs((long) pts[i].x - pts[0].x) > LONG_LINE_UNITS ||
				 labs((long) pts[i].y - pts[0].y) > LONG_LINE_UNITS;
	for (uint32 i = 1; i < line->npts && may_be; i++)
		metres += cc_distance_m(pts[i - 1], pts[i]);
	return metres > MAX_LINE_M;
}

/* Quantise one part; false with the street's remark set if it cannot be walked on. */
static bool
read_line(const CircleLoader *loader, CircleStreet *street, const cc_parts *parts, uint32 part,
		  cc_line *line)
{
	const uint32 first = parts->first[part];
	const uint32 npts = parts->first[part + 1] - first;
	cc_point *pts = palloc(sizeof(cc_point) * npts);
	int32 *heights = NULL;

	if (parts->z != NULL && loader->elevation == NULL)
		heights = read_heights(street, parts->z + first, npts);

	for (uint32 i = 0; i < npts; i++)
	{
		if (!isfinite(parts->x[first + i]) || !isfinite(parts->y[first + i]))
			street->remark = "coordinates not finite";
		else if (cc_quantise(parts->x[first + i], parts->y[first + i], &pts[i], NULL) != CC_OK)
			street->remark = "beyond 180 degrees or 85.05 degrees";
		else if (i > 0 && labs((long) pts[i].x - pts[i - 1].x) > CC_MAX_X)
			street->remark = "over the antimeridian";
		else
			continue;
		return false;
	}
	line->pts = pts;
	line->heights_cm = heights;
	line->npts = cc_line_clean(pts, heights, npts);
	if (line->npts < 2)
		street->remark = "of no length";
	else if (is_too_long(line))
		street->remark = "longer than 4000 km";
	else
	{
		if (loader->elevation != NULL && !circle_elevation_line(loader->elevation, line))
			street->remark = "heights not known: outside the raster";
		return true;
	}
	return false;
}

/* The reason to refuse a geometry that holds no lines. */
static const char *
not_lines(cc_shape shape)
{
	return shape == CC_SHAPE_EMPTY ? "empty geometry" : "not a line";
}

static void
no_srid(const CircleStreet *street)
{
	ereport(ERROR, (errcode(ERRCODE_INVALID_PARAMETER_VALUE),
					errmsg("the geometry of the streets has no SRID"),
					errdetail("First seen in the street with key %s.", street->key_text),
					errhint("Say what the coordinates mean, as UPDATE ... SET geom = "
							"ST_SetSRID(geom, 4326) for longitude and latitude.")));
}

/* All usable parts become lines, their vertices numbered through. */
static void
read_lines(const CircleLoader *loader, CircleStreet *street, const cc_parts *parts,
		   const cc_street_key *key, uint32 bits)
{
	uint32 vertex = 0;

	street->lines = palloc0(sizeof(cc_line) * Max(parts->nparts, 1));
	for (uint32 part = 0; part < parts->nparts; part++)
	{
		cc_line *line = &street->lines[street->nlines];

		line->key = *key;
		line->class_bits = bits;
		if (!read_line(loader, street, parts, part, line))
			continue;
		line->first_vertex = vertex;
		vertex += line->npts;
		street->nlines++;
	}
	if (street->nlines == 0)
		street->refused = street->remark;
}

static void
read_street(CircleLoader *loader, CircleStreet *street)
{
	cc_street_key key;
	cc_parts *parts;
	bytea *wkb;

	if (!read_key(loader, street, &key))
		return;
	if (loader->rows.nulls[WKB])
	{
		street->refused = "geometry is NULL";
		return;
	}
	wkb = DatumGetByteaPP(loader->rows.values[WKB]);
	if (VARSIZE_ANY_EXHDR(wkb) == 0)
		no_srid(street);
	if (VARSIZE_ANY_EXHDR(wkb) == 1)
	{
		street->refused = "cannot be transformed to longitude and latitude";
		return;
	}
	parts = circle_read_wkb(wkb);
	if (parts->shape != CC_SHAPE_LINES)
		street->refused = not_lines(parts->shape);
	else
		read_lines(loader, street, parts, &key, read_class(loader));
}

bool
circle_loader_next(CircleLoader *loader, CircleStreet *street)
{
	MemoryContext old_context;

	memset(street, 0, sizeof(*street));
	MemoryContextReset(loader->row_context);
	if (!circle_rows_next(&loader->rows))
		return false;
	old_context = MemoryContextSwitchTo(loader->row_context);
	read_street(loader, street);
	MemoryContextSwitchTo(old_context);
	return true;
}

void
circle_loader_close(CircleLoader *loader)
{
	circle_rows_close(&loader->rows);
	MemoryContextDelete(loader->row_context);
}
