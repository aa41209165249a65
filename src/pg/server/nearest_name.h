/*
 * nearest_name.h
 *		The name that a word is probably meant for.
 *
 * src/pg/server/nearest_name.h
 */
#ifndef CIRCLE_NEAREST_NAME_H
#define CIRCLE_NEAREST_NAME_H

/*
 * One of the names: the one with the least edit distance, at most a quarter of the word's length
 * and 1; the first of several, NULL if there is none.
 */
extern const char *circle_nearest_word(const text *word, const char *const *names, int nnames);

#endif /* CIRCLE_NEAREST_NAME_H */
