import { forbidden } from 'next/navigation';

/** Ends a page with the 403 one where the act that it is for is not the reader's to do to this very person. */
export function mayOrForbidden(may: boolean): void {
  if (!may) forbidden();
}
