/*
 * partial.c
 *		What the homes of a part of a city sum up to, as bytes.
 *
 * src/core/analysis/partial.c
 */
#include "analysis/partial.h"

#define FORMAT 1
#define BLOCK_ROWS 64 /* of a distribution that are read at once */

/* --- writing --- */

typedef struct part_writer
{
	cc_buffer *out;
	cc_indicator *indicator;
	uint64_t *units; /* per weight: the greatest number that all sums are multiples of, or 0 */
} part_writer;

static void
meet_sum(uint64_t *unit, int64_t sum)
{
	uint64_t a = (uint64_t) sum;
	uint64_t b = *unit;

	if (b == 1)
		return;
	while (b > 0)
	{
		uint64_t rest = a % b;

		a = b;
		b = rest;
	}
	*unit = a;
}

static void
meet_distribution(part_writer *part, const cc_distribution *distribution)
{
	const int64_t *row = distribution->rows;

	for (uint32_t i = 0; i < distribution->used; i++, row += 1 + distribution->nweights)
		for (uint32_t w = 0; w < distribution->nweights; w++)
			meet_sum(&part->units[w], row[1 + w]);
}

static void
find_units(part_writer *part)
{
	for (uint32_t i = 0; i < part->indicator->nitems; i++)
	{
		const cc_item *item = &part->indicator->items[i];

		for (uint32_t w = 0; w < part->indicator->nweights; w++)
		{
			meet_sum(&part->units[w], item->sums[w].total);
			meet_sum(&part->units[w], item->sums[w].covered);
			meet_sum(&part->units[w], item->sums[w].straight);
			meet_sum(&part->units[w], item->sums[w].unsnapped);
			meet_sum(&part->units[w], item->sums[w].on_island);
		}
		meet_distribution(part, &item->values);
		meet_distribution(part, &item->proximity);
	}
}

static void
put_sum(part_writer *part, uint32_t weight, int64_t sum)
{
	uint64_t unit = part->units[weight];

	cc_put_varint(part->out, unit > 1 ? (uint64_t) sum / unit : (uint64_t) sum);
}

static void
put_head(part_writer *part)
{
	const cc_indicator *indicator = part->indicator;

	cc_put_u8(part->out, FORMAT);
	cc_put_varint(part->out, indicator->nweights);
	cc_put_varint(part->out, indicator->nitems);
	for (uint32_t w = 0; w < indicator->nweights; w++)
	{
		/* The same in all items. */
		const cc_sums *sums = &indicator->items[0].sums[w];

		cc_put_varint(part->out, part->units[w]);
		cc_put_varint(part->out, indicator->unknown[w]);
		put_sum(part, w, sums->total);
		put_sum(part, w, sums->unsnapped);
		put_sum(part, w, sums->on_island);
	}
}

/* Values that no home has any more are left out. */
static void
put_distribution(part_writer *part, cc_distribution *distribution)
{
	size_t width = 1 + (size_t) distribution->nweights;
	uint32_t values = 0;
	int64_t last = -1;

	cc_distribution_sort(distribution);
	for (uint32_t i = 0; i < distribution->used; i++)
		values += distribution->rows[i * width + 1] > 0;
	cc_put_varint(part->out, values);
	for (uint32_t i = 0; i < distribution->used; i++)
	{
		const int64_t *row = &distribution->rows[i * width];

		if (row[1] == 0)
			continue;
		cc_put_varint(part->out, (uint64_t) (row[0] - last - 1));
		for (uint32_t w = 0; w < distribution->nweights; w++)
			put_sum(part, w, row[1 + w]);
		last = row[0];
	}
}

static void
put_items(part_writer *part)
{
	for (uint32_t i = 0; i < part->indicator->nitems; i++)
	{
		cc_item *item = &part->indicator->items[i];

		for (uint32_t w = 0; w < part->indicator->nweights; w++)
		{
			put_sum(part, w, item->sums[w].covered);
			put_sum(part, w, item->sums[w].straight);
		}
		put_distribution(part, &item->values);
		put_distribution(part, &item->proximity);
	}
}

void
cc_partial_write(cc_indicator *indicator, cc_buffer *out)
{
	part_writer part = {.out = out, .indicator = indicator};

	if (indicator->nitems == 0)
	{
		out->status = CC_BAD_INPUT;
		return;
	}
	part.units = cc_alloc0(indicator->env, indicator->nweights, sizeof(uint64_t));
	if (part.units == NULL)
	{
		out->status = CC_NOMEM;
		return;
	}
	find_units(&part);
	put_head(&part);
	put_items(&part);
	cc_free(indicator->env, part.units);
}

/* --- reading --- */

/* What a partial says of a weight. */
typedef struct part_weight
{
	uint64_t unit;
	uint64_t most; /* units that fit into a sum */
	uint64_t unknown;
	cc_sums sums;       /* of the item in hand */
	int64_t on_network; /* weight of the homes that have values */
	int64_t left;       /* of it, not yet given to a value of the distribution in hand */
} part_weight;

typedef struct part_reader
{
	cc_reader bytes;
	cc_indicator *indicator;
	bool subtract;
	part_weight *weights;
	int64_t *rows; /* BLOCK_ROWS of a distribution */
} part_reader;

/* Nearly all numbers take one byte. */
static inline uint64_t
get_number(cc_reader *bytes)
{
	if (!bytes->failed && bytes->at < bytes->len && bytes->data[bytes->at] < 0x80)
		return bytes->data[bytes->at++];
	return cc_get_varint(bytes);
}

/* A sum that is a part of another one. */
static int64_t
get_sum(cc_reader *bytes, const part_weight *weight, int64_t whole)
{
	uint64_t value = get_number(bytes);

	if (value > weight->most || value * weight->unit > (uint64_t) whole)
	{
		bytes->failed = true;
		return 0;
	}
	return (int64_t) (value * weight->unit);
}

/* Weight 0 is 1 for every home. */
static void
get_weight(cc_reader *bytes, part_weight *weight, uint64_t homes)
{
	cc_sums *sums = &weight->sums;

	weight->unit = cc_get_varint(bytes);
	weight->most = weight->unit > 0 ? INT64_MAX / weight->unit : 0;
	weight->unknown = cc_get_varint(bytes);
	sums->total = get_sum(bytes, weight, INT64_MAX);
	sums->unsnapped = get_sum(bytes, weight, sums->total);
	sums->on_island = get_sum(bytes, weight, sums->total);
	weight->on_network = sums->total - sums->unsnapped;
	bytes->failed |= weight->unknown > homes;
}

static void
get_weights(part_reader *part)
{
	part_weight *homes = &part->weights[0];

	get_weight(&part->bytes, homes, 0);
	for (uint32_t w = 1; w < part->indicator->nweights; w++)
		get_weight(&part->bytes, &part->weights[w], (uint64_t) homes->sums.total);
}

/* The number of weights and items; each takes bytes of its own. */
static void
get_size(cc_reader *bytes, uint64_t *nweights, uint64_t *nitems)
{
	if (cc_get_u8(bytes) != FORMAT)
		bytes->failed = true;
	*nweights = cc_get_varint(bytes);
	*nitems = cc_get_varint(bytes);
	if (*nweights == 0 || *nitems == 0 || *nweights > bytes->len / 5 ||
		*nitems > bytes->len / (2 * *nweights + 2))
		bytes->failed = true;
}

/* The next value of a distribution after the last one, and the sums of its homes. */
static void
get_row(part_reader *part, int64_t last, int64_t *row)
{
	uint64_t step = get_number(&part->bytes);

	if (step >= (uint64_t) (CC_BEYOND - last))
	{
		part->bytes.failed = true;
		return;
	}
	row[0] = last + (int64_t) step + 1;
	for (uint32_t w = 0; w < part->indicator->nweights; w++)
	{
		part_weight *weight = &part->weights[w];

		row[1 + w] = get_sum(&part->bytes, weight, weight->left);
		weight->left -= row[1 + w];
	}
	/* Each value is one that homes have. */
	part->bytes.failed |= row[1] == 0;
}

static cc_status
add_rows(part_reader *part, cc_distribution *distribution, uint64_t n)
{
	size_t width = 1 + part->indicator->nweights;
	int64_t last = -1;
	cc_status status = CC_OK;

	while (n > 0 && status == CC_OK)
	{
		uint32_t rows = n < BLOCK_ROWS ? (uint32_t) n : BLOCK_ROWS;

		for (uint32_t i = 0; i < rows && !part->bytes.failed; i++)
		{
			get_row(part, last, &part->rows[i * width]);
			last = part->rows[i * width];
		}
		if (part->bytes.failed)
			return CC_CORRUPT;
		status = part->subtract ? cc_distribution_subtract_rows(distribution, part->rows, rows)
								: cc_distribution_add_rows(part->indicator->env, distribution,
														   part->rows, rows);
		n -= rows;
	}
	return status;
}

/* All homes on the network have a value, or, where it may be left out, none has. */
static cc_status
add_distribution(part_reader *part, cc_distribution *distribution, bool optional)
{
	uint64_t n = cc_get_varint(&part->bytes);
	cc_status status;

	for (uint32_t w = 0; w < part->indicator->nweights; w++)
		part->weights[w].left = n == 0 && optional ? 0 : part->weights[w].on_network;
	status = add_rows(part, distribution, n);
	for (uint32_t w = 0; w < part->indicator->nweights && status == CC_OK; w++)
		if (part->weights[w].left > 0)
			status = CC_CORRUPT;
	return status;
}

static cc_status
add_sums(cc_sums *sums, const cc_sums *more)
{
	if (sums->total > INT64_MAX - more->total)
		return CC_LIMIT;
	/* All others are parts of the total. */
	sums->total += more->total;
	sums->covered += more->covered;
	sums->straight += more->straight;
	sums->unsnapped += more->unsnapped;
	sums->on_island += more->on_island;
	return CC_OK;
}

static cc_status
subtract_sums(cc_sums *sums, const cc_sums *less)
{
	if (sums->total < less->total || sums->covered < less->covered ||
		sums->straight < less->straight || sums->unsnapped < less->unsnapped ||
		sums->on_island < less->on_island)
		return CC_CORRUPT;
	sums->total -= less->total;
	sums->covered -= less->covered;
	sums->straight -= less->straight;
	sums->unsnapped -= less->unsnapped;
	sums->on_island -= less->on_island;
	return CC_OK;
}

static cc_status
add_item(part_reader *part, cc_item *item)
{
	cc_status status = CC_OK;

	for (uint32_t w = 0; w < part->indicator->nweights && status == CC_OK; w++)
	{
		part_weight *weight = &part->weights[w];

		weight->sums.covered = get_sum(&part->bytes, weight, weight->sums.total);
		weight->sums.straight = get_sum(&part->bytes, weight, weight->sums.total);
		status = part->subtract ? subtract_sums(&item->sums[w], &weight->sums)
								: add_sums(&item->sums[w], &weight->sums);
	}
	if (status == CC_OK)
		status = add_distribution(part, &item->values, false);
	if (status == CC_OK)
		status = add_distribution(part, &item->proximity, true);
	return status;
}

/* Homes, and those of which a weight is not known. */
static cc_status
add_counts(part_reader *part)
{
	cc_indicator *indicator = part->indicator;
	uint64_t homes = (uint64_t) part->weights[0].sums.total;

	if (part->subtract && indicator->nhomes < homes)
		return CC_CORRUPT;
	indicator->nhomes = part->subtract ? indicator->nhomes - homes : indicator->nhomes + homes;
	for (uint32_t w = 0; w < indicator->nweights; w++)
	{
		uint64_t unknown = part->weights[w].unknown;

		if (part->subtract && indicator->unknown[w] < unknown)
			return CC_CORRUPT;
		indicator->unknown[w] =
			part->subtract ? indicator->unknown[w] - unknown : indicator->unknown[w] + unknown;
	}
	return CC_OK;
}

static cc_status
add_part(part_reader *part)
{
	cc_indicator *indicator = part->indicator;
	uint64_t nweights;
	uint64_t nitems;
	cc_status status = CC_OK;

	get_size(&part->bytes, &nweights, &nitems);
	if (part->bytes.failed || nweights != indicator->nweights || nitems != indicator->nitems)
		return CC_CORRUPT;
	get_weights(part);
	for (uint32_t i = 0; i < indicator->nitems && status == CC_OK && !part->bytes.failed; i++)
		status = cc_stop(indicator->env) ? CC_CANCELED : add_item(part, &indicator->items[i]);
	if (status != CC_OK)
		return status;
	if (part->bytes.failed || part->bytes.at < part->bytes.len)
		return CC_CORRUPT;
	return add_counts(part);
}

static cc_status
read_part(part_reader *part, cc_detail *detail)
{
	const cc_env *env = part->indicator->env;
	size_t width = 1 + (size_t) part->indicator->nweights;
	cc_status status = CC_NOMEM;

	part->weights = cc_alloc0(env, part->indicator->nweights, sizeof(part_weight));
	part->rows = cc_alloc(env, BLOCK_ROWS * width, sizeof(int64_t), 0);
	if (part->weights != NULL && part->rows != NULL)
		status = add_part(part);
	cc_free(env, part->weights);
	cc_free(env, part->rows);
	if (status == CC_CORRUPT)
		return cc_fail(detail, status,
					   "the sums of a part are damaged, or of other needs, weights or homes",
					   (int64_t) part->bytes.at);
	return status;
}

cc_status
cc_partial_add(cc_indicator *indicator, const uint8_t *data, size_t len, cc_detail *detail)
{
	part_reader part = {.bytes = {data, len, 0, false}, .indicator = indicator};

	return read_part(&part, detail);
}

cc_status
cc_partial_subtract(cc_indicator *indicator, const uint8_t *data, size_t len, cc_detail *detail)
{
	part_reader part = {.bytes = {data, len, 0, false}, .indicator = indicator, .subtract = true};

	return read_part(&part, detail);
}

cc_status
cc_partial_create(const cc_env *env, const uint8_t *data, size_t len, cc_indicator **out,
				  cc_detail *detail)
{
	cc_reader bytes = {data, len, 0, false};
	uint64_t nweights;
	uint64_t nitems;

	*out = NULL;
	get_size(&bytes, &nweights, &nitems);
	if (bytes.failed || nweights > UINT32_MAX || nitems > UINT32_MAX)
		return cc_fail(detail, CC_CORRUPT, "the sums of a part are damaged", (int64_t) bytes.at);
	return cc_indicator_create_items(env, (uint32_t) nitems, (uint32_t) nweights, out);
}
