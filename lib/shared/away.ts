/** Marks, for the browser, an error that means "the database is away" and no fault of the page. */
export const awayDigest = 'portal-away';
