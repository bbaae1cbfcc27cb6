import 'server-only';

/** What domains use of the jobs: what runs without a caller. */
export { housekeepingJob } from './housekeeping';
export { type ComposedMail, mailTemplate } from './mails';
