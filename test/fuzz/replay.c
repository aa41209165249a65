/*
 * replay.c
 *		The main program of a fuzz target without a fuzzer: every file that is named, or that
 *		lies in a directory that is named, is given to the target once.
 *
 * test/fuzz/replay.c
 */
#define _POSIX_C_SOURCE 200809L

#include <dirent.h>
#include <stdio.h>

#include "fuzz.h"

static void
give_up(const char *path)
{
	perror(path);
	exit(2);
}

/* Run the target on a file, in memory of just its size, so that reads behind it are seen. */
static void
replay_file(const char *path)
{
	FILE *file = fopen(path, "rb");
	uint8_t *data;
	long size;

	if (file == NULL || fseek(file, 0, SEEK_END) != 0 || (size = ftell(file)) < 0)
		give_up(path);
	rewind(file);
	data = malloc(size > 0 ? (size_t) size : 1);
	if (data == NULL || fread(data, 1, (size_t) size, file) != (size_t) size)
		give_up(path);
	fclose(file);
	/* Before the target runs: where it aborts, this is the last line. */
	printf("# %s\n", path);
	fflush(stdout);
	LLVMFuzzerTestOneInput(data, (size_t) size);
	free(data);
}

/* Replay what lies in a directory; returns how many. */
static long
replay_directory(const char *name, DIR *directory)
{
	struct dirent *entry;
	long files = 0;

	while ((entry = readdir(directory)) != NULL)
	{
		char path[4096];

		if (entry->d_name[0] == '.')
			continue;
		snprintf(path, sizeof(path), "%s/%s", name, entry->d_name);
		replay_file(path);
		files++;
	}
	closedir(directory);
	return files;
}

int
main(int argc, char **argv)
{
	long files = 0;

	for (int i = 1; i < argc; i++)
	{
		DIR *directory = opendir(argv[i]);

		if (directory != NULL)
			files += replay_directory(argv[i], directory);
		else
		{
			replay_file(argv[i]);
			files++;
		}
	}
	printf("%ld inputs replayed\n", files);
	return files > 0 ? 0 : 1;
}
