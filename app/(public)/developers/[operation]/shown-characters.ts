/** How much of an answer the page shows: a list of a hundred items, not an export. */
export const SHOWN_CHARACTERS = 100_000;
