import { z } from 'zod';
import { optionalLine } from '@/lib/shared/text';

const userId = z.string({ error: 'errors.form.wrongType' }).regex(/^[\w-]{1,64}$/, 'errors.form.wrongType');

export const PersonWithReason = z.object({ userId, reason: optionalLine(300, 'errors.reason.tooLong') });
export const PersonOnly = z.object({ userId });

const wholeNumber = z
  .string()
  .regex(/^[1-9]\d{0,8}$/, 'errors.page.number')
  .transform(Number);

export const ListLessonUsers = z.object({
  page: wholeNumber.default(1),
  perPage: wholeNumber.default(20).refine((value) => value <= 100, 'errors.page.size'),
});

export const Nothing = z.object({});
