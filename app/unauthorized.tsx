import { StatusNotice } from '@/components/layout/status-notice';

/** The portal is away, status 503: see `portalAway` in lib/adapters/page.ts for the name of this file. */
export default function AwayPage() {
  return <StatusNotice kind="unavailable" />;
}
