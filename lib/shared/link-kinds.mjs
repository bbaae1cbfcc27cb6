// @ts-check
// Plain JavaScript: server.mjs reads it too, and nothing compiles that.

/** What mailed links are for: the first part of their addresses. */
export const linkKinds = /** @type {const} */ ([
  'reset',
  'confirm',
  'not-me',
  'account-reset',
  'cancel-reset',
]);
