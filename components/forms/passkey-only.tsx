'use client';

import { type ReactNode, useSyncExternalStore } from 'react';
import { hasPasskeys } from './passkey-ceremony';

const never = () => () => {};

/**
 * Shows what needs passkeys where the browser has them. Until scripts run its place is kept, empty: nothing jumps, and
 * nobody meets a button that does nothing.
 */
export function PasskeyOnly({ otherwise = null, children }: { otherwise?: ReactNode; children: ReactNode }) {
  const has = useSyncExternalStore<boolean | null>(never, hasPasskeys, () => null);
  if (has === false) return otherwise;
  return <div className={has ? undefined : 'invisible'}>{children}</div>;
}
