/*
 * distribution.c
 *		How values are distributed over homes.
 *
 * src/core/analysis/distribution.c
 */
#include "analysis/distribution.h"

#include <stdlib.h>
#include <string.h>

#define FREE_SLOT UINT32_MAX
#define LEAST_CAPACITY 64

#ifdef __GNUC__
#define CC_PREFETCH(address) __builtin_prefetch(address)
#else
#define CC_PREFETCH(address) ((void) 0)
#endif

void
cc_distribution_init(cc_distribution *distribution, uint32_t nweights)
{
	memset(distribution, 0, sizeof(*distribution));
	distribution->nweights = nweights;
}

void
cc_distribution_release(const cc_env *env, cc_distribution *distribution)
{
	cc_free(env, distribution->rows);
	cc_free(env, distribution->slots);
}

static void
empty_slots(cc_distribution *distribution)
{
	memset(distribution->slots, 0xff, 2 * distribution->capacity * sizeof(uint32_t));
}

void
cc_distribution_clear(cc_distribution *distribution)
{
	distribution->used = 0;
	if (distribution->capacity > 0)
		empty_slots(distribution);
}

static int64_t *
row_at(const cc_distribution *distribution, uint32_t number)
{
	return &distribution->rows[(size_t) number * (distribution->nweights + 1)];
}

/* Where the search for a value begins. The capacity is a power of two. */
static size_t
first_slot(const cc_distribution *distribution, uint32_t value)
{
	return ((value * UINT64_C(0x9e3779b97f4a7c15)) >> 32) & (2 * distribution->capacity - 1);
}

/* The slot of a value, or the free one where it belongs. */
static uint32_t *
slot_of(const cc_distribution *distribution, uint32_t value)
{
	size_t mask = 2 * distribution->capacity - 1;
	size_t at = first_slot(distribution, value);

	while (distribution->slots[at] != FREE_SLOT &&
		   *row_at(distribution, distribution->slots[at]) != value)
		at = (at + 1) & mask;
	return &distribution->slots[at];
}

static cc_status
grow(const cc_env *env, cc_distribution *distribution)
{
	size_t width = (distribution->nweights + 1) * sizeof(int64_t);
	cc_status status =
		cc_grow(env, (void **) &distribution->rows, &distribution->capacity, distribution->used,
				distribution->capacity == 0 ? LEAST_CAPACITY : 2 * distribution->capacity, width);

	if (status != CC_OK)
		return status;
	cc_free(env, distribution->slots);
	distribution->slots = cc_alloc(env, distribution->capacity, 2 * sizeof(uint32_t), 0);
	if (distribution->slots == NULL)
	{
		distribution->used = distribution->capacity = 0;
		return CC_NOMEM;
	}
	empty_slots(distribution);
	for (uint32_t i = 0; i < distribution->used; i++)
		*slot_of(distribution, (uint32_t) *row_at(distribution, i)) = i;
	return CC_OK;
}

/* There is room for the value. */
static cc_status
add_sums(cc_distribution *distribution, uint32_t value, const int64_t *weights)
{
	uint32_t *slot = slot_of(distribution, value);
	int64_t *sums;

	if (*slot == FREE_SLOT)
	{
		*slot = distribution->used++;
		memset(row_at(distribution, *slot), 0, (distribution->nweights + 1) * sizeof(int64_t));
		*row_at(distribution, *slot) = value;
	}
	sums = row_at(distribution, *slot) + 1;
	for (uint32_t w = 0; w < distribution->nweights; w++)
	{
		if (weights[w] < 0)
			continue;
		if (sums[w] > INT64_MAX - weights[w])
			return CC_LIMIT;
		sums[w] += weights[w];
	}
	return CC_OK;
}

cc_status
cc_distribution_add(const cc_env *env, cc_distribution *distribution, uint32_t value,
					const int64_t *weights)
{
	cc_status status = CC_OK;

	if (distribution->used == distribution->capacity)
		status = grow(env, distribution);
	if (status == CC_OK)
		status = add_sums(distribution, value, weights);
	return status;
}

cc_status
cc_distribution_add_rows(const cc_env *env, cc_distribution *distribution, const int64_t *rows,
						 uint32_t n)
{
	size_t width = distribution->nweights + 1;
	cc_status status = CC_OK;

	while (distribution->capacity - distribution->used < n && status == CC_OK)
		status = grow(env, distribution);
	/* A large distribution is in no cache: fetch what all rows need before the first is added. */
	for (uint32_t i = 0; i < n && status == CC_OK; i++)
		CC_PREFETCH(&distribution->slots[first_slot(distribution, (uint32_t) rows[i * width])]);
	for (uint32_t i = 0; i < n && status == CC_OK; i++)
	{
		uint32_t number = distribution->slots[first_slot(distribution, (uint32_t) rows[i * width])];

		if (number != FREE_SLOT)
			CC_PREFETCH(row_at(distribution, number));
	}
	for (uint32_t i = 0; i < n && status == CC_OK; i++)
		status = add_sums(distribution, (uint32_t) rows[i * width], &rows[i * width + 1]);
	return status;
}

static cc_status
subtract_row(cc_distribution *distribution, const int64_t *row)
{
	uint32_t slot = *slot_of(distribution, (uint32_t) row[0]);
	int64_t *from;

	if (slot == FREE_SLOT)
		return CC_CORRUPT;
	from = row_at(distribution, slot);
	for (uint32_t w = 1; w <= distribution->nweights; w++)
	{
		if (from[w] < row[w])
			return CC_CORRUPT;
		from[w] -= row[w];
	}
	return CC_OK;
}

cc_status
cc_distribution_subtract_rows(cc_distribution *distribution, const int64_t *rows, uint32_t n)
{
	cc_status status = distribution->capacity == 0 && n > 0 ? CC_CORRUPT : CC_OK;

	for (uint32_t i = 0; i < n && status == CC_OK; i++)
		status = subtract_row(distribution, &rows[(size_t) i * (distribution->nweights + 1)]);
	return status;
}

static int
compare_rows(const void *a, const void *b)
{
	int64_t left = *(const int64_t *) a;
	int64_t right = *(const int64_t *) b;

	return (left > right) - (left < right);
}

static bool
is_sorted(const cc_distribution *distribution)
{
	for (uint32_t i = 1; i < distribution->used; i++)
		if (*row_at(distribution, i - 1) > *row_at(distribution, i))
			return false;
	return true;
}

void
cc_distribution_sort(cc_distribution *distribution)
{
	if (!is_sorted(distribution))
		qsort(distribution->rows, distribution->used,
			  (distribution->nweights + 1) * sizeof(int64_t), compare_rows);
}

/* --- statistics: each is one walk over the sorted values --- */

static int64_t
total_of(const cc_distribution *distribution, uint32_t weight)
{
	int64_t total = 0;

	for (uint32_t i = 0; i < distribution->used; i++)
		total += row_at(distribution, i)[1 + weight];
	return total;
}

/* The least value that at least tenths / 10 of the weight does not exceed; the total is above 0. */
static uint32_t
quantile(const cc_distribution *distribution, uint32_t weight, int64_t total, int tenths)
{
	/* Without a product that might not fit: ceil(total * tenths / 10). */
	int64_t need = total / 10 * tenths + (total % 10 * tenths + 9) / 10;
	int64_t sum = 0;

	for (uint32_t i = 0; i < distribution->used; i++)
	{
		sum += row_at(distribution, i)[1 + weight];
		if (sum >= need)
			return (uint32_t) *row_at(distribution, i);
	}
	return CC_BEYOND;
}

static double
capped(const cc_distribution *distribution, uint32_t number, uint32_t cap)
{
	int64_t value = *row_at(distribution, number);

	return (double) (value < cap ? value : cap);
}

/* Sum of the capped values of the part of the weight that lies from low to high, in order. */
static double
sum_between(const cc_distribution *distribution, uint32_t weight, uint32_t cap, double low,
			double high)
{
	double below = 0;
	double sum = 0;

	for (uint32_t i = 0; i < distribution->used; i++)
	{
		double above = below + (double) row_at(distribution, i)[1 + weight];
		double from = below > low ? below : low;
		double to = above < high ? above : high;

		if (to > from)
			sum += (to - from) * capped(distribution, i, cap);
		below = above;
	}
	return sum;
}

static double
gini(const cc_distribution *distribution, uint32_t weight, uint32_t cap, double total, double sum)
{
	double below = 0;
	double twice = 0;

	for (uint32_t i = 0; i < distribution->used; i++)
	{
		double here = (double) row_at(distribution, i)[1 + weight];

		twice += capped(distribution, i, cap) * here * (2 * below + here);
		below += here;
	}
	return twice / (total * sum) - 1;
}

static void
describe_poverty(const cc_distribution *distribution, uint32_t weight, uint32_t cap, uint32_t line,
				 cc_distribution_stats *stats)
{
	for (uint32_t i = 0; i < distribution->used; i++)
	{
		double share = (double) row_at(distribution, i)[1 + weight] / (double) stats->total;
		double gap = (capped(distribution, i, cap) - line) / line;

		/* Values beyond the cap are above the line even if the cap is not. */
		if (*row_at(distribution, i) > line)
			stats->poverty[0] += share;
		if (gap <= 0)
			continue;
		stats->poverty[1] += share * gap;
		stats->poverty[2] += share * gap * gap;
	}
}

cc_distribution_stats
cc_distribution_describe(const cc_distribution *distribution, uint32_t weight, uint32_t cap,
						 uint32_t line)
{
	cc_distribution_stats stats = {.total = total_of(distribution, weight)};
	double total = (double) stats.total;
	double sum;
	double poor;

	stats.any = stats.total > 0;
	if (!stats.any)
		return stats;
	if (*row_at(distribution, distribution->used - 1) == CC_BEYOND)
		stats.beyond = row_at(distribution, distribution->used - 1)[1 + weight];
	stats.median = quantile(distribution, weight, stats.total, 5);
	stats.p90 = quantile(distribution, weight, stats.total, 9);
	sum = sum_between(distribution, weight, cap, 0, total);
	stats.mean = sum / total;
	stats.unequal = sum > 0;
	if (stats.unequal)
		stats.gini = gini(distribution, weight, cap, total, sum);
	poor = sum_between(distribution, weight, cap, 0, total * 0.4) / 0.4;
	stats.has_palma = poor > 0;
	if (stats.has_palma)
		stats.palma = sum_between(distribution, weight, cap, total * 0.9, total) / 0.1 / poor;
	describe_poverty(distribution, weight, cap, line, &stats);
	return stats;
}
