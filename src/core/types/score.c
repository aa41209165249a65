/*
 * score.c
 *		Comparing a coverage with a standard: met or not, score, gaps.
 *
 * src/core/types/score.c
 */
#include "types/score.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static cc_status
need_fail(cc_detail *detail, cc_status status, const cc_need *need, const char *reason)
{
	cc_fail(detail, status, reason, -1);
	cc_detail_name(detail, need->category, need->category_len);
	if (detail != NULL)
	{
		detail->number[0] = need->limit;
		detail->number[1] = need->unit;
	}
	return status;
}

static int
compare_need_entry(const cc_need *need, const cc_entry *entry)
{
	int order = cc_category_compare(need->category, need->category_len, entry->category,
									entry->category_len);

	return order != 0 ? order : (int) need->unit - (int) entry->unit;
}

/* Needs and entries both ascend by category and unit, so one walk over both does. */
cc_status
cc_standard_visit(const cc_standard *standard, const uint8_t *value, size_t len,
				  cc_need_visit visit, void *ctx, cc_detail *detail)
{
	cc_coverage_reader reader;
	const cc_entry *entry = NULL;
	cc_status status = cc_coverage_open(&reader, value, len);
	int order = 1;

	for (uint32_t i = 0; i < standard->nneeds; i++)
	{
		const cc_need *need = &standard->needs[standard->by_category[i]];

		if (need->unit == CC_INSIDE)
			return need_fail(detail, CC_BAD_INPUT, need, "a need has no limit");
		while (status == CC_OK && (entry == NULL || (order = compare_need_entry(need, entry)) > 0))
			status = cc_coverage_next(&reader, &entry);
		if (status == CC_CORRUPT)
			return cc_fail(detail, status, "the stored bytes are damaged", -1);
		if (status != CC_OK || order < 0)
		{
			/* Not found in order; found all the same, the bytes are not in order. */
			status = cc_coverage_find(&reader, value, len, need->category, need->category_len,
									  (cc_unit) need->unit, &entry, detail);
			return status == CC_OK ? cc_fail(detail, CC_CORRUPT, "the stored bytes are damaged", -1)
								   : status;
		}
		status = visit(ctx, standard->by_category[i], need, entry, detail);
		if (status != CC_OK)
			return status;
	}
	return CC_OK;
}

/* --- met or not --- */

static cc_status
visit_met(void *ctx, uint32_t number, const cc_need *need, const cc_entry *entry, cc_detail *detail)
{
	bool *met = ctx;

	return cc_entry_at_least(entry, need->n, need->limit, &met[number], detail);
}

/* How many parts must be met. */
static uint32_t
parts_needed(const cc_node *node)
{
	return node->kind == CC_ALL ? node->nparts : node->kind == CC_ANY ? 1 : node->k;
}

static bool node_met(const cc_standard *standard, uint32_t at, const bool *met);

static uint32_t
parts_met(const cc_standard *standard, uint32_t at, const bool *met)
{
	uint32_t count = 0;

	for (uint32_t part = at + 1; part < standard->nodes[at].end; part = standard->nodes[part].end)
		count += node_met(standard, part, met);
	return count;
}

static bool
node_met(const cc_standard *standard, uint32_t at, const bool *met)
{
	const cc_node *node = &standard->nodes[at];

	if (node->kind == CC_NEED)
		return met[node->need];
	return parts_met(standard, at, met) >= parts_needed(node);
}

bool
cc_standard_judge(const cc_standard *standard, const bool *met)
{
	return node_met(standard, 0, met);
}

cc_status
cc_standard_meets(const cc_standard *standard, const uint8_t *value, size_t len, bool *met,
				  cc_detail *detail)
{
	bool needs[CC_MAX_NEEDS];
	cc_status status = cc_standard_visit(standard, value, len, visit_met, needs, detail);

	if (status == CC_OK)
		*met = cc_standard_judge(standard, needs);
	return status;
}

/* --- score --- */

typedef struct scoring
{
	const cc_decay *decay;
	bool met[CC_MAX_NEEDS]; /* by 'step' */
	double worth[CC_MAX_NEEDS];
} scoring;

/* Mean worth of the n nearest, by a decay that reaches to twice the limit. */
static cc_status
decayed_need(const cc_decay *decay, const cc_need *need, const cc_entry *entry, double *worth,
			 cc_detail *detail)
{
	double limit = cc_need_limit(need);
	double sum = 0.0;

	if (cc_entry_horizon(entry) < 2 * need->limit)
		return need_fail(detail, CC_UNANSWERABLE, need,
						 "this decay needs a horizon of twice the limit");
	if (need->n > entry->nvalues && cc_entry_total(entry) > entry->nvalues &&
		entry->values[entry->nvalues - 1] <= 2 * need->limit)
		return need_fail(detail, CC_UNANSWERABLE, need,
						 "this decay needs the times of more of the nearest amenities");
	for (uint32_t i = 0; i < need->n && i < entry->nvalues; i++)
		sum += cc_decay_worth(decay, cc_unit_double(entry->unit, entry->values[i]), limit);
	*worth = sum / need->n;
	return CC_OK;
}

static cc_status
visit_score(void *ctx, uint32_t number, const cc_need *need, const cc_entry *entry,
			cc_detail *detail)
{
	scoring *s = ctx;
	uint32_t count;
	cc_status status;

	if (s->decay->kind != CC_STEP)
	{
		status = decayed_need(s->decay, need, entry, &s->worth[number], detail);
		/* Only a linear score has a use for the step: all its times being known, so is this. */
		s->met[number] = status == CC_OK && need->n <= entry->nvalues &&
						 entry->values[need->n - 1] <= need->limit;
		return status;
	}
	status = cc_entry_at_least(entry, need->n, need->limit, &s->met[number], detail);
	if (status != CC_OK)
		return status;
	/* Not met means fewer than n, and that they are counted. */
	if (s->met[number])
		count = need->n;
	else
		status = cc_entry_count(entry, need->limit, &count, detail);
	s->worth[number] = status == CC_OK ? (double) count / need->n : 0.0;
	return status;
}

static int
compare_worth(const void *a, const void *b)
{
	double left = *(const double *) a;
	double right = *(const double *) b;

	return left > right ? -1 : left < right;
}

static double
best_of(const double *worth, uint32_t count)
{
	double best = worth[0];

	for (uint32_t i = 1; i < count; i++)
		if (worth[i] > best)
			best = worth[i];
	return best;
}

static double node_worth(const cc_standard *standard, uint32_t at, double *space,
						 const double *worth);

/* Mean of the k best parts; space holds one number a node of the tree. */
static double
best_mean(const cc_standard *standard, uint32_t at, double *space, const double *worth)
{
	const cc_node *node = &standard->nodes[at];
	uint32_t k = node->kind == CC_ANY ? 1 : node->k;
	uint32_t count = 0;
	double sum = 0.0;

	for (uint32_t part = at + 1; part < node->end; part = standard->nodes[part].end)
		space[count++] = node_worth(standard, part, space + node->nparts, worth);
	if (k == 1)
		return best_of(space, count);
	qsort(space, count, sizeof(double), compare_worth);
	for (uint32_t i = 0; i < k; i++)
		sum += space[i];
	return sum / k;
}

static double
node_worth(const cc_standard *standard, uint32_t at, double *space, const double *worth)
{
	const cc_node *node = &standard->nodes[at];
	double sum = 0.0;
	double weights = 0.0;

	if (node->kind == CC_NEED)
		return worth[node->need];
	if (node->kind != CC_ALL)
		return best_mean(standard, at, space, worth);
	for (uint32_t part = at + 1; part < node->end; part = standard->nodes[part].end)
	{
		sum += standard->nodes[part].weight * node_worth(standard, part, space, worth);
		weights += standard->nodes[part].weight;
	}
	return sum / weights;
}

cc_status
cc_score(const cc_standard *standard, const uint8_t *value, size_t len, const cc_decay *decay,
		 double *score, cc_detail *detail)
{
	scoring s;
	double space[CC_MAX_NODES];
	double result;
	cc_status status;

	s.decay = decay;
	status = cc_standard_visit(standard, value, len, visit_score, &s, detail);
	if (status != CC_OK)
		return status;
	result = floor(node_worth(standard, 0, space, s.worth) * 100.0 * 1e6 + 0.5) / 1e6;
	/* A gap too small for the digits must not read as none. */
	if ((decay->kind == CC_STEP || decay->kind == CC_LINEAR) && result >= 100.0 &&
		!node_met(standard, 0, s.met))
		result = 99.999999;
	*score = result;
	return CC_OK;
}

/* --- what can be answered --- */

static cc_status
visit_answerable(void *ctx, uint32_t number, const cc_need *need, const cc_entry *entry,
				 cc_detail *detail)
{
	const cc_decay *decay = ctx;
	bool at_cutoff = false;

	(void) number;
	if (need->limit > cc_entry_horizon(entry))
		return need_fail(detail, CC_UNANSWERABLE, need,
						 "the limit lies beyond the horizon of the coverage");
	for (uint32_t m = 0; m < entry->ncutoffs; m++)
		at_cutoff = at_cutoff || entry->cutoffs[m] == need->limit;
	if (need->n > entry->keep && !at_cutoff)
		return need_fail(detail, CC_UNANSWERABLE, need,
						 "the coverage keeps no count at this limit");
	if (decay->kind == CC_STEP)
		return CC_OK;
	if (cc_entry_horizon(entry) < 2 * need->limit)
		return need_fail(detail, CC_UNANSWERABLE, need,
						 "this decay needs a horizon of twice the limit");
	if (need->n > entry->keep)
		return need_fail(detail, CC_UNANSWERABLE, need,
						 "this decay needs the times of more of the nearest amenities");
	return CC_OK;
}

cc_status
cc_standard_answerable(const cc_standard *standard, const uint8_t *value, size_t len,
					   const cc_decay *decay, cc_detail *detail)
{
	cc_decay copy = *decay;

	return cc_standard_visit(standard, value, len, visit_answerable, &copy, detail);
}

/* --- gaps --- */

typedef struct gap_finder
{
	const cc_standard *standard;
	cc_gap *gaps;
	uint32_t ngaps;
	bool met[CC_MAX_NEEDS];
	uint32_t available[CC_MAX_NEEDS]; /* of those not met */
	uint32_t nearest[CC_MAX_NEEDS];   /* CC_MAX_STORED + 1: none within the horizon */
} gap_finder;

static cc_status
visit_gap(void *ctx, uint32_t number, const cc_need *need, const cc_entry *entry, cc_detail *detail)
{
	gap_finder *f = ctx;
	cc_status status = cc_entry_at_least(entry, need->n, need->limit, &f->met[number], detail);

	if (status != CC_OK || f->met[number])
		return status;
	f->nearest[number] = entry->nvalues > 0 ? entry->values[0] : CC_MAX_STORED + 1;
	return cc_entry_count(entry, need->limit, &f->available[number], detail);
}

/* The gaps of an unmet node, as a part of a group (or CC_NO_NODE where all is needed). */
static void
find_gaps(gap_finder *f, uint32_t at, uint32_t group)
{
	const cc_standard *standard = f->standard;
	const cc_node *node = &standard->nodes[at];
	cc_gap *gap = &f->gaps[f->ngaps];

	/* An all-of that is needed is no more than its parts. */
	if (node->kind != CC_ALL || group != CC_NO_NODE)
	{
		f->ngaps++;
		memset(gap, 0, sizeof(*gap));
		gap->node = at;
		gap->alternative_of = group;
		if (node->kind == CC_NEED)
		{
			gap->needed = standard->needs[node->need].n;
			gap->available = f->available[node->need];
			gap->nearest = f->nearest[node->need];
			gap->has_nearest = gap->nearest <= CC_MAX_STORED;
			return;
		}
		gap->needed = parts_needed(node);
		gap->available = parts_met(standard, at, f->met);
		group = at;
	}
	for (uint32_t part = at + 1; part < node->end; part = standard->nodes[part].end)
		if (!node_met(standard, part, f->met))
			find_gaps(f, part, group);
}

cc_status
cc_standard_gaps(const cc_standard *standard, const uint8_t *value, size_t len, cc_gap *gaps,
				 uint32_t *ngaps, cc_detail *detail)
{
	gap_finder f;
	cc_status status;

	f.standard = standard;
	f.gaps = gaps;
	f.ngaps = 0;
	status = cc_standard_visit(standard, value, len, visit_gap, &f, detail);
	if (status == CC_OK && !node_met(standard, 0, f.met))
		find_gaps(&f, 0, CC_NO_NODE);
	*ngaps = f.ngaps;
	return status;
}
