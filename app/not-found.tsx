import { StatusNotice } from '@/components/layout/status-notice';

/** Nothing is at this address, or nothing that the reader may know of. */
export default function NotFoundPage() {
  return <StatusNotice kind="notFound" />;
}
