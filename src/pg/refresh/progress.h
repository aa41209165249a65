/*
 * progress.h
 *		How far the refresh of this backend is.
 *
 * src/pg/refresh/progress.h
 */
#ifndef CIRCLE_PROGRESS_H
#define CIRCLE_PROGRESS_H

/* Homes that it has computed, as announced; 0 where nothing is announced. */
extern int64 circle_progress_done(void);
extern void circle_progress_set_done(int64 done);

#endif /* CIRCLE_PROGRESS_H */
