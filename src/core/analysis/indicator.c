/*
 * indicator.c
 *		What the homes of one area have, summed up.
 *
 * src/core/analysis/indicator.c
 */
#include "analysis/indicator.h"

#include <math.h>
#include <string.h>

static cc_status
make_item(cc_indicator *indicator, cc_item *item)
{
	cc_distribution_init(&item->values, indicator->nweights);
	cc_distribution_init(&item->proximity, indicator->nweights);
	item->sums = cc_alloc0(indicator->env, indicator->nweights, sizeof(cc_sums));
	return item->sums == NULL ? CC_NOMEM : CC_OK;
}

static cc_status
make_items(cc_indicator *indicator, uint32_t nitems)
{
	cc_status status = CC_OK;

	indicator->items = cc_alloc0(indicator->env, nitems, sizeof(cc_item));
	indicator->unknown = cc_alloc0(indicator->env, indicator->nweights, sizeof(uint64_t));
	if (indicator->items == NULL || indicator->unknown == NULL)
		return CC_NOMEM;
	for (; indicator->nitems < nitems && status == CC_OK; indicator->nitems++)
		status = make_item(indicator, &indicator->items[indicator->nitems]);
	return status;
}

cc_status
cc_indicator_create_items(const cc_env *env, uint32_t nitems, uint32_t nweights, cc_indicator **out)
{
	cc_indicator *made = cc_alloc0(env, 1, sizeof(cc_indicator));
	cc_status status;

	*out = NULL;
	if (made == NULL)
		return CC_NOMEM;
	made->env = env;
	made->nweights = nweights;
	status = make_items(made, nitems);
	if (status != CC_OK)
	{
		cc_indicator_release(made);
		return status;
	}
	*out = made;
	return CC_OK;
}

cc_status
cc_indicator_create(const cc_env *env, const cc_standard *const *standards, uint32_t nstandards,
					uint32_t nweights, cc_indicator **out)
{
	size_t nitems = 0;
	cc_item *item;
	cc_status status;

	*out = NULL;
	for (uint32_t s = 0; s < nstandards; s++)
		nitems += (size_t) standards[s]->nneeds + 1;
	if (nitems > UINT32_MAX)
		return CC_LIMIT;
	status = cc_indicator_create_items(env, (uint32_t) nitems, nweights, out);
	if (status != CC_OK)
		return status;
	(*out)->standards = standards;
	(*out)->nstandards = nstandards;
	item = (*out)->items;
	for (uint32_t s = 0; s < nstandards; s++)
		for (uint32_t n = 0; n <= standards[s]->nneeds; n++, item++)
		{
			item->standard = s;
			item->need = n < standards[s]->nneeds ? n : CC_WHOLE;
		}
	return CC_OK;
}

void
cc_indicator_release(cc_indicator *indicator)
{
	const cc_env *env;

	if (indicator == NULL)
		return;
	env = indicator->env;
	for (uint32_t i = 0; i < indicator->nitems; i++)
	{
		cc_free(env, indicator->items[i].sums);
		cc_distribution_release(env, &indicator->items[i].values);
		cc_distribution_release(env, &indicator->items[i].proximity);
	}
	cc_free(env, indicator->items);
	cc_free(env, indicator->unknown);
	cc_free(env, indicator);
}

void
cc_indicator_clear(cc_indicator *indicator)
{
	for (uint32_t i = 0; i < indicator->nitems; i++)
	{
		cc_item *item = &indicator->items[i];

		memset(item->sums, 0, indicator->nweights * sizeof(cc_sums));
		cc_distribution_clear(&item->values);
		cc_distribution_clear(&item->proximity);
	}
	memset(indicator->unknown, 0, indicator->nweights * sizeof(uint64_t));
	indicator->nhomes = 0;
}

/* --- one home --- */

/* What a home's coverage says of a standard. */
typedef struct verdict
{
	bool met[CC_MAX_NEEDS];
	uint32_t values[CC_MAX_NEEDS]; /* where the need is met, CC_BEYOND the horizon */
	const cc_need *timed;          /* the last need that was asked in minutes */
	uint32_t ncategories;          /* of those */
	double times;                  /* sum over them of their mean time in ds */
} verdict;

/* Mean of the kept nearest times; the missing ones stand at the horizon. */
static double
mean_time(const cc_entry *entry)
{
	double sum = ((double) entry->keep - entry->nvalues) * cc_entry_horizon(entry);

	if (entry->keep == 0)
		return cc_entry_horizon(entry);
	for (uint32_t i = 0; i < entry->nvalues; i++)
		sum += entry->values[i];
	return sum / entry->keep;
}

static cc_status
visit_need(void *ctx, uint32_t number, const cc_need *need, const cc_entry *entry,
		   cc_detail *detail)
{
	verdict *home = ctx;
	cc_status status = cc_entry_at_least(entry, need->n, need->limit, &home->met[number], detail);

	if (status == CC_OK)
		status = cc_entry_nth(entry, need->n, &home->values[number], detail);
	if (status == CC_NOT_FOUND)
	{
		home->values[number] = CC_BEYOND;
		status = CC_OK;
	}
	/* Needs come by category and unit. */
	if (need->unit == CC_MINUTES &&
		(home->timed == NULL ||
		 cc_category_compare(home->timed->category, home->timed->category_len, need->category,
							 need->category_len) != 0))
	{
		home->timed = need;
		home->ncategories++;
		home->times += mean_time(entry);
	}
	return status;
}

static cc_status
add_sums(cc_indicator *indicator, cc_item *item, const cc_counted *home, bool met, bool straight)
{
	for (uint32_t w = 0; w < indicator->nweights; w++)
	{
		cc_sums *sums = &item->sums[w];
		int64_t weight = home->weights[w];

		if (weight < 0)
			continue;
		if (sums->total > INT64_MAX - weight)
			return CC_LIMIT;
		/* All others are parts of the total. */
		sums->total += weight;
		sums->covered += met ? weight : 0;
		sums->straight += straight ? weight : 0;
		sums->unsnapped += home->coverage == NULL ? weight : 0;
		sums->on_island += home->on_island ? weight : 0;
	}
	return CC_OK;
}

static cc_status
add_whole_values(cc_indicator *indicator, cc_item *item, const cc_counted *home,
				 const verdict *verdict, bool met, cc_detail *detail)
{
	const cc_decay step = {CC_STEP, {0, 0}};
	double score = 100;
	cc_status status = CC_OK;

	if (!met)
		status = cc_score(indicator->standards[item->standard], home->coverage, home->coverage_len,
						  &step, &score, detail);
	if (status == CC_OK)
		status = cc_distribution_add(indicator->env, &item->values,
									 (uint32_t) floor(score * CC_SCORE_SCALE + 0.5), home->weights);
	if (status == CC_OK && verdict->ncategories > 0)
		status = cc_distribution_add(
			indicator->env, &item->proximity,
			(uint32_t) floor(verdict->times / verdict->ncategories * 100 + 0.5), home->weights);
	return status;
}

/* The item of a standard as a whole. */
static cc_status
add_whole(cc_indicator *indicator, cc_item *item, const cc_counted *home, const verdict *verdict,
		  const bool *straight, cc_detail *detail)
{
	const cc_standard *standard = indicator->standards[item->standard];
	bool met = home->coverage != NULL && cc_standard_judge(standard, verdict->met);
	cc_status status = add_sums(indicator, item, home, met,
								home->straight != NULL && cc_standard_judge(standard, straight));

	if (status == CC_OK && home->coverage != NULL)
		status = add_whole_values(indicator, item, home, verdict, met, detail);
	return status;
}

/* The items of one standard begin with that of its first need. */
static cc_status
add_to_standard(cc_indicator *indicator, cc_item *items, const cc_counted *home,
				const bool *straight, cc_detail *detail)
{
	const cc_standard *standard = indicator->standards[items->standard];
	verdict verdict = {.timed = NULL};
	cc_status status = CC_OK;

	if (home->coverage != NULL)
		status = cc_standard_visit(standard, home->coverage, home->coverage_len, visit_need,
								   &verdict, detail);
	for (uint32_t n = 0; status == CC_OK && n < standard->nneeds; n++)
	{
		status = add_sums(indicator, &items[n], home, verdict.met[n],
						  home->straight != NULL && straight[n]);
		if (status == CC_OK && home->coverage != NULL)
			status = cc_distribution_add(indicator->env, &items[n].values, verdict.values[n],
										 home->weights);
	}
	if (status == CC_OK)
		status = add_whole(indicator, &items[standard->nneeds], home, &verdict, straight, detail);
	return status;
}

cc_status
cc_indicator_add(cc_indicator *indicator, const cc_counted *home, cc_detail *detail)
{
	uint32_t item = 0;

	for (uint32_t s = 0; s < indicator->nstandards; s++)
	{
		cc_status status =
			add_to_standard(indicator, &indicator->items[item], home,
							home->straight == NULL ? NULL : &home->straight[item], detail);

		if (status != CC_OK)
			return status;
		item += indicator->standards[s]->nneeds + 1;
	}
	for (uint32_t w = 0; w < indicator->nweights; w++)
		indicator->unknown[w] += home->weights[w] < 0;
	indicator->nhomes++;
	return CC_OK;
}
