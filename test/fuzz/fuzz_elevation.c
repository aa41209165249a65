/*
 * fuzz_elevation.c
 *		Arbitrary grids and cells as an elevation model: refused, or heights between the least
 *		and the greatest cell.
 *
 * test/fuzz/fuzz_elevation.c
 */
#include "network/elevation.h"
#include "fuzz.h"

#define SIDE 4 /* cells of a row of the raster */
#define SITES 24

/* A grid near the tile half of the time, else whatever the bytes say. */
static cc_elevation
read_grid(const uint8_t **data, size_t *size)
{
	static const double steps[] = {0.0001, 0.0002777777777777778, 0.001, 0.01, 1};
	uint8_t kind = fuzz_byte(data, size);
	cc_elevation grid = {.columns = 1 + kind / 8 % SIDE, .rows = 1 + kind / 32 % SIDE};

	if (kind & 1)
	{
		grid.west = fuzz_double(data, size);
		grid.north = fuzz_double(data, size);
		grid.step_x = fuzz_double(data, size);
		grid.step_y = fuzz_double(data, size);
		return grid;
	}
	grid.step_x = steps[fuzz_byte(data, size) % 5];
	grid.step_y = kind & 2 ? grid.step_x : steps[fuzz_byte(data, size) % 5];
	grid.west = 8 + (fuzz_byte(data, size) - 128) * grid.step_x / (kind & 4 ? 1 : 3);
	grid.north = 47 + (fuzz_byte(data, size) - 128) * grid.step_y;
	return grid;
}

/* What is known of a frame lies between the least and the greatest cell; so do heights there. */
static void
ask_frame(const cc_elevation *frame, float least, float greatest)
{
	for (int i = 0; i < 9; i++)
	{
		double lon = frame->west + frame->step_x * frame->columns * (i % 3) / 2;
		double lat = frame->north - frame->step_y * frame->rows * (i / 3) / 2;
		double height = cc_elevation_at(frame, lon, lat);

		require(isnan(height) || (height >= least - 1e-3 && height <= greatest + 1e-3));
	}
}

static void
read_raster(const uint8_t **data, size_t *size)
{
	const cc_box box = cc_tile_box(cc_tile_at((cc_point){80000000, 470000000}));
	cc_elevation part = read_grid(data, size);
	cc_elevation frame;
	cc_detail detail = {0};
	float cells[SIDE * SIDE];
	float *known;
	size_t n;

	for (int i = 0; i < SIDE * SIDE; i++)
	{
		uint8_t byte = fuzz_byte(data, size);

		cells[i] = byte == 255 ? NAN : byte == 254 ? 1e30f : (float) (byte - 100);
	}
	part.cells = cells;
	if (cc_elevation_frame(&part, box, &frame, &detail) != CC_OK)
	{
		require_detail(&detail, 0);
		return;
	}
	n = (size_t) frame.columns * frame.rows;
	require(n > 0 && n <= CC_MAX_CELLS);
	if (n > 65536)
		return; /* time */
	known = malloc(n * sizeof(float));
	for (size_t i = 0; i < n; i++)
		known[i] = NAN;
	frame.cells = known;
	if (cc_elevation_take(&part, &frame, known, &detail) == CC_OK)
		ask_frame(&frame, -100, 155);
	else
		require_detail(&detail, 0);
	/* Another part, of another grid as a rule. */
	part = read_grid(data, size);
	part.cells = cells;
	cc_elevation_take(&part, &frame, known, NULL);
	free(known);
}

static void
read_heights(const uint8_t **data, size_t *size)
{
	cc_env env = fuzz_env();
	uint32_t n = 1 + fuzz_byte(data, size) % SITES;
	double at_m[SITES];
	double heights[SITES];
	double smooth[SITES];

	for (uint32_t i = 0; i < n; i++)
	{
		uint8_t step = fuzz_byte(data, size);
		uint8_t height = fuzz_byte(data, size);

		at_m[i] = i == 0 ? 0 : at_m[i - 1] + (step < 8 ? 0 : step / 4.0);
		heights[i] = height == 255 ? NAN : height - 100;
	}
	if (!cc_heights_fill(at_m, heights, n))
		return;
	require(cc_heights_smooth(&env, at_m, heights, n, smooth) == CC_OK);
	for (uint32_t i = 0; i < n; i++)
	{
		require(heights[i] >= -100 && heights[i] <= 154);
		require(smooth[i] >= -101 && smooth[i] <= 155);
	}
	cc_heights_straighten(at_m, heights, n);
	for (uint32_t i = 0; i < n; i++)
		require(heights[i] >= -101 && heights[i] <= 155);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	read_heights(&data, &size);
	read_raster(&data, &size);
	return 0;
}
