import { z } from 'zod';
import { listInput } from '@/lib/shared/paging';

const { page, perPage } = listInput(['-at']);

/** A page of the own sign-ins. They have one order, and no program walks through them. */
export const ListSignIns = z.object({ page, perPage });
