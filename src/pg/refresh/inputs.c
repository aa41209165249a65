/*
 * inputs.c
 *		Reads the inputs of a study in one scan each, by one snapshot, and tells
 *		which rows may differ from those that the study was last made of:
 *		circle__read_inputs.
 *
 * Each row has a digest of its bytes, each bucket of rows the sum of its rows' digests. The study
 * keeps the sums. An input whose sums are the same is not looked at any further; of one that
 * differs the rows are copied into a temporary table in a second scan: of homes only those in
 * buckets that differ, of other inputs all. A view may return other rows the second time, so the
 * sums that are returned are those of the rows that were copied.
 *
 * src/pg/refresh/inputs.c
 */
#include "postgres.h"

#include "access/heapam.h"
#include "access/table.h"
#include "access/tableam.h"
#include "access/xact.h"
#include "catalog/namespace.h"
#include "catalog/pg_type.h"
#include "common/hashfn.h"
#include "executor/spi.h"
#include "fmgr.h"
#include "funcapi.h"
#include "lib/stringinfo.h"
#include "miscadmin.h"
#include "nodes/makefuncs.h"
#include "port/pg_bitutils.h"
#include "utils/builtins.h"
#include "utils/lsyscache.h"
#include "utils/memutils.h"
#include "utils/rel.h"
#include "utils/snapmgr.h"
#include "utils/typcache.h"

#include "server/args.h"
#include "server/compat.h"
#include "server/schemas.h"
#include "server/srf.h"

/* Rows are told apart into so many buckets while they are read; fewer are kept for small inputs. */
#define MAX_BUCKETS 65536
#define NULL_BUCKET MAX_BUCKETS /* of rows whose key is NULL */
#define BUCKET_ROWS 256

/* A table of rows as they were read has these columns after those of the input. */
#define EXTRA_COLUMNS 2

typedef struct Sum
{
	int64 rows;
	uint64 digest[2];
} Sum;

typedef struct Input
{
	const char *name;
	const char *part;   /* inputs of one part are copied together */
	const char *query;  /* the columns that count, the key first */
	const char *target; /* temporary table for the rows */
	const char *shape;  /* what the sums depend on besides the rows */
	bool keyed;         /* has rows by buckets of their key */
	uint32 nbuckets;    /* a power of 2; 0: nothing is known of it */
	Sum *known;         /* as the study keeps them; MAX_BUCKETS + 1, as the others */
	Sum *found;         /* by the first scan */
	Sum *copied;        /* by the second; NULL: there was none */
	int64 rows;
	bool differs;
	bool whole; /* all rows were copied */
} Input;

/* How the bytes of a column are had. */
typedef struct ColumnBytes
{
	int16 length;
	bool by_value;
	bool as_text; /* what the bytes mean may change: an enum's labels, parts of a composite */
	FmgrInfo output;
} ColumnBytes;

typedef struct Reader
{
	DestReceiver pub;
	Input *input;
	Relation target; /* NULL: rows are only summed up */
	BulkInsertState bulk;
	CommandId command;
	ColumnBytes *columns;
	FmgrInfo *key_hash; /* NULL: one bucket */
	Oid key_collation;
	StringInfoData bytes;
	MemoryContext row_context;
	Datum *values;
	bool *nulls;
} Reader;

PG_FUNCTION_INFO_V1(circle__read_inputs);

/* --- sums --- */

static uint32
bucket_of(const Input *input, uint32 bucket)
{
	return bucket == NULL_BUCKET ? bucket : bucket & (input->nbuckets - 1);
}

static void
add_sum(Sum *sum, const Sum *more)
{
	sum->rows += more->rows;
	sum->digest[0] += more->digest[0];
	sum->digest[1] += more->digest[1];
}

/* Fold sums into as many buckets as the study keeps. */
static void
fold_sums(const Input *input, Sum *sums)
{
	for (uint32 i = input->nbuckets; i < MAX_BUCKETS; i++)
	{
		add_sum(&sums[bucket_of(input, i)], &sums[i]);
		memset(&sums[i], 0, sizeof(Sum));
	}
}

static bool
bucket_differs(const Input *input, uint32 bucket)
{
	return memcmp(&input->known[bucket], &input->found[bucket], sizeof(Sum)) != 0;
}

/* Is a row of this bucket to be copied? */
static bool
is_wanted(const Input *input, uint32 bucket)
{
	return input->nbuckets == 0 || !input->keyed || bucket_differs(input, bucket_of(input, bucket));
}

static bool
any_differs(const Input *input)
{
	return memcmp(input->known, input->found, (MAX_BUCKETS + 1) * sizeof(Sum)) != 0;
}

/* --- rows --- */

static void
init_columns(Reader *reader, TupleDesc desc)
{
	reader->columns = palloc0(desc->natts * sizeof(ColumnBytes));
	for (int i = 0; i < desc->natts; i++)
	{
		Form_pg_attribute attribute = TupleDescAttr(desc, i);
		ColumnBytes *column = &reader->columns[i];
		Oid output;
		bool varlena;

		column->length = attribute->attlen;
		column->by_value = attribute->attbyval;
		column->as_text = get_typtype(getBaseType(attribute->atttypid)) != TYPTYPE_BASE ||
						  attribute->attlen == -2;
		getTypeOutputInfo(attribute->atttypid, &output, &varlena);
		fmgr_info(output, &column->output);
	}
}

static void
init_key(Reader *reader, TupleDesc desc)
{
	Form_pg_attribute key = TupleDescAttr(desc, 0);
	TypeCacheEntry *type = lookup_type_cache(key->atttypid, TYPECACHE_HASH_EXTENDED_PROC_FINFO);

	reader->key_collation = key->attcollation;
	if (OidIsValid(type->hash_extended_proc_finfo.fn_oid))
		reader->key_hash = &type->hash_extended_proc_finfo;
}

static void
reader_startup(DestReceiver *self, int operation, TupleDesc desc)
{
	Reader *reader = (Reader *) self;

	init_columns(reader, desc);
	if (reader->input->keyed)
		init_key(reader, desc);
	reader->values = palloc((desc->natts + EXTRA_COLUMNS) * sizeof(Datum));
	reader->nulls = palloc((desc->natts + EXTRA_COLUMNS) * sizeof(bool));
}

static void
append_value(Reader *reader, ColumnBytes *column, Datum value)
{
	StringInfo bytes = &reader->bytes;
	const char *data;
	uint32 length;

	if (column->as_text)
	{
		data = OutputFunctionCall(&column->output, value);
		length = strlen(data);
	}
	else if (column->by_value)
	{
		data = (const char *) &value;
		length = sizeof(value);
	}
	else if (column->length == -1)
	{
		struct varlena *packed = PG_DETOAST_DATUM_PACKED(value);

		data = VARDATA_ANY(packed);
		length = VARSIZE_ANY_EXHDR(packed);
	}
	else
	{
		data = DatumGetPointer(value);
		length = column->length;
	}
	appendBinaryStringInfo(bytes, (const char *) &length, sizeof(length));
	appendBinaryStringInfo(bytes, data, length);
}

/* The digest of a row: of its values, and of which of them are NULL. */
static Sum
digest_row(Reader *reader, const TupleTableSlot *slot)
{
	StringInfo bytes = &reader->bytes;
	Sum sum = {1, {0, 0}};

	resetStringInfo(bytes);
	for (int i = 0; i < slot->tts_tupleDescriptor->natts; i++)
	{
		appendStringInfoChar(bytes, slot->tts_isnull[i] ? 'n' : 'v');
		if (!slot->tts_isnull[i])
			append_value(reader, &reader->columns[i], slot->tts_values[i]);
	}
	for (int i = 0; i < 2; i++)
		sum.digest[i] =
			hash_bytes_extended((const unsigned char *) bytes->data, bytes->len, (uint64) i + 1);
	return sum;
}

static uint32
row_bucket(Reader *reader, const TupleTableSlot *slot)
{
	Datum hash;

	if (!reader->input->keyed)
		return 0;
	if (slot->tts_isnull[0])
		return NULL_BUCKET;
	if (reader->key_hash == NULL)
		return 0;
	hash = FunctionCall2Coll(reader->key_hash, reader->key_collation, slot->tts_values[0],
							 Int64GetDatum(0));
	return (uint32) (DatumGetUInt64(hash) & (MAX_BUCKETS - 1));
}

static void
copy_row(Reader *reader, const TupleTableSlot *slot, uint32 bucket, const Sum *sum)
{
	int natts = slot->tts_tupleDescriptor->natts;
	HeapTuple tuple;

	memcpy(reader->values, slot->tts_values, natts * sizeof(Datum));
	memcpy(reader->nulls, slot->tts_isnull, natts * sizeof(bool));
	reader->values[natts] = Int32GetDatum((int32) bucket);
	reader->values[natts + 1] = Int64GetDatum((int64) sum->digest[0]);
	reader->nulls[natts] = reader->nulls[natts + 1] = false;
	tuple = heap_form_tuple(RelationGetDescr(reader->target), reader->values, reader->nulls);
	heap_insert(reader->target, tuple, reader->command, 0, reader->bulk);
}

static bool
reader_receive(TupleTableSlot *slot, DestReceiver *self)
{
	Reader *reader = (Reader *) self;
	Input *input = reader->input;
	MemoryContext old = MemoryContextSwitchTo(reader->row_context);
	uint32 bucket;
	Sum sum;

	slot_getallattrs(slot);
	sum = digest_row(reader, slot);
	bucket = row_bucket(reader, slot);
	input->rows++;
	if (reader->target == NULL)
		add_sum(&input->found[bucket], &sum);
	else if (is_wanted(input, bucket))
	{
		add_sum(&input->copied[bucket], &sum);
		copy_row(reader, slot, bucket, &sum);
	}
	MemoryContextSwitchTo(old);
	MemoryContextReset(reader->row_context);
	return true;
}

static void
reader_nothing(DestReceiver *self)
{
}

/* --- scans --- */

static void
open_target(Reader *reader)
{
	RangeVar *name = makeRangeVar(pstrdup("pg_temp"), pstrdup(reader->input->target), -1);

	reader->target = table_openrv(name, RowExclusiveLock);
	reader->bulk = GetBulkInsertState();
	reader->command = GetCurrentCommandId(true);
}

static void
close_target(Reader *reader)
{
	FreeBulkInsertState(reader->bulk);
	table_close(reader->target, NoLock);
	CommandCounterIncrement();
}

/* Scan an input by the active snapshot: sum its rows up, or copy those that are wanted. */
static void
scan_input(Input *input, bool copy)
{
	Reader reader = {.pub = {.receiveSlot = reader_receive,
							 .rStartup = reader_startup,
							 .rShutdown = reader_nothing,
							 .rDestroy = reader_nothing,
							 .mydest = DestTuplestore},
					 .input = input};
	SPIExecuteOptions options = {.read_only = true, .dest = &reader.pub};
	MemoryContext caller = CurrentMemoryContext;
	int code;

	initStringInfo(&reader.bytes);
	reader.row_context =
		AllocSetContextCreate(CurrentMemoryContext, "circle input row", ALLOCSET_DEFAULT_SIZES);
	input->rows = 0;
	if (copy)
		open_target(&reader);
	circle_check_schemas();
	code = SPI_execute_extended(input->query, &options);
	if (code != SPI_OK_SELECT)
		elog(ERROR, "SPI_execute_extended returned %s", SPI_result_code_string(code));
	if (copy)
		close_target(&reader);
	MemoryContextSwitchTo(caller);
	MemoryContextDelete(reader.row_context);
}

static Sum *
make_sums(void)
{
	return palloc0((MAX_BUCKETS + 1) * sizeof(Sum));
}

static void
make_target(const Input *input)
{
	Oid types[] = {TEXTOID};
	Datum values[] = {CStringGetTextDatum(input->target)};
	char *command;

	circle_check_schemas();
	if (SPI_execute_with_args("SELECT circle_private.circle__into($1)", 1, types, values, NULL,
							  false, 1) != SPI_OK_SELECT)
		elog(ERROR, "could not tell how to make the table %s", input->target);
	command = psprintf("%s SELECT q.*, NULL::int AS \"circle bucket\", NULL::bigint AS \"circle "
					   "digest\" FROM (%s) AS q WHERE false",
					   SPI_getvalue(SPI_tuptable->vals[0], SPI_tuptable->tupdesc, 1), input->query);
	if (SPI_execute(command, false, 0) < 0)
		elog(ERROR, "could not make the table %s", input->target);
}

static void
copy_input(Input *input)
{
	MemoryContext caller = CurrentMemoryContext;
	uint32 wanted;

	make_target(input);
	MemoryContextSwitchTo(caller);
	input->whole = input->nbuckets == 0 || !input->keyed;
	input->copied = make_sums();
	scan_input(input, true);
	if (input->nbuckets == 0)
	{
		wanted = input->keyed ? (uint32) Min(input->rows / BUCKET_ROWS, MAX_BUCKETS) : 1;
		input->nbuckets = pg_nextpower2_32(Max(wanted, 1));
	}
	fold_sums(input, input->copied);
}

/* --- what the study knows of its inputs --- */

static int64
row_int64(uint64 row, int column)
{
	bool isnull;
	Datum value = SPI_getbinval(SPI_tuptable->vals[row], SPI_tuptable->tupdesc, column, &isnull);

	return isnull ? 0 : DatumGetInt64(value);
}

/* The sums that a study keeps of an input, if they were made in the same way. */
static void
load_known(Input *input, const char *study)
{
	Oid types[] = {TEXTOID, TEXTOID};
	Datum values[] = {CStringGetTextDatum(input->name), CStringGetTextDatum(input->shape)};
	const char *schema = quote_identifier(study);
	char *query =
		psprintf("SELECT b.bucket::bigint, b.row_count, b.digest_1, b.digest_2, "
				 "s.buckets::bigint FROM %s.input_state AS s LEFT JOIN %s.input_bucket AS b "
				 "USING (input) WHERE s.input = $1 AND s.shape = $2",
				 schema, schema);

	if (SPI_execute_with_args(query, 2, types, values, NULL, true, 0) != SPI_OK_SELECT)
		elog(ERROR, "could not read what study \"%s\" knows of its inputs", study);
	for (uint64 i = 0; i < SPI_processed; i++)
	{
		int64 bucket = row_int64(i, 1);

		input->nbuckets = (uint32) row_int64(i, 5);
		if (bucket < 0 || bucket > MAX_BUCKETS || input->nbuckets > MAX_BUCKETS)
			ereport(ERROR, (errcode(ERRCODE_DATA_CORRUPTED),
							errmsg("bucket " INT64_FORMAT " of %s of study \"%s\" is out of range",
								   bucket, input->name, study),
							errhint("DELETE FROM %s.input_state; the next refresh reads all again.",
									schema)));
		input->known[bucket].rows = row_int64(i, 2);
		input->known[bucket].digest[0] = (uint64) row_int64(i, 3);
		input->known[bucket].digest[1] = (uint64) row_int64(i, 4);
	}
	SPI_freetuptable(SPI_tuptable);
}

/* The inputs of a study. */
static List *
list_inputs(const char *study, MemoryContext context)
{
	Oid types[] = {TEXTOID};
	Datum values[] = {CStringGetTextDatum(study)};
	const char *query = "SELECT input, part, query, target, shape, keyed::text FROM "
						"circle_private.circle__inputs($1)";
	List *inputs = NIL;

	circle_check_schemas();
	if (SPI_execute_with_args(query, 1, types, values, NULL, true, 0) != SPI_OK_SELECT)
		elog(ERROR, "could not list the inputs of study \"%s\"", study);
	MemoryContextSwitchTo(context);
	for (uint64 i = 0; i < SPI_processed; i++)
	{
		Input *input = palloc0(sizeof(Input));
		const char **texts[] = {&input->name, &input->part, &input->query, &input->target,
								&input->shape};

		for (int column = 0; column < (int) lengthof(texts); column++)
			*texts[column] = SPI_getvalue(SPI_tuptable->vals[i], SPI_tuptable->tupdesc, column + 1);
		input->keyed =
			strcmp(SPI_getvalue(SPI_tuptable->vals[i], SPI_tuptable->tupdesc, 6), "true") == 0;
		input->known = make_sums();
		input->found = make_sums();
		inputs = lappend(inputs, input);
	}
	return inputs;
}

/* --- circle__read_inputs --- */

/* Which inputs differ from what the study was made of? */
static void
compare_inputs(List *inputs, const char *study, bool everything, const char *part)
{
	ListCell *cell;

	foreach (cell, inputs)
	{
		Input *input = lfirst(cell);

		if (!everything)
			load_known(input, study);
		if (input->nbuckets == 0)
		{
			input->differs = true;
			continue;
		}
		scan_input(input, false);
		fold_sums(input, input->found);
		input->differs = any_differs(input) || strcmp(input->part, part) == 0;
	}
}

/*
 * An input is copied if one of its part differs; as a whole if that is another one: what its rows
 * mean depends on the others.
 */
static void
copy_part(List *inputs, Input *input)
{
	bool others = false;
	ListCell *cell;

	foreach (cell, inputs)
	{
		const Input *other = lfirst(cell);

		if (other != input && strcmp(other->part, input->part) == 0 && other->differs)
			others = true;
	}
	if (!input->differs && !others)
		return;
	if (others)
		input->nbuckets = 0;
	copy_input(input);
}

/* A row for each bucket that was copied; else one row that says that nothing differs. */
static void
put_input(const Input *input, CircleSrf *srf)
{
	const char *state = input->copied == NULL ? "same" : input->whole ? "all" : "part";
	Datum values[9] = {CStringGetTextDatum(input->name), CStringGetTextDatum(state),
					   Int64GetDatum(input->rows), Int32GetDatum((int32) input->nbuckets),
					   CStringGetTextDatum(input->shape)};
	bool nulls[9] = {false, false, false, false, false, true, true, true, true};

	if (input->copied == NULL)
	{
		circle_srf_put(srf, values, nulls);
		return;
	}
	memset(nulls, false, sizeof(nulls));
	for (uint32 i = 0; i <= MAX_BUCKETS; i++)
	{
		const Sum *sum = &input->copied[i];

		/* A bucket that has lost its last row is told, too; so is one of an input without rows. */
		if (sum->rows == 0 && (input->whole ? i > 0 : !bucket_differs(input, i)))
			continue;
		values[5] = Int32GetDatum((int32) i);
		values[6] = Int64GetDatum(sum->rows);
		values[7] = Int64GetDatum((int64) sum->digest[0]);
		values[8] = Int64GetDatum((int64) sum->digest[1]);
		circle_srf_put(srf, values, nulls);
	}
}

/*
 * circle__read_inputs(study text, everything boolean, part text) → TABLE (input text, state text,
 *		read bigint, buckets int, shape text, bucket int, row_count bigint, digest_1 bigint,
 *		digest_2 bigint)
 */
Datum
circle__read_inputs(PG_FUNCTION_ARGS)
{
	char *study = circle_text_arg(fcinfo, 0, "study");
	bool everything = PG_GETARG_BOOL(1);
	char *part = circle_text_arg(fcinfo, 2, "part");
	MemoryContext context =
		AllocSetContextCreate(CurrentMemoryContext, "circle inputs", ALLOCSET_DEFAULT_SIZES);
	MemoryContext old;
	CircleSrf srf;
	List *inputs;
	ListCell *cell;

	circle_srf_begin(fcinfo, &srf);
	SPI_connect();
	old = MemoryContextSwitchTo(context);
	/* One snapshot for all inputs: taken after the study was locked, with what this transaction
	 * did. */
	CommandCounterIncrement();
	PushActiveSnapshot(GetTransactionSnapshot());
	inputs = list_inputs(study, context);
	compare_inputs(inputs, study, everything, part);
	foreach (cell, inputs)
		copy_part(inputs, lfirst(cell));
	foreach (cell, inputs)
		put_input(lfirst(cell), &srf);
	PopActiveSnapshot();
	MemoryContextSwitchTo(old);
	SPI_finish();
	MemoryContextDelete(context);
	return (Datum) 0;
}
