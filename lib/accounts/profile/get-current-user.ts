import 'server-only';
import { done, question } from '@/lib/kernel';
import { Nothing } from '@/lib/shared/text';
import { lessonUser } from '../view';

/** Who is signed in, in the lesson's words. The identity that the kernel read answers it: no further statement. */
export const getCurrentUser = question({
  name: 'accounts.getCurrentUser',
  input: Nothing,
  access: 'account.manage',
  answer: ({ actor }) => done(lessonUser(actor)),
});
