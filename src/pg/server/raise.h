/*
 * raise.h
 *		Errors for users, without the functions of this extension in their context.
 *
 * src/pg/server/raise.h
 */
#ifndef CIRCLE_RAISE_H
#define CIRCLE_RAISE_H

/*
 * Call it immediately before ereport(ERROR) of a mistake that the user can mend. What stays of the
 * context begins with the user's own function that called this extension.
 */
extern void circle_hide_own_context(void);

#endif /* CIRCLE_RAISE_H */
