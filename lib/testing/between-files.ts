import { afterAll, expect, vi } from 'vitest';
import { usePorts } from '@/lib/kernel/ports';
import { useCases } from '@/lib/kernel/use-case';
import { forgetOverrides } from '@/lib/platform/env';

/**
 * The files of a worker share its modules. Settings and ports are put back after each; what a file alone can take back
 * it must not leave: a use case of its own among those of the portal, a variable of the environment.
 */
const environment = { ...process.env };

afterAll(() => {
  vi.restoreAllMocks();
  vi.useRealTimers();
  usePorts({ clock: undefined, hasher: undefined, mailer: undefined });
  forgetOverrides();
  expect(
    [...useCases.keys()].filter((name) => /^test\.|\.test[A-Z]/.test(name)),
    'use cases left behind',
  ).toEqual([]);
  expect({ ...process.env }, 'the environment was changed').toEqual(environment);
});
