import { StatusNotice } from '@/components/layout/status-notice';

/** Signed in, but not allowed. Status 403. */
export default function ForbiddenPage() {
  return <StatusNotice kind="forbidden" />;
}
